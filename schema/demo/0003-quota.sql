-- Quota: admin 9 9 9, institution 8 8 7; 45 held, S1 admin and S2 institution
-- with a reserved place each, S3 institution over by one.
INSERT INTO quota_entry (code, organ_id, quota_type, funding, cause, quantity, document_id, approved_on, effective_on, summary, state, note)
SELECT 'BZ-2021-' || printf('%03d', row_number() OVER (ORDER BY o.code)), o.id, 'admin', '01', 'set', CASE o.code WHEN 'S2' THEN 10 ELSE 9 END,
  d.id, d.issued_on, '2021-04-01', '核定行政编制', 'effective', '演示数据'
FROM organ o, document d WHERE o.kind = 'street' AND d.code = '演示编发〔2021〕2号' ORDER BY o.code;
INSERT INTO quota_entry (code, organ_id, quota_type, funding, cause, quantity, document_id, approved_on, effective_on, summary, state, note)
SELECT 'BZ-2024-001', o.id, 'admin', '01', 'cut', -1, d.id, d.issued_on, '2024-06-01', '核减行政编制 1 名', 'effective', '演示数据'
FROM organ o, document d WHERE o.code = 'S2' AND d.code = '演示编发〔2024〕3号';
INSERT INTO quota_entry (code, organ_id, quota_type, funding, cause, quantity, document_id, approved_on, effective_on, summary, state, note)
SELECT 'BZ-2022-' || printf('%03d', row_number() OVER (ORDER BY o.code)), o.id, 'institution', '01', 'new', 4, d.id, d.issued_on, '2022-07-01', '新增事业编制', 'effective', '演示数据'
FROM organ o, document d WHERE o.kind = 'street' AND d.code = '演示编发〔2022〕5号' ORDER BY o.code;
INSERT INTO quota_entry (code, organ_id, quota_type, funding, cause, quantity, document_id, approved_on, effective_on, summary, state, note)
SELECT 'BZ-2023-' || printf('%03d', row_number() OVER (ORDER BY o.code)), o.id, 'institution', '01', 'new', CASE o.code WHEN 'S3' THEN 3 ELSE 4 END, d.id, d.issued_on, '2023-10-01',
  '新增事业编制', 'effective', '演示数据'
FROM organ o, document d WHERE o.kind = 'street' AND d.code = '演示编发〔2023〕8号' ORDER BY o.code;
-- One entry still a draft, one reversed with its mirror.
INSERT INTO quota_entry (code, organ_id, quota_type, cause, quantity, summary, state, note)
SELECT 'BZ-2026-003', id, 'institution', 'new', 1, '拟新增事业编制', 'draft', '演示数据' FROM organ WHERE code = 'S3';
INSERT INTO quota_entry (code, organ_id, quota_type, funding, cause, quantity, document_id, approved_on, effective_on, summary, state, note)
SELECT 'BZ-2025-001', o.id, 'admin', '01', 'new', 1, d.id, '2025-03-01', '2025-03-01', '误记', 'reversed', '演示数据' FROM organ o, document d WHERE o.code = 'S1' AND d.code = '演示编发〔2024〕3号';
INSERT INTO quota_entry (code, organ_id, quota_type, funding, cause, quantity, document_id, approved_on, effective_on, summary, reverses_id, state, note)
SELECT 'BZ-2025-001-C', organ_id, quota_type, funding, cause, -1, document_id, approved_on, '2025-03-05', '冲销BZ-2025-001：误记', id, 'effective', '演示数据' FROM quota_entry WHERE code = 'BZ-2025-001';

INSERT INTO quota_permit (code, organ_id, quota_type, quantity, use, cause, applied_on, check_opinion, approved_on, valid_until, state, note)
SELECT 'YB-2026-001', id, 'admin', 1, '01', '补充空编', '2026-08-03', '同意', '2026-08-10', '2027-02-09', 'approved', '演示数据' FROM organ WHERE code = 'S1';
INSERT INTO quota_permit (code, organ_id, quota_type, quantity, use, cause, applied_on, check_opinion, approved_on, valid_until, state, note)
SELECT 'YB-2026-002', id, 'institution', 2, '07', '社区工作者专项招聘', '2026-08-03', '同意', '2026-08-10', '2027-02-09', 'approved', '演示数据' FROM organ WHERE code = 'S2';

-- 24 admin posts (7 9 8) and 21 institution posts (6 7 8); one of them came in October.
INSERT INTO posting (code, person_id, organ_id, office_id, quota_type, post_kind, duty, duty_level, chief_post, permit_id, entry_document_id, on_kind, starts_on, opening, state, note)
SELECT printf('SB-2021-%04d', p.id), p.id, p.home_organ_id, (SELECT f.id FROM office f JOIN organ o ON o.id = f.organ_id WHERE f.code = o.code || '-' || (1 + p.id % 8) AND o.id = p.home_organ_id),
  CASE WHEN p.category = 'civil' THEN 'admin' ELSE 'institution' END, CASE p.category WHEN 'expert' THEN 'expert' ELSE 'manager' END,
  CASE WHEN p.category <> 'civil' THEN '工作人员' WHEN p.code IN ('P001001', 'P001008', 'P001017') THEN '主任' WHEN p.code IN ('P001002', 'P001009', 'P001018') THEN '副主任' ELSE '科员' END,
  CASE WHEN p.category <> 'civil' THEN '06' WHEN p.code IN ('P001001', 'P001008', 'P001017') THEN '03' WHEN p.code IN ('P001002', 'P001009', 'P001018') THEN '04' ELSE '05' END,
  p.code IN ('P001001', 'P001008', 'P001017'),
  CASE WHEN p.code = 'P001031' THEN (SELECT id FROM quota_permit WHERE code = 'YB-2026-002') END,
  (SELECT id FROM document WHERE code = CASE WHEN p.code = 'P001031' THEN '演示人社〔2026〕9号' ELSE '演示组发〔2021〕6号' END), '01',
  CASE WHEN p.code = 'P001031' THEN '2026-10-15' WHEN p.category = 'civil' THEN '2021-07-01' ELSE '2023-11-01' END, p.code <> 'P001031', 'held', '演示数据'
FROM person p WHERE p.category IN ('civil', 'manager', 'expert') AND p.code <= 'P001045' ORDER BY p.code;
-- The two who left in October.
INSERT INTO posting (code, person_id, organ_id, quota_type, post_kind, duty, entry_document_id, on_kind, starts_on, event_on, end_reason, evidence, evidence_no, ends_on, receipt_no, opening, state, note)
SELECT printf('SB-2021-%04d', p.id), p.id, p.home_organ_id, CASE p.category WHEN 'civil' THEN 'admin' ELSE 'institution' END, 'manager', '科员',
  (SELECT id FROM document WHERE code = '演示组发〔2021〕6号'), '01', '2021-07-01', '2026-10-12', CASE p.category WHEN 'civil' THEN 'retire' ELSE 'moved' END,
  CASE p.category WHEN 'civil' THEN 'retire' ELSE 'moved' END, '演示退〔2026〕1号', '2026-10-20', 'HX-2026-' || p.id, 1, 'left', '演示数据'
FROM person p WHERE p.code IN ('P001046', 'P001047') ORDER BY p.code;
