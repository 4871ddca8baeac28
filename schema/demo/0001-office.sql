-- The demo office: organs, offices, clerks, documents.  Everything is made
-- up; no clock, no random source.
INSERT INTO setting (code, value, valid_from, note) VALUES
  ('office_name', '演示街道办事处', '2000-01-01', '演示数据'), ('demo', '演示数据', '2000-01-01', '演示数据'),
  ('demo_today', '2026-11-20', '2000-01-01', '演示数据');

INSERT INTO document (code, title, issuer, issued_on, kind, note) VALUES
  ('演示编发〔2021〕1号', '关于街道机构设置的批复', 'commission', '2021-03-10', '01', '演示数据'),
  ('演示编发〔2021〕2号', '关于核定街道行政编制的批复', 'commission', '2021-03-12', '02', '演示数据'),
  ('演示编发〔2021〕3号', '关于核定街道事业编制的批复', 'commission', '2021-03-12', '02', '演示数据'),
  ('演示编发〔2022〕5号', '关于新增街道事业编制的批复（一）', 'commission', '2022-06-20', '02', '演示数据'),
  ('演示编发〔2023〕8号', '关于新增街道事业编制的批复（二）', 'commission', '2023-09-15', '02', '演示数据'),
  ('演示编发〔2024〕3号', '关于调整街道行政编制的批复', 'commission', '2024-05-08', '02', '演示数据'),
  ('演示组发〔2021〕6号', '关于街道干部任职的通知', 'organisation', '2021-06-30', '06', '演示数据'),
  ('演示组发〔2026〕4号', '关于街道干部调整的通知', 'organisation', '2026-09-28', '06', '演示数据'),
  ('演示人社〔2026〕9号', '关于事业单位人员调配的通知', 'personnel', '2026-10-09', '06', '演示数据');

INSERT INTO organ (code, full_name, short_name, kind, rank, valid_from, note) VALUES ('Q0', '演示区', '演示区', 'district', '01', '2010-01-01', '演示数据');

WITH bureau(n, name) AS (VALUES
  (1, '应急管理'), (2, '市场监督管理'), (3, '城市管理'), (4, '住房和城乡建设'), (5, '生态环境'), (6, '文化和旅游'), (7, '机构编制委员会办公室'), (8, '司法'),
  (9, '民政'), (10, '财政'), (11, '人力资源和社会保障'), (12, '教育'), (13, '卫生健康'), (14, '农业农村'), (15, '交通运输'), (16, '水务'), (17, '统计'), (18, '审计'),
  (19, '信访'), (20, '退役军人事务'), (21, '医疗保障'), (22, '自然资源'), (23, '科技'), (24, '商务'), (25, '发展和改革'), (26, '工业和信息化'))
INSERT INTO organ (code, full_name, short_name, kind, parent_id, rank, valid_from, note)
SELECT printf('J%02d', n), '演示区' || name || CASE WHEN n = 7 THEN '' ELSE '局' END, CASE n WHEN 7 THEN '区委编办' ELSE '区' || name || '局' END,
  'bureau', 1, '03', '2010-01-01', '演示数据' FROM bureau ORDER BY n;

INSERT INTO organ (code, full_name, short_name, kind, parent_id, rank, pilot, office_count, centre_count, station_count, structure_document_id, valid_from, note) VALUES
  ('S1', '演示区甲街道办事处', '甲街道', 'street', 1, '03', 1, 5, 2, 1, (SELECT id FROM document WHERE code = '演示编发〔2021〕1号'), '2010-01-01', '演示数据'),
  ('S2', '演示区乙街道办事处', '乙街道', 'street', 1, '03', 0, 5, 2, 1, (SELECT id FROM document WHERE code = '演示编发〔2021〕1号'), '2010-01-01', '演示数据'),
  ('S3', '演示区丙街道办事处', '丙街道', 'street', 1, '03', 0, 5, 2, 1, (SELECT id FROM document WHERE code = '演示编发〔2021〕1号'), '2010-01-01', '演示数据');

WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 6)
INSERT INTO organ (code, full_name, short_name, kind, parent_id, valid_from, note)
SELECT s.code || printf('%02d', n), s.full_name || substr('一二三四五六', n, 1) || '社区', s.short_name || substr('一二三四五六', n, 1) || '社区',
  'community', s.id, '2010-01-01', '演示数据' FROM organ s, k WHERE s.kind = 'street' ORDER BY s.code, n;

WITH unit(n, name, kind, duties) AS (VALUES
  (1, '党建办公室', 'office', '基层党建、组织人事'), (2, '综合办公室', 'office', '文电会务、财务'), (3, '公共管理办公室', 'office', '城市管理、环境'),
  (4, '公共服务办公室', 'office', '民政、社保、卫健'), (5, '平安法治办公室', 'office', '综治、信访、司法'),
  (6, '党群服务中心', 'centre', '党员群众服务'), (7, '网格化治理中心', 'centre', '网格、指挥调度'), (8, '退役军人服务站', 'station', '退役军人服务'))
INSERT INTO office (code, organ_id, name, kind, rank, duties, document_id, valid_from, note)
SELECT s.code || '-' || n, s.id, name, u.kind, '05', duties, (SELECT id FROM document WHERE code = '演示编发〔2021〕1号'), '2021-04-01', '演示数据'
FROM organ s, unit u WHERE s.kind = 'street' ORDER BY s.code, n;

WITH r(word, label) AS (SELECT code, label FROM code WHERE list = 'role'), k(n) AS (VALUES (1), (2))
INSERT INTO clerk (code, name, organ_id, roles, valid_from, note)
SELECT word || n, label || substr('甲乙', n, 1),
  (SELECT id FROM organ o WHERE o.code = CASE WHEN word IN ('street', 'lead') THEN 'S' || n WHEN word = 'dept' THEN CASE n WHEN 1 THEN 'J03' ELSE 'J06' END ELSE 'J07' END),
  word, '2021-01-01', '演示数据' FROM r, k ORDER BY (SELECT sort_no FROM code WHERE list = 'role' AND code = word), n;
INSERT INTO clerk (code, name, organ_id, roles, valid_from, note)
SELECT 'demo', '演示', (SELECT id FROM organ WHERE code = 'J07'), (SELECT group_concat(code, ' ') FROM (SELECT code FROM code WHERE list = 'role' ORDER BY sort_no)), '2021-01-01', '演示数据';

INSERT INTO workday (code, works, label, note) VALUES
  ('2026-10-01', 0, '国庆节', '演示数据'), ('2026-10-02', 0, '国庆节', '演示数据'), ('2026-10-05', 0, '国庆节', '演示数据'), ('2026-10-06', 0, '国庆节', '演示数据'),
  ('2026-10-07', 0, '国庆节', '演示数据'), ('2026-10-10', 1, '国庆节调休', '演示数据');
