-- The cross-checks of the whole book: a left and a right side that must
-- agree.  Those with nothing at the left count faults.
CREATE VIEW book_check (code, label, "left", "right", difference, ok, form, filter) AS
WITH month (a, z) AS (SELECT substr(as_of(), 1, 7) || '-01', as_of()),
-- X-01 the month: before + on - off = held, per organ and type
month_line (organ_id, quota_type, n) AS (
  SELECT organ_id, quota_type, sum(starts_on < a AND coalesce(ends_on, '9999') >= a) + sum(starts_on BETWEEN a AND z) - sum(coalesce(ends_on BETWEEN a AND z, 0))
  FROM posting, month WHERE void_reason IS NULL AND state IN ('held', 'leaving', 'left') GROUP BY organ_id, quota_type),
serving (worker_id) AS MATERIALIZED (SELECT DISTINCT worker_id FROM service_spell WHERE void_reason IS NULL AND starts_on <= as_of() AND (ends_on IS NULL OR ends_on > as_of())),
posted (lacking, unlike) AS MATERIALIZED (
  SELECT coalesce(sum(p.politics IS NULL OR p.work_from IS NULL OR p.joined_on IS NULL OR p.education IS NULL), 0),
    coalesce(sum(NOT CASE p.category WHEN 'civil' THEN s.quota_type = 'admin' WHEN 'quasi' THEN s.quota_type = 'quasi' WHEN 'manager' THEN s.quota_type = 'institution'
      WHEN 'expert' THEN s.quota_type = 'institution' WHEN 'labour' THEN s.quota_type IN ('labour', 'institution') ELSE 0 END), 0)
  FROM posting s JOIN posting_derived v USING (id) JOIN person p ON p.id = s.person_id WHERE v.in_effect = 1),
workers (n) AS (SELECT count(*) FROM serving),
quota (key, organ, type_label, filter, n, held, documents, parts) AS MATERIALIZED (
  SELECT o.code || '/' || l.quota_type, l.organ, l.type_label, 'organ=' || o.code || ' quota_type=' || l.quota_type, m.n, l.held,
    (SELECT coalesce(sum(e.quantity), 0) FROM quota_entry e JOIN document d ON d.id = e.document_id AND d.void_reason IS NULL
      WHERE e.organ_id = l.organ_id AND e.quota_type = l.quota_type AND e.void_reason IS NULL AND e.state IN ('effective', 'reversed') AND e.effective_on <= as_of()),
    l.held + l.pending + l.reserved + l.vacant - l.over
  FROM quota_line l JOIN organ o ON o.id = l.organ_id LEFT JOIN month_line m ON m.organ_id = l.organ_id AND m.quota_type = l.quota_type
  WHERE l.approved <> 0 OR l.overflow <> 0 OR l.held <> 0 OR l.pending <> 0 OR l.reserved <> 0),
side (code, label, "left", "right", form, filter) AS (
  SELECT 'X-01/' || key, organ || lang(type_label) || lang('：月初 + 增 + 补报增 - 减 - 补报减 = 月末'), coalesce(n, 0), held, 'posting', filter FROM quota
  UNION ALL
  -- X-02 documents = ledger = held + pending + reserved + vacant - over
  SELECT 'X-02/' || key, organ || lang(type_label) || lang('：批文之和 = 台账 = 在编 + 已核准未上编 + 空编 - 超编'), documents, parts, 'quota_entry', filter FROM quota
  UNION ALL
  -- X-03 roster, by the days, = statistics, by the states
  SELECT 'X-03', '花名册在编人数 = 统计表实有', (SELECT count(*) FROM posting WHERE void_reason IS NULL
      AND starts_on <= as_of() AND (state IN ('held', 'leaving') OR state = 'left' AND ends_on > as_of())), (SELECT coalesce(sum(held), 0) FROM quota), 'posting', 'in_effect=1'
  UNION ALL
  -- X-04 the lines of the month's changes = the difference of two rosters
  SELECT 'X-04', '增减变动表净增 = 本月末与上月末花名册之差', (SELECT coalesce(sum(CASE way WHEN 'on' THEN 1 ELSE -1 END), 0) FROM staff_month),
    (SELECT count(*) FROM posting_derived WHERE in_effect = 1) - (SELECT count(*) FROM posting, month WHERE void_reason IS NULL
      AND state IN ('held', 'leaving', 'left') AND starts_on < a AND (ends_on IS NULL OR ends_on >= a)), 'posting', ''
  UNION ALL
  -- X-05 workers: roster = posts = grades; last month + joined - left = this month
  SELECT 'X-05/1', '社工花名册人数 = 各岗人数之和', (SELECT n FROM workers), count(DISTINCT p.worker_id), 'worker_post', ''
  FROM worker_post p WHERE p.void_reason IS NULL AND p.starts_on <= as_of() AND (p.ends_on IS NULL OR p.ends_on > as_of()) AND p.worker_id IN serving
  UNION ALL
  SELECT 'X-05/2', '社工花名册人数 = 各等级人数之和', (SELECT n FROM workers), count(DISTINCT l.worker_id), 'pay_line', 'pay_month=' || m.code
  FROM pay_month m JOIN pay_line l ON l.pay_month_id = m.id AND l.void_reason IS NULL AND l.status <> 'missing' AND l.worker_id IN serving
  WHERE m.code = substr(as_of(), 1, 7) AND m.void_reason IS NULL GROUP BY m.id
  UNION ALL
  SELECT 'X-05/3', '社工：上月末 + 入职 - 离岗 = 本月末', coalesce(sum(starts_on < a AND coalesce(ends_on, '9999') >= a) + sum(starts_on BETWEEN a AND z)
    - sum(coalesce(ends_on BETWEEN a AND z, 0)), 0), (SELECT n FROM workers), 'service_spell', ''
  FROM service_spell, month WHERE void_reason IS NULL AND (ends_on IS NULL OR ends_on > starts_on)
  UNION ALL
  -- X-06 gross - deductions = net, lines = total, arrears name their month
  SELECT 'X-06/1', '工资行应发 - 扣款 不等于 实发', 0, count(*), 'pay_line', ''
  FROM pay_line WHERE void_reason IS NULL AND status <> 'missing' AND gross - deducted <> net
  UNION ALL
  SELECT 'X-06/2', lang('工资：各行之和 = 本月合计（分）'), coalesce(sum(l.net), 0), coalesce(m.net, 0), 'pay_line', 'pay_month=' || m.code
  FROM pay_month m JOIN pay_line l ON l.pay_month_id = m.id AND l.void_reason IS NULL WHERE m.void_reason IS NULL AND m.code = substr(as_of(), 1, 7) GROUP BY m.id
  UNION ALL
  SELECT 'X-06/3', '没有写明所属月份的补发补扣', 0, count(*), 'pay_line_item', 'kind=arrears for_month='
  FROM pay_line_item WHERE void_reason IS NULL AND kind = 'arrears' AND coalesce(for_month, '') = ''
  UNION ALL
  -- X-07 figures of the ledger = the rows behind them, counted another way
  SELECT 'X-07/' || l.code, lang(l.label) || lang('：综合表 = 明细'), l.figure, x.n, l.form, l.filter
  FROM (SELECT 'L04' AS code, coalesce(sum(treatment = 'removed' AND has_basis = 0), 0) AS n FROM plate
      WHERE void_reason IS NULL AND treated_on >= (SELECT value FROM setting_now WHERE code = 'reform_from') AND treated_on <= as_of()
    UNION ALL SELECT 'L07', coalesce(sum(n), 0) FROM (SELECT sum(quantity) AS n FROM quota_entry WHERE void_reason IS NULL AND state IN ('effective', 'reversed')
      AND quota_type = 'institution' AND cause = 'new' AND effective_on >= (SELECT value FROM setting_now WHERE code = 'reform_from') AND effective_on <= as_of()
      AND organ_id IN (SELECT id FROM organ WHERE kind = 'street') GROUP BY organ_id)
    UNION ALL SELECT 'L08', coalesce(sum(n), 0) FROM (SELECT min(count(*), 1) AS n FROM secondment WHERE void_reason IS NULL AND return_kind = 'recalled'
      AND to_organ_id IN (SELECT id FROM organ WHERE kind IN ('district', 'bureau'))
      AND returned_on >= (SELECT value FROM setting_now WHERE code = 'reform_from') AND returned_on <= as_of() GROUP BY person_id)
    UNION ALL SELECT CASE class WHEN 'granted' THEN 'L09' WHEN 'entrusted' THEN 'L10' ELSE 'L11' END, sum(in_effect) FROM duty_item JOIN duty_item_derived USING (id) GROUP BY class
    UNION ALL SELECT 'L12', coalesce(sum(in_effect), 0) FROM team_derived
    UNION ALL SELECT 'L13', coalesce(sum(n), 0) FROM (SELECT min(count(*), 1) AS n FROM deployment JOIN deployment_derived USING (id) WHERE in_effect = 1 GROUP BY department_id)
    UNION ALL SELECT 'L14', coalesce(sum(heads), 0) FROM (SELECT min(count(*), 1) AS heads FROM deployment JOIN deployment_derived USING (id) WHERE in_effect = 1 GROUP BY person_id)
    UNION ALL SELECT 'L17', coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM enforcement_item JOIN enforcement_item_derived USING (id) WHERE in_effect = 1 AND delegated = 1 GROUP BY area)
    UNION ALL SELECT 'L20', coalesce(sum(state = 'minuted'), 0) FROM meeting WHERE void_reason IS NULL AND held_on >= (SELECT value FROM setting_now WHERE code = 'reform_from') AND held_on <= as_of()
    UNION ALL SELECT 'L21', coalesce(sum(state = 'solved'), 0) FROM issue WHERE void_reason IS NULL AND solved_on >= (SELECT value FROM setting_now WHERE code = 'reform_from') AND solved_on <= as_of()
    UNION ALL SELECT 'L24', coalesce(sum(state <> 'cancelled'), 0) FROM reserved_post WHERE void_reason IS NULL
    UNION ALL SELECT 'L26', coalesce(sum(n), 0) FROM (SELECT min(count(*), 1) AS n FROM indicator WHERE void_reason IS NULL AND verdict = 'remove' AND state = 'published'
      AND removed_on >= (SELECT value FROM setting_now WHERE code = 'reform_from') AND removed_on <= as_of() GROUP BY department_id)
    UNION ALL SELECT 'L27', coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM indicator WHERE void_reason IS NULL AND verdict = 'remove' AND state = 'published'
      AND removed_on >= (SELECT value FROM setting_now WHERE code = 'reform_from') AND removed_on <= as_of() GROUP BY department_id)) x
  JOIN reform_ledger l ON l.code = x.code
  UNION ALL
  -- X-09 nobody over without a document
  SELECT 'X-09', '超编而无批文的单位', 0, count(*), 'quota_board', 'over>0'
  FROM quota_line l WHERE l.over > 0 AND NOT EXISTS (SELECT 1 FROM quota_entry e WHERE e.organ_id = l.organ_id
    AND e.quota_type = l.quota_type AND e.document_id IS NOT NULL AND e.void_reason IS NULL)
  UNION ALL
  -- X-10 papers: postings without entry document or (but for opening rows)
  -- permit; organs, offices and entries older than their document
  SELECT 'X-10/1', '在编记录缺入编文号或用编核准单', 0, count(*), 'posting', 'state=held,leaving,pending'
  FROM posting WHERE void_reason IS NULL AND state IN ('pending', 'held', 'leaving') AND (entry_document_id IS NULL OR permit_id IS NULL AND opening = 0)
  UNION ALL
  SELECT 'X-10/2', '早于批文日期或批文已作废的内设机构', 0, count(*), 'office', ''
  FROM office f JOIN document d ON d.id = f.document_id WHERE f.void_reason IS NULL AND (f.valid_from < d.issued_on OR d.void_reason IS NOT NULL)
  UNION ALL
  SELECT 'X-10/3', '缺批文或早于批文的编制台账', 0, count(*), 'quota_entry', 'state=effective,reversed'
  FROM quota_entry e LEFT JOIN document d ON d.id = e.document_id
  WHERE e.void_reason IS NULL AND e.state IN ('effective', 'reversed') AND (d.id IS NULL OR e.effective_on < d.issued_on)
  UNION ALL
  SELECT 'X-10/4', '有核定机构数而缺机构设置批文的街道', 0, count(*), 'organ', 'kind=street structure_document='
  FROM organ JOIN organ_derived USING (id) WHERE in_effect = 1 AND kind = 'street' AND structure_document_id IS NULL
    AND coalesce(office_count, centre_count, station_count) IS NOT NULL
  UNION ALL
  SELECT 'X-10/5', '所在单位已撤销的在编、下沉、社区人员', 0, count(*), 'person', ''
  FROM organ_derived o CROSS JOIN person p ON p.home_organ_id = o.id WHERE o.in_effect = 0 AND EXISTS (SELECT 1 FROM person_at_work w WHERE w.id = p.id)
  UNION ALL
  -- X-11 ID numbers
  SELECT 'X-11', '身份证号有误，或出生日期、性别与其不符', 0, count(*), 'person', ''
  FROM person WHERE void_reason IS NULL AND (id_fault(id_no) IS NOT NULL OR substr(id_birth(id_no), 1, length(birth_on)) <> birth_on OR CAST(id_sex(id_no) AS TEXT) <> sex)
  UNION ALL
  -- X-12 leaders held within the number approved
  SELECT 'X-12', '实配超过核定的领导职数', 0, count(*), 'leader_quota', 'in_effect=1'
  FROM leader_quota l JOIN leader_quota_derived d USING (id) WHERE d.in_effect = 1 AND d.held > l.quantity
  UNION ALL
  -- X-13 two deployments at once, expired certificates
  SELECT 'X-13/1', '同时在岗两处的下沉人员', 0, count(*), 'deployment', 'in_effect=1'
  FROM (SELECT 1 FROM deployment JOIN deployment_derived USING (id) WHERE in_effect = 1 GROUP BY person_id HAVING count(*) > 1)
  UNION ALL
  SELECT 'X-13/2', '在岗而执法证已到期', 0, count(*), 'deployment', 'in_effect=1'
  FROM deployment d JOIN deployment_derived v USING (id) JOIN person p ON p.id = d.person_id WHERE v.in_effect = 1 AND p.certificate_until < as_of()
  UNION ALL
  -- X-14 grids without enforcer
  SELECT 'X-14', '没有执法责任人的网格', 0, count(*), 'grid', 'level=grid in_effect=1 enforcers=0'
  FROM grid g JOIN grid_derived v USING (id) WHERE g.level = 'grid' AND v.in_effect = 1 AND v.enforcers = 0
  UNION ALL
  -- X-15 items without basis, admissions in effect without decision
  SELECT 'X-15/1', '没有实施依据的生效事项', 0, (SELECT count(*) FROM duty_item JOIN duty_item_derived USING (id) WHERE in_effect = 1 AND trim(basis) = '')
    + (SELECT count(*) FROM enforcement_item JOIN enforcement_item_derived USING (id) WHERE in_effect = 1 AND trim(basis) = ''), 'duty_item', 'in_effect=1'
  UNION ALL
  SELECT 'X-15/2', '没有审定文号的有效准入', 0, count(*), 'admission', 'in_effect=1'
  FROM admission JOIN admission_derived USING (id) WHERE in_effect = 1 AND (decision_document_id IS NULL OR decided_on IS NULL)
  UNION ALL
  -- X-16 excellent within the number, after the base changed
  SELECT 'X-16', '优秀超过名额的单位和年度', 0, count(*), 'assessment', 'rating=excellent' FROM excellent_line WHERE used > cap
  UNION ALL
  -- X-17 funds not overdrawn
  SELECT 'X-17', '余额为负的下沉资金', 0, count(*), 'fund', 'left<0' FROM fund f JOIN fund_derived d USING (id) WHERE f.void_reason IS NULL AND d.left < 0
  UNION ALL
  -- X-18 loans without document, overdue
  SELECT 'X-18/1', '没有批文的在外借调', 0, count(*), 'secondment', 'in_effect=1 document='
  FROM secondment s JOIN secondment_derived v USING (id) WHERE v.in_effect = 1 AND s.document_id IS NULL
  UNION ALL
  SELECT 'X-18/2', '到期未归的借调', 0, count(*), 'secondment', 'overdue=1' FROM secondment_derived WHERE overdue = 1
  UNION ALL
  -- X-19 changes entered after their limit
  SELECT 'X-19/1', '本月下编超过时限', 0, count(*), 'posting', 'state=left'
  FROM posting, month WHERE void_reason IS NULL AND state = 'left' AND ends_on BETWEEN a AND z
    AND ends_on > work_days(event_on, (SELECT n FROM setting_number WHERE code = 'off_report_days'))
  UNION ALL
  SELECT 'X-19/2', '本月上编超过时限', 0, count(*), 'posting', 'starts_on=' || a || '..' || z
  FROM month, posting s WHERE s.void_reason IS NULL AND s.state IN ('held', 'leaving') AND s.opening = 0 AND s.starts_on BETWEEN a AND z
    AND work_days(s.starts_on, (SELECT n FROM setting_number WHERE code = 'person_update_days')) < (SELECT max(j.today) FROM journal j
      WHERE j.record = 'posting' AND j.row_id = s.id AND j.action = 'confirm')
  UNION ALL
  SELECT 'X-19/3', '本月机构变动超过时限', 0, count(*), 'office', 'valid_from=' || a || '..' || z
  FROM month, office f WHERE f.void_reason IS NULL AND f.valid_from BETWEEN a AND z
    AND work_days(f.valid_from, (SELECT n FROM setting_number WHERE code = 'organ_update_days')) < (SELECT min(j.today) FROM journal j
      WHERE j.record = 'office' AND j.row_id = f.id)
  UNION ALL
  -- X-20 data of people in posts
  SELECT 'X-20/1', '在编人员资料缺项', 0, lacking, 'person', '' FROM posted
  UNION ALL
  SELECT 'X-20/2', '人员类别与编制类型不符', 0, unlike, 'posting', 'in_effect=1' FROM posted)
SELECT code, label, "left", "right", "left" - "right", "left" = "right", form, filter FROM side
UNION ALL
-- X-08 streets have the offices, centres and station they were given
SELECT 'X-08/' || o.code || '/' || s.kind, s.organ || lang('：核定') || lang(s.label) || lang('数 = 实设'), coalesce(s.approved, 0), s.held, coalesce(s.approved, 0) - s.held,
  coalesce(s.approved, 0) = s.held, 'office', 'in_effect=1 organ=' || o.code || ' kind=' || s.kind
FROM structure_line s JOIN organ o ON o.id = s.organ_id;
