-- The papers of community workers: rosters, the table of grades, forms of
-- assessment, changes, performance, the summary, what lies ahead, and the
-- steps behind every amount.  All count on as_of(); nothing is entered.

-- A community worker in service on as_of(), with post and grade of that day.
CREATE VIEW worker_now AS
SELECT p.id AS person_id, coalesce(w.code, p.code) AS code, s.community_id AS community_id, r.id AS post_id, r.post AS post, r.job AS job,
  coalesce((SELECT sort_no FROM code WHERE list = 'pay_post' AND code = r.post), 99) AS post_no,
  coalesce((SELECT x.name FROM pay_month m CROSS JOIN pay_line l ON l.pay_month_id = m.id
      CROSS JOIN pay_post x ON x.pay_version_id = l.pay_version_id AND x.post = r.post AND x.void_reason IS NULL
      WHERE l.worker_id = p.id AND l.void_reason IS NULL ORDER BY m.code DESC LIMIT 1),
    (SELECT label FROM code WHERE list = 'pay_post' AND code = r.post), r.post, '未任职') AS post_name,
  (SELECT min(f.starts_on) FROM service_spell f WHERE f.worker_id = p.id AND f.void_reason IS NULL) AS first_on,
  (SELECT sum((CAST(substr(e, 1, 4) AS INTEGER) - CAST(substr(b, 1, 4) AS INTEGER)) * 12
      + CAST(substr(e, 6, 2) AS INTEGER) - CAST(substr(b, 6, 2) AS INTEGER) - (substr(e, 9, 2) < substr(b, 9, 2)))
    FROM (SELECT f.starts_on AS b, min(coalesce(f.ends_on, as_of()), as_of()) AS e FROM service_spell f
      WHERE f.worker_id = p.id AND f.void_reason IS NULL AND f.starts_on <= as_of())) AS served_months,
  coalesce((SELECT l.grade FROM pay_line l JOIN pay_month m ON m.id = l.pay_month_id
    WHERE l.worker_id = p.id AND l.void_reason IS NULL AND l.status <> 'missing' AND m.code <= substr(as_of(), 1, 7) ORDER BY m.code DESC LIMIT 1), 0) AS grade,
  coalesce((SELECT min(e.education) FROM worker_education e WHERE e.worker_id = p.id AND e.void_reason IS NULL AND e.education IS NOT NULL
      AND coalesce(e.effect_on, e.graduated_on, '') <= as_of()), p.education) AS education,
  coalesce((SELECT min(e.degree) FROM worker_education e WHERE e.worker_id = p.id AND e.void_reason IS NULL AND e.degree > '1'
      AND coalesce(e.effect_on, e.degree_on, '') <= as_of()), p.degree) AS degree,
  (SELECT c.id FROM worker_certificate c JOIN code k ON k.list = 'certificate_level' AND k.code = c.level
    WHERE c.worker_id = p.id AND c.void_reason IS NULL AND c.issued_on <= as_of() AND coalesce(c.valid_until, '9999') >= as_of()
      AND coalesce(c.withdrawn_on, '9999') > as_of() ORDER BY k.sort_no DESC, c.issued_on LIMIT 1) AS certificate_id
FROM service_spell s JOIN person p ON p.id = s.worker_id LEFT JOIN worker w ON w.person_id = p.id AND w.void_reason IS NULL
  LEFT JOIN worker_post r ON r.id = (SELECT y.id FROM worker_post y LEFT JOIN code k ON k.list = 'pay_post' AND k.code = y.post
    WHERE y.worker_id = p.id AND y.void_reason IS NULL AND y.starts_on <= as_of() AND (y.ends_on IS NULL OR y.ends_on > as_of())
    ORDER BY y.acting, coalesce(k.sort_no, 99), y.starts_on DESC LIMIT 1)
WHERE s.void_reason IS NULL AND p.void_reason IS NULL AND s.starts_on <= as_of() AND (s.ends_on IS NULL OR s.ends_on > as_of());

-- W01: the roster.
CREATE VIEW worker_paper AS
SELECT n.code AS code, t.code AS street_code, t.short_name AS street, o.code AS community_code, o.short_name AS community, p.name AS name,
  (SELECT label FROM code WHERE list = 'sex' AND code = p.sex) AS sex,
  (SELECT label FROM code WHERE list = 'ethnicity' AND code = p.ethnicity) AS ethnicity,
  p.id_no AS id_no, substr(p.birth_on, 1, 7) AS birth_on,
  (SELECT label FROM code WHERE list = 'politics' AND code = p.politics) AS politics,
  nullif(coalesce((SELECT label FROM code WHERE list = 'education' AND code = n.education), '')
    || coalesce(' ' || (SELECT label FROM code WHERE list = 'degree' AND code = n.degree), ''), '') AS education,
  n.post_name AS post, nullif(n.grade, 0) AS grade,
  (SELECT k.label FROM worker_certificate c JOIN code k ON k.list = 'certificate_level' AND k.code = c.level WHERE c.id = n.certificate_id) AS certificate,
  n.first_on AS joined_on, n.served_months / 12 AS years, p.phone AS phone, p.note AS note, n.post_no AS post_no, stroke_key(p.name) AS stroke
FROM worker_now n JOIN person p ON p.id = n.person_id JOIN organ o ON o.id = n.community_id
  LEFT JOIN organ_street h ON h.organ_id = o.id LEFT JOIN organ t ON t.id = h.street_id;

-- W02: how many hold each grade in each post.  Every grade of the scheme in
-- force has its line and every post its column, held by somebody or not.
CREATE VIEW scheme_version_now (pay_version_id) AS
SELECT v.id FROM pay_version v JOIN pay_scheme s ON s.id = v.pay_scheme_id
WHERE s.kind = 'grade' AND s.void_reason IS NULL AND v.void_reason IS NULL AND v.effective_from <= as_of()
  AND (EXISTS (SELECT 1 FROM organ_scheme u WHERE u.pay_scheme_id = s.id))
  AND NOT EXISTS (SELECT 1 FROM pay_version w WHERE w.pay_scheme_id = v.pay_scheme_id AND w.void_reason IS NULL
    AND w.effective_from <= as_of() AND (w.effective_from, w.number) > (v.effective_from, v.number));

CREATE VIEW grade_table AS
WITH held AS (SELECT grade, post_no, post_name, count(*) AS people FROM worker_now GROUP BY 1, 2, 3),
grades AS (SELECT DISTINCT g.grade AS grade FROM pay_grade g JOIN scheme_version_now v ON v.pay_version_id = g.pay_version_id WHERE g.void_reason IS NULL
  UNION SELECT grade FROM held),
posts AS (SELECT DISTINCT coalesce((SELECT sort_no FROM code WHERE list = 'pay_post' AND code = x.post), 99) AS post_no, x.name AS post_name
  FROM pay_post x JOIN scheme_version_now v ON v.pay_version_id = x.pay_version_id WHERE x.void_reason IS NULL
  UNION SELECT post_no, post_name FROM held)
SELECT printf('%02d/%02d/%s', g.grade, q.post_no, q.post_name) AS code, g.grade AS grade, CASE g.grade WHEN 0 THEN '未定级' ELSE g.grade || '级' END AS grade_name,
  printf('%02d', q.post_no) AS post_no, q.post_name AS post, coalesce(h.people, 0) AS people
FROM grades g, posts q LEFT JOIN held h ON h.grade = g.grade AND h.post_name = q.post_name;

-- What a grade is worth: both grades of every change, by the version, base
-- and multiplier of the day it takes effect, rounded as the version says.
-- Where the version itself changes (套改), the old grade is of the old one.
CREATE VIEW grade_change_money AS
WITH side (id, which, grade, worker_id, day) AS (
  SELECT id, 'old', from_grade, worker_id, CASE cause WHEN '08' THEN date(effect_on, 'start of month', '-1 month') ELSE effect_on END
  FROM grade_change WHERE void_reason IS NULL UNION ALL
  SELECT id, 'new', to_grade, worker_id, effect_on FROM grade_change WHERE void_reason IS NULL),
placed AS (SELECT s.*, (SELECT l.id FROM pay_line l JOIN pay_month m ON m.id = l.pay_month_id WHERE l.worker_id = s.worker_id AND l.void_reason IS NULL
    AND l.pay_version_id IS NOT NULL AND m.code <= max(substr(s.day, 1, 7), substr(as_of(), 1, 7)) ORDER BY m.code DESC LIMIT 1) AS line_id FROM side s),
ruled AS (SELECT p.*, l.post AS post, l.multiplier AS own, (SELECT v.id FROM pay_version v WHERE v.void_reason IS NULL AND v.effective_from <= max(p.day, '2000')
    AND v.pay_scheme_id = coalesce((SELECT w.pay_scheme_id FROM pay_version w WHERE w.id = l.pay_version_id),
      (SELECT k.id FROM pay_scheme k WHERE k.kind = 'grade' AND k.void_reason IS NULL ORDER BY k.id LIMIT 1))
    ORDER BY v.effective_from DESC, v.number DESC LIMIT 1) AS version_id
  FROM placed p LEFT JOIN pay_line l ON l.id = p.line_id),
priced AS (SELECT r.id, r.which, r.grade, v.amount AS mode, v.round AS round, max(v.unit, 1) AS unit, coalesce(nullif(r.own, 0), v.multiplier) AS multiplier,
    v.base_per, v.base_unit, v.base_round,
    (SELECT b.amount FROM pay_base b WHERE b.pay_scheme_id = v.pay_scheme_id AND b.void_reason IS NULL AND b.valid_from <= r.day ORDER BY b.valid_from DESC LIMIT 1) AS base,
    g.coefficient AS coefficient, g.amount AS listed
  FROM ruled r JOIN pay_version v ON v.id = r.version_id
    LEFT JOIN pay_grade g ON g.id = (SELECT x.id FROM pay_grade x WHERE x.pay_version_id = v.id AND x.grade = r.grade AND x.void_reason IS NULL
      AND (x.post IS NULL OR x.post = r.post) ORDER BY x.post IS NULL LIMIT 1)),
based AS (SELECT *, CASE base_per WHEN 'year' THEN 12 ELSE 1 END AS parts FROM priced),
even AS (SELECT *, CASE WHEN base_unit > 0 THEN 1 ELSE parts END AS rest,
    CASE WHEN base_unit = 0 THEN base
      WHEN base_round = 'down' THEN base / (parts * base_unit) * base_unit
      WHEN base_round = 'up' THEN (base + parts * base_unit - 1) / (parts * base_unit) * base_unit
      ELSE (2 * base + parts * base_unit) / (2 * parts * base_unit) * base_unit END AS even_base FROM based)
SELECT id AS id, which AS which, CASE WHEN coalesce(grade, 0) = 0 THEN NULL WHEN mode <> 'coefficient' THEN listed
  WHEN round = 'down' THEN even_base * multiplier * coefficient / (100000000 * rest * unit) * unit
  WHEN round = 'up' THEN (even_base * multiplier * coefficient + 100000000 * rest * unit - 1) / (100000000 * rest * unit) * unit
  ELSE (2 * even_base * multiplier * coefficient + 100000000 * rest * unit) / (200000000 * rest * unit) * unit END AS money
FROM even;

-- W05: changes of the month, and those still waiting.
CREATE VIEW grade_change_paper AS
SELECT c.code AS code, t.code AS street_code, t.short_name AS street, o.code AS community_code, o.short_name AS community, p.name AS name,
  coalesce(n.post_name, '离岗') AS post, c.from_grade AS from_grade, (SELECT label FROM code WHERE list = 'grade_cause' AND code = c.cause) AS cause,
  c.to_grade AS to_grade, a.money AS old_money, b.money AS new_money, b.money - coalesce(a.money, CASE WHEN c.from_grade > 0 THEN NULL ELSE 0 END) AS more,
  substr(c.effect_on, 1, 7) AS month, c.paid_from AS paid_from,
  nullif(trim((CASE c.state WHEN 'proposed' THEN '待批 ' ELSE coalesce(d.code || ' ', '') END) || coalesce('兑现' || c.paid_from || ' ', '')
    || coalesce(c.note, '')), '') AS note,
  coalesce(n.post_no, 99) AS post_no, stroke_key(p.name) AS stroke
FROM grade_change c JOIN person p ON p.id = c.worker_id LEFT JOIN worker_now n ON n.person_id = c.worker_id
  LEFT JOIN organ o ON o.id = coalesce(n.community_id, (SELECT s.community_id FROM service_spell s WHERE s.worker_id = c.worker_id AND s.void_reason IS NULL
    ORDER BY s.starts_on DESC LIMIT 1))
  LEFT JOIN organ_street h ON h.organ_id = o.id LEFT JOIN organ t ON t.id = h.street_id LEFT JOIN document d ON d.id = c.document_id
  LEFT JOIN grade_change_money a ON a.id = c.id AND a.which = 'old' LEFT JOIN grade_change_money b ON b.id = c.id AND b.which = 'new'
WHERE c.void_reason IS NULL AND c.state <> 'refused'
  AND (coalesce(c.paid_from, substr(c.effect_on, 1, 7)) = substr(as_of(), 1, 7) OR substr(c.effect_on, 1, 7) = substr(as_of(), 1, 7)
    OR (c.state = 'proposed' AND c.effect_on <= as_of()));

-- W03: a page for every change of the month, and for everybody who is paid
-- by a grade that nobody has approved yet.
CREATE VIEW grade_form AS
WITH form AS (
  SELECT c.code AS code, c.worker_id AS person_id, c.from_grade AS from_grade, c.to_grade AS to_grade, c.effect_on AS effect_on,
    coalesce((SELECT label FROM code WHERE list = 'grade_cause' AND code = c.cause), '') || coalesce('：' || c.paper, '') || coalesce('（' || d.code || '）', '') AS basis
  FROM grade_change c LEFT JOIN document d ON d.id = c.document_id
  WHERE c.void_reason IS NULL AND c.state <> 'refused' AND (substr(c.effect_on, 1, 7) = substr(as_of(), 1, 7) OR c.paid_from = substr(as_of(), 1, 7)
    OR (c.state = 'proposed' AND c.effect_on <= as_of()))
  UNION ALL
  SELECT l.code, l.worker_id, NULL, l.grade, m.code || '-01',
    '首次认定：' || (SELECT x.words FROM pay_step x WHERE x.pay_line_id = l.id AND x.step = 'grade')
  FROM pay_line l JOIN pay_month m ON m.id = l.pay_month_id
  WHERE m.code = substr(as_of(), 1, 7) AND l.void_reason IS NULL AND l.status = 'ok' AND l.grade > 0
    AND NOT EXISTS (SELECT 1 FROM grade_change c WHERE c.worker_id = l.worker_id AND c.void_reason IS NULL AND c.state IN ('proposed', 'approved')
      AND c.effect_on <= as_of()))
SELECT f.code AS code, o.code AS community_code, o.short_name AS community, p.name AS name, (SELECT label FROM code WHERE list = 'sex' AND code = p.sex) AS sex,
  substr(p.birth_on, 1, 7) AS birth_on, (SELECT label FROM code WHERE list = 'ethnicity' AND code = p.ethnicity) AS ethnicity,
  (SELECT label FROM code WHERE list = 'politics' AND code = p.politics) AS politics,
  coalesce((SELECT k.label FROM worker_education e JOIN code k ON k.list = 'education' AND k.code = e.education
      WHERE e.worker_id = p.id AND e.void_reason IS NULL AND e.full_time = 1 ORDER BY e.education LIMIT 1),
    CASE WHEN p.full_time = 1 THEN (SELECT label FROM code WHERE list = 'education' AND code = p.education) END) AS full_time,
  nullif(coalesce((SELECT label FROM code WHERE list = 'education' AND code = n.education), '')
    || coalesce(' ' || (SELECT label FROM code WHERE list = 'degree' AND code = n.degree), ''), '') AS education,
  coalesce((SELECT trim(coalesce(e.school, '') || ' ' || coalesce(e.major, '')) FROM worker_education e
      WHERE e.worker_id = p.id AND e.void_reason IS NULL AND e.education IS n.education ORDER BY e.graduated_on DESC LIMIT 1),
    nullif(trim(coalesce(p.school, '') || ' ' || coalesce(p.major, '')), '')) AS school,
  n.first_on AS joined_on, n.job || coalesce('，' || (SELECT r.starts_on FROM worker_post r WHERE r.id = n.post_id) || ' 任', '') AS job, n.post_name AS post,
  (SELECT l.clock_months / 12 || '年' || CASE WHEN l.clock_months % 12 THEN l.clock_months % 12 || '个月' ELSE '' END
    FROM pay_line l JOIN pay_month m ON m.id = l.pay_month_id WHERE l.worker_id = p.id AND l.void_reason IS NULL AND m.code <= substr(as_of(), 1, 7)
    ORDER BY m.code DESC LIMIT 1) AS years,
  coalesce((SELECT group_concat(words, '；') FROM (SELECT k.label || ' ' || d.starts_on || ' 至 ' || d.ends_on || coalesce('，' || coalesce(x.code, d.paper), '') AS words
      FROM worker_deemed d JOIN code k ON k.list = 'deemed_cause' AND k.code = d.cause LEFT JOIN document x ON x.id = d.document_id
      WHERE d.worker_id = p.id AND d.void_reason IS NULL ORDER BY d.starts_on)), '无') AS deemed,
  (SELECT k.label FROM code k WHERE k.list = 'certificate_level' AND k.code = c.level) AS certificate, c.certificate_no AS certificate_no,
  c.issued_on AS issued_on, c.registered_on AS registered_on,
  coalesce((SELECT group_concat(words, '，') FROM (SELECT r.year || '年' || k.label AS words FROM worker_rating r JOIN code k ON k.list = 'rating' AND k.code = r.rating
      WHERE r.worker_id = p.id AND r.void_reason IS NULL AND r.year BETWEEN CAST(substr(as_of(), 1, 4) AS INTEGER) - 3 AND CAST(substr(as_of(), 1, 4) AS INTEGER) - 1
      ORDER BY r.year)), '无') AS ratings,
  coalesce((SELECT group_concat(words, '；') FROM (SELECT substr(h.awarded_on, 1, 7) || ' ' || h.title || '（' || k.label || '级）' AS words FROM worker_honour h
      JOIN code k ON k.list = 'honour_level' AND k.code = h.level WHERE h.worker_id = p.id AND h.void_reason IS NULL AND h.awarded_on <= as_of()
      ORDER BY h.awarded_on)), '无') AS honours,
  CASE WHEN f.from_grade > 0 THEN f.from_grade || '级' ELSE '未定级' END AS from_grade, f.to_grade || '级' AS to_grade, f.effect_on AS effect_on, f.basis AS basis,
  NULL AS own_hand, NULL AS community_opinion, NULL AS street_opinion, NULL AS district_opinion, n.post_no AS post_no, stroke_key(p.name) AS stroke
FROM form f JOIN person p ON p.id = f.person_id LEFT JOIN worker_now n ON n.person_id = p.id LEFT JOIN organ o ON o.id = n.community_id
  LEFT JOIN worker_certificate c ON c.id = n.certificate_id;

-- W06: what is paid for performance in the month: of the month, or of the
-- period whose rating takes effect in it.
CREATE VIEW performance_paper AS
WITH rated (worker_id, first, last, rating, paid) AS (
  SELECT worker_id, CASE WHEN length(period) = 4 THEN period || '-01' WHEN substr(period, 6, 1) = 'H' THEN substr(period, 1, 5) || CASE substr(period, 7) WHEN '1' THEN '01' ELSE '07' END
      WHEN substr(period, 6, 1) = 'Q' THEN substr(period, 1, 5) || printf('%02d', CAST(substr(period, 7) AS INTEGER) * 3 - 2) ELSE period END,
    CASE WHEN length(period) = 4 THEN period || '-12' WHEN substr(period, 6, 1) = 'H' THEN substr(period, 1, 5) || CASE substr(period, 7) WHEN '1' THEN '06' ELSE '12' END
      WHEN substr(period, 6, 1) = 'Q' THEN substr(period, 1, 5) || printf('%02d', CAST(substr(period, 7) AS INTEGER) * 3) ELSE period END,
    rating, effect_on FROM performance_rating WHERE void_reason IS NULL
  UNION ALL
  SELECT worker_id, year || '-01', year || '-12', rating, effect_on FROM worker_rating WHERE void_reason IS NULL),
due AS (SELECT worker_id, first, last, rating, CASE WHEN paid IS NULL THEN CASE WHEN first = last THEN first ELSE substr(add_months(last || '-01', 1), 1, 7) END
    WHEN substr(paid, 9) = '01' THEN substr(paid, 1, 7) ELSE substr(add_months(paid, 1), 1, 7) END AS month FROM rated),
line AS (SELECT l.*, m.code AS month, v.performance_pays AS cycle,
    CASE v.performance_pays WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'half' THEN 6 ELSE 12 END AS length
  FROM pay_line l JOIN pay_month m ON m.id = l.pay_month_id JOIN pay_version v ON v.id = l.pay_version_id
  WHERE l.void_reason IS NULL AND m.code = substr(as_of(), 1, 7)),
met AS (SELECT l.*, d.first, d.last, d.rating FROM line l LEFT JOIN due d ON d.worker_id = l.worker_id AND d.month = l.month
    AND (CAST(substr(d.last, 6) AS INTEGER) - CAST(substr(d.first, 6) AS INTEGER) + 1) = l.length
  WHERE l.performance_paid <> 0 OR (l.cycle = 'month' AND l.performance <> 0) OR (l.cycle <> 'month' AND d.rating IS NOT NULL)),
summed AS (SELECT m.*, CASE WHEN m.cycle = 'month' THEN m.performance ELSE coalesce((SELECT sum(x.performance) FROM pay_line x JOIN pay_month y ON y.id = x.pay_month_id
      WHERE x.worker_id = m.worker_id AND x.void_reason IS NULL AND y.code BETWEEN m.first AND m.last), 0) END AS sum,
    CASE WHEN m.cycle = 'month' THEN 1 ELSE (SELECT count(*) FROM pay_line x JOIN pay_month y ON y.id = x.pay_month_id
      WHERE x.worker_id = m.worker_id AND x.void_reason IS NULL AND x.performance > 0 AND y.code BETWEEN m.first AND m.last) END AS months,
    r.label AS own_label, coalesce(r.performance, CASE m.rating WHEN 'bad' THEN 0 ELSE 1000000 END) AS pct,
    coalesce(r.rank, (SELECT sort_no FROM code WHERE list = 'rating' AND code = m.rating), 99) AS rating_no
  FROM met m LEFT JOIN pay_rating r ON r.pay_version_id = m.pay_version_id AND r.rating = m.rating AND r.void_reason IS NULL)
SELECT s.code AS code, o.code AS community_code, o.short_name AS community, p.name AS name, nullif(s.grade, 0) AS grade,
  CASE WHEN s.months > 0 THEN s.sum / s.months ELSE s.performance END AS month_base, s.months AS months, s.rating_no AS rating_no,
  coalesce(s.own_label, (SELECT label FROM code WHERE list = 'rating' AND code = s.rating), '未考核') AS rating,
  s.pct / 100 AS share, (s.sum * s.pct + 500000) / 1000000 AS due, nullif((s.sum * s.pct + 500000) / 1000000 - s.performance_paid, 0) AS cut,
  s.performance_paid AS paid, stroke_key(p.name) AS stroke
FROM summed s JOIN person p ON p.id = s.worker_id LEFT JOIN organ o ON o.id = s.community_id;

CREATE VIEW performance_remark AS
SELECT 'excellent' AS code, '优秀 ' || sum(rating LIKE '优秀%') || ' 人，占考核 ' || count(*) || ' 人的 '
  || printf('%.1f', 100.0 * sum(rating LIKE '优秀%') / count(*)) || '%。' AS text
FROM performance_paper WHERE rating <> '未考核' HAVING count(*) > 0;

-- W07: a community a row, a count a column.
CREATE VIEW worker_summary AS
WITH w AS (SELECT n.*, p.sex AS sex, p.politics AS politics,
    CAST(substr(as_of(), 1, 4) AS INTEGER) - CAST(substr(p.birth_on, 1, 4) AS INTEGER) - (substr(as_of(), 6) < substr(coalesce(nullif(substr(p.birth_on, 6), ''), '01-01'), 1, 5)) AS age,
    (SELECT c.level FROM worker_certificate c WHERE c.id = n.certificate_id) AS level, coalesce((SELECT r.combined FROM worker_post r WHERE r.id = n.post_id), 0) AS combined
  FROM worker_now n JOIN person p ON p.id = n.person_id),
item (class_no, class, item_no, item) AS (
  VALUES ('01', '人数', '01', '人数'), ('02', '性别', '01', '男'), ('02', '性别', '02', '女'),
    ('03', '年龄', '01', '30岁及以下'), ('03', '年龄', '02', '31-35岁'), ('03', '年龄', '03', '36-45岁'), ('03', '年龄', '04', '45岁以上'),
    ('04', '政治面貌', '01', '党员'), ('04', '政治面貌', '02', '预备党员'), ('04', '政治面貌', '03', '团员'), ('04', '政治面貌', '04', '群众'),
    ('05', '学历', '01', '博士'), ('05', '学历', '02', '硕士'), ('05', '学历', '03', '本科'), ('05', '学历', '04', '大专'), ('05', '学历', '05', '其他'),
    ('07', '职业资格', '01', '高级'), ('07', '职业资格', '02', '社会工作师'), ('07', '职业资格', '03', '助理'), ('07', '职业资格', '04', '无证'),
    ('08', '职务', '01', '一肩挑'), ('08', '职务', '02', '书记'), ('08', '职务', '03', '主任'), ('08', '职务', '04', '副书记'),
    ('08', '职务', '05', '副主任'), ('08', '职务', '06', '社工'), ('08', '职务', '07', '其他')
  UNION ALL SELECT '06', '等级', '00', '0级'
  UNION ALL SELECT DISTINCT '06', '等级', printf('%02d', grade), grade || '级' FROM grade_table WHERE grade > 0),
found (community_id, class_no, item_no) AS (
  SELECT community_id, '01', '01' FROM w UNION ALL
  SELECT community_id, '02', CASE sex WHEN '1' THEN '01' ELSE '02' END FROM w UNION ALL
  SELECT community_id, '03', CASE WHEN age <= 30 THEN '01' WHEN age <= 35 THEN '02' WHEN age <= 45 THEN '03' ELSE '04' END FROM w UNION ALL
  SELECT community_id, '04', CASE politics WHEN '01' THEN '01' WHEN '02' THEN '02' WHEN '03' THEN '03' ELSE '04' END FROM w UNION ALL
  SELECT community_id, '05', CASE WHEN education = '11' OR degree = '2' THEN '01' WHEN education IN ('10', '14') OR degree = '3' THEN '02'
    WHEN education IN ('17', '20', '21', '28') OR degree = '4' THEN '03' WHEN education IN ('30', '31') THEN '04' ELSE '05' END FROM w UNION ALL
  SELECT community_id, '06', printf('%02d', grade) FROM w UNION ALL
  SELECT community_id, '07', CASE level WHEN 'senior' THEN '01' WHEN 'social' THEN '02' WHEN 'assistant' THEN '03' ELSE '04' END FROM w UNION ALL
  SELECT community_id, '08', CASE WHEN combined = 1 THEN '01' WHEN job LIKE '%副书记%' THEN '04' WHEN job LIKE '%书记%' THEN '02' WHEN job LIKE '%副主任%' THEN '05'
    WHEN job LIKE '%主任%' THEN '03' WHEN job LIKE '%社工%' OR job LIKE '%工作者%' OR job LIKE '%工作人员%' OR job LIKE '%网格%' THEN '06' ELSE '07' END FROM w)
SELECT o.code || '/' || i.class_no || i.item_no AS code, t.code AS street_code, t.short_name AS street, o.code AS community_code, o.short_name AS community,
  i.class_no AS class_no, i.class AS class, i.item_no AS item_no, i.item AS item,
  (SELECT count(*) FROM found f WHERE f.community_id = o.id AND f.class_no = i.class_no AND f.item_no = i.item_no) AS people
FROM organ o CROSS JOIN item i LEFT JOIN organ_street h ON h.organ_id = o.id LEFT JOIN organ t ON t.id = h.street_id
WHERE o.id IN (SELECT community_id FROM w);

-- The next 36 months: who moves when, and what it costs.
CREATE VIEW pay_outlook AS
WITH ahead AS (SELECT max(x.value) FILTER (WHERE x.key = 'worker') AS person_id, max(x.value) FILTER (WHERE x.key = 'post') AS post,
    max(x.value) FILTER (WHERE x.key = 'grade') AS grade, max(x.value) FILTER (WHERE x.key = 'next') AS next_month,
    max(x.value) FILTER (WHERE x.key = 'next_grade') AS next_grade, max(x.value) FILTER (WHERE x.key = 'top') AS top_month,
    max(x.value) FILTER (WHERE x.key = 'retires') AS retires_on, max(x.value) FILTER (WHERE x.key = 'contract') AS contract_until
  FROM json_each(pay_forecast('worker', 36)) f, json_each(f.value) x GROUP BY f.key)
SELECT coalesce(w.code, p.code) AS code, o.code AS community_code, coalesce(o.short_name, '') AS community, p.name AS name, a.post AS post,
  nullif(a.grade, 0) AS grade, a.next_month AS next_month, nullif(a.next_grade, 0) AS next_grade, CASE a.top_month WHEN substr(as_of(), 1, 7) THEN '已到顶' ELSE a.top_month END AS top_month,
  a.retires_on AS retires_on, a.contract_until AS contract_until
FROM ahead a JOIN person p ON p.id = a.person_id LEFT JOIN worker w ON w.person_id = p.id AND w.void_reason IS NULL
  LEFT JOIN organ o ON o.id = (SELECT s.community_id FROM service_spell s WHERE s.worker_id = p.id AND s.void_reason IS NULL AND s.starts_on <= as_of()
    ORDER BY s.starts_on DESC LIMIT 1);

CREATE VIEW pay_outlook_month AS
SELECT max(x.value) FILTER (WHERE x.key = 'month') AS code, max(x.value) FILTER (WHERE x.key = 'heads') AS heads,
  max(x.value) FILTER (WHERE x.key = 'steps') AS steps, max(x.value) FILTER (WHERE x.key = 'tops') AS tops,
  max(x.value) FILTER (WHERE x.key = 'gross') AS gross, max(x.value) FILTER (WHERE x.key = 'employer') AS employer,
  max(x.value) FILTER (WHERE x.key = 'total') AS total, max(x.value) FILTER (WHERE x.key = 'change') AS change
FROM json_each(pay_forecast('month', 36)) f, json_each(f.value) x GROUP BY f.key;

-- The steps of the month's lines, as F7 shows them.
CREATE VIEW pay_basis AS
SELECT s.code AS code, l.code AS line, m.code AS month, o.code AS community_code, o.short_name AS community, coalesce(w.code, p.code) AS worker, p.name AS name, s.n AS n,
  CASE s.step WHEN 'version' THEN '版本' WHEN 'post' THEN '岗位' WHEN 'years' THEN '年限' WHEN 'band' THEN '档次' WHEN 'credit' THEN '学历证书'
    WHEN 'honour' THEN '表彰' WHEN 'rating' THEN '考核' WHEN 'early' THEN '提前晋级' WHEN 'grade' THEN '等级' WHEN 'amount' THEN '金额' WHEN 'split' THEN '拆分'
    WHEN 'probation' THEN '试用期' WHEN 'part' THEN '不足月' WHEN 'beside' THEN '其他项目' WHEN 'deduct' THEN '扣款' WHEN 'arrears' THEN '补发扣回' ELSE s.step END AS step,
  s.words AS words, nullif(trim(coalesce(s.rule, '') || ' ' || coalesce(s.doc_no, '')), '') AS rule,
  CASE s.step WHEN 'post' THEN coalesce((SELECT label FROM code WHERE list = 'pay_post' AND code = s.value), s.value) ELSE s.value END AS value
FROM pay_step s JOIN pay_line l ON l.id = s.pay_line_id JOIN pay_month m ON m.id = l.pay_month_id JOIN person p ON p.id = l.worker_id
  LEFT JOIN worker w ON w.person_id = p.id AND w.void_reason IS NULL LEFT JOIN organ o ON o.id = l.community_id
WHERE l.void_reason IS NULL;

-- Below every paper of pay: amounts that were never published say so.
CREATE VIEW pay_remark AS
SELECT s.code AS code, '「' || s.name || '」：' || CASE s.status WHEN 'frame' THEN '本套标准有未定数，以正式文件为准。' WHEN 'assumed' THEN '本套标准有假定数，以正式文件为准。'
  ELSE '本套标准由公开数据推算复原，以正式文件为准。' END AS text
FROM pay_scheme s WHERE s.kind = 'grade' AND s.void_reason IS NULL AND s.status IN ('reconstructed', 'assumed', 'frame')
  AND EXISTS (SELECT 1 FROM pay_version v JOIN scheme_version_now n ON n.pay_version_id = v.id WHERE v.pay_scheme_id = s.id);
