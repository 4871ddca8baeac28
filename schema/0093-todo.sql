-- People who hold a post, are deployed or serve a community.
CREATE VIEW person_at_work (id) AS
SELECT id FROM person p WHERE void_reason IS NULL
  AND (EXISTS (SELECT 1 FROM posting WHERE person_id = p.id AND void_reason IS NULL AND state IN ('held', 'leaving'))
    OR EXISTS (SELECT 1 FROM deployment WHERE person_id = p.id AND void_reason IS NULL AND state = 'active')
    OR EXISTS (SELECT 1 FROM service_spell WHERE worker_id = p.id AND void_reason IS NULL AND starts_on <= as_of() AND (ends_on IS NULL OR ends_on > as_of())));

-- What is due: once each, nobody who has left.  The first of the days in
-- remind_days is how far it looks ahead.
CREATE VIEW todo (code, kind, due_on, days, form, "key", text) AS
WITH until (day) AS (SELECT add_days(as_of(), CAST(value AS INTEGER)) FROM setting_now WHERE code = 'remind_days'),
board AS MATERIALIZED (SELECT * FROM quota_board),
due (code, kind, due_on, form, "key", text) AS (
  SELECT 'loan/' || s.code, '借调到期', s.due_on, 'secondment', s.code, lang('借调到期：') || p.name || lang('（') || o.short_name || lang('）')
  FROM secondment s JOIN person p ON p.id = s.person_id JOIN organ o ON o.id = s.to_organ_id
  WHERE s.void_reason IS NULL AND s.state IN ('away', 'extended')
  UNION ALL
  SELECT 'leaving/' || s.code, '下编', work_days(s.event_on, (SELECT n FROM setting_number WHERE code = 'off_report_days')), 'posting', s.code, lang('下编未核销：') || p.name
  FROM posting s JOIN person p ON p.id = s.person_id WHERE s.void_reason IS NULL AND s.state = 'leaving'
  UNION ALL
  SELECT 'retire/' || p.code, '到龄退休', retire_on(p.birth_on, p.sex, p.category), 'person', p.code, lang('到龄退休：') || p.name
  FROM person p WHERE p.birth_on <= add_months(as_of(), -49 * 12) -- nobody retires before 50
    AND retire_on(p.birth_on, p.sex, p.category) <= (SELECT day FROM until)
    AND EXISTS (SELECT 1 FROM person_at_work w WHERE w.id = p.id)
    AND NOT EXISTS (SELECT 1 FROM posting s WHERE s.person_id = p.id AND s.void_reason IS NULL AND s.state = 'leaving')
  UNION ALL
  SELECT 'probation/' || p.code, '试用期满', p.probation_until, 'person', p.code, lang('试用期将满：') || p.name
  FROM person p WHERE p.probation_until BETWEEN as_of() AND (SELECT day FROM until) AND EXISTS (SELECT 1 FROM person_at_work w WHERE w.id = p.id)
  UNION ALL
  SELECT 'contract/' || w.code, '合同到期', w.contract_until, 'worker', w.code, lang('合同将到期：') || p.name
  FROM worker w JOIN person p ON p.id = w.person_id WHERE w.void_reason IS NULL AND w.contract_until <= (SELECT day FROM until) AND EXISTS (SELECT 1 FROM person_at_work a WHERE a.id = w.person_id)
  UNION ALL
  SELECT 'certificate/' || p.code, '执法证到期', p.certificate_until, 'person', p.code, lang('执法证到期：') || p.name
  FROM person p WHERE p.void_reason IS NULL AND p.id IN (SELECT person_id FROM deployment WHERE void_reason IS NULL AND state = 'active')
  UNION ALL
  SELECT 'vacant/' || code, '空编', NULL, 'quota_board', code, printf(lang('%s空编%d名'), organ, vacant) FROM board WHERE vacant > 0
  UNION ALL
  SELECT 'over/' || code, '超编', as_of(), 'quota_board', code, printf(lang('%s超编%d名，只出不进'), organ, over) FROM board WHERE over > 0
  UNION ALL
  SELECT 'permit/' || p.code, '用编核准', p.valid_until, 'quota_permit', p.code, printf(lang('用编核准单将到期：余%d名'), d.left)
  FROM quota_permit p JOIN quota_permit_derived d USING (id)
  WHERE p.void_reason IS NULL AND p.state = 'approved' AND d.left > 0 AND p.valid_until >= as_of()
  UNION ALL
  SELECT 'case/' || code, '案件到期', due_on, 'case_file', code, lang('案件处置期限：') || cause
  FROM case_file WHERE void_reason IS NULL AND state IN ('dispatched', 'handling', 'checking') AND due_on <= (SELECT day FROM until)
  UNION ALL
  SELECT 'decide/' || code, '案件决定', add_days(filed_on, (SELECT n FROM setting_number WHERE code = 'decision_days')), 'case_file', code, lang('案件决定期限：') || cause
  FROM case_file WHERE void_reason IS NULL AND state = 'filed'
  UNION ALL
  SELECT 'letter/' || t.code, '移送反馈', t.due_on, 'case_transfer', t.code, lang('移送函待反馈：') || o.short_name
  FROM case_transfer t JOIN organ o ON o.id = t.to_organ_id WHERE t.void_reason IS NULL AND t.state IN ('sent', 'received')
  UNION ALL
  SELECT 'order/' || code, '调度令', substr(issued_at, 1, 10), 'dispatch_order', code, lang('调度令未反馈：') || cause
  FROM dispatch_order WHERE void_reason IS NULL AND reply IS NULL
  UNION ALL
  SELECT 'task/' || code, '任务', due_on, 'task', code, lang('议定事项：') || content FROM task WHERE void_reason IS NULL AND state <> 'closed'
  UNION ALL
  SELECT 'minutes/' || code, '会议纪要', held_on, 'meeting', code, lang('已召开，纪要未印发') FROM meeting WHERE void_reason IS NULL AND state = 'held'
  UNION ALL
  SELECT 'issues/' || month, '征集议题', printf('%s-%02d', month, n), 'issue', '', lang('征集议题：还没有在筹备的联席会议')
  FROM (SELECT substr(as_of(), 1, 7) AS month), setting_number WHERE code = 'issue_call_day'
    AND EXISTS (SELECT 1 FROM meeting WHERE void_reason IS NULL)
    AND NOT EXISTS (SELECT 1 FROM meeting WHERE void_reason IS NULL AND state IN ('preparing', 'notified'))
  UNION ALL
  SELECT 'admission/' || code, '准入办理', CASE state
      WHEN 'applied' THEN work_days(applied_on, (SELECT n FROM setting_number WHERE code = 'admit_form_days'))
      WHEN 'reported' THEN work_days(reported_on, (SELECT n FROM setting_number WHERE code = 'admit_decide_days'))
      WHEN 'approved' THEN work_days(decided_on, (SELECT n FROM setting_number WHERE code = 'publish_days'))
      ELSE work_days(applied_on, (SELECT n FROM setting_number WHERE code = 'admit_ahead_days')) END, 'admission', code, lang('准入办理期限：') || name
  FROM admission WHERE void_reason IS NULL AND state NOT IN ('correcting', 'admitted', 'declined', 'suspended', 'cancelled')
  UNION ALL
  SELECT 'silent/' || r.code, '街道意见', work_days(a.applied_on, (SELECT n FROM setting_number WHERE code = 'admit_decide_days')), 'admission_reply', r.code,
    printf(lang('%s未答复：%s'), o.short_name, a.name)
  FROM admission_reply r JOIN admission a ON a.id = r.admission_id JOIN organ o ON o.id = r.street_id
  WHERE r.void_reason IS NULL AND (r.replied_on IS NULL OR r.opinion IS NULL) AND a.state = 'consulting' AND a.void_reason IS NULL
  UNION ALL
  SELECT 'review/' || a.code, '准入复核', a.review_on, 'admission', a.code, lang('准入应复核：') || a.name
  FROM admission a JOIN admission_derived v USING (id) WHERE v.in_effect = 1
  UNION ALL
  SELECT 'lapsed/' || i.code, '准入到期', a.until, 'duty_item', i.code, lang('已到期仍在清单：') || i.name
  FROM admission a JOIN admission_derived v USING (id) JOIN duty_item i ON i.admission_id = a.id
  WHERE v.expired = 1 AND i.state = 'effective' AND i.void_reason IS NULL
  UNION ALL
  SELECT 'papers/' || code, '补手续', starts_on, 'one_report', code, lang('紧急事项未补手续：') || matter
  FROM one_report WHERE void_reason IS NULL AND urgent = 1 AND state IN ('running', 'reported') AND decision_document_id IS NULL
  UNION ALL
  SELECT 'score/' || a.code, '年度考核', (a.year + 1) || '-01-31', 'assessment', a.code, lang('评分未交：') || p.name
  FROM assessment a JOIN person p ON p.id = a.person_id
  WHERE a.void_reason IS NULL AND a.takes_part = 1 AND a.state IN ('open', 'street_scored', 'dept_scored')
  UNION ALL
  SELECT 'grade', '等级待批', min(effect_on), 'grade_change', min(code), printf(lang('待批的等级变动 %d 人'), count(*))
  FROM grade_change WHERE void_reason IS NULL AND state = 'proposed' HAVING count(*) > 0
  UNION ALL
  SELECT 'month/' || code, '月结', term_end(month || '-01', 1), 'period', code, printf(lang('%s尚未月结'), month) FROM period WHERE void_reason IS NULL AND state = 'open')
SELECT code, kind, coalesce(due_on, day), CAST(julianday(coalesce(due_on, day)) - julianday(as_of()) AS INTEGER), form, "key", text
FROM due, until WHERE coalesce(due_on, day) <= day;
