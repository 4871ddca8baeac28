-- The cross-checks of the whole book: a left and a right side that must
-- agree.  Those with nothing at the left count faults.
CREATE VIEW book_check (code, label, "left", "right", difference, ok, form, filter) AS
WITH month (a, z) AS (SELECT substr(as_of(), 1, 7) || '-01', as_of()),
-- X-01 the month: before + on - off = held, per organ and type
month_line (organ_id, quota_type, n) AS (
  SELECT organ_id, quota_type, sum(starts_on < a AND coalesce(ends_on, '9999') >= a) + sum(starts_on BETWEEN a AND z) - sum(coalesce(ends_on BETWEEN a AND z, 0))
  FROM posting, month WHERE void_reason IS NULL AND state IN ('held', 'leaving', 'left') GROUP BY organ_id, quota_type),
quota (key, organ, type_label, filter, n, held, approved, parts) AS (
  SELECT o.code || '/' || l.quota_type, l.organ, l.type_label, 'organ=' || o.code || ' quota_type=' || l.quota_type, m.n, l.held, l.approved + l.overflow,
    l.held + l.pending + l.reserved + l.vacancy
  FROM quota_line l JOIN organ o ON o.id = l.organ_id LEFT JOIN month_line m ON m.organ_id = l.organ_id AND m.quota_type = l.quota_type
  WHERE l.approved <> 0 OR l.overflow <> 0 OR l.held <> 0 OR l.pending <> 0 OR l.reserved <> 0),
side (code, label, "left", "right", form, filter) AS (
  SELECT 'X-01/' || key, organ || type_label || '：月初 + 增 - 减 = 月末', coalesce(n, 0), held, 'posting', filter FROM quota
  UNION ALL
  -- X-02 documents = ledger = held + pending + reserved + vacant - over
  SELECT 'X-02/' || key, organ || type_label || '：核定 = 在编 + 已核准未上编 + 空编 - 超编', approved, parts, 'posting', filter FROM quota
  UNION ALL
  -- X-03 roster = statistics
  SELECT 'X-03', '花名册在编人数 = 统计表实有', (SELECT count(*) FROM posting_derived WHERE in_effect = 1), (SELECT coalesce(sum(held), 0) FROM quota_line),
    'posting', 'in_effect=1'
  UNION ALL
  -- X-04 the lines of the month's changes = the difference of two rosters
  SELECT 'X-04', '增减变动表净增 = 本月末与上月末花名册之差', (SELECT coalesce(sum(CASE way WHEN 'on' THEN 1 ELSE -1 END), 0) FROM staff_month),
    (SELECT count(*) FROM posting_derived WHERE in_effect = 1) - (SELECT count(*) FROM posting, month WHERE void_reason IS NULL
      AND state IN ('held', 'leaving', 'left') AND starts_on < a AND (ends_on IS NULL OR ends_on >= a)), 'posting', ''
  UNION ALL
  -- X-05 workers in service = workers with a post
  SELECT 'X-05', '社工花名册人数 = 各岗人数之和', count(DISTINCT s.worker_id), count(DISTINCT p.worker_id), 'service_spell', ''
  FROM service_spell s LEFT JOIN worker_post p ON p.worker_id = s.worker_id AND p.void_reason IS NULL AND p.starts_on <= as_of() AND (p.ends_on IS NULL OR p.ends_on > as_of())
  WHERE s.void_reason IS NULL AND s.starts_on <= as_of() AND (s.ends_on IS NULL OR s.ends_on > as_of())
  UNION ALL
  -- X-06 gross - deductions = net
  SELECT 'X-06', '工资行应发 - 扣款 不等于 实发', 0, count(*), 'pay_line', ''
  FROM pay_line WHERE void_reason IS NULL AND status <> 'missing' AND gross - deducted <> net
  UNION ALL
  -- X-07 figures of the ledger = the rows behind them, counted another way
  SELECT 'X-07/' || l.code, l.label || '：综合表 = 明细', l.figure, x.n, l.form, l.filter
  FROM (SELECT 'L04' AS code, coalesce(sum(treatment = 'removed' AND has_basis = 0), 0) AS n FROM plate
      WHERE void_reason IS NULL AND treated_on >= (SELECT value FROM setting_now WHERE code = 'reform_from') AND treated_on <= as_of()
    UNION ALL SELECT CASE class WHEN 'granted' THEN 'L09' WHEN 'entrusted' THEN 'L10' ELSE 'L11' END, sum(in_effect) FROM duty_item JOIN duty_item_derived USING (id) GROUP BY class
    UNION ALL SELECT 'L12', coalesce(sum(in_effect), 0) FROM team_derived
    UNION ALL SELECT 'L14', coalesce(sum(heads), 0) FROM (SELECT min(count(*), 1) AS heads FROM deployment JOIN deployment_derived USING (id) WHERE in_effect = 1 GROUP BY person_id)
    UNION ALL SELECT 'L17', coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM enforcement_item JOIN enforcement_item_derived USING (id) WHERE in_effect = 1 AND delegated = 1 GROUP BY area)
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
  SELECT 'X-10/2', '早于批文日期的内设机构', 0, count(*), 'office', ''
  FROM office f JOIN document d ON d.id = f.document_id WHERE f.void_reason IS NULL AND f.valid_from < d.issued_on
  UNION ALL
  SELECT 'X-10/3', '缺批文或早于批文的编制台账', 0, count(*), 'quota_entry', 'state=effective,reversed'
  FROM quota_entry e LEFT JOIN document d ON d.id = e.document_id
  WHERE e.void_reason IS NULL AND e.state IN ('effective', 'reversed') AND (d.id IS NULL OR e.effective_on < d.issued_on)
  UNION ALL
  SELECT 'X-10/4', '有核定机构数而缺机构设置批文的街道', 0, count(*), 'organ', 'kind=street structure_document='
  FROM organ JOIN organ_derived USING (id) WHERE in_effect = 1 AND kind = 'street' AND structure_document_id IS NULL
    AND coalesce(office_count, centre_count, station_count) IS NOT NULL
  UNION ALL
  -- X-11 ID numbers
  SELECT 'X-11', '身份证号有误，或出生日期、性别与其不符', 0, count(*), 'person', ''
  FROM person WHERE void_reason IS NULL AND (id_fault(id_no) IS NOT NULL OR id_birth(id_no) NOT LIKE birth_on || '%' OR CAST(id_sex(id_no) AS TEXT) <> sex)
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
  SELECT 'X-15/1', '没有实施依据的生效事项', 0, count(*), 'duty_item', 'in_effect=1' FROM duty_item JOIN duty_item_derived USING (id) WHERE in_effect = 1 AND trim(basis) = ''
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
  SELECT 'X-19', '本月下编超过时限', 0, count(*), 'posting', 'state=left'
  FROM posting, month WHERE void_reason IS NULL AND state = 'left' AND ends_on BETWEEN a AND z
    AND ends_on > work_days(event_on, (SELECT n FROM setting_number WHERE code = 'off_report_days'))
  UNION ALL
  -- X-20 data of people in posts
  SELECT 'X-20/1', '在编人员资料缺项', 0, count(*), 'person', ''
  FROM posting s JOIN posting_derived v USING (id) JOIN person p ON p.id = s.person_id
  WHERE v.in_effect = 1 AND (p.politics IS NULL OR p.work_from IS NULL OR p.joined_on IS NULL OR p.education IS NULL)
  UNION ALL
  SELECT 'X-20/2', '人员类别与编制类型不符', 0, count(*), 'posting', 'in_effect=1'
  FROM posting s JOIN posting_derived v USING (id) JOIN person p ON p.id = s.person_id
  WHERE v.in_effect = 1 AND NOT CASE p.category WHEN 'civil' THEN s.quota_type = 'admin' WHEN 'quasi' THEN s.quota_type = 'quasi' WHEN 'manager' THEN s.quota_type = 'institution'
    WHEN 'expert' THEN s.quota_type = 'institution' WHEN 'labour' THEN s.quota_type IN ('labour', 'institution') ELSE 0 END)
SELECT code, label, "left", "right", "left" - "right", "left" = "right", form, filter FROM side
UNION ALL
-- X-08 streets within the offices, centres and station they were given
SELECT 'X-08/' || o.code || '/' || s.kind, s.organ || '：核定' || s.label || '数 = 实设', coalesce(s.approved, 0), s.held, coalesce(s.approved, 0) - s.held,
  coalesce(s.approved, 0) >= s.held, 'office', 'in_effect=1 organ=' || o.code || ' kind=' || s.kind
FROM structure_line s JOIN organ o ON o.id = s.organ_id;
