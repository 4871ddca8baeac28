-- One force: 264 people of six bureaus in three teams, their grids, their
-- yearly assessment, cases and orders.
INSERT INTO team (code, name, street_id, document_id, valid_from, note)
SELECT 'ZD00' || substr(code, 2), short_name || '综合行政执法队', id, (SELECT id FROM document WHERE code = '演示办发〔2021〕20号'), '2021-12-20', '演示数据' FROM organ WHERE kind = 'street' ORDER BY code;

CREATE TEMP TABLE demo_force AS
WITH RECURSIVE plan(at, department, mode, street, heads) AS (VALUES
  (1, 'J01', 'full', 'S1', 15), (2, 'J01', 'full', 'S2', 15), (3, 'J01', 'full', 'S3', 14), (4, 'J02', 'full', 'S1', 20), (5, 'J02', 'full', 'S2', 20), (6, 'J02', 'full', 'S3', 20),
  (7, 'J03', 'full', 'S1', 32), (8, 'J03', 'full', 'S2', 32), (9, 'J03', 'full', 'S3', 32), (10, 'J04', 'stationed', 'S1', 8), (11, 'J04', 'stationed', 'S2', 8), (12, 'J04', 'stationed', 'S3', 8),
  (13, 'J05', 'stationed', 'S1', 6), (14, 'J05', 'stationed', 'S2', 5), (15, 'J05', 'stationed', 'S3', 5), (16, 'J05', 'linked', 'S1', 1), (17, 'J05', 'linked', 'S2', 2), (18, 'J05', 'linked', 'S3', 1),
  (19, 'J06', 'linked', 'S1', 6), (20, 'J06', 'linked', 'S2', 6), (21, 'J06', 'linked', 'S3', 8), (22, 'J03', 'gone', 'S1', 4)),
k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 32)
SELECT row_number() OVER (ORDER BY at, i) - 1 AS m, department, mode, street FROM plan JOIN k ON i <= heads;

INSERT INTO person (code, name, name_keys, id_no, sex, birth_on, ethnicity, native_place, politics, work_from, join_kind, joined_on, education, full_time, degree, phone, category, home_organ_id,
  certificate_no, certificate_until, note)
SELECT printf('P%06d', 2001 + m), name, name_keys(name), id_no, CAST(id_sex(id_no) AS TEXT), id_birth(id_no), CASE WHEN m % 9 = 4 THEN '02' ELSE '01' END, '演示省演示市',
  CASE m % 3 WHEN 0 THEN '13' ELSE '01' END, printf('%04d-07', CAST(substr(id_birth(id_no), 1, 4) AS INTEGER) + 22), '01', printf('%04d-07-01', CAST(substr(id_birth(id_no), 1, 4) AS INTEGER) + 22),
  '21', 1, '4', printf('1390000%04d', m), 'civil', (SELECT id FROM organ WHERE code = department), printf('ZF%06d', m), CASE WHEN m % 88 = 7 THEN '2026-12-15' ELSE '2028-06-30' END, '演示数据'
FROM (SELECT m, department, base || id_check(base) AS id_no,
  substr('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳', 1 + m % 60, 1)
    || substr('甲乙丙丁戊己庚辛壬癸', 5 + m / 60, 1) || substr('一二三四五六七八九', 1 + (m * 5) % 9, 1) AS name
  FROM (SELECT m, department, printf('99010%d%04d%02d%02d%03d', 4 + m % 3, 1974 + (m * 13) % 27, 1 + (m * 7) % 12, 1 + (m * 11) % 28, (100 + m) * 2 + m % 2) AS base FROM demo_force))
ORDER BY m;

-- Two changed team in 2023: an ended row and a new one.
INSERT INTO deployment (code, person_id, department_id, team_id, mode, job, quota_moved, document_id, starts_on, ends_on, end_reason, state, note)
SELECT printf('XC-2021-%04d', 300 + f.m), p.id, d.id, (SELECT id FROM team WHERE code = CASE f.street WHEN 'S1' THEN 'ZD002' ELSE 'ZD003' END), f.mode, '执法队员', 0,
  (SELECT id FROM document WHERE code = '演示办发〔2021〕20号'), '2021-12-20', CASE f.mode WHEN 'gone' THEN '2025-06-30' ELSE '2023-06-01' END, CASE f.mode WHEN 'gone' THEN '03' ELSE '02' END, 'ended', '演示数据'
FROM (SELECT m, department, street, CASE mode WHEN 'gone' THEN 'full' ELSE mode END AS mode FROM demo_force WHERE m IN (104, 140)) f
JOIN person p ON p.code = printf('P%06d', 2001 + f.m) JOIN organ d ON d.code = f.department;
INSERT INTO deployment (code, person_id, department_id, team_id, mode, job, quota_moved, document_id, starts_on, ends_on, end_reason, state, note)
SELECT printf('XC-2021-%04d', 1 + f.m), p.id, d.id, t.id, 'full', '执法队员', 0, (SELECT id FROM document WHERE code = '演示办发〔2021〕20号'), '2021-12-20', '2025-06-30', printf('%02d', 1 + f.m % 4), 'ended', '演示数据'
FROM demo_force f JOIN person p ON p.code = printf('P%06d', 2001 + f.m) JOIN organ d ON d.code = f.department JOIN organ s ON s.code = f.street JOIN team t ON t.street_id = s.id WHERE f.mode = 'gone';
INSERT INTO deployment (code, person_id, department_id, team_id, mode, job, quota_moved, document_id, starts_on, previous_id, state, note)
SELECT printf('XC-2021-%04d', 1 + f.m), p.id, d.id, t.id, f.mode, CASE WHEN f.m % 22 = 0 THEN '中队长' ELSE '执法队员' END, 0, (SELECT id FROM document WHERE code = '演示办发〔2021〕20号'),
  CASE WHEN f.m IN (104, 140) THEN '2023-06-01' ELSE '2021-12-20' END, (SELECT e.id FROM deployment e WHERE e.person_id = p.id), 'active', '演示数据'
FROM demo_force f JOIN person p ON p.code = printf('P%06d', 2001 + f.m) JOIN organ d ON d.code = f.department JOIN organ s ON s.code = f.street JOIN team t ON t.street_id = s.id
WHERE f.mode <> 'gone' ORDER BY f.m;
UPDATE team SET leader_id = (SELECT min(d.person_id) FROM deployment d WHERE d.team_id = team.id AND d.state = 'active'), version = version + 1;

-- A town, three streets, 18 communities, 72 grids; in half of them three nets are one.
INSERT INTO grid (code, name, level, party_net, order_net, city_net, valid_from, note) VALUES ('WG0001', '演示城区', 'town', 1, 1, 1, '2021-12-01', '演示数据');
INSERT INTO grid (code, name, level, parent_id, street_id, party_net, order_net, city_net, valid_from, note)
SELECT 'WG000' || (1 + substr(code, 2)), short_name, 'street', (SELECT id FROM grid WHERE code = 'WG0001'), id, 1, 1, 1, '2021-12-01', '演示数据' FROM organ WHERE kind = 'street' ORDER BY code;
INSERT INTO grid (code, name, level, parent_id, street_id, community_id, party_net, order_net, city_net, valid_from, note)
SELECT 'WG0' || substr(c.code, 2), c.short_name, 'community', g.id, c.parent_id, c.id, 1, 1, 1, '2021-12-01', '演示数据'
FROM organ c JOIN grid g ON g.street_id = c.parent_id AND g.level = 'street' WHERE c.kind = 'community' ORDER BY c.code;
WITH k(n) AS (VALUES (1), (2), (3), (4))
INSERT INTO grid (code, name, level, parent_id, street_id, community_id, party_net, order_net, city_net, bounds, households, valid_from, note)
SELECT g.code || '-' || n, g.name || '第' || substr('一二三四', n, 1) || '网格', 'grid', g.id, g.street_id, g.community_id, 1, 1, n % 2, '东至、南至、西至、北至', 280 + n * 15, '2021-12-01', '演示数据'
FROM grid g, k WHERE g.level = 'community' ORDER BY g.code, n;

-- Each of the 264 answers for one grid of the street; community staff head them.
INSERT INTO grid_duty (code, grid_id, person_id, role, starts_on, note)
SELECT printf('WZ%05d', row_number() OVER (ORDER BY x.code)), g.id, x.person_id, 'enforcer', '2022-01-01', '演示数据'
FROM (SELECT d.code, d.person_id, t.street_id, row_number() OVER (PARTITION BY t.id ORDER BY d.code) - 1 AS k FROM deployment d JOIN team t ON t.id = d.team_id WHERE d.state = 'active') x
JOIN (SELECT id, street_id, row_number() OVER (PARTITION BY street_id ORDER BY code) - 1 AS k FROM grid WHERE level = 'grid') g ON g.street_id = x.street_id AND g.k = x.k % 24;
INSERT INTO grid_duty (code, grid_id, person_id, role, starts_on, note)
SELECT printf('WZ%05d', 300 + row_number() OVER (ORDER BY g.code)), g.id, p.id, 'head', '2022-01-01', '演示数据'
FROM grid g JOIN (SELECT id, home_organ_id, row_number() OVER (PARTITION BY home_organ_id ORDER BY code) AS k FROM person WHERE category = 'community') p
  ON p.home_organ_id = g.community_id AND p.k = CAST(substr(g.code, -1) AS INTEGER)
WHERE g.level = 'grid';

INSERT INTO assessment_scheme (code, year, mode, street_weight, dept_weight, criteria, document_id, note)
SELECT printf('KP%04d', row_number() OVER ()), y, mode, w, 100 - w, '德、能、勤、绩、廉', (SELECT id FROM document WHERE code = '演示组发〔2024〕2号'), '演示数据'
FROM (SELECT 2025 AS y UNION ALL SELECT 2026), (SELECT 'full' AS mode, 100 AS w UNION ALL SELECT 'linked', 60 UNION ALL SELECT 'stationed', 50);

-- 2025 is decided for all: full in the street's pool, the others in their bureau's.
INSERT INTO assessment (code, person_id, year, scheme_id, pool_id, takes_part, street_score, dept_score, rating, published_from, published_until, decided_on, decided_by, signed_on, state, note)
SELECT printf('NK-2025-%04d', row_number() OVER (ORDER BY code)), person_id, 2025, scheme_id, pool_id, 1, street_score, dept_score,
  CASE WHEN row_number() OVER (PARTITION BY pool_id ORDER BY street_score + coalesce(dept_score, 0) DESC, code) <= count(*) OVER (PARTITION BY pool_id) / 5 THEN 'excellent' ELSE 'good' END,
  '2026-01-12', '2026-01-16', '2026-01-20', '区委组织部', '2026-01-26', 'decided', '演示数据'
FROM (SELECT d.code, d.person_id, s.id AS scheme_id, CASE d.mode WHEN 'full' THEN t.street_id ELSE d.department_id END AS pool_id,
    8000 + (d.id * 37) % 1600 AS street_score, CASE d.mode WHEN 'full' THEN NULL ELSE 8100 + (d.id * 53) % 1500 END AS dept_score
  FROM deployment d JOIN team t ON t.id = d.team_id JOIN assessment_scheme s ON s.year = 2025 AND s.mode = d.mode WHERE d.state = 'active');

INSERT INTO conduct (code, person_id, kind, starts_on, ends_on, text, document_id, note)
SELECT printf('GL-2026-%04d', n), (SELECT id FROM person WHERE code = printf('P%06d', 2001 + n * 11)), kind, day, till, text, CASE kind WHEN 'punishment' THEN (SELECT id FROM document WHERE code = '演示组发〔2026〕4号') END, '演示数据'
FROM (SELECT 1 AS n, 'attendance' AS kind, '2026-03-31' AS day, NULL AS till, '一季度全勤' AS text UNION ALL SELECT 2, 'leave', '2026-05-06', '2026-05-09', '事假三天' UNION ALL
  SELECT 3, 'praise', '2026-06-30', NULL, '优秀执法队员' UNION ALL SELECT 4, 'talk', '2026-07-15', NULL, '着装不规范，提醒谈话' UNION ALL SELECT 5, 'punishment', '2026-08-01', '2027-02-01', '警告处分，期限六个月');
INSERT INTO honour (code, person_id, title, level, year, recommended_by_id, document_id, note)
SELECT printf('RY-2025-%04d', n), (SELECT id FROM person WHERE code = printf('P%06d', 2001 + n * 17)), '先进工作者', printf('%02d', 2 + n % 4), 2025, (SELECT id FROM organ WHERE code = 'S' || (1 + n % 3)),
  (SELECT id FROM document WHERE code = '演示组发〔2026〕4号'), '演示数据' FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4);

-- Asked 12 times, answered 11, adopted 9.
WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 12)
INSERT INTO opinion (code, person_id, asked_by_id, letter, asked_on, proposed_post, verdict, reason, answered_on, adopted, note)
SELECT printf('YJ-2026-%03d', n), (SELECT id FROM person WHERE code = printf('P%06d', 2001 + n * 13)), (SELECT home_organ_id FROM person WHERE code = printf('P%06d', 2001 + n * 13)),
  '演示函〔2026〕' || n || '号', printf('2026-%02d-08', CASE WHEN n < 12 THEN 1 + n % 10 ELSE 11 END), '中队长', CASE WHEN n = 12 THEN NULL WHEN n IN (10, 11) THEN 'against' ELSE 'agree' END,
  CASE WHEN n IN (10, 11) THEN '任职时间不足' END, CASE WHEN n < 12 THEN printf('2026-%02d-15', 1 + n % 10) END, CASE WHEN n <= 9 THEN 'yes' WHEN n = 10 THEN 'no' WHEN n = 11 THEN 'part' END, '演示数据' FROM k;

-- 60 cases, each state at least twice, 5 overdue; 12 letters.
CREATE TEMP TABLE demo_case AS
WITH plan(at, state, heads) AS (VALUES (1, 'registered', 3), (2, 'accepted', 4), (3, 'declined', 3), (4, 'dispatched', 4), (5, 'handling', 6), (6, 'checking', 3), (7, 'filed', 4), (8, 'decided', 4),
  (9, 'transferring', 6), (10, 'closed', 23)), k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 23)
SELECT row_number() OVER (ORDER BY at, i) AS n, i, state, 'S' || (1 + (at + i) % 3) AS street FROM plan JOIN k ON i <= heads;
CREATE TEMP TABLE demo_grid AS
SELECT id, street_id, row_number() OVER (PARTITION BY street_id ORDER BY code) - 1 AS k FROM grid WHERE level = 'grid';
CREATE TEMP TABLE demo_officer AS
SELECT team_id, person_id, row_number() OVER (PARTITION BY team_id ORDER BY code) - 1 AS k FROM deployment WHERE state = 'active';
INSERT INTO case_file (code, source, reported_at, street_id, grid_id, place, party_name, cause, item_id, facts, team_id, due_on, measure, officer_1_id, officer_2_id, filed_on, decided_on, decision_no, fine,
  performed, close_kind, closed_on, state, note)
SELECT printf('AJ-2026-%04d', c.n), printf('%02d', 1 + c.n % 6), CASE WHEN late THEN '2026-07-02 09:30' WHEN c.state = 'closed' THEN printf('2026-%02d-0%d 10:00', 1 + c.n % 9, 1 + c.n % 9) ELSE printf('2026-11-%02d 09:30', 2 + c.n % 15) END,
  o.id, (SELECT g.id FROM demo_grid g WHERE g.street_id = o.id AND g.k = c.n % 24), o.short_name || '演示路' || c.n || '号', '当事人' || c.n, i.name, CASE WHEN c.state NOT IN ('registered', 'declined') THEN i.id END,
  '经查属实', CASE WHEN c.state NOT IN ('registered', 'accepted', 'declined', 'transferring') AND letter = 0 THEN t.id END,
  CASE WHEN c.state NOT IN ('registered', 'accepted', 'declined', 'transferring') AND letter = 0 THEN CASE WHEN late THEN '2026-11-10' WHEN c.state = 'closed' THEN printf('2026-%02d-28', 1 + c.n % 9) ELSE '2026-12-05' END END,
  CASE WHEN c.state IN ('checking', 'decided') OR c.state = 'closed' AND letter = 0 THEN printf('%02d', 1 + c.n % 3) END,
  CASE WHEN c.state IN ('filed', 'decided') THEN (SELECT d.person_id FROM demo_officer d WHERE d.team_id = t.id AND d.k = c.n) END,
  CASE WHEN c.state IN ('filed', 'decided') THEN (SELECT d.person_id FROM demo_officer d WHERE d.team_id = t.id AND d.k = c.n + 1) END,
  CASE WHEN c.state IN ('filed', 'decided') THEN CASE WHEN late THEN '2026-07-10' ELSE '2026-11-12' END END, CASE WHEN c.state = 'decided' THEN '2026-11-18' END, CASE WHEN c.state = 'decided' THEN '演示执罚〔2026〕' || c.n || '号' END,
  CASE WHEN c.state = 'decided' THEN 50000 END, NULL, CASE WHEN c.state = 'closed' THEN CASE WHEN letter THEN '03' ELSE printf('%02d', 1 + c.n % 2) END END,
  CASE WHEN c.state = 'closed' THEN printf('2026-%02d-25', 1 + c.n % 9) END, c.state, '演示数据'
FROM (SELECT *, state IN ('dispatched', 'handling', 'checking') AND i = 1 OR state = 'handling' AND i = 2 OR state = 'filed' AND i = 1 AS late,
    state = 'transferring' OR state IN ('closed', 'accepted') AND i <= 2 OR state = 'handling' AND i >= 5 AS letter FROM demo_case) c
JOIN organ o ON o.code = c.street JOIN team t ON t.street_id = o.id
JOIN enforcement_item i ON i.code = CASE WHEN letter THEN printf('XF%04d', 56 + c.n % 5) ELSE printf('XF%04d', 1 + (c.n * 7) % 55) END
ORDER BY c.n;

WITH x AS (SELECT row_number() OVER (ORDER BY f.code) AS n, f.id, f.item_id, f.state, f.street_id,
    row_number() OVER (PARTITION BY f.state ORDER BY f.code) AS k FROM case_file f JOIN enforcement_item i ON i.id = f.item_id WHERE i.delegated = 0),
y AS (SELECT *, CASE state WHEN 'accepted' THEN 'returned' WHEN 'handling' THEN 'drafted' WHEN 'closed' THEN 'answered' ELSE CASE (k - 1) / 2 WHEN 0 THEN 'approved' WHEN 1 THEN 'sent' ELSE 'received' END END AS step FROM x)
INSERT INTO case_transfer (code, case_file_id, to_organ_id, cause, materials, officer_1_id, officer_2_id, sent_on, due_on, received_on, received_by, answered_on, result, returned_on, return_reason, state, note)
SELECT printf('YS-2026-%03d', n), y.id, i.transfer_to_id, '01', '现场笔录' || char(10) || '照片 3 张', CASE WHEN step <> 'drafted' THEN p1 END, CASE WHEN step <> 'drafted' THEN p2 END,
  CASE WHEN step IN ('sent', 'received', 'returned') THEN '2026-11-12' WHEN step = 'answered' THEN '2026-03-02' END, CASE WHEN step IN ('sent', 'received', 'returned') THEN '2026-12-03' WHEN step = 'answered' THEN '2026-03-23' END,
  CASE WHEN step = 'received' THEN '2026-11-16' WHEN step = 'answered' THEN '2026-03-04' END, CASE WHEN step IN ('received', 'answered') THEN '王科长' END,
  CASE WHEN step = 'answered' THEN '2026-03-18' END, CASE WHEN step = 'answered' THEN '已立案查处' END, CASE WHEN step = 'returned' THEN '2026-11-17' END, CASE WHEN step = 'returned' THEN '材料不全' END, step, '演示数据'
FROM (SELECT y.*, (SELECT min(d.person_id) FROM deployment d JOIN team t ON t.id = d.team_id WHERE t.street_id = y.street_id AND d.state = 'active') AS p1,
  (SELECT max(d.person_id) FROM deployment d JOIN team t ON t.id = d.team_id WHERE t.street_id = y.street_id AND d.state = 'active') AS p2 FROM y) y JOIN enforcement_item i ON i.id = y.item_id ORDER BY n;
DROP TABLE demo_case;
DROP TABLE demo_grid;
DROP TABLE demo_officer;
DROP TABLE demo_force;

-- 18 orders, 15 answered.
WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 18)
INSERT INTO dispatch_order (code, street_id, signer_id, cause, team_id, organ_id, demand, issued_at, arrived_at, reply, note)
SELECT printf('DD-2026-%03d', n), o.id, t.leader_id, CASE n % 3 WHEN 0 THEN '占道经营联合整治' WHEN 1 THEN '消防通道联合检查' ELSE '防汛值守' END, CASE WHEN n % 3 THEN t.id END,
  CASE WHEN n % 3 = 0 THEN (SELECT id FROM organ WHERE code = 'J02') END, '按时到场，处置后反馈', CASE WHEN n <= 15 THEN printf('2026-%02d-1%d 08:30', 1 + n % 10, n % 10) ELSE printf('2026-11-%02d 08:30', n) END,
  CASE WHEN n <= 15 THEN printf('2026-%02d-1%d 09:05', 1 + n % 10, n % 10) END, CASE WHEN n <= 15 THEN '已处置完毕' END, '演示数据'
FROM k JOIN organ o ON o.code = 'S' || (1 + n % 3) JOIN team t ON t.street_id = o.id ORDER BY n;

-- 600,000.00 sent down, 412,300.00 used.
INSERT INTO fund (code, year, department_id, street_id, amount, purpose, document_id, note)
SELECT 'ZJ-2026-00' || substr(o.code, 2), 2026, (SELECT id FROM organ WHERE code = 'J0' || (2 + substr(o.code, 2))), o.id, 20000000, '综合执法经费', (SELECT id FROM document WHERE code = '演示财〔2026〕7号'), '演示数据'
FROM organ o WHERE o.kind = 'street' ORDER BY o.code;
WITH u(n, fund, amount) AS (VALUES (1, 1, 4500000), (2, 1, 5200000), (3, 1, 3800000), (4, 1, 1230000), (5, 2, 6000000), (6, 2, 4100000), (7, 2, 3900000), (8, 3, 5000000), (9, 3, 4500000), (10, 3, 3000000))
INSERT INTO fund_use (code, fund_id, used_on, amount, purpose, approver_id, note)
SELECT printf('ZC-2026-%04d', n), f.id, printf('2026-%02d-18', n), u.amount, '装备、培训、宣传', (SELECT t.leader_id FROM team t WHERE t.street_id = f.street_id), '演示数据' FROM u JOIN fund f ON f.code = 'ZJ-2026-00' || fund;
