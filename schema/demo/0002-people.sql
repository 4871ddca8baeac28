-- People are a surname, a stem and a number; IDs begin with 9901 (no such
-- place) and have valid check digits.
CREATE TEMP TABLE demo_person AS
WITH RECURSIVE k(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM k WHERE n < 259)
SELECT n,
  substr('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳', 1 + n % 60, 1)
  || substr('甲乙丙丁戊己庚辛壬癸', 1 + (n / 60) % 10, 1) || substr('一二三四五六七八九', 1 + (n * 7) % 9, 1) AS name,
  printf('9901%02d%04d%02d%02d%03d', 1 + n % 3, CASE WHEN n < 47 THEN 1978 + (n * 13) % 24 WHEN n % 2 THEN 1968 + (n * 13) % 34 ELSE 1972 + (n * 13) % 30 END, 1 + (n * 7) % 12, 1 + (n * 11) % 28, (100 + n) * 2 + n % 2) AS base
FROM k;

CREATE TEMP TABLE demo_identity AS
SELECT n, CASE n WHEN 20 THEN '买买提·甲一' WHEN 21 THEN '𠮷甲二' ELSE name END AS name, base || id_check(base) AS id_no FROM demo_person;

-- 0-44 hold posts, 45-46 have left, 47-232 are community workers, 233-237 former ones.
INSERT INTO person (code, name, name_keys, id_no, sex, birth_on, ethnicity, native_place, politics, party_on, work_from, join_kind, joined_on, education, full_time, degree,
  school, major, phone, category, home_organ_id, note)
SELECT printf('P%06d', 1001 + n), name, name_keys(name), id_no, CAST(id_sex(id_no) AS TEXT), id_birth(id_no), CASE WHEN n = 20 THEN '05' WHEN n % 9 = 4 THEN '02' ELSE '01' END,
  '演示省演示市', CASE n % 4 WHEN 0 THEN '13' WHEN 3 THEN '03' ELSE '01' END, CASE WHEN n % 4 IN (1, 2) THEN printf('%04d-07', 2005 + n % 15) END,
  printf('%04d-%02d', CAST(substr(id_birth(id_no), 1, 4) AS INTEGER) + 22, 7), printf('%02d', 1 + n % 5), printf('%04d-07-01', CAST(substr(id_birth(id_no), 1, 4) AS INTEGER) + 22),
  CASE n % 5 WHEN 0 THEN '31' WHEN 1 THEN '21' WHEN 2 THEN '21' WHEN 3 THEN '31' ELSE '14' END, 1, CASE n % 5 WHEN 1 THEN '4' WHEN 2 THEN '4' WHEN 4 THEN '3' END,
  '演示大学', '公共管理', printf('1380000%04d', n),
  CASE WHEN n >= 47 THEN 'community' WHEN n < 24 OR n = 45 THEN 'civil' WHEN n % 2 THEN 'expert' ELSE 'manager' END,
  (SELECT id FROM organ WHERE code = CASE
     WHEN n < 7 OR n = 45 THEN 'S1' WHEN n < 16 THEN 'S2' WHEN n < 24 THEN 'S3' WHEN n < 30 THEN 'S1' WHEN n < 37 THEN 'S2' WHEN n < 45 THEN 'S3' WHEN n = 46 THEN 'S3'
     ELSE printf('S%d%02d', CASE WHEN n < 111 THEN 1 WHEN n < 173 THEN 2 WHEN n < 233 THEN 3 ELSE 1 + n % 3 END, 1 + n % 6) END),
  '演示数据'
FROM demo_identity WHERE n < 238 ORDER BY n;
