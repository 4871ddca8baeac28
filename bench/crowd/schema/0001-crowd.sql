-- A district for the bench: 100,000 people in 100,000 posts, 20,000 cases.
-- Loaded by `init --data bench/crowd`; no clock, no random source.
INSERT INTO document (code, title, issuer, issued_on, kind) VALUES ('测编发〔2021〕1号', '批复', 'commission', '2021-01-04', '02');

WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 50)
INSERT INTO organ (code, full_name, short_name, kind, valid_from, office_count, centre_count, station_count, structure_document_id)
SELECT printf('S%02d', n), printf('第%d街道办事处', n), printf('%d街道', n), 'street', '2010-01-01', 5, 2, 1, 1 FROM k;
WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 10)
INSERT INTO organ (code, full_name, short_name, kind, valid_from)
SELECT printf('J%02d', n), printf('第%d局', n), printf('%d局', n), 'bureau', '2010-01-01' FROM k;
WITH RECURSIVE k(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM k WHERE n < 7)
INSERT INTO office (code, organ_id, name, kind, rank, document_id, valid_from)
SELECT o.code || '-' || n, o.id, n || '号机构', CASE WHEN n < 5 THEN 'office' WHEN n < 7 THEN 'centre' ELSE 'station' END, '05', 1, '2021-04-01'
FROM organ o, k WHERE o.kind = 'street';
INSERT INTO quota_entry (code, organ_id, quota_type, funding, cause, quantity, document_id, approved_on, effective_on, summary, state)
SELECT 'BZ-' || o.code || '-' || t.code, o.id, t.code, '01', 'set', CASE t.code WHEN 'admin' THEN 1001 ELSE 1003 END, 1, '2021-01-04', '2021-04-01', '核定', 'effective'
FROM organ o, (SELECT 'admin' AS code UNION ALL SELECT 'institution') t WHERE o.kind = 'street';

CREATE TEMP TABLE crowd AS
WITH RECURSIVE k(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM k WHERE n < 99999)
SELECT n, printf('99%04d%04d%02d%02d%03d', n / 28 % 3571 / 36, 1970 + n % 31, 1 + n / 31 % 12, 1 + n / 372 % 28, n / 10416 * 100 + n % 100) AS base FROM k;
INSERT INTO person (code, name, name_keys, id_no, sex, birth_on, ethnicity, politics, work_from, joined_on, education, category, home_organ_id, certificate_until)
SELECT printf('P%06d', n + 1), substr('赵钱孙李周吴郑王冯陈', 1 + n % 10, 1) || substr('甲乙丙丁戊己庚辛', 1 + n / 10 % 8, 1) || substr('一二三四五六七八九', 1 + n / 80 % 9, 1), 'z',
  base || id_check(base), CAST(id_sex(base || id_check(base)) AS TEXT), id_birth(base || id_check(base)), '01', '13', '1995-07', '2010-07-01', '21',
  CASE n % 2 WHEN 0 THEN 'civil' ELSE 'expert' END, 1 + n / 2000, CASE WHEN n % 20 = 0 THEN '2028-06-30' END
FROM crowd ORDER BY n;
INSERT INTO posting (code, person_id, organ_id, quota_type, post_kind, duty_level, entry_document_id, on_kind, starts_on, opening, state)
SELECT printf('SB-%06d', id), id, home_organ_id, CASE category WHEN 'civil' THEN 'admin' ELSE 'institution' END, 'manager', '06', 1, '01', '2021-07-01', 1, 'held' FROM person;

INSERT INTO team (code, name, street_id, document_id, valid_from) SELECT 'Z' || code, short_name || '执法队', id, 1, '2021-12-01' FROM organ WHERE kind = 'street';
INSERT INTO deployment (code, person_id, department_id, team_id, mode, quota_moved, document_id, starts_on, state)
SELECT 'XC-' || p.code, p.id, 51 + p.id % 10, t.id, CASE p.id % 3 WHEN 0 THEN 'linked' ELSE 'full' END, 0, 1, '2021-12-20', 'active'
FROM person p JOIN team t ON t.street_id = p.home_organ_id WHERE p.id % 20 = 1;
WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 24)
INSERT INTO grid (code, name, level, street_id, party_net, order_net, city_net, valid_from)
SELECT printf('WG%s-%02d', o.code, n), o.short_name || n || '网格', 'grid', o.id, 1, 1, n % 2, '2021-12-01' FROM organ o, k WHERE o.kind = 'street';
INSERT INTO grid_duty (code, grid_id, person_id, role, starts_on)
SELECT 'WZ-' || g.code, g.id, min(d.person_id), 'enforcer', '2022-01-01'
FROM grid g JOIN team t ON t.street_id = g.street_id JOIN deployment d ON d.team_id = t.id GROUP BY g.id;
WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 55)
INSERT INTO enforcement_item (code, name, area, act, basis, department_id, delegated, "grant", document_id, valid_from, state)
SELECT printf('XF%04d', n), '事项' || n, printf('%02d', 1 + n % 6), '01', '条例', 51, 1, '01', 1, '2021-12-01', 'effective' FROM k;
WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 20000)
INSERT INTO case_file (code, source, reported_at, street_id, place, cause, item_id, team_id, due_on, measure, filed_on, close_kind, closed_on, state)
SELECT printf('AJ-%05d', n), '01', printf('2026-%02d-%02d 09:30', 1 + n % 10, 1 + n % 28), 1 + n % 50, '路' || n || '号', '占道', 1 + n % 55, 1 + n % 50,
  printf('2026-%02d-%02d', 1 + n % 12, 1 + n % 28), '01', CASE n % 10 WHEN 1 THEN '2026-10-20' END, CASE WHEN n % 10 > 2 THEN '01' END, CASE WHEN n % 10 > 2 THEN '2026-10-30' END,
  CASE n % 10 WHEN 0 THEN 'handling' WHEN 1 THEN 'filed' WHEN 2 THEN 'dispatched' ELSE 'closed' END
FROM k;
