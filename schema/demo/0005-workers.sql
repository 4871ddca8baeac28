-- 186 community workers (S1 64, S2 62, S3 60; 18 chiefs, 36 deputies, 132
-- staff) and 5 former ones; in October three came and one left.
INSERT INTO worker (code, person_id, contract_from, contract_until, bank_account, note)
SELECT printf('%04d', CAST(substr(code, 2) AS INTEGER) - 47), id, '2024-01-01', CASE WHEN id % 37 = 0 THEN '2026-12-10' ELSE '2027-12-31' END,
  printf('62220099%011d', id), '演示数据'
FROM person WHERE category = 'community' AND note = '演示数据' ORDER BY code;

CREATE TEMP TABLE demo_worker AS
SELECT w.person_id AS id, p.home_organ_id, CAST(p.code AS TEXT) AS code, CAST(substr(p.code, 2) AS INTEGER) - 1048 AS i,
  CASE WHEN CAST(substr(p.code, 2) AS INTEGER) IN (1051, 1115, 1180) THEN '2026-10-08'
    ELSE printf('%04d-%02d-01', min(CAST(substr(p.birth_on, 1, 4) AS INTEGER) + 20 + p.id % 5, 2025), 1 + p.id % 12) END AS starts_on
FROM worker w JOIN person p ON p.id = w.person_id;

INSERT INTO service_spell (code, worker_id, community_id, starts_on, ends_on, leave_reason, served_at, note)
SELECT 'SD-' || printf('%04d', i + 1), id, home_organ_id, starts_on, CASE WHEN i = 186 THEN '2026-10-20' WHEN i > 186 THEN printf('2026-0%d-01', i - 184) END,
  CASE WHEN i >= 186 THEN (SELECT code FROM code WHERE list = 'leave_reason' ORDER BY sort_no LIMIT 1) END, 'street', '演示数据'
FROM demo_worker ORDER BY i;

INSERT INTO worker_post (code, worker_id, post, job, way, starts_on, ends_on, note)
SELECT 'RZ-' || printf('%04d', i + 1), id, CASE WHEN i >= 173 THEN 'staff' WHEN i % 10 = 0 THEN 'chief' WHEN i % 10 IN (1, 2) THEN 'deputy' ELSE 'staff' END,
  CASE WHEN i >= 173 THEN '委员' WHEN i % 10 = 0 THEN '书记' WHEN i % 10 IN (1, 2) THEN '副主任' ELSE '委员' END,
  (SELECT code FROM code WHERE list = 'post_way' ORDER BY sort_no LIMIT 1), starts_on, NULL, '演示数据'
FROM demo_worker ORDER BY i;

-- Three were moved in November: two up, one down.
CREATE TEMP TABLE demo_moved (i INTEGER PRIMARY KEY, post TEXT, job TEXT, from_grade INTEGER, to_grade INTEGER);
INSERT INTO demo_moved VALUES (30, 'deputy', '副主任', 10, 13), (71, 'staff', '委员', 9, 12), (124, 'deputy', '副主任', 11, 8);
UPDATE worker_post SET starts_on = '2026-11-01' WHERE worker_id IN (SELECT w.id FROM demo_worker w JOIN demo_moved USING (i));
INSERT INTO worker_post (code, worker_id, post, job, way, starts_on, ends_on, note)
SELECT 'RZ-1' || printf('%03d', i + 1), id, m.post, m.job, (SELECT code FROM code WHERE list = 'post_way' ORDER BY sort_no LIMIT 1), starts_on, '2026-11-01', '演示数据'
FROM demo_worker JOIN demo_moved m USING (i) ORDER BY i;
INSERT INTO grade_change (code, worker_id, from_grade, to_grade, cause, effect_on, document_id, state, note)
SELECT 'DJ' || printf('%06d', m.i), w.id, m.from_grade, m.to_grade, '06', '2026-11-01', d.id, 'approved', '演示数据'
FROM demo_moved m JOIN demo_worker w USING (i), document d WHERE d.code = '演示人社〔2026〕9号' ORDER BY m.i;
DROP TABLE demo_moved;

INSERT INTO worker_certificate (code, worker_id, level, certificate_no, issued_on, registered_on, note)
SELECT 'ZS-' || printf('%04d', i + 1), id, CASE i % 3 WHEN 0 THEN 'assistant' WHEN 1 THEN 'social' ELSE 'senior' END, 'ZG' || printf('%08d', i), '2022-09-01', '2022-11-01', '演示数据'
FROM demo_worker WHERE i % 6 = 3 ORDER BY i;

WITH y(year) AS (VALUES (2023), (2024), (2025))
INSERT INTO worker_rating (code, worker_id, year, rating, rated_on, note)
SELECT 'KH-' || year || '-' || printf('%04d', i + 1), id, year, CASE WHEN i % 11 = 0 THEN 'excellent' ELSE 'good' END, (year + 1) || '-01-20', '演示数据'
FROM demo_worker, y WHERE starts_on < year || '-01-01' ORDER BY year, i;

DROP TABLE demo_worker;
DROP TABLE demo_identity;
DROP TABLE demo_person;
-- Paid by the copy of the preset that was loaded before.
INSERT INTO scheme_use (code, organ_id, pay_scheme_id, valid_from, note)
SELECT 'FA-Q0-hohhot-2023-2023-01-01', o.id, s.id, '2023-01-01', '演示数据' FROM organ o, pay_scheme s WHERE o.code = 'Q0' AND s.code = 'hohhot-2023';
