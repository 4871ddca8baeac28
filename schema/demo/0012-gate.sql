-- The gate: 16 admissions in every state, what came without it, indicators,
-- plans and reports.
WITH a(n, state, department, name, term, until) AS (VALUES
  (1, 'admitted', 'J09', '高龄津贴初审', 'long', NULL), (2, 'admitted', 'J13', '基本公共卫生随访协助', 'long', NULL), (3, 'admitted', 'J21', '医保参保信息采集', 'temporary', '2027-06-30'),
  (4, 'suspended', 'J15', '道路停车泊位巡查', 'long', NULL), (5, 'cancelled', 'J12', '校外培训机构排查', 'long', NULL), (6, 'declined', 'J17', '企业用工月报', 'long', NULL),
  (7, 'approved', 'J20', '优抚对象走访', 'long', NULL), (8, 'reported', 'J14', '犬只免疫登记', 'long', NULL), (9, 'tabled', 'J16', '二次供水巡查', 'long', NULL), (10, 'reviewed', 'J19', '信访代办', 'long', NULL),
  (11, 'legal_reviewed', 'J22', '违法用地巡查', 'long', NULL), (12, 'fit_reviewed', 'J23', '科普活动组织', 'temporary', '2027-12-31'), (13, 'reviewing', 'J24', '商户信息采集', 'long', NULL),
  (14, 'consulting', 'J25', '充电设施排查', 'long', NULL), (15, 'correcting', 'J26', '工业企业走访', 'long', NULL), (16, 'applied', 'J11', '就业意愿调查', 'temporary', '2027-03-31')),
s AS (SELECT a.*, state IN ('admitted', 'suspended', 'cancelled') AS in_force, state IN ('admitted', 'suspended', 'cancelled', 'approved') AS decided FROM a)
INSERT INTO admission (code, department_id, name, level, basis, cause, content, workload, term, until, power, staff, money, none_reason, applied_on, legal_result, legal_opinion, fit_result, fit_opinion,
  meeting_id, meeting_opinion, reported_on, decision_body, decision_document_id, decided_on, effective_on, review_on, state, note)
SELECT printf('ZR-2026-%03d', n), o.id, name, CASE n % 3 WHEN 0 THEN 'street' WHEN 1 THEN 'both' ELSE 'community' END, '演示办法第' || n || '条', '方便群众就近办理', '受理、核实、上报', '每月一次', term, until,
  '初审权', CASE WHEN n % 2 THEN '每街道1人' ELSE '无' END, '每件20元', CASE WHEN n % 2 THEN NULL ELSE '由现有人员承担' END, CASE WHEN decided OR n = 6 THEN '2026-01-12' WHEN n IN (8, 9) THEN '2026-09-28' ELSE '2026-11-0' || (2 + n % 7) END,
  CASE WHEN n <= 11 THEN 'pass' END, CASE WHEN n <= 11 THEN '符合' END, CASE WHEN n = 6 THEN 'fail' WHEN n <= 10 OR n = 12 THEN 'pass' END, CASE WHEN n = 6 THEN '与统计直报重复' WHEN n <= 10 OR n = 12 THEN '合理' END,
  CASE WHEN n <= 9 THEN (SELECT id FROM meeting WHERE code = CASE WHEN n IN (8, 9) THEN 'LX-007' ELSE 'LX-006' END) END, CASE WHEN n <= 5 OR n IN (7, 8) THEN 'agree' WHEN n = 6 THEN 'against' END,
  CASE WHEN decided THEN '2026-03-24' WHEN n = 8 THEN '2026-11-05' END, CASE WHEN decided THEN 'both' END, CASE WHEN decided THEN (SELECT id FROM document WHERE code = '演示委发〔2026〕11号') END,
  CASE WHEN in_force THEN '2026-04-02' WHEN decided THEN '2026-11-18' END, CASE WHEN in_force THEN '2026-05-01' END, CASE WHEN in_force THEN '2027-05-01' END, state, '演示数据'
FROM s JOIN organ o ON o.code = s.department ORDER BY n;

INSERT INTO duty_item (code, name, class, basis, duty, handled_by, origin, admission_id, document_id, valid_from, valid_to, state, note)
SELECT a.code, a.name, 'service', a.basis, a.content, o.short_name, 'admitted', a.id, CASE a.state WHEN 'cancelled' THEN (SELECT id FROM document WHERE code = '演示委发〔2026〕19号') ELSE a.decision_document_id END, a.effective_on,
  CASE WHEN a.state = 'cancelled' THEN '2026-10-01' WHEN a.term = 'temporary' THEN add_days(a.until, 1) END,
  CASE a.state WHEN 'admitted' THEN 'effective' ELSE a.state END, '演示数据'
FROM admission a JOIN organ o ON o.id = a.department_id WHERE a.state IN ('admitted', 'suspended', 'cancelled') ORDER BY a.code;
UPDATE admission SET duty_item_id = (SELECT d.id FROM duty_item d WHERE d.admission_id = admission.id), version = version + 1 WHERE state IN ('admitted', 'suspended', 'cancelled');

INSERT INTO admission_reply (code, admission_id, street_id, opinion, text, replied_on, note)
SELECT printf('JY%05d', row_number() OVER (ORDER BY a.code, s.code)), a.id, s.id, CASE WHEN silent THEN NULL WHEN s.code = 'S2' AND a.state = 'declined' THEN 'against' ELSE 'agree' END, CASE WHEN NOT silent THEN '可以承接' END,
  CASE WHEN NOT silent THEN add_days(a.applied_on, 6) END, '演示数据'
FROM (SELECT a.*, s.id AS s_id, a.state = 'consulting' AND s.code = 'S3' AS silent FROM admission a, organ s WHERE s.kind = 'street') a JOIN organ s ON s.id = a.s_id
WHERE a.state NOT IN ('applied', 'correcting');

INSERT INTO admission_change (code, admission_id, kind, proposer_id, cause, legal_result, fit_result, decision_document_id, decided_on, effective_on, state, note)
SELECT 'TZ-2026-00' || n, a.id, x.kind, (SELECT id FROM organ WHERE code = who), x.cause, CASE WHEN n < 3 THEN 'pass' END, CASE WHEN n < 3 THEN 'pass' END, CASE WHEN n < 3 THEN (SELECT id FROM document WHERE code = '演示委发〔2026〕19号') END,
  CASE WHEN n < 3 THEN '2026-09-10' END, CASE WHEN n < 3 THEN '2026-10-01' END, CASE WHEN n < 3 THEN 'approved' ELSE 'proposed' END, '演示数据'
FROM (SELECT 1 AS n, 'suspend' AS kind, 'ZR-2026-004' AS code, 'S1' AS who, '经费未到位' AS cause UNION ALL SELECT 2, 'cancel', 'ZR-2026-005', 'J12', '上级收回' UNION ALL SELECT 3, 'adjust', 'ZR-2026-001', 'S2', '减少纸质材料') x
JOIN admission a ON a.code = x.code ORDER BY n;

INSERT INTO breach (code, department_id, way, paper, received_by_id, received_on, content, handling, handled_on, note)
SELECT 'WP-2026-00' || n, (SELECT id FROM organ WHERE code = who), way, paper, (SELECT id FROM organ WHERE code = 'S' || (1 + n % 3)), day, text, handling, CASE WHEN handling IS NOT NULL THEN add_days(day, 9) END, '演示数据'
FROM (SELECT 1 AS n, 'J17' AS who, 'paper' AS way, '演示统〔2026〕8号' AS paper, '2026-04-15' AS day, '要求街道每周报送商户数' AS text, 'return' AS handling UNION ALL
  SELECT 2, 'J24', 'chat', NULL, '2026-06-09', '工作群里布置入户登记', 'correct' UNION ALL SELECT 3, 'J12', 'assess', '演示教〔2026〕3号', '2026-08-20', '以考核方式下派排查', 'notice' UNION ALL
  SELECT 4, 'J15', 'oral', NULL, '2026-11-11', '口头要求协助收费', NULL);

-- 73 indicators of 25 bureaus struck; a 26th kept its own, one is not yet published.
WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 73)
INSERT INTO indicator (code, year, department_id, paper, name, target, territorial, campaign, verdict, fault, removed_on, document_id, state, note)
SELECT printf('ZB-2022-%03d', n), 2022, o.id, '演示考〔2022〕' || substr(o.code, 2) || '号', o.short_name || '考核指标' || n, CASE n % 3 WHEN 0 THEN 'both' WHEN 1 THEN 'street' ELSE 'community' END, 1, '属地管理专项清理', 'remove',
  printf('%02d', 1 + n % 5), '2022-05-16', (SELECT id FROM document WHERE code = '演示督〔2022〕4号'), 'published', '演示数据'
FROM k JOIN organ o ON o.code = printf('J%02d', CASE WHEN n <= 69 THEN 1 + (n - 1) / 3 ELSE 24 + (n - 70) / 2 END) ORDER BY n;
INSERT INTO indicator (code, year, department_id, paper, name, target, territorial, campaign, verdict, fault, removed_on, document_id, state, note)
SELECT printf('ZB-2026-%03d', n), 2026, (SELECT id FROM organ WHERE code = who), '演示考〔2026〕' || n || '号', name, 'street', 1, '属地管理专项清理', verdict, CASE verdict WHEN 'remove' THEN '02' END,
  CASE verdict WHEN 'remove' THEN '2026-10-20' END, CASE verdict WHEN 'remove' THEN (SELECT id FROM document WHERE code = '演示督〔2026〕2号') END, state, '演示数据'
FROM (SELECT 1 AS n, 'J26' AS who, '规上企业入统率' AS name, 'keep' AS verdict, 'published' AS state UNION ALL SELECT 2, 'J26', '节能巡查次数', 'keep', 'published' UNION ALL SELECT 3, 'J01', '值守照片上传', 'remove', 'reviewed' UNION ALL
  SELECT 4, 'J03', '市容考评排名', NULL, 'collected');

WITH p(n, who, matter, target, street, starts, ends) AS (VALUES
  (1, 'J01', '安全生产综合督查', 'street', NULL, '2026-03-09', '2026-03-14'), (2, 'J02', '食品安全年度评议', 'both', NULL, '2026-05-11', '2026-05-16'), (3, 'J03', '市容环境半年考评', 'street', NULL, '2026-07-06', '2026-07-11'),
  (4, 'J05', '环保督察整改核查', 'street', 'S1', '2026-08-17', '2026-08-22'), (5, 'J09', '养老服务评估', 'community', NULL, '2026-09-14', '2026-09-19'), (6, 'J07', '机构编制执行情况检查', 'street', NULL, '2026-10-19', '2026-10-24'),
  (7, 'J01', '冬季消防检查', 'both', NULL, '2026-11-23', '2026-11-28'), (8, 'J11', '年度绩效考核', 'street', NULL, '2026-12-14', '2026-12-19'))
INSERT INTO inspection_plan (code, year, department_id, matter, basis, target, street_id, starts_on, ends_on, document_id, note)
SELECT 'JH-2026-00' || n, 2026, (SELECT id FROM organ WHERE code = who), matter, '年度计划', target, (SELECT id FROM organ WHERE code = street), starts, ends, (SELECT id FROM document WHERE code = '演示督〔2026〕2号'), '演示数据' FROM p;

WITH r(n, state, who, matter, starts, ends, urgent) AS (VALUES
  (1, 'reported', 'J13', '秋季传染病防控检查', '2026-09-07', '2026-09-12', 0), (2, 'running', 'J01', '燃气安全紧急排查', '2026-11-16', '2026-11-28', 1), (3, 'agreed', 'J02', '电梯安全检查', '2026-12-01', '2026-12-05', 0),
  (4, 'moved', 'J16', '供水水质抽查', '2026-12-07', '2026-12-11', 0), (5, 'merged', 'J16', '排水设施检查', '2026-12-07', '2026-12-11', 0), (6, 'declined', 'J17', '统计基础工作检查', '2026-11-02', '2026-11-06', 0),
  (7, 'endorsed', 'J06', '文化市场检查', '2026-12-21', '2026-12-25', 0), (8, 'applied', 'J14', '农产品安全检查', '2026-12-28', '2026-12-31', 0))
INSERT INTO one_report (code, department_id, matter, basis, target, starts_on, ends_on, in_plan, urgent, endorsed_by, endorsed_on, decision_body, decision_document_id, decided_on, result, state, note)
SELECT 'BG-2026-00' || n, (SELECT id FROM organ WHERE code = who), matter, '演示条例', 'street', starts, ends, 0, urgent, CASE WHEN state NOT IN ('applied', 'declined') AND urgent = 0 THEN '李副区长' END, CASE WHEN state NOT IN ('applied', 'declined') AND urgent = 0 THEN add_days(starts, -30) END,
  CASE WHEN state IN ('reported', 'agreed', 'moved') THEN 'government' END, CASE WHEN state IN ('reported', 'agreed', 'moved') THEN (SELECT id FROM document WHERE code = '演示督〔2026〕2号') END,
  CASE WHEN state IN ('reported', 'agreed', 'moved') THEN add_days(starts, -20) END, CASE state WHEN 'reported' THEN '已检查三个街道，无重大问题' END, state, '演示数据' FROM r;
UPDATE one_report SET merged_into_id = (SELECT id FROM one_report WHERE code = 'BG-2026-004'), version = version + 1 WHERE code = 'BG-2026-005';
