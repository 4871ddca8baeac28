-- More papers: views whose rows are the lines of a report, where a list of
-- the record alone does not say enough.  Nothing is entered; all count on
-- as_of().

-- B01: the inner structure, with its documents.
CREATE VIEW structure_paper AS
SELECT f.code AS code, o.code AS organ_code, o.short_name AS organ, k.sort_no AS kind_no, k.label AS kind, f.name AS name,
  (SELECT label FROM code WHERE list = 'rank' AND code = f.rank) AS rank,
  d.code AS document, d.issued_on AS issued_on, f.duties AS duties,
  CASE WHEN m.id IS NOT NULL THEN '并入' || m.name WHEN f.valid_to <= as_of() THEN '撤销' ELSE '存续' END AS state
FROM office f JOIN organ o ON o.id = f.organ_id JOIN document d ON d.id = f.document_id LEFT JOIN office m ON m.id = f.merged_into_id
  JOIN code k ON k.list = 'office_kind' AND k.code = f.kind
WHERE f.void_reason IS NULL AND f.valid_from <= as_of();

-- B02: the ledger of quotas, each entry with what it left.
CREATE VIEW quota_ledger_paper AS
SELECT e.code AS code, o.code AS organ_code, o.short_name AS organ, q.sort_no AS type_no, q.label AS quota_type, d.code AS document,
  e.approved_on AS approved_on, e.effective_on AS effective_on,
  (SELECT label FROM code WHERE list = 'quota_cause' AND code = e.cause) AS cause, e.summary AS summary,
  (SELECT label FROM code WHERE list = 'funding' AND code = e.funding) AS funding, e.quantity AS quantity, v.balance AS balance,
  (SELECT group_concat(label || n || '名', ' ') FROM (SELECT c.label AS label, sum(l.quantity) AS n FROM leader_quota l
     JOIN code c ON c.list = 'post_level' AND c.code = l.level
     WHERE l.organ_id = e.organ_id AND l.document_id = e.document_id AND l.void_reason IS NULL GROUP BY c.sort_no)) AS leaders,
  nullif(trim(CASE e.state WHEN 'reversed' THEN '已冲销 ' ELSE '' END || coalesce(e.note, '')), '') AS note
FROM quota_entry e JOIN quota_entry_derived v ON v.id = e.id JOIN organ o ON o.id = e.organ_id
  JOIN code q ON q.list = 'quota_type' AND q.code = e.quota_type LEFT JOIN document d ON d.id = e.document_id
WHERE v.in_effect = 1;

-- B06: the month of as_of().  Who came to the organ in an earlier month of
-- the last year than onto its books, or left it so, is reported late.
CREATE VIEW staff_month (posting_id, organ_id, quota_type, way, late, day) AS
SELECT s.id, s.organ_id, s.quota_type, 'on', (s.on_kind IN ('01', '02', '05', '06') AND length(p.joined_on) >= 7
    AND substr(p.joined_on, 1, 7) < substr(s.starts_on, 1, 7) AND p.joined_on >= add_months(s.starts_on, -12)) IS 1, s.starts_on
FROM posting s JOIN person p ON p.id = s.person_id
WHERE s.void_reason IS NULL AND s.state IN ('held', 'leaving', 'left') AND s.starts_on BETWEEN substr(as_of(), 1, 7) || '-01' AND as_of()
UNION ALL
SELECT s.id, s.organ_id, s.quota_type, 'off', (substr(s.event_on, 1, 7) < substr(s.ends_on, 1, 7)) IS 1, s.ends_on
FROM posting s
WHERE s.void_reason IS NULL AND s.state IN ('held', 'leaving', 'left') AND s.ends_on BETWEEN substr(as_of(), 1, 7) || '-01' AND as_of();

CREATE VIEW staff_change AS
SELECT o.code || '/' || l.quota_type AS code, o.code AS organ_code, o.short_name AS organ,
  (SELECT sort_no FROM code WHERE list = 'quota_type' AND code = l.quota_type) AS type_no, l.type_label AS quota_type,
  b.before AS before,
  count(*) FILTER (WHERE m.way = 'on' AND NOT m.late AND s.on_kind = '01') AS on_exam,
  count(*) FILTER (WHERE m.way = 'on' AND NOT m.late AND s.on_kind = '02') AS on_hired,
  count(*) FILTER (WHERE m.way = 'on' AND NOT m.late AND s.on_kind = '03') AS on_chosen,
  count(*) FILTER (WHERE m.way = 'on' AND NOT m.late AND s.on_kind = '04') AS on_assigned,
  count(*) FILTER (WHERE m.way = 'on' AND NOT m.late AND s.on_kind = '05') AS on_moved,
  count(*) FILTER (WHERE m.way = 'on' AND NOT m.late AND s.on_kind = '06') AS on_army,
  count(*) FILTER (WHERE m.way = 'on' AND NOT m.late AND s.on_kind = '07') AS on_elected,
  count(*) FILTER (WHERE m.way = 'on' AND NOT m.late AND s.on_kind = '08') AS on_shifted,
  count(*) FILTER (WHERE m.way = 'on' AND NOT m.late AND coalesce(s.on_kind, '') NOT IN ('01', '02', '03', '04', '05', '06', '07', '08')) AS on_other,
  count(*) FILTER (WHERE m.way = 'on' AND m.late) AS on_late,
  count(*) FILTER (WHERE m.way = 'off' AND NOT m.late AND s.end_reason = 'retire') AS off_retire,
  count(*) FILTER (WHERE m.way = 'off' AND NOT m.late AND s.end_reason = 'moved') AS off_moved,
  count(*) FILTER (WHERE m.way = 'off' AND NOT m.late AND s.end_reason = 'resign') AS off_resign,
  count(*) FILTER (WHERE m.way = 'off' AND NOT m.late AND s.end_reason = 'dismiss') AS off_dismiss,
  count(*) FILTER (WHERE m.way = 'off' AND NOT m.late AND s.end_reason = 'death') AS off_death,
  count(*) FILTER (WHERE m.way = 'off' AND NOT m.late AND s.end_reason = 'shifted') AS off_shifted,
  count(*) FILTER (WHERE m.way = 'off' AND NOT m.late AND coalesce(s.end_reason, '') NOT IN ('retire', 'moved', 'resign', 'dismiss', 'death', 'shifted')) AS off_other,
  count(*) FILTER (WHERE m.way = 'off' AND m.late) AS off_late,
  b.before + count(*) FILTER (WHERE m.way = 'on') - count(*) FILTER (WHERE m.way = 'off') AS after,
  l.approved AS approved, l.overflow AS overflow, l.vacant AS vacant, l.over AS over
FROM quota_line l JOIN organ o ON o.id = l.organ_id
  JOIN (SELECT x.id AS organ_id, y.code AS quota_type, (SELECT count(*) FROM posting p WHERE p.organ_id = x.id AND p.quota_type = y.code
      AND p.void_reason IS NULL AND p.state IN ('held', 'leaving', 'left') AND p.starts_on < substr(as_of(), 1, 8) || '01'
      AND (p.ends_on IS NULL OR p.ends_on >= substr(as_of(), 1, 8) || '01')) AS before
    FROM organ x, code y WHERE y.list = 'quota_type') b ON b.organ_id = l.organ_id AND b.quota_type = l.quota_type
  LEFT JOIN staff_month m ON m.organ_id = l.organ_id AND m.quota_type = l.quota_type LEFT JOIN posting s ON s.id = m.posting_id
WHERE l.approved <> 0 OR l.overflow <> 0 OR l.held <> 0 OR b.before <> 0 OR m.posting_id IS NOT NULL
GROUP BY l.organ_id, l.quota_type;

-- And its line: who held a post at the end of each of twelve months.
CREATE VIEW staff_trend AS
WITH RECURSIVE month (first, n) AS (
  SELECT substr(as_of(), 1, 8) || '01', 0 UNION ALL SELECT add_months(first, -1), n + 1 FROM month WHERE n < 11),
due (month, z) AS (SELECT substr(first, 1, 7), CASE n WHEN 0 THEN as_of() ELSE add_days(add_months(first, 1), -1) END FROM month)
SELECT d.month AS code, sum(s.quota_type = 'admin') AS admin, sum(s.quota_type = 'institution') AS institution,
  sum(s.quota_type NOT IN ('admin', 'institution')) AS other, count(*) AS held
FROM due d JOIN posting s ON s.void_reason IS NULL AND s.state IN ('held', 'leaving', 'left') AND s.starts_on <= d.z AND (s.ends_on IS NULL OR s.ends_on > d.z)
GROUP BY d.month;

-- Its list of names, and B07's: who came and went, with the papers.
CREATE VIEW staff_move AS
SELECT s.code || '/' || m.way AS code, CASE m.way WHEN 'on' THEN 1 ELSE 2 END AS way_no,
  CASE m.way WHEN 'on' THEN '增' ELSE '减' END || CASE WHEN m.late THEN '（补报）' ELSE '' END AS way,
  p.name AS name, o.code AS organ_code, o.short_name AS organ, q.label AS quota_type,
  CASE m.way WHEN 'on' THEN (SELECT label FROM code WHERE list = 'join_kind' AND code = s.on_kind)
    ELSE (SELECT label FROM code WHERE list = 'end_reason' AND code = s.end_reason) END AS kind,
  m.day AS day,
  CASE m.way WHEN 'on' THEN (SELECT code FROM document WHERE id = s.entry_document_id) ELSE s.evidence_no END AS paper,
  CASE m.way WHEN 'on' THEN (SELECT code FROM quota_permit WHERE id = s.permit_id) ELSE s.receipt_no END AS number,
  s.note AS note
FROM staff_month m JOIN posting s ON s.id = m.posting_id JOIN person p ON p.id = s.person_id JOIN organ o ON o.id = m.organ_id
  JOIN code q ON q.list = 'quota_type' AND q.code = m.quota_type;

-- B07: who changed the organ in the year of as_of(), from books to books or
-- by an executed transfer.
CREATE VIEW staff_transfer AS
SELECT t.code AS code, p.name AS name, f.short_name AS from_organ, g.short_name AS to_organ, v.direction AS direction,
  CASE t.with_quota WHEN 1 THEN '连编' ELSE '不连编' END AS kind, d.code AS document, t.decided_on AS day, t.cause AS cause, t.note AS note
FROM transfer t JOIN transfer_derived v ON v.id = t.id JOIN person p ON p.id = t.person_id
  JOIN organ f ON f.id = t.from_organ_id JOIN organ g ON g.id = t.to_organ_id LEFT JOIN document d ON d.id = t.document_id
WHERE t.void_reason IS NULL AND t.state IN ('confirmed', 'executed') AND substr(t.decided_on, 1, 4) = substr(as_of(), 1, 4) AND t.decided_on <= as_of()
UNION ALL
SELECT s.code, p.name, o.short_name, g.short_name, '', (SELECT label FROM code WHERE list = 'end_reason' AND code = s.end_reason),
  (SELECT code FROM document WHERE id = n.entry_document_id), s.ends_on, s.evidence_no, s.note
FROM posting s JOIN person p ON p.id = s.person_id JOIN organ o ON o.id = s.organ_id
  LEFT JOIN posting n ON n.person_id = s.person_id AND n.void_reason IS NULL AND n.starts_on >= s.ends_on AND n.state IN ('held', 'leaving', 'left')
  LEFT JOIN organ g ON g.id = n.organ_id
WHERE s.void_reason IS NULL AND s.state = 'left' AND s.end_reason IN ('moved', 'shifted') AND substr(s.ends_on, 1, 4) = substr(as_of(), 1, 4)
  AND s.ends_on <= as_of() AND NOT EXISTS (SELECT 1 FROM transfer t WHERE t.person_id = s.person_id AND t.void_reason IS NULL
    AND t.state IN ('confirmed', 'executed') AND substr(t.decided_on, 1, 4) = substr(as_of(), 1, 4));

-- B08: who reaches the age within the year of as_of() and still holds a post.
CREATE VIEW retiring AS
SELECT s.code AS code, p.name AS name, o.code AS organ_code, o.short_name AS organ, p.id_no AS id_no, p.birth_on AS birth_on,
  retire_on(p.birth_on, p.sex, p.category) AS retire_on,
  (SELECT label FROM code WHERE list = 'post_level' AND code = s.duty_level) AS duty_level,
  (SELECT label FROM code WHERE list = 'quota_type' AND code = s.quota_type) AS quota_type,
  CASE WHEN retire_on(p.birth_on, p.sex, p.category) <= as_of() THEN '已到龄' END AS reached
FROM posting s JOIN posting_derived v ON v.id = s.id JOIN person p ON p.id = s.person_id JOIN organ o ON o.id = s.organ_id
WHERE v.in_effect = 1 AND retire_on(p.birth_on, p.sex, p.category) <= substr(as_of(), 1, 4) || '-12-31';

-- B10: loans, with what they add up to.
CREATE VIEW loan_paper AS
SELECT s.code AS code, p.name AS name, (SELECT label FROM code WHERE list = 'category' AND code = p.category) AS category,
  f.code AS from_code, f.short_name AS from_organ, t.short_name AS to_organ,
  (SELECT label FROM code WHERE list = 'secondment_kind' AND code = s.kind) AS kind,
  (SELECT label FROM code WHERE list = 'issuer' AND code = s.approver) AS approver, d.code AS document,
  s.starts_on AS starts_on, s.due_on AS due_on, CAST(round(v.days_away * 10 / 30.44) AS INTEGER) * 10 AS months,
  (SELECT label FROM code WHERE list = 'secondment_state' AND code = s.state) || CASE WHEN v.overdue THEN '，到期未归' ELSE '' END AS state,
  CASE WHEN v.overdue THEN 1 END AS overdue,
  CASE WHEN v.in_effect THEN 1 END AS away,
  (SELECT label FROM code WHERE list = 'return_kind' AND code = s.return_kind) AS return_kind, s.returned_on AS returned_on,
  CASE WHEN s.return_kind = 'recalled' AND v.to_bureau = 1 AND NOT EXISTS (SELECT 1 FROM secondment e JOIN secondment_derived w ON w.id = e.id
      WHERE e.person_id = s.person_id AND e.void_reason IS NULL AND e.return_kind = 'recalled' AND w.to_bureau = 1
        AND (e.returned_on, e.id) < (s.returned_on, s.id)) THEN 1 END AS recalled,
  s.note AS note
FROM secondment s JOIN secondment_derived v ON v.id = s.id JOIN person p ON p.id = s.person_id JOIN organ f ON f.id = s.from_organ_id
  JOIN organ t ON t.id = s.to_organ_id LEFT JOIN document d ON d.id = s.document_id
WHERE s.void_reason IS NULL AND s.starts_on <= as_of();

-- B11: what asked to go from a street to the district, whatever came of it.
CREATE VIEW reverse_register AS
SELECT t.code AS code, coalesce(t.decided_on, (SELECT j.today FROM journal j WHERE j.record = 'transfer' AND j.row_id = t.id ORDER BY j.seq LIMIT 1)) AS day,
  f.short_name AS from_organ, g.short_name AS to_organ, CASE t.kind WHEN 'person' THEN '人员' ELSE '编制' END AS kind,
  CASE t.kind WHEN 'person' THEN p.name || CASE t.with_quota WHEN 1 THEN '（连编）' ELSE '' END
    ELSE (SELECT label FROM code WHERE list = 'quota_type' AND code = t.quota_type) || t.quantity || '名' END AS what,
  t.cause AS cause, (SELECT label FROM code WHERE list = 'transfer_state' AND code = t.state) AS result, d.code AS document,
  (SELECT coalesce(c.name, j.clerk) FROM journal j LEFT JOIN clerk c ON c.code = j.clerk WHERE j.record = 'transfer' AND j.row_id = t.id AND j.action = 'approve'
    ORDER BY j.seq DESC LIMIT 1) AS handled_by,
  (SELECT coalesce(c.name, j.clerk) FROM journal j LEFT JOIN clerk c ON c.code = j.clerk WHERE j.record = 'transfer' AND j.row_id = t.id AND j.action = 'confirm'
    ORDER BY j.seq DESC LIMIT 1) AS checked_by,
  CASE WHEN t.state IN ('confirmed', 'executed') THEN 1 END AS done
FROM transfer t JOIN transfer_derived v ON v.id = t.id JOIN organ f ON f.id = t.from_organ_id JOIN organ g ON g.id = t.to_organ_id
  LEFT JOIN person p ON p.id = t.person_id LEFT JOIN document d ON d.id = t.document_id
WHERE t.void_reason IS NULL AND v.direction = '逆向';

-- E01: a person once, in the team and mode of the latest row in effect.
CREATE VIEW force_count AS
SELECT d.code || '/' || m.code || '/' || x.mode AS code, d.code AS department_code, d.short_name AS department, m.code AS team_code, m.name AS team,
  coalesce(k.sort_no, 99) AS mode_no, k.label AS mode, count(*) AS people
FROM (SELECT max(p.id) AS id FROM deployment p JOIN deployment_derived v ON v.id = p.id WHERE v.in_effect = 1 GROUP BY p.person_id) y
  JOIN deployment x ON x.id = y.id JOIN organ d ON d.id = x.department_id JOIN team m ON m.id = x.team_id
  LEFT JOIN code k ON k.list = 'mode' AND k.code = x.mode
GROUP BY d.id, m.id, x.mode;

-- E04: a grid a row, with the people who answer for it.
CREATE VIEW grid_paper AS
SELECT g.code AS code, coalesce(t.code, '') AS street_code, coalesce(t.short_name, '城区') AS street, coalesce(c.code, '') AS community_code,
  coalesce(c.short_name, '') AS community, g.name AS name, (SELECT label FROM code WHERE list = 'grid_level' AND code = g.level) AS level,
  CASE WHEN v.three_in_one THEN '是' ELSE trim(CASE g.party_net WHEN 1 THEN '党建 ' ELSE '' END || CASE g.order_net WHEN 1 THEN '综治 ' ELSE '' END
    || CASE g.city_net WHEN 1 THEN '城管' ELSE '' END) END AS nets,
  g.households AS households,
  (SELECT group_concat(p.name, '、') FROM grid_duty d JOIN grid_duty_derived w ON w.id = d.id JOIN person p ON p.id = d.person_id
    WHERE d.grid_id = g.id AND d.role = 'head' AND w.in_effect = 1) AS head,
  (SELECT group_concat(p.phone, '、') FROM grid_duty d JOIN grid_duty_derived w ON w.id = d.id JOIN person p ON p.id = d.person_id
    WHERE d.grid_id = g.id AND d.role = 'head' AND w.in_effect = 1) AS head_phone,
  (SELECT group_concat(p.name, '、') FROM grid_duty d JOIN grid_duty_derived w ON w.id = d.id JOIN person p ON p.id = d.person_id
    WHERE d.grid_id = g.id AND d.role = 'enforcer' AND w.in_effect = 1) AS enforcers,
  v.enforcers AS enforcer_count, CASE WHEN g.level = 'grid' AND v.enforcers = 0 THEN 1 END AS without
FROM grid g JOIN grid_derived v ON v.id = g.id LEFT JOIN grid_street w ON w.grid_id = g.id LEFT JOIN organ t ON t.id = w.street_id
  LEFT JOIN organ c ON c.id = coalesce(g.community_id, (SELECT u.community_id FROM grid u WHERE u.id = g.parent_id))
WHERE v.in_effect = 1 AND g.level = 'grid';

-- A01: both scores, what each weighs, the place within the pool.  The year
-- that ended before as_of(), the last one that can be known.
CREATE VIEW dual_score AS
SELECT a.code AS code, a.year AS year, p.name AS name, d.code AS department_code, d.short_name AS department, m.name AS team,
  (SELECT label FROM code WHERE list = 'mode' AND code = s.mode) AS mode,
  a.street_score AS street_score, s.street_weight AS street_weight,
  CASE WHEN a.street_score IS NOT NULL THEN (a.street_score * s.street_weight + 50) / 100 END AS street_part,
  a.dept_score AS dept_score, s.dept_weight AS dept_weight,
  CASE WHEN a.dept_score IS NOT NULL THEN (a.dept_score * s.dept_weight + 50) / 100 END AS dept_part,
  v.total AS total, CASE WHEN v.total IS NOT NULL THEN rank() OVER (PARTITION BY a.year, a.pool_id ORDER BY v.total DESC) END AS place,
  (SELECT label FROM code WHERE list = 'rating' AND code = a.rating) AS rating, o.code AS pool_code, o.short_name AS pool
FROM assessment a JOIN assessment_derived v ON v.id = a.id JOIN assessment_scheme s ON s.id = a.scheme_id JOIN person p ON p.id = a.person_id
  JOIN organ o ON o.id = a.pool_id
  LEFT JOIN deployment x ON x.id = (SELECT max(y.id) FROM deployment y WHERE y.person_id = a.person_id AND y.void_reason IS NULL
    AND y.starts_on <= a.year || '-12-31' AND (y.ends_on IS NULL OR y.ends_on > a.year || '-01-01'))
  LEFT JOIN organ d ON d.id = x.department_id LEFT JOIN team m ON m.id = x.team_id
WHERE a.void_reason IS NULL AND a.takes_part = 1 AND a.year = CAST(substr(as_of(), 1, 4) AS INTEGER) - 1;

-- A02: a pool a row.
CREATE VIEW rating_summary AS
SELECT o.code || '/' || a.year AS code, a.year AS year, o.code AS pool_code, o.short_name AS pool, sum(a.takes_part) AS base,
  sum(a.takes_part = 1 AND a.rating IS NOT NULL) AS rated,
  sum(a.rating IS 'excellent') AS excellent, CAST(round(10000.0 * sum(a.rating IS 'excellent') / max(sum(a.takes_part), 1)) AS INTEGER) AS excellent_share,
  sum(a.rating IS 'good') AS good, CAST(round(10000.0 * sum(a.rating IS 'good') / max(sum(a.takes_part), 1)) AS INTEGER) AS good_share,
  sum(a.rating IS 'basic') AS basic, CAST(round(10000.0 * sum(a.rating IS 'basic') / max(sum(a.takes_part), 1)) AS INTEGER) AS basic_share,
  sum(a.rating IS 'bad') AS bad, CAST(round(10000.0 * sum(a.rating IS 'bad') / max(sum(a.takes_part), 1)) AS INTEGER) AS bad_share,
  sum(a.rating IS 'none') AS undecided, CAST(round(10000.0 * sum(a.rating IS 'none') / max(sum(a.takes_part), 1)) AS INTEGER) AS undecided_share, max(l.cap) AS cap, max(l.used) AS used,
  sum(a.takes_part = 0) AS absent,
  (SELECT group_concat(label || n || '人', ' ') FROM (SELECT c.label AS label, count(*) AS n FROM assessment b
     JOIN code c ON c.list = 'absence' AND c.code = b.absence
     WHERE b.pool_id = a.pool_id AND b.year = a.year AND b.takes_part = 0 AND b.void_reason IS NULL GROUP BY c.sort_no)) AS absences
FROM assessment a JOIN organ o ON o.id = a.pool_id LEFT JOIN excellent_line l ON l.pool_id = a.pool_id AND l.year = a.year
WHERE a.void_reason IS NULL AND a.year = CAST(substr(as_of(), 1, 4) AS INTEGER) - 1
GROUP BY a.pool_id, a.year;

-- M01: a meeting a row.
CREATE VIEW meeting_paper AS
SELECT m.code AS code, m.planned_on AS planned_on, m.held_on AS held_on, m.convener AS convener, m.chair AS chair, m.attendees AS attendees,
  (SELECT count(*) FROM issue i WHERE i.meeting_id = m.id AND i.void_reason IS NULL) AS issues,
  (SELECT count(*) FROM issue i WHERE i.meeting_id = m.id AND i.void_reason IS NULL AND i.state = 'solved' AND i.solved_on <= as_of()) AS solved,
  (SELECT count(*) FROM task t JOIN issue i ON i.id = t.issue_id WHERE i.meeting_id = m.id AND t.void_reason IS NULL) AS tasks,
  m.minutes_no AS minutes_no, m.minutes_on AS minutes_on, (SELECT label FROM code WHERE list = 'meeting_state' AND code = m.state) AS state, m.note AS note
FROM meeting m WHERE m.void_reason IS NULL AND coalesce(m.held_on, m.planned_on) <= add_days(as_of(), 31);

-- Z01: an application, with what everybody said to it.
CREATE VIEW admission_paper AS
SELECT a.code AS code, o.short_name AS department, a.name AS name, (SELECT label FROM code WHERE list = 'admit_level' AND code = a.level) AS level,
  a.applied_on AS applied_on, a.basis AS basis, a.cause AS cause, a.content AS content, a.workload AS workload,
  (SELECT label FROM code WHERE list = 'term' AND code = a.term) || coalesce('，至 ' || a.until, '') AS term,
  a.power AS power, a.staff AS staff, a.money AS money, a.none_reason AS none_reason,
  (SELECT group_concat(line, char(10)) FROM (SELECT s.short_name || '：' || coalesce((SELECT label FROM code WHERE list = 'verdict' AND code = r.opinion), '未答复')
      || coalesce('。' || r.text, '') || coalesce('（' || r.replied_on || '）', '') AS line
    FROM admission_reply r JOIN organ s ON s.id = r.street_id WHERE r.admission_id = a.id AND r.void_reason IS NULL ORDER BY s.code)) AS replies,
  trim(coalesce((SELECT label FROM code WHERE list = 'review' AND code = a.legal_result), '') || ' ' || coalesce(a.legal_opinion, '')) AS legal,
  trim(coalesce((SELECT label FROM code WHERE list = 'review' AND code = a.fit_result), '') || ' ' || coalesce(a.fit_opinion, '')) AS fit,
  trim(coalesce((SELECT label FROM code WHERE list = 'verdict' AND code = a.meeting_opinion), '') || coalesce('（第 ' || m.code || ' 次）', '')) AS meeting,
  trim(coalesce((SELECT label FROM code WHERE list = 'decision_body' AND code = a.decision_body), '') || ' ' || coalesce(d.code, '')
    || coalesce(' ' || a.decided_on, '')) AS decision,
  a.effective_on AS effective_on, a.review_on AS review_on, v.stage AS stage,
  (SELECT label FROM code WHERE list = 'admission_state' AND code = a.state) AS state
FROM admission a JOIN admission_derived v ON v.id = a.id JOIN organ o ON o.id = a.department_id LEFT JOIN meeting m ON m.id = a.meeting_id
  LEFT JOIN document d ON d.id = a.decision_document_id
WHERE a.void_reason IS NULL AND a.applied_on <= as_of();

-- K03: what is planned, by month.
CREATE VIEW inspection_calendar AS
SELECT p.code AS code, substr(p.starts_on, 1, 7) AS month, o.code AS department_code, o.short_name AS department, p.matter AS matter, p.basis AS basis,
  (SELECT label FROM code WHERE list = 'check_target' AND code = p.target) AS target, coalesce(s.short_name, '全部街道') AS street,
  p.starts_on AS starts_on, p.ends_on AS ends_on, d.code AS document, p.note AS note
FROM inspection_plan p JOIN organ o ON o.id = p.department_id LEFT JOIN organ s ON s.id = p.street_id LEFT JOIN document d ON d.id = p.document_id
WHERE p.void_reason IS NULL AND p.year = CAST(substr(as_of(), 1, 4) AS INTEGER);

-- R01, below: who is on no paper of pay or posts, and why.
CREATE VIEW left_out AS
SELECT p.code AS code, p.name AS name, o.code AS organ_code, o.short_name AS organ,
  (SELECT label FROM code WHERE list = 'category' AND code = p.category) AS category, '工资发放表' AS paper,
  coalesce(l.reason, '本月没有工资行') AS reason
FROM worker w JOIN person p ON p.id = w.person_id LEFT JOIN organ o ON o.id = p.home_organ_id
  LEFT JOIN pay_month m ON m.code = substr(as_of(), 1, 7) LEFT JOIN pay_line l ON l.pay_month_id = m.id AND l.worker_id = p.id AND l.void_reason IS NULL
WHERE w.void_reason IS NULL AND p.void_reason IS NULL AND m.id IS NOT NULL
  AND EXISTS (SELECT 1 FROM service_spell s WHERE s.worker_id = p.id AND s.void_reason IS NULL AND s.starts_on <= as_of() AND (s.ends_on IS NULL OR s.ends_on > as_of()))
  AND (l.id IS NULL OR l.status IN ('held', 'missing'))
UNION ALL
SELECT p.code, p.name, o.code, o.short_name, (SELECT label FROM code WHERE list = 'category' AND code = p.category), '编制实名制花名册',
  '有编制身份，但没有在编记录'
FROM person p JOIN organ_street h ON h.organ_id = p.home_organ_id AND h.street_id IS NOT NULL JOIN organ o ON o.id = p.home_organ_id
WHERE p.void_reason IS NULL AND p.category IN ('civil', 'quasi', 'manager', 'expert', 'labour')
  AND NOT EXISTS (SELECT 1 FROM posting s WHERE s.person_id = p.id AND s.void_reason IS NULL AND s.state <> 'drafted');

-- R01: the cross-checks, and what was said of those that fail when the
-- month was closed.
CREATE VIEW check_paper (code, label, "left", "right", difference, ok, failed, explanation) AS
SELECT c.code, replace(c.label, '（分）', '（元）'), c."left" / c.unit, c."right" / c.unit, c.difference / c.unit, CASE c.ok WHEN 0 THEN '不符' ELSE '相符' END, CASE c.ok WHEN 0 THEN 1 END,
  CASE c.ok WHEN 0 THEN (SELECT j.reason FROM journal j JOIN period q ON q.id = j.row_id
    WHERE j.record = 'period' AND j.action = 'close' AND q.month = substr(as_of(), 1, 7) ORDER BY j.seq DESC LIMIT 1) END
FROM (SELECT *, CASE code WHEN 'X-06/2' THEN 100.0 ELSE 1 END AS unit FROM book_check) c;
