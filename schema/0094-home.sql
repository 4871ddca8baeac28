-- What the first screen says: one line a section, at most 22 cells, in the
-- words of the office.
CREATE VIEW home_line (code, section, text, mark) AS
WITH board AS MATERIALIZED (SELECT * FROM quota_board),
late (loans, tasks, cases, quota) AS MATERIALIZED (
  SELECT (SELECT count(*) FROM secondment_derived WHERE overdue = 1),
    (SELECT count(*) FROM task WHERE void_reason IS NULL AND state <> 'closed' AND due_on < as_of()),
    (SELECT count(*) FROM case_file_derived WHERE overdue = 1),
    (SELECT count(*) FROM board WHERE over > 0)),
duties (granted, entrusted, service) AS (
  SELECT coalesce(sum(class = 'granted'), 0), coalesce(sum(class = 'entrusted'), 0), coalesce(sum(class = 'service'), 0)
  FROM duty_item JOIN duty_item_derived USING (id) WHERE in_effect = 1),
line (code, section, text, bad) AS (
  SELECT '1', '机构', lang('街道 ') || (SELECT count(*) FROM organ JOIN organ_derived USING (id) WHERE kind = 'street' AND in_effect = 1)
    || lang('  内设机构 ') || (SELECT count(*) FROM office_derived WHERE in_effect = 1), 0
  UNION ALL SELECT '2', '人员', lang('在册 ') || (SELECT count(*) FROM person WHERE void_reason IS NULL) || lang('  借出 ')
    || (SELECT count(*) FROM secondment_derived WHERE in_effect = 1) || CASE WHEN loans > 0 THEN lang(' 逾 ') || loans ELSE '' END, loans FROM late
  UNION ALL SELECT '3', '编制', coalesce((SELECT group_concat(text, ' ') FROM (SELECT substr(lang(q.label), 1, 2) || ' ' || sum(b.approved + b.overflow)
      || CASE WHEN sum(b.over) > 0 THEN lang(' 超 ') || sum(b.over) ELSE lang(' 空 ') || sum(b.vacant) END AS text
      FROM board b JOIN code q ON q.list = 'quota_type' AND q.code = b.quota_type GROUP BY b.quota_type ORDER BY q.sort_no LIMIT 2)), lang('没有编制')), quota FROM late
  UNION ALL SELECT '4', '清单', lang('责权 ') || (granted + entrusted + service) || lang('  执法 ')
    || (SELECT count(*) FROM enforcement_item JOIN enforcement_item_derived USING (id) WHERE in_effect = 1 AND delegated = 1), 0 FROM duties
  UNION ALL SELECT '5', '执法', lang('在岗 ') || (SELECT count(DISTINCT person_id) FROM deployment JOIN deployment_derived USING (id) WHERE in_effect = 1)
    || CASE WHEN cases > 0 THEN lang('  案件超期 ') || cases ELSE '' END, cases FROM late
  UNION ALL SELECT '6', '会议', lang('待解决 ') || (SELECT count(*) FROM issue WHERE void_reason IS NULL AND state NOT IN ('solved', 'returned', 'merged'))
    || CASE WHEN tasks > 0 THEN lang('  任务逾期 ') || tasks ELSE '' END, tasks FROM late
  UNION ALL SELECT '7', '准入', lang('在办 ') || (SELECT count(*) FROM admission WHERE void_reason IS NULL AND state NOT IN ('admitted', 'declined', 'suspended', 'cancelled'))
    || lang('  有效 ') || (SELECT count(*) FROM admission_derived WHERE in_effect = 1), 0
  UNION ALL SELECT '8', '社工薪酬', (SELECT count(DISTINCT worker_id) FROM service_spell WHERE void_reason IS NULL AND starts_on <= as_of() AND (ends_on IS NULL OR ends_on > as_of())) || lang(' 人'), 0
  UNION ALL SELECT '9', '报表', coalesce(lang('上次封账 ') || (SELECT max(month) FROM period WHERE state = 'closed' AND void_reason IS NULL), lang('还没有封账的月份')), 0)
SELECT code, section, text, CASE WHEN bad > 0 THEN '!' ELSE '' END FROM line;

-- The six steps of the month: what each still lacks, and where one goes on
-- with it: a list of a form, or a command.
CREATE VIEW home_step (code, label, text, done, form, list, command) AS
WITH at (month) AS (SELECT substr(as_of(), 1, 7)),
changes (n, done) AS (
  SELECT count(*), coalesce(sum(state IN ('held', 'left')), 0) FROM posting, at
  WHERE void_reason IS NULL AND opening = 0 AND (starts_on BETWEEN month || '-01' AND month || '-31' OR ends_on BETWEEN month || '-01' AND month || '-31')),
beginning (lacks) AS (
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM organ WHERE void_reason IS NULL) THEN 'organ' WHEN NOT EXISTS (SELECT 1 FROM person WHERE void_reason IS NULL) THEN 'person' END),
grades (n) AS (SELECT count(*) FROM grade_change WHERE void_reason IS NULL AND state = 'proposed'),
pay (state, label) AS (SELECT p.state, c.label FROM pay_month p JOIN at ON p.code = at.month
  JOIN code c ON c.list = 'pay_month_state' AND c.code = p.state WHERE p.void_reason IS NULL),
served (n) AS (SELECT EXISTS (SELECT 1 FROM service_spell WHERE void_reason IS NULL AND starts_on <= as_of())),
failing (n) AS (SELECT count(*) FROM book_check WHERE ok = 0),
months (state, submitted_on) AS (SELECT p.state, p.submitted_on FROM period p JOIN at USING (month) WHERE p.module = 'people' AND p.void_reason IS NULL)
SELECT '1', '录入', CASE WHEN lacks = 'organ' THEN lang('先建单位') WHEN lacks = 'person' THEN lang('再建人员') WHEN n = 0 THEN lang('无变动') ELSE done || '/' || n END,
  lacks IS NULL AND done = n, coalesce(lacks, 'posting'), CASE WHEN lacks IS NULL THEN 'month' ELSE 'default' END, '' FROM changes, beginning
UNION ALL SELECT '2', '定级', CASE WHEN n = 0 THEN '+' ELSE lang('待') || n END, n = 0, 'grade_change', 'proposed', '' FROM grades
UNION ALL SELECT '3', '试算', CASE WHEN n = 0 THEN lang('无') ELSE coalesce((SELECT lang(label) FROM pay), '-') END,
  n = 0 OR EXISTS (SELECT 1 FROM pay WHERE state <> 'open'), '', '', 'pay run ' || month FROM served, at
UNION ALL SELECT '4', '核对', CASE WHEN n > 0 THEN lang('不符') || n ELSE '+' END, n = 0, 'month_check', 'default', '' FROM failing
UNION ALL SELECT '5', '封账', CASE WHEN EXISTS (SELECT 1 FROM months WHERE state = 'closed') THEN '+' ELSE '-' END,
  EXISTS (SELECT 1 FROM months WHERE state = 'closed'), 'month_check', 'default', '' FROM at
UNION ALL SELECT '6', '上报', coalesce((SELECT substr(submitted_on, 6) FROM months), '-'),
  EXISTS (SELECT 1 FROM months WHERE submitted_on IS NOT NULL), '', '', 'export --all --month ' || month FROM at;
