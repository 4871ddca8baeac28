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
  SELECT '1', '机构', '街道 ' || (SELECT count(*) FROM organ JOIN organ_derived USING (id) WHERE kind = 'street' AND in_effect = 1)
    || '  内设机构 ' || (SELECT count(*) FROM office_derived WHERE in_effect = 1), 0
  UNION ALL SELECT '2', '人员', '在册 ' || (SELECT count(*) FROM person WHERE void_reason IS NULL) || '  借出 '
    || (SELECT count(*) FROM secondment_derived WHERE in_effect = 1) || CASE WHEN loans > 0 THEN ' 逾 ' || loans ELSE '' END, loans FROM late
  UNION ALL SELECT '3', '编制', coalesce((SELECT group_concat(text, ' ') FROM (SELECT substr(q.label, 1, 2) || ' ' || sum(b.approved + b.overflow)
      || CASE WHEN sum(b.over) > 0 THEN ' 超 ' || sum(b.over) ELSE ' 空 ' || sum(b.vacant) END AS text
      FROM board b JOIN code q ON q.list = 'quota_type' AND q.code = b.quota_type GROUP BY b.quota_type ORDER BY q.sort_no LIMIT 2)), '没有编制'), quota FROM late
  UNION ALL SELECT '4', '清单', '责权 ' || (granted + entrusted + service) || '  执法 '
    || (SELECT count(*) FROM enforcement_item JOIN enforcement_item_derived USING (id) WHERE in_effect = 1 AND delegated = 1), 0 FROM duties
  UNION ALL SELECT '5', '执法', '在岗 ' || (SELECT count(DISTINCT person_id) FROM deployment JOIN deployment_derived USING (id) WHERE in_effect = 1)
    || CASE WHEN cases > 0 THEN '  案件超期 ' || cases ELSE '' END, cases FROM late
  UNION ALL SELECT '6', '会议', '待解决 ' || (SELECT count(*) FROM issue WHERE void_reason IS NULL AND state NOT IN ('solved', 'returned', 'merged'))
    || CASE WHEN tasks > 0 THEN '  任务逾期 ' || tasks ELSE '' END, tasks FROM late
  UNION ALL SELECT '7', '准入', '在办 ' || (SELECT count(*) FROM admission WHERE void_reason IS NULL AND state NOT IN ('admitted', 'declined', 'suspended', 'cancelled'))
    || '  有效 ' || (SELECT count(*) FROM admission_derived WHERE in_effect = 1), 0
  UNION ALL SELECT '8', '社工薪酬', (SELECT count(DISTINCT worker_id) FROM service_spell WHERE void_reason IS NULL AND starts_on <= as_of() AND (ends_on IS NULL OR ends_on > as_of())) || ' 人', 0
  UNION ALL SELECT '9', '报表', coalesce('上次封账 ' || (SELECT max(month) FROM period WHERE state = 'closed' AND void_reason IS NULL), '还没有封账的月份'), 0)
SELECT code, section, text, CASE WHEN bad > 0 THEN '!' ELSE '' END FROM line;
