-- Reminders and cross-checks: views only, shown by read-only forms.

CREATE VIEW book_check (code, label, "left", "right", difference, ok, form, filter) AS
-- X-02 documents = ledger = held + pending + reserved + vacant - over
SELECT 'X-02/' || o.code || '/' || l.quota_type, l.organ || l.type_label || '：核定 = 在编 + 已核准未上编 + 空编 - 超编',
  l.approved + l.overflow, l.held + l.pending + l.reserved + l.vacant - l.over - max(-l.vacancy - l.over, 0),
  l.approved + l.overflow - (l.held + l.pending + l.reserved + l.vacant - l.over - max(-l.vacancy - l.over, 0)),
  l.approved + l.overflow = l.held + l.pending + l.reserved + l.vacant - l.over - max(-l.vacancy - l.over, 0),
  'posting', 'organ=' || o.code || ' quota_type=' || l.quota_type
FROM quota_line l JOIN organ o ON o.id = l.organ_id
WHERE l.approved <> 0 OR l.overflow <> 0 OR l.held <> 0 OR l.pending <> 0 OR l.reserved <> 0
UNION ALL
-- X-03 roster = statistics
SELECT 'X-03', '花名册在编人数 = 统计表实有',
  (SELECT count(*) FROM posting WHERE state IN ('held', 'leaving') AND void_reason IS NULL),
  (SELECT coalesce(sum(held), 0) FROM quota_line),
  (SELECT count(*) FROM posting WHERE state IN ('held', 'leaving') AND void_reason IS NULL) - (SELECT coalesce(sum(held), 0) FROM quota_line),
  as_of() < today() OR (SELECT count(*) FROM posting WHERE state IN ('held', 'leaving') AND void_reason IS NULL) = (SELECT coalesce(sum(held), 0) FROM quota_line),
  'posting', 'state=held,leaving'
UNION ALL
-- X-08 streets with the offices, centres and station they were given
SELECT 'X-08/' || o.code || '/' || s.kind, s.organ || '：核定' || s.label || '数 = 实设',
  coalesce(s.approved, 0), s.held, coalesce(s.approved, 0) - s.held, coalesce(s.approved, 0) >= s.held,
  'office', 'organ=' || o.code || ' kind=' || s.kind
FROM structure_line s JOIN organ o ON o.id = s.organ_id
UNION ALL
-- X-09 nobody over without a document
SELECT 'X-09', '超编而无批文的单位', 0,
  (SELECT count(*) FROM quota_line l WHERE l.over > 0 AND NOT EXISTS (SELECT 1 FROM quota_entry e WHERE e.organ_id = l.organ_id
     AND e.quota_type = l.quota_type AND e.document_id IS NOT NULL AND e.void_reason IS NULL)),
  (SELECT count(*) FROM quota_line l WHERE l.over > 0 AND NOT EXISTS (SELECT 1 FROM quota_entry e WHERE e.organ_id = l.organ_id
     AND e.quota_type = l.quota_type AND e.document_id IS NOT NULL AND e.void_reason IS NULL)),
  NOT EXISTS (SELECT 1 FROM quota_line l WHERE l.over > 0 AND NOT EXISTS (SELECT 1 FROM quota_entry e WHERE e.organ_id = l.organ_id
     AND e.quota_type = l.quota_type AND e.document_id IS NOT NULL AND e.void_reason IS NULL)),
  'quota_board', 'over>0'
UNION ALL
-- X-10 posting without entry document or (but for opening rows) permit
SELECT 'X-10', '在编记录缺入编文号或用编核准单', 0,
  (SELECT count(*) FROM posting WHERE void_reason IS NULL AND state IN ('pending', 'held', 'leaving') AND (entry_document_id IS NULL OR permit_id IS NULL AND opening = 0)),
  (SELECT count(*) FROM posting WHERE void_reason IS NULL AND state IN ('pending', 'held', 'leaving') AND (entry_document_id IS NULL OR permit_id IS NULL AND opening = 0)),
  NOT EXISTS (SELECT 1 FROM posting WHERE void_reason IS NULL AND state IN ('pending', 'held', 'leaving') AND (entry_document_id IS NULL OR permit_id IS NULL AND opening = 0)),
  'posting', 'state=held,leaving,pending'
UNION ALL
-- X-11 ID numbers
SELECT 'X-11', '身份证号有误，或出生日期、性别与其不符', 0,
  (SELECT count(*) FROM person WHERE void_reason IS NULL AND (id_fault(id_no) IS NOT NULL OR id_birth(id_no) NOT LIKE birth_on || '%' OR CAST(id_sex(id_no) AS TEXT) <> sex)),
  (SELECT count(*) FROM person WHERE void_reason IS NULL AND (id_fault(id_no) IS NOT NULL OR id_birth(id_no) NOT LIKE birth_on || '%' OR CAST(id_sex(id_no) AS TEXT) <> sex)),
  NOT EXISTS (SELECT 1 FROM person WHERE void_reason IS NULL AND (id_fault(id_no) IS NOT NULL OR id_birth(id_no) NOT LIKE birth_on || '%' OR CAST(id_sex(id_no) AS TEXT) <> sex)),
  'person', '';

CREATE VIEW todo (code, kind, due_on, days, form, "key", text) AS
SELECT 'task/' || t.code, '任务', t.due_on, CAST(julianday(t.due_on) - julianday(as_of()) AS INTEGER), 'task', t.code, '议定事项：' || t.content
FROM task t WHERE t.void_reason IS NULL AND t.state <> 'closed' AND t.due_on <= add_days(as_of(), 30)
UNION ALL
SELECT 'leaving/' || s.code, '下编', work_days(s.event_on, CAST((SELECT value FROM setting_now WHERE code = 'off_report_days') AS INTEGER)),
  CAST(julianday(work_days(s.event_on, CAST((SELECT value FROM setting_now WHERE code = 'off_report_days') AS INTEGER))) - julianday(as_of()) AS INTEGER),
  'posting', s.code, '下编未核销：' || p.name
FROM posting s JOIN person p ON p.id = s.person_id WHERE s.void_reason IS NULL AND s.state = 'leaving'
UNION ALL
SELECT 'permit/' || p.code, '用编核准', p.valid_until, CAST(julianday(p.valid_until) - julianday(as_of()) AS INTEGER), 'quota_permit', p.code,
  '用编核准单将到期：余' || d.left || '名'
FROM quota_permit p JOIN quota_permit_derived d ON d.id = p.id
WHERE p.void_reason IS NULL AND p.state = 'approved' AND d.left > 0 AND p.valid_until BETWEEN as_of() AND add_days(as_of(), 30)
UNION ALL
SELECT 'over/' || b.code, '超编', as_of(), 0, 'quota_board', b.code, b.organ || '超编' || b.over || '名，只出不进'
FROM quota_board b WHERE b.over > 0
UNION ALL
SELECT 'minutes/' || m.code, '会议纪要', m.held_on, CAST(julianday(m.held_on) - julianday(as_of()) AS INTEGER), 'meeting', m.code, '已召开，纪要未印发'
FROM meeting m WHERE m.void_reason IS NULL AND m.state = 'held'
UNION ALL
SELECT 'contract/' || w.code, '合同到期', w.contract_until, CAST(julianday(w.contract_until) - julianday(as_of()) AS INTEGER), 'worker', w.code, '合同将到期：' || p.name
FROM worker w JOIN person p ON p.id = w.person_id
WHERE w.void_reason IS NULL AND w.contract_until BETWEEN as_of() AND add_days(as_of(), 30)
UNION ALL
SELECT 'probation/' || p.code, '试用期满', p.probation_until, CAST(julianday(p.probation_until) - julianday(as_of()) AS INTEGER), 'person', p.code, '试用期将满：' || p.name
FROM person p WHERE p.void_reason IS NULL AND p.probation_until BETWEEN as_of() AND add_days(as_of(), 30);

-- The home page: one line a section, in the words of the office.
CREATE VIEW home_line (code, section, text, mark) AS
SELECT '1', '机构', '街道 ' || (SELECT count(*) FROM organ WHERE kind = 'street' AND void_reason IS NULL AND valid_from <= as_of() AND (valid_to IS NULL OR valid_to > as_of()))
  || '  内设机构 ' || (SELECT count(*) FROM office WHERE void_reason IS NULL AND valid_from <= as_of() AND (valid_to IS NULL OR valid_to > as_of())), ''
UNION ALL SELECT '2', '人员', '在册 ' || (SELECT count(*) FROM person WHERE void_reason IS NULL), ''
UNION ALL SELECT '3', '编制', coalesce((SELECT group_concat(text, '  ') FROM (SELECT q.label || ' ' || sum(b.approved + b.overflow) || ' 空 ' || sum(b.vacant)
    || CASE WHEN sum(b.over) > 0 THEN ' 超 ' || sum(b.over) ELSE '' END AS text
    FROM quota_board b JOIN code q ON q.list = 'quota_type' AND q.code = b.quota_type GROUP BY b.quota_type ORDER BY q.sort_no)), '没有编制'),
  CASE WHEN EXISTS (SELECT 1 FROM quota_board WHERE over > 0) THEN '!' ELSE '' END
UNION ALL SELECT '6', '会议', '未解决议题 ' || (SELECT count(*) FROM issue WHERE void_reason IS NULL AND state NOT IN ('solved', 'returned', 'merged'))
  || '  任务逾期 ' || (SELECT count(*) FROM task WHERE void_reason IS NULL AND state <> 'closed' AND due_on < as_of()),
  CASE WHEN EXISTS (SELECT 1 FROM task WHERE void_reason IS NULL AND state <> 'closed' AND due_on < as_of()) THEN '!' ELSE '' END
UNION ALL SELECT '8', '社工薪酬', (SELECT count(*) FROM worker WHERE void_reason IS NULL) || ' 人', ''
UNION ALL SELECT '9', '报表', '勾稽不符 ' || (SELECT count(*) FROM book_check WHERE ok = 0), CASE WHEN EXISTS (SELECT 1 FROM book_check WHERE ok = 0) THEN '!' ELSE '' END;
