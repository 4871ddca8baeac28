-- Six meetings with minutes, one without yet, one in preparation; 14 issues, 20 tasks.
WITH m(n, day) AS (VALUES (1, '2021-05-12'), (2, '2022-03-18'), (3, '2023-04-21'), (4, '2024-05-17'), (5, '2025-06-13'), (6, '2026-03-20'))
INSERT INTO meeting (code, planned_on, held_on, convener, chair, attendees, minutes_no, minutes_on, state, note)
SELECT 'LX-' || printf('%03d', n), day, day, '区委编办', '区委常委', '编办、组织部、人社局、财政局、三个街道', '演示联〔' || substr(day, 1, 4) || '〕' || n || '号', add_days(day, 5), 'minuted', '演示数据' FROM m;
INSERT INTO meeting (code, planned_on, held_on, convener, state, note) VALUES ('LX-007', '2026-10-29', '2026-10-29', '区委编办', 'held', '演示数据');
INSERT INTO meeting (code, planned_on, convener, state, note) VALUES ('LX-008', '2026-12-10', '区委编办', 'preparing', '演示数据');

WITH i(n, title, kind, who, meet, solved) AS (VALUES
  (1, '街道行政编制落实到位', '01', 'S1', 1, '2021-07-15'), (2, '街道事业编制增加', '01', 'S2', 2, '2022-07-01'), (3, '综合执法队编制划转', '01', 'S3', 2, '2022-09-30'),
  (4, '空编使用程序', '01', 'J07', 3, '2023-06-30'), (5, '执法队岗位设置', '02', 'S1', 3, '2023-08-10'), (6, '网格员岗位说明书', '02', 'S2', 4, '2024-07-20'),
  (7, '社区工作者专项招聘岗', '02', 'S3', 4, '2024-09-01'), (8, '下放人员年度考核', '03', 'J03', 5, '2025-08-29'), (9, '下放人员绩效发放', '03', 'S1', 5, '2025-09-15'),
  (10, '派驻人员日常管理', '03', 'S2', 5, '2025-10-10'), (11, '社工绩效发放日', '03', 'J09', 6, '2026-04-10'),
  (12, '借调人员清退进度', '05', 'S3', 6, NULL), (13, '综合执法队岗位设置补充', '02', 'S1', NULL, NULL), (14, '街道办公用房', '05', 'S2', NULL, NULL))
INSERT INTO issue (code, title, kind, proposer_id, proposed_on, meeting_id, conclusion, solved_on, solved_basis, state, note)
SELECT 'Y-' || printf('%03d', n), title, kind, (SELECT id FROM organ WHERE code = who), coalesce((SELECT add_days(planned_on, -20) FROM meeting WHERE code = 'LX-' || printf('%03d', meet)), '2026-10-12'),
  (SELECT id FROM meeting WHERE code = 'LX-' || printf('%03d', meet)), CASE WHEN meet IS NOT NULL THEN '原则同意，按议定事项办理' END, solved, CASE WHEN solved IS NOT NULL THEN '议定事项全部销号' END,
  CASE WHEN solved IS NOT NULL THEN 'solved' WHEN n = 12 THEN 'solving' WHEN n = 13 THEN 'collected' ELSE 'returned' END, '演示数据' FROM i;

WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 18)
INSERT INTO task (code, issue_id, content, lead_id, helpers, charge, due_on, progress, done_on, evidence, closed_on, state, note)
SELECT 'T-' || printf('%04d', n), i.id, i.title || CASE WHEN n > 11 THEN '：配套办法' ELSE '：办理' END, (SELECT id FROM organ WHERE code = CASE n % 3 WHEN 0 THEN 'J07' WHEN 1 THEN 'S1' ELSE 'J09' END), '三个街道', '赵主任',
  add_days(i.solved_on, 10), '已办结', add_days(i.solved_on, -5), '文件、台账', i.solved_on, 'closed', '演示数据'
FROM k JOIN issue i ON i.code = 'Y-' || printf('%03d', 1 + (n - 1) % 11);
INSERT INTO task (code, issue_id, content, lead_id, charge, due_on, progress, state, note)
SELECT 'T-0019', id, '逐人核对借调台账', (SELECT id FROM organ WHERE code = 'S3'), '孙主任', '2026-11-10', '已核对 20 人', 'doing', '演示数据' FROM issue WHERE code = 'Y-012';
INSERT INTO task (code, issue_id, content, lead_id, charge, due_on, state, note)
SELECT 'T-0020', id, '到期未归人员逐一函告', (SELECT id FROM organ WHERE code = 'J07'), '周主任', '2026-12-05', 'assigned', '演示数据' FROM issue WHERE code = 'Y-012';

INSERT INTO period (code, month, module, closed_at, closed_by_id, submitted_on, state, note)
SELECT m || '-people', m, 'people', m || '-28 17:00:00', (SELECT id FROM clerk WHERE code = 'checker1'), m || '-29', 'closed', '演示数据'
FROM (SELECT '2026-08' AS m UNION ALL SELECT '2026-09');
-- October is closed by the program when all of this stands (cli_make.c).
INSERT INTO period (code, month, module, state, note) SELECT m || '-' || s, m, s, 'open', '演示数据'
FROM (SELECT '2026-10' AS m, 'people' AS s UNION ALL SELECT '2026-10', 'pay' UNION ALL SELECT '2026-11', 'people');
