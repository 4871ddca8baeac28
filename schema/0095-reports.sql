-- The papers: one view for each report, a row for each of its lines, the
-- columns those of the paper.  All count on as_of(); nothing is entered.

-- B05, four books: held in office, left 非在职, retired 退休, outside 编外.
CREATE VIEW roster AS
SELECT s.code AS code,
  CASE WHEN s.state <> 'left' OR s.ends_on > as_of() THEN 'held' WHEN s.end_reason = 'retire' THEN 'retired' ELSE 'left' END AS book,
  o.short_name AS organ, o.code AS organ_code, f.name AS office, p.name AS name,
  (SELECT label FROM code WHERE list = 'sex' AND code = p.sex) AS sex,
  (SELECT label FROM code WHERE list = 'ethnicity' AND code = p.ethnicity) AS ethnicity,
  p.id_no AS id_no, p.birth_on AS birth_on, p.native_place AS native_place,
  (SELECT label FROM code WHERE list = 'politics' AND code = p.politics) AS politics,
  (SELECT label FROM code WHERE list = 'education' AND code = p.education) AS education,
  (SELECT label FROM code WHERE list = 'degree' AND code = p.degree) AS degree,
  (SELECT label FROM code WHERE list = 'quota_type' AND code = s.quota_type) AS quota_type,
  (SELECT label FROM code WHERE list = 'post_kind' AND code = s.post_kind) AS post_kind,
  s.duty AS duty,
  (SELECT label FROM code WHERE list = 'post_level' AND code = s.duty_level) AS duty_level,
  p.work_from AS work_from,
  (SELECT label FROM code WHERE list = 'join_kind' AND code = p.join_kind) AS join_kind,
  p.joined_on AS joined_on,
  (SELECT code FROM document WHERE id = s.entry_document_id) AS entry_document,
  s.starts_on AS starts_on,
  (SELECT code FROM quota_permit WHERE id = s.permit_id) AS permit,
  s.ends_on AS ends_on,
  (SELECT label FROM code WHERE list = 'end_reason' AND code = s.end_reason) AS end_reason,
  nullif(trim(CASE WHEN s.state = 'leaving' THEN '拟下编 ' ELSE '' END || coalesce(s.note, '')), '') AS note,
  coalesce(s.duty_level, '99') AS level_no, stroke_key(p.name) AS stroke
FROM posting s JOIN person p ON p.id = s.person_id JOIN organ o ON o.id = s.organ_id LEFT JOIN office f ON f.id = s.office_id
WHERE s.void_reason IS NULL AND s.starts_on <= as_of()
  AND (s.state IN ('held', 'leaving') OR s.state = 'left')
UNION ALL
SELECT p.code, 'outside', o.short_name, o.code, NULL, p.name,
  (SELECT label FROM code WHERE list = 'sex' AND code = p.sex),
  (SELECT label FROM code WHERE list = 'ethnicity' AND code = p.ethnicity),
  p.id_no, p.birth_on, p.native_place,
  (SELECT label FROM code WHERE list = 'politics' AND code = p.politics),
  (SELECT label FROM code WHERE list = 'education' AND code = p.education),
  (SELECT label FROM code WHERE list = 'degree' AND code = p.degree),
  NULL, (SELECT label FROM code WHERE list = 'category' AND code = p.category), NULL, NULL, p.work_from,
  (SELECT label FROM code WHERE list = 'join_kind' AND code = p.join_kind),
  p.joined_on, NULL, NULL, NULL, NULL, NULL, p.note, '99', stroke_key(p.name)
FROM person p JOIN organ o ON o.id = p.home_organ_id
WHERE p.void_reason IS NULL AND p.category = 'contract';

-- B03: an organ a row, for each type approved, overflow, held, reserved,
-- vacant, over.  No vacancy is negative: that is over.
CREATE VIEW quota_statistics AS
SELECT o.code AS code, o.short_name AS organ,
  (SELECT label FROM code WHERE list = 'rank' AND code = o.rank) AS rank,
  sum(l.approved) FILTER (WHERE l.quota_type = 'admin') AS admin_approved,
  sum(l.overflow) FILTER (WHERE l.quota_type = 'admin') AS admin_overflow,
  sum(l.held) FILTER (WHERE l.quota_type = 'admin') AS admin_held,
  sum(l.pending + l.reserved) FILTER (WHERE l.quota_type = 'admin') AS admin_reserved,
  sum(l.vacant) FILTER (WHERE l.quota_type = 'admin') AS admin_vacant,
  sum(l.over) FILTER (WHERE l.quota_type = 'admin') AS admin_over,
  sum(l.approved) FILTER (WHERE l.quota_type = 'quasi') AS quasi_approved,
  sum(l.overflow) FILTER (WHERE l.quota_type = 'quasi') AS quasi_overflow,
  sum(l.held) FILTER (WHERE l.quota_type = 'quasi') AS quasi_held,
  sum(l.pending + l.reserved) FILTER (WHERE l.quota_type = 'quasi') AS quasi_reserved,
  sum(l.vacant) FILTER (WHERE l.quota_type = 'quasi') AS quasi_vacant,
  sum(l.over) FILTER (WHERE l.quota_type = 'quasi') AS quasi_over,
  sum(l.approved) FILTER (WHERE l.quota_type = 'institution') AS institution_approved,
  sum(l.overflow) FILTER (WHERE l.quota_type = 'institution') AS institution_overflow,
  sum(l.held) FILTER (WHERE l.quota_type = 'institution') AS institution_held,
  sum(l.pending + l.reserved) FILTER (WHERE l.quota_type = 'institution') AS institution_reserved,
  sum(l.vacant) FILTER (WHERE l.quota_type = 'institution') AS institution_vacant,
  sum(l.over) FILTER (WHERE l.quota_type = 'institution') AS institution_over,
  sum(l.approved) FILTER (WHERE l.quota_type = 'labour') AS labour_approved,
  sum(l.overflow) FILTER (WHERE l.quota_type = 'labour') AS labour_overflow,
  sum(l.held) FILTER (WHERE l.quota_type = 'labour') AS labour_held,
  sum(l.pending + l.reserved) FILTER (WHERE l.quota_type = 'labour') AS labour_reserved,
  sum(l.vacant) FILTER (WHERE l.quota_type = 'labour') AS labour_vacant,
  sum(l.over) FILTER (WHERE l.quota_type = 'labour') AS labour_over,
  sum(l.approved) FILTER (WHERE l.quota_type NOT IN ('admin', 'quasi', 'institution', 'labour')) AS other_approved,
  sum(l.overflow) FILTER (WHERE l.quota_type NOT IN ('admin', 'quasi', 'institution', 'labour')) AS other_overflow,
  sum(l.held) FILTER (WHERE l.quota_type NOT IN ('admin', 'quasi', 'institution', 'labour')) AS other_held,
  sum(l.pending + l.reserved) FILTER (WHERE l.quota_type NOT IN ('admin', 'quasi', 'institution', 'labour')) AS other_reserved,
  sum(l.vacant) FILTER (WHERE l.quota_type NOT IN ('admin', 'quasi', 'institution', 'labour')) AS other_vacant,
  sum(l.over) FILTER (WHERE l.quota_type NOT IN ('admin', 'quasi', 'institution', 'labour')) AS other_over,
  (SELECT count(*) FROM office f WHERE f.organ_id = o.id AND f.void_reason IS NULL AND f.valid_from <= as_of()
    AND (f.valid_to IS NULL OR f.valid_to > as_of())) AS offices,
  (SELECT count(*) FROM roster r JOIN code v ON v.list = 'post_level' AND v.label = r.duty_level
    WHERE r.book = 'held' AND r.organ_code = o.code AND v.label LIKE '%正职') AS leaders_chief,
  (SELECT count(*) FROM roster r JOIN code v ON v.list = 'post_level' AND v.label = r.duty_level
    WHERE r.book = 'held' AND r.organ_code = o.code AND v.label LIKE '%副职') AS leaders_deputy,
  (SELECT sum(q.quantity) FROM leader_quota q JOIN leader_quota_derived w ON w.id = q.id WHERE q.organ_id = o.id AND w.in_effect = 1 AND q.chief = '01') AS chief_quota,
  (SELECT sum(q.quantity) FROM leader_quota q JOIN leader_quota_derived w ON w.id = q.id WHERE q.organ_id = o.id AND w.in_effect = 1 AND q.chief <> '01') AS deputy_quota,
  (SELECT count(*) FROM person p WHERE p.home_organ_id = o.id AND p.void_reason IS NULL AND p.category = 'contract') AS outside
FROM organ o JOIN quota_line l ON l.organ_id = o.id
WHERE o.void_reason IS NULL AND o.valid_from <= as_of() AND (o.valid_to IS NULL OR o.valid_to > as_of())
GROUP BY o.id
HAVING o.kind = 'street' OR sum(l.approved + l.overflow + l.held + l.pending + l.reserved) > 0;

-- M02: a settled matter a row; an issue without any stands once.
CREATE VIEW issue_ledger AS
SELECT i.code || coalesce('/' || t.code, '') AS code, i.code AS issue, m.code AS meeting, i.title AS title, o.short_name AS proposer,
  i.conclusion AS conclusion, t.content AS content, d.short_name AS lead, t.due_on AS due_on, t.progress AS progress,
  coalesce(t.closed_on, CASE WHEN t.id IS NULL THEN i.solved_on END) AS closed_on,
  CASE WHEN t.id IS NULL THEN (SELECT label FROM code WHERE list = 'issue_state' AND code = i.state)
    ELSE (SELECT label FROM code WHERE list = 'task_state' AND code = t.state)
      || CASE WHEN t.state <> 'closed' AND t.due_on < as_of() THEN '，逾期' ELSE '' END END AS state,
  CASE WHEN t.state <> 'closed' AND t.due_on < as_of() THEN '逾期' END AS overdue
FROM issue i JOIN organ o ON o.id = i.proposer_id LEFT JOIN meeting m ON m.id = i.meeting_id
  LEFT JOIN task t ON t.issue_id = i.id AND t.void_reason IS NULL LEFT JOIN organ d ON d.id = t.lead_id
WHERE i.void_reason IS NULL AND i.proposed_on <= as_of();

-- W04: a worker a row, every month that was computed; the export takes the
-- month of as_of().
CREATE VIEW pay_sheet AS
SELECT l.code AS code, m.code AS month, coalesce(o.short_name, '未定') AS community, coalesce(o.code, '') AS community_code,
  p.name AS name, p.id_no AS id_no,
  coalesce((SELECT x.name FROM pay_post x WHERE x.pay_version_id = l.pay_version_id AND x.post = l.post AND x.void_reason IS NULL), l.post) AS post,
  l.job AS job, nullif(l.grade, 0) AS grade,
  CASE WHEN l.coefficient > 0 THEN printf(CASE l.coefficient % 100 WHEN 0 THEN '%d.%02d' ELSE '%d.%04d' END, l.coefficient / 10000,
    CASE l.coefficient % 100 WHEN 0 THEN l.coefficient % 10000 / 100 ELSE l.coefficient % 10000 END) END AS coefficient,
  nullif(l.base, 0) AS base, l.graded AS graded, l.basic AS basic, l.performance_paid AS performance,
  nullif(coalesce(i.certificate, 0), 0) AS certificate,
  nullif(coalesce(i.earning, 0) - coalesce(i.certificate, 0) - coalesce(i.weather, 0) - coalesce(i.protected, 0), 0) AS other,
  nullif(coalesce(i.weather, 0), 0) AS weather,
  nullif(coalesce(i.protected, 0), 0) AS protected,
  nullif(coalesce(i.arrears, 0), 0) AS arrears, i.arrears_months AS arrears_months,
  nullif(coalesce(i.deduction, 0) - coalesce(i.pension, 0) - coalesce(i.medical, 0) - coalesce(i.unemployment, 0) - coalesce(i.fund, 0)
    - coalesce(i.tax, 0), 0) AS absence,
  l.gross AS gross, i.pension AS pension, i.medical AS medical, i.unemployment AS unemployment, i.fund AS fund,
  i.tax AS tax, l.deducted AS deducted, l.net AS net, w.bank_account AS bank_account,
  nullif(CASE l.status WHEN 'held' THEN '待批 ' WHEN 'missing' THEN '未进表 ' ELSE '' END || coalesce(l.reason, ''), '') AS note,
  coalesce(w.code, p.code) AS worker
FROM pay_line l JOIN pay_month m ON m.id = l.pay_month_id JOIN person p ON p.id = l.worker_id LEFT JOIN worker w ON w.person_id = p.id
  LEFT JOIN organ o ON o.id = l.community_id
  LEFT JOIN (
    SELECT a.pay_line_id AS line_id,
      sum(a.amount) FILTER (WHERE a.kind = 'earning' AND NOT a.standard) AS earning,
      sum(a.amount) FILTER (WHERE a.kind = 'earning' AND NOT a.standard AND a.credit = 'certificate') AS certificate,
      sum(a.amount) FILTER (WHERE a.kind = 'earning' AND NOT a.standard AND (a.label LIKE '%取暖%' OR a.label LIKE '%采暖%' OR a.label LIKE '%高温%'
        OR a.label LIKE '%防暑%')) AS weather,
      sum(a.amount) FILTER (WHERE a.kind = 'earning' AND a.item = 'protected') AS protected,
      sum(a.amount) FILTER (WHERE a.kind = 'arrears') AS arrears,
      (SELECT group_concat(for_month, ' ') FROM (SELECT DISTINCT b.for_month FROM pay_line_item b WHERE b.pay_line_id = a.pay_line_id
        AND b.kind = 'arrears' AND b.void_reason IS NULL AND b.for_month IS NOT NULL ORDER BY 1)) AS arrears_months,
      sum(a.amount) FILTER (WHERE a.kind = 'deduction') AS deduction,
      sum(a.amount) FILTER (WHERE a.kind = 'deduction' AND a.label LIKE '%养老%') AS pension,
      sum(a.amount) FILTER (WHERE a.kind = 'deduction' AND a.label LIKE '%医疗%') AS medical,
      sum(a.amount) FILTER (WHERE a.kind = 'deduction' AND a.label LIKE '%失业%') AS unemployment,
      sum(a.amount) FILTER (WHERE a.kind = 'deduction' AND a.label LIKE '%公积金%') AS fund,
      sum(a.amount) FILTER (WHERE a.kind = 'deduction' AND a.item = 'tax') AS tax
    FROM (
      SELECT x.pay_line_id, x.kind, x.item, x.label, x.amount,
        (SELECT c.kind FROM pay_credit c WHERE c.pay_version_id = y.pay_version_id AND c.credit = x.item AND c.void_reason IS NULL) AS credit,
        coalesce((SELECT c.part FROM pay_credit c WHERE c.pay_version_id = y.pay_version_id AND c.credit = x.item AND c.void_reason IS NULL),
          (SELECT c.part FROM pay_item c WHERE c.pay_version_id = y.pay_version_id AND c.item = x.item AND c.void_reason IS NULL), 'extra')
          IN ('standard', 'performance') AS standard
      FROM pay_line_item x JOIN pay_line y ON y.id = x.pay_line_id WHERE x.void_reason IS NULL
    ) a GROUP BY a.pay_line_id
  ) i ON i.line_id = l.id
WHERE l.void_reason IS NULL AND m.void_reason IS NULL;
