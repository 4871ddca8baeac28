-- Plates, duties and items, people lent, permits for reserved posts.
INSERT INTO document (code, title, issuer, issued_on, kind, note) VALUES
  ('演示办发〔2021〕20号', '关于组建街道综合行政执法队的通知', 'government', '2021-11-25', '01', '演示数据'),
  ('演示办发〔2021〕22号', '关于公布街道责权清单的通知', 'government', '2021-11-30', '04', '演示数据'),
  ('演示办发〔2021〕12号', '关于清理借调抽调人员的通知', 'organisation', '2021-05-20', '07', '演示数据'),
  ('演示办发〔2021〕15号', '关于清理街道机构牌子的通知', 'commission', '2021-06-01', '08', '演示数据'),
  ('演示组发〔2024〕2号', '关于年度考核双重评分的办法', 'organisation', '2024-12-10', '06', '演示数据'),
  ('演示督〔2022〕4号', '关于清理属地管理考核指标的通报', 'committee', '2022-05-16', '06', '演示数据'),
  ('演示财〔2026〕7号', '关于下达街道专项资金的通知', 'other', '2026-01-20', '08', '演示数据'),
  ('演示委发〔2026〕11号', '关于准入事项的决定', 'committee', '2026-04-02', '05', '演示数据'),
  ('演示委发〔2026〕19号', '关于调整准入事项的决定', 'committee', '2026-09-10', '05', '演示数据'),
  ('演示督〔2026〕2号', '2026年督查检查考核计划', 'committee', '2026-01-15', '06', '演示数据');

-- 13 plates came down, 6 stay, 2 were merged; none of the 15 had a basis.
WITH p(n, organ, name, basis, treatment, day) AS (VALUES
  (1, 'S1', '禁毒工作站', NULL, 'removed', '2021-07-06'), (2, 'S1', '食品安全工作站', NULL, 'removed', '2021-07-06'), (3, 'S1', '科普服务站', NULL, 'removed', '2021-07-09'),
  (4, 'S1', '河长制办公室', NULL, 'removed', '2021-07-09'), (5, 'S2', '禁毒工作站', NULL, 'removed', '2021-07-12'), (6, 'S2', '食品安全工作站', NULL, 'removed', '2021-07-12'),
  (7, 'S2', '节能减排办公室', NULL, 'removed', '2021-08-03'), (8, 'S2', '家庭教育指导站', NULL, 'removed', '2021-08-03'), (9, 'S3', '禁毒工作站', NULL, 'removed', '2021-08-10'),
  (10, 'S3', '食品安全工作站', NULL, 'removed', '2021-08-10'), (11, 'S3', '科普服务站', NULL, 'removed', '2021-08-16'), (12, 'S3', '爱国卫生办公室', NULL, 'removed', '2021-08-16'),
  (13, 'S3', '志愿服务站', NULL, 'removed', '2021-08-20'),
  (14, 'S1', '人民武装部', '法律', 'kept', '2021-07-01'), (15, 'S2', '人民武装部', '法律', 'kept', '2021-07-01'), (16, 'S3', '人民武装部', '法律', 'kept', '2021-07-01'),
  (17, 'S1', '退役军人服务站', '法律', 'kept', '2021-07-01'), (18, 'S2', '退役军人服务站', '法律', 'kept', '2021-07-01'), (19, 'S3', '退役军人服务站', '法律', 'kept', '2021-07-01'),
  (20, 'S1', '综治中心', NULL, 'merged', '2021-09-01'), (21, 'S2', '综治中心', NULL, 'merged', '2021-09-01'))
INSERT INTO plate (code, organ_id, name, required_by_id, has_basis, basis, treatment, treated_on, merged_into_id, document_id, note)
SELECT printf('PZ%04d', n), o.id, p.name, (SELECT id FROM organ WHERE code = printf('J%02d', 1 + n % 26)), p.basis IS NOT NULL, p.basis, treatment, day,
  CASE treatment WHEN 'merged' THEN (SELECT id FROM office WHERE code = organ || '-7') END, (SELECT id FROM document WHERE code = '演示办发〔2021〕15号'), '演示数据'
FROM p JOIN organ o ON o.code = organ ORDER BY n;

INSERT INTO chronicle (code, happened_on, title, organ_id, document_id, note)
SELECT printf('DS%04d', n), day, title, (SELECT id FROM organ WHERE code = who), (SELECT id FROM document WHERE code = doc), '演示数据'
FROM (SELECT 1 AS n, '2021-03' AS day, '街道机构设置获批' AS title, NULL AS who, '演示编发〔2021〕1号' AS doc UNION ALL
  SELECT 2, '2021-05-12', '第一次联席会议', NULL, NULL UNION ALL SELECT 3, '2021-06', '清退长期抽调人员', NULL, '演示办发〔2021〕12号' UNION ALL
  SELECT 4, '2021-12-20', '综合行政执法队挂牌', NULL, '演示办发〔2021〕20号' UNION ALL SELECT 5, '2022-05', '公布清理的考核指标', NULL, '演示督〔2022〕4号' UNION ALL
  SELECT 6, '2023', '网格化治理中心建成', 'S1', NULL);

-- Leaders: one chief and up to two deputies a street.
INSERT INTO leader_quota (code, organ_id, level, chief, quantity, document_id, valid_from, note)
SELECT printf('LD%04d', row_number() OVER (ORDER BY o.code, k.chief)), o.id, k.level, k.chief, k.n, (SELECT id FROM document WHERE code = '演示编发〔2021〕1号'), '2021-04-01', '演示数据'
FROM organ o, (SELECT '03' AS level, '01' AS chief, 1 AS n UNION ALL SELECT '04', '02', 2) k WHERE o.kind = 'street';

-- Permits that were used up, for the reserved posts.
INSERT INTO quota_permit (code, organ_id, quota_type, quantity, use, cause, applied_on, check_opinion, approved_on, valid_until, state, note)
SELECT 'YB-2023-00' || substr(code, 2), id, 'institution', 1, '07', '社区工作者专项招聘', '2023-10-09', '同意', '2023-10-16', '2024-04-15', 'approved', '演示数据'
FROM organ WHERE code IN ('S1', 'S3') ORDER BY code;
UPDATE posting SET permit_id = (SELECT p.id FROM quota_permit p WHERE p.organ_id = posting.organ_id AND p.code LIKE 'YB-2023-%'), version = version + 1
WHERE id IN (SELECT min(s.id) FROM posting s JOIN organ o ON o.id = s.organ_id WHERE s.quota_type = 'institution' AND s.state = 'held' AND o.code IN ('S1', 'S3') GROUP BY o.code);
INSERT INTO reserved_post (code, organ_id, permit_id, title, conditions, person_id, posting_id, state, note)
SELECT 'DX-' || substr(p.code, 4, 4) || '-' || printf('%02d', row_number() OVER (ORDER BY p.code)), s.organ_id, p.id, '社区工作者专项岗', '连续服务满 5 年', s.person_id, s.id, 'posted', '演示数据'
FROM posting s JOIN quota_permit p ON p.id = s.permit_id WHERE p.use = '07' AND s.state = 'held' ORDER BY p.code;
INSERT INTO reserved_post (code, organ_id, permit_id, title, conditions, state, note)
SELECT 'DX-2026-04', organ_id, id, '社区工作者专项岗', '连续服务满 5 年', 'recruiting', '演示数据' FROM quota_permit WHERE code = 'YB-2026-002' UNION ALL
SELECT 'DX-2026-05', organ_id, id, '社区工作者专项岗（网格）', '连续服务满 5 年', 'cancelled', '演示数据' FROM quota_permit WHERE code = 'YB-2026-002';

-- Against the stream: one refused, one still asked for.
INSERT INTO transfer (code, kind, from_organ_id, to_organ_id, quota_type, quantity, cause, state, note)
SELECT 'DZ-2025-001', 'quota', f.id, t.id, 'admin', 1, '充实执法监督科', 'refused', '演示数据' FROM organ f, organ t WHERE f.code = 'S2' AND t.code = 'J03';
INSERT INTO transfer (code, kind, from_organ_id, to_organ_id, person_id, with_quota, cause, state, note)
SELECT 'DZ-2026-001', 'person', f.id, t.id, (SELECT person_id FROM posting WHERE organ_id = f.id AND state = 'held' AND quota_type = 'admin' ORDER BY id LIMIT 1), 1, '工作需要', 'applied', '演示数据'
FROM organ f, organ t WHERE f.code = 'S3' AND t.code = 'J01';

-- Loans: 21 people (15 of the streets, 6 community workers) sent back in 22
-- recalls, 3 back when due, 1 away.
CREATE TEMP TABLE demo_loan AS
SELECT row_number() OVER () AS n, id, home_organ_id FROM (
  SELECT p.id, p.home_organ_id FROM person p JOIN posting s ON s.person_id = p.id AND s.state = 'held' AND s.quota_type = 'admin' AND s.organ_id = p.home_organ_id
  WHERE s.starts_on < '2022' ORDER BY p.code LIMIT 18)
UNION ALL
SELECT 18 + row_number() OVER (), id, home_organ_id FROM (SELECT id, home_organ_id FROM person WHERE category = 'community' ORDER BY code LIMIT 7 OFFSET 20);
INSERT INTO secondment (code, person_id, from_organ_id, to_organ_id, kind, to_post, cause, approver, starts_on, due_on, returned_on, return_kind, recall_document_id, state, note)
SELECT printf('JD-2021-%03d', row_number() OVER (ORDER BY n)), id, home_organ_id, (SELECT o.id FROM organ o WHERE o.code = printf('J%02d', 1 + n % 9)),
  CASE WHEN n % 4 = 0 THEN '04' ELSE '02' END, 'general', '协助区机关工作', 'other', printf('20%02d-0%d-01', 18 + n % 3, 1 + n % 8), '2020-12-31',
  printf('2021-%02d-%02d', 6 + n % 4, 10 + n % 15), 'recalled', (SELECT d.id FROM document d WHERE d.code = '演示办发〔2021〕12号'), 'recalled', '演示数据'
FROM demo_loan WHERE n <= 15 OR n BETWEEN 19 AND 24;
INSERT INTO secondment (code, person_id, from_organ_id, to_organ_id, kind, to_post, cause, approver, document_id, starts_on, due_on, returned_on, return_kind, recall_document_id, state, note)
SELECT 'JD-2024-001', id, home_organ_id, (SELECT o.id FROM organ o WHERE o.code = 'J12'), '01', 'general', '专项工作', 'organisation',
  (SELECT d.id FROM document d WHERE d.code = '演示组发〔2021〕6号'), '2024-03-01', '2024-05-31', '2024-05-10', 'recalled', (SELECT d.id FROM document d WHERE d.code = '演示办发〔2021〕12号'), 'recalled', '演示数据'
FROM demo_loan WHERE n = 1;
INSERT INTO secondment (code, person_id, from_organ_id, to_organ_id, kind, to_post, cause, approver, document_id, starts_on, due_on, returned_on, return_kind, state, note)
SELECT 'JD-2025-00' || (n - 15), id, home_organ_id, (SELECT o.id FROM organ o WHERE o.code = 'J14'), '03', 'general', '跟班学习', 'organisation',
  (SELECT d.id FROM document d WHERE d.code = '演示组发〔2026〕4号'), '2025-03-01', '2025-05-31', '2025-05-31', 'due', 'returned', '演示数据' FROM demo_loan WHERE n IN (16, 17, 18);
INSERT INTO secondment (code, person_id, from_organ_id, to_organ_id, kind, to_post, cause, approver, document_id, starts_on, due_on, state, note)
SELECT 'JD-2026-001', id, home_organ_id, (SELECT o.id FROM organ o WHERE o.code = 'J07'), '04', 'general', '专班工作', 'organisation',
  (SELECT d.id FROM document d WHERE d.code = '演示组发〔2026〕4号'), '2026-09-01', '2026-11-30', 'away', '演示数据' FROM demo_loan WHERE n = 25;
DROP TABLE demo_loan;

-- Duties: 34 granted, 7 entrusted, 29 services; two more no longer hold.
WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 71)
INSERT INTO duty_item (code, name, class, power, basis, duty, liability, handled_by, delegated_by_id, origin, document_id, valid_from, valid_to, state, note)
SELECT printf('ZQ%04d', n), CASE WHEN n <= 34 THEN '授权事项' || n WHEN n <= 41 THEN '委托事项' || (n - 34) ELSE '公共服务事项' || (n - 41) END,
  CASE WHEN n <= 34 THEN 'granted' WHEN n <= 41 THEN 'entrusted' ELSE 'service' END, printf('%02d', 1 + n % 10), '演示条例第' || n || '条', '受理、审查、办结、归档', '逾期不办的，按规定追责',
  CASE n % 3 WHEN 0 THEN '公共服务办公室' WHEN 1 THEN '公共管理办公室' ELSE '平安法治办公室' END, CASE WHEN n BETWEEN 35 AND 41 THEN (SELECT id FROM organ WHERE code = printf('J%02d', n - 33)) END,
  'original', (SELECT id FROM document WHERE code = '演示办发〔2021〕22号'), '2021-12-01', CASE WHEN n = 71 THEN '2024-01-01' END, CASE WHEN n = 71 THEN 'cancelled' ELSE 'effective' END, '演示数据'
FROM k;

-- Items: 55 that the streets enforce (20 10 8 7 6 4 an area), 5 kept above.
WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 60),
x AS (SELECT n, CASE WHEN n <= 20 THEN '01' WHEN n <= 30 THEN '02' WHEN n <= 38 THEN '03' WHEN n <= 45 THEN '04' WHEN n <= 51 THEN '05' WHEN n <= 55 THEN '06' ELSE printf('%02d', n - 55) END AS area FROM k)
INSERT INTO enforcement_item (code, name, area, act, basis, department_id, delegated, "grant", transfer_to_id, discretion, document_id, valid_from, state, note)
SELECT printf('XF%04d', n), (SELECT label FROM code WHERE list = 'area' AND code = area) || CASE WHEN n <= 55 THEN '类执法事项' || n ELSE '类重大案件' END, area, printf('%02d', 1 + n % 3), '演示条例第' || (100 + n) || '条',
  d.id, n <= 55, CASE WHEN n <= 55 THEN printf('%02d', 1 + n % 3) END, CASE WHEN n > 55 THEN d.id END, '首违不罚，从轻、一般、从重三档', (SELECT id FROM document WHERE code = '演示办发〔2021〕22号'), '2021-12-01', 'effective', '演示数据'
FROM x JOIN organ d ON d.code = CASE area WHEN '01' THEN 'J03' WHEN '02' THEN 'J02' WHEN '03' THEN 'J01' WHEN '04' THEN 'J04' WHEN '05' THEN 'J05' ELSE 'J06' END ORDER BY n;
