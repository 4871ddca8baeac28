-- What happens to people beside their posts: loans, daily management, the
-- yearly assessment by both sides, honours, opinions.  Section 人员.

CREATE TABLE secondment (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT secondment_code_length CHECK (length(code) <= 48),
  person_id INTEGER NOT NULL REFERENCES person (id),
  from_organ_id INTEGER NOT NULL REFERENCES organ (id),
  to_organ_id INTEGER NOT NULL REFERENCES organ (id),
  kind TEXT NOT NULL,
  to_post TEXT NOT NULL,
  cause TEXT NOT NULL CONSTRAINT secondment_cause_length CHECK (length(cause) <= 200),
  approver TEXT,
  document_id INTEGER REFERENCES document (id),
  starts_on TEXT NOT NULL CONSTRAINT secondment_starts_on CHECK (date(starts_on) IS starts_on),
  due_on TEXT NOT NULL CONSTRAINT secondment_due_on CHECK (date(due_on) IS due_on),
  extensions INTEGER NOT NULL DEFAULT 0 CONSTRAINT secondment_extensions CHECK (extensions >= 0),
  returned_on TEXT CONSTRAINT secondment_returned_on CHECK (date(returned_on) IS returned_on),
  return_kind TEXT,
  recall_document_id INTEGER REFERENCES document (id),
  transfer_id INTEGER REFERENCES transfer (id),
  state TEXT NOT NULL DEFAULT 'applied',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT secondment_dates CHECK (due_on >= starts_on AND returned_on >= starts_on),
  CONSTRAINT secondment_same_organ CHECK (from_organ_id <> to_organ_id)
) STRICT;
CREATE INDEX secondment_by_person ON secondment (person_id, state);
CREATE INDEX secondment_by_state ON secondment (state, due_on);
CREATE INDEX secondment_by_organ ON secondment (from_organ_id);

CREATE TABLE conduct (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT conduct_code_length CHECK (length(code) <= 48),
  person_id INTEGER NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL,
  starts_on TEXT NOT NULL CONSTRAINT conduct_starts_on CHECK (date(starts_on) IS starts_on),
  ends_on TEXT CONSTRAINT conduct_ends_on CHECK (date(ends_on) IS ends_on),
  text TEXT NOT NULL,
  document_id INTEGER REFERENCES document (id),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT conduct_punishment_document CHECK (kind <> 'punishment' OR document_id IS NOT NULL),
  CONSTRAINT conduct_dates CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX conduct_by_person ON conduct (person_id, kind);

CREATE TABLE assessment_scheme (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT assessment_scheme_code_length CHECK (length(code) <= 48),
  year INTEGER NOT NULL CONSTRAINT assessment_scheme_year CHECK (year BETWEEN 2000 AND 2100),
  mode TEXT NOT NULL,
  street_weight INTEGER NOT NULL CONSTRAINT assessment_scheme_street_weight CHECK (street_weight >= 0),
  dept_weight INTEGER NOT NULL CONSTRAINT assessment_scheme_dept_weight CHECK (dept_weight >= 0),
  criteria TEXT,
  document_id INTEGER REFERENCES document (id),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (year, mode)
) STRICT;

CREATE TABLE assessment (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT assessment_code_length CHECK (length(code) <= 48),
  person_id INTEGER NOT NULL REFERENCES person (id),
  year INTEGER NOT NULL CONSTRAINT assessment_year CHECK (year BETWEEN 2000 AND 2100),
  scheme_id INTEGER REFERENCES assessment_scheme (id),
  pool_id INTEGER NOT NULL REFERENCES organ (id),
  takes_part INTEGER NOT NULL CONSTRAINT assessment_takes_part CHECK (takes_part IN (0, 1)),
  absence TEXT,
  street_score INTEGER,
  dept_score INTEGER,
  rating TEXT,
  published_from TEXT CONSTRAINT assessment_published_from CHECK (date(published_from) IS published_from),
  published_until TEXT CONSTRAINT assessment_published_until CHECK (date(published_until) IS published_until),
  decided_on TEXT CONSTRAINT assessment_decided_on CHECK (date(decided_on) IS decided_on),
  decided_by TEXT CONSTRAINT assessment_decided_by_length CHECK (length(decided_by) <= 50),
  signed_on TEXT CONSTRAINT assessment_signed_on CHECK (date(signed_on) IS signed_on),
  state TEXT NOT NULL DEFAULT 'open',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (person_id, year),
  CONSTRAINT assessment_absence_given CHECK (takes_part = 1 OR absence IS NOT NULL),
  CONSTRAINT assessment_published CHECK (published_until >= published_from)
) STRICT;
CREATE INDEX assessment_by_pool ON assessment (pool_id, year, rating);
CREATE INDEX assessment_by_scheme ON assessment (scheme_id);

CREATE TABLE excellent_quota (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT excellent_quota_code_length CHECK (length(code) <= 48),
  organ_id INTEGER NOT NULL REFERENCES organ (id),
  year INTEGER NOT NULL CONSTRAINT excellent_quota_year CHECK (year BETWEEN 2000 AND 2100),
  ratio INTEGER NOT NULL CONSTRAINT excellent_quota_ratio CHECK (ratio >= 0),
  document_id INTEGER REFERENCES document (id),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (organ_id, year)
) STRICT;

CREATE TABLE honour (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT honour_code_length CHECK (length(code) <= 48),
  person_id INTEGER NOT NULL REFERENCES person (id),
  title TEXT NOT NULL CONSTRAINT honour_title_length CHECK (length(title) <= 100),
  level TEXT NOT NULL,
  year INTEGER NOT NULL CONSTRAINT honour_year CHECK (year BETWEEN 2000 AND 2100),
  recommended_by_id INTEGER REFERENCES organ (id),
  document_id INTEGER REFERENCES document (id),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX honour_by_person ON honour (person_id);

CREATE TABLE opinion (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT opinion_code_length CHECK (length(code) <= 48),
  person_id INTEGER NOT NULL REFERENCES person (id),
  asked_by_id INTEGER NOT NULL REFERENCES organ (id),
  letter TEXT NOT NULL CONSTRAINT opinion_letter_length CHECK (length(letter) <= 48),
  asked_on TEXT NOT NULL CONSTRAINT opinion_asked_on CHECK (date(asked_on) IS asked_on),
  proposed_post TEXT NOT NULL CONSTRAINT opinion_proposed_post_length CHECK (length(proposed_post) <= 50),
  verdict TEXT,
  reason TEXT,
  answered_on TEXT CONSTRAINT opinion_answered_on CHECK (date(answered_on) IS answered_on),
  adopted TEXT,
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX opinion_by_person ON opinion (person_id);

-- Away on as_of(): today the state speaks, on a day in the past the days.
CREATE VIEW secondment_derived AS
SELECT s.id, s.in_effect,
  CASE WHEN s.state IN ('applied', 'refused') THEN NULL
    ELSE max(CAST(julianday(min(coalesce(s.returned_on, as_of()), as_of())) - julianday(s.starts_on) AS INTEGER), 0) END AS days_away,
  (SELECT o.kind IN ('district', 'bureau') FROM organ o WHERE o.id = s.to_organ_id) AS to_bureau,
  s.in_effect AND s.due_on < as_of() AS overdue,
  s.state NOT IN ('applied', 'refused') AND s.void_reason IS NULL AND (s.document_id IS NULL
    OR coalesce(s.returned_on, as_of()) > term_end(s.starts_on, (SELECT n FROM setting_number WHERE code = 'lend_total_months'))) AS long_term
FROM (SELECT *, void_reason IS NULL AND CASE WHEN as_of() >= today() THEN state IN ('away', 'extended')
    ELSE state NOT IN ('applied', 'refused') AND starts_on <= as_of() AND (returned_on IS NULL OR returned_on > as_of()) END AS in_effect
  FROM secondment) s;

CREATE VIEW conduct_derived AS
SELECT id, void_reason IS NULL AND starts_on <= as_of() AND (ends_on IS NULL OR ends_on > as_of()) AS in_effect FROM conduct;

-- How many of a pool may be excellent: a row of the year, else the setting.
CREATE VIEW excellent_line (pool_id, year, base, ratio, cap, used) AS
SELECT x.pool_id, x.year, x.base, x.ratio, x.base * x.ratio / 100, x.used
FROM (SELECT a.pool_id, a.year, sum(a.takes_part) AS base,
    coalesce((SELECT q.ratio FROM excellent_quota q WHERE q.organ_id = a.pool_id AND q.year = a.year AND q.void_reason IS NULL),
      (SELECT n FROM setting_number WHERE code = 'excellent_ratio')) AS ratio,
    sum(a.rating IS 'excellent' AND a.state IN ('graded', 'published', 'decided')) AS used
  FROM assessment a WHERE a.void_reason IS NULL GROUP BY a.pool_id, a.year) x;

CREATE VIEW excellent_quota_derived AS
SELECT q.id, coalesce(l.base, 0) AS base, coalesce(l.base, 0) * q.ratio / 100 AS cap, coalesce(l.used, 0) AS used
FROM excellent_quota q LEFT JOIN excellent_line l ON l.pool_id = q.organ_id AND l.year = q.year;

-- Both sides weighed in hundredths, half up; nothing while a side with weight is missing.
CREATE VIEW assessment_derived AS
SELECT a.id, CASE WHEN (s.street_weight = 0 OR a.street_score IS NOT NULL) AND (s.dept_weight = 0 OR a.dept_score IS NOT NULL)
  THEN (s.street_weight * coalesce(a.street_score, 0) + s.dept_weight * coalesce(a.dept_score, 0) + 50) / 100 END AS total
FROM assessment a LEFT JOIN assessment_scheme s ON s.id = a.scheme_id;

INSERT INTO record (name, numbering) VALUES
  ('secondment', 'JD-{year}-{seq:3}'), ('conduct', 'GL-{year}-{seq:4}'), ('assessment_scheme', 'KP{seq:4}'), ('assessment', 'NK-{year}-{seq:4}'),
  ('excellent_quota', 'YX{seq:4}'), ('honour', 'RY-{year}-{seq:4}'), ('opinion', 'YJ-{year}-{seq:3}');

INSERT INTO code (list, code, label, sort_no) VALUES
  ('secondment_state', 'applied', '申请', 1), ('secondment_state', 'away', '在借', 2), ('secondment_state', 'extended', '延期在借', 3),
  ('secondment_state', 'returned', '已返回', 4), ('secondment_state', 'recalled', '已清退', 5), ('secondment_state', 'moved', '已转调入', 6),
  ('secondment_state', 'refused', '未批准', 7),
  ('assessment_state', 'open', '待评', 1), ('assessment_state', 'street_scored', '街道已评', 2), ('assessment_state', 'dept_scored', '单位已评', 3),
  ('assessment_state', 'both_scored', '双方已评', 4), ('assessment_state', 'combined', '已合成', 5), ('assessment_state', 'graded', '已拟等次', 6),
  ('assessment_state', 'published', '公示中', 7), ('assessment_state', 'decided', '已确定', 8);

INSERT INTO code_column VALUES
  ('secondment', 'kind', 'secondment_kind'), ('secondment', 'to_post', 'lend_post'), ('secondment', 'approver', 'issuer'), ('secondment', 'return_kind', 'return_kind'),
  ('secondment', 'state', 'secondment_state'),
  ('conduct', 'kind', 'conduct_kind'),
  ('assessment_scheme', 'mode', 'mode'),
  ('assessment', 'absence', 'absence'), ('assessment', 'rating', 'rating'), ('assessment', 'state', 'assessment_state'),
  ('honour', 'level', 'honour_level'),
  ('opinion', 'verdict', 'verdict'), ('opinion', 'adopted', 'adopted');

-- Neither side sees the other's score before both are in.
INSERT INTO column_seen VALUES
  ('assessment', 'street_score', 'state NOT IN (''open'', ''street_scored'', ''dept_scored'') OR has_role(''street lead'')'),
  ('assessment', 'dept_score', 'state NOT IN (''open'', ''street_scored'', ''dept_scored'') OR has_role(''dept'')'),
  ('assessment', 'total', 'state NOT IN (''open'', ''street_scored'', ''dept_scored'') OR has_role(''street lead'') AND has_role(''dept'')');

INSERT INTO state_move VALUES
  ('secondment', 'add', '申请', NULL, 'applied', 'street dept', NULL, NULL),
  ('secondment', 'approve', '批准', 'applied', 'away', 'checker', 'approver document', 'add'),
  ('secondment', 'refuse', '不批准', 'applied', 'refused', 'checker', '*', NULL),
  ('secondment', 'extend', '延期', 'away', 'extended', 'checker', 'due_on document', NULL),
  ('secondment', 'extend', '延期', 'extended', 'extended', 'checker', 'due_on document', NULL),
  ('secondment', 'return', '返回', 'away', 'returned', 'street', 'returned_on return_kind', NULL),
  ('secondment', 'return', '返回', 'extended', 'returned', 'street', 'returned_on return_kind', NULL),
  ('secondment', 'recall', '清退', 'away', 'recalled', 'quota', 'returned_on recall_document', NULL),
  ('secondment', 'recall', '清退', 'extended', 'recalled', 'quota', 'returned_on recall_document', NULL),
  ('secondment', 'move', '转为调入', 'away', 'moved', 'checker', 'transfer', NULL),
  ('secondment', 'move', '转为调入', 'extended', 'moved', 'checker', 'transfer', NULL),
  ('conduct', 'add', '新增', NULL, NULL, 'street', NULL, NULL),
  ('assessment_scheme', 'add', '新增', NULL, NULL, 'admin', NULL, NULL),
  ('assessment', 'add', '新增', NULL, 'open', 'street', NULL, NULL),
  ('assessment', 'score_street', '街道评分', 'open', 'street_scored', 'lead', 'street_score', NULL),
  ('assessment', 'score_street', '街道评分', 'dept_scored', 'both_scored', 'lead', 'street_score', NULL),
  ('assessment', 'score_dept', '单位评分', 'open', 'dept_scored', 'dept', 'dept_score', 'score_street'),
  ('assessment', 'score_dept', '单位评分', 'street_scored', 'both_scored', 'dept', 'dept_score', 'score_street'),
  ('assessment', 'combine', '合成', 'street_scored', 'combined', 'street', NULL, NULL),
  ('assessment', 'combine', '合成', 'both_scored', 'combined', 'street', NULL, NULL),
  ('assessment', 'grade', '拟定等次', 'combined', 'graded', 'lead', 'rating', NULL),
  ('assessment', 'publish', '公示', 'graded', 'published', 'street', 'published_from published_until', NULL),
  ('assessment', 'decide', '确定', 'graded', 'decided', 'lead', 'decided_on decided_by', NULL),
  ('assessment', 'decide', '确定', 'published', 'decided', 'lead', 'decided_on decided_by', NULL),
  ('excellent_quota', 'add', '新增', NULL, NULL, 'admin', NULL, NULL),
  ('honour', 'add', '新增', NULL, NULL, 'street', NULL, NULL),
  ('opinion', 'add', '新增', NULL, NULL, 'lead', NULL, NULL);

INSERT INTO refusal (code, rule, sentence, detail_sql, severity) VALUES
  ('lend_too_long', 'R-11', '一次不超过{n}个月，最迟{last}',
   'SELECT b.n AS n, CASE WHEN b.due_on IS NULL THEN term_end(:starts_on, b.n) ELSE term_end(add_days(b.due_on, 1), b.n) END AS last FROM (SELECT (SELECT n FROM setting_number WHERE code = ''lend_first_months'') AS n, (SELECT s.due_on FROM secondment s WHERE s.id = :id AND s.state IN (''away'', ''extended'')) AS due_on) b', 'refuse'),
  ('lend_total', 'R-11', '累计不超过{n}个月、延期{k}次，最迟{last}',
   'SELECT (SELECT n FROM setting_number WHERE code = ''lend_total_months'') AS n, (SELECT n FROM setting_number WHERE code = ''lend_extensions'') AS k, term_end(:starts_on, (SELECT n FROM setting_number WHERE code = ''lend_total_months'')) AS last', 'refuse'),
  ('lend_ban', 'R-11', '{name}{returned}返回，{allowed}前不得再借调',
   'SELECT p.name AS name, max(s.returned_on) AS returned, add_months(max(s.returned_on), (SELECT n FROM setting_number WHERE code = ''lend_ban_months'')) AS allowed FROM secondment s JOIN person p ON p.id = s.person_id WHERE s.person_id = :person_id AND s.id IS NOT :id AND s.void_reason IS NULL AND s.returned_on IS NOT NULL', 'refuse'),
  ('lend_probation', 'R-11', '{name}试用期至{until}，不能借调',
   'SELECT name, probation_until AS until FROM person WHERE id = :person_id', 'refuse'),
  ('lend_type', 'R-11', '{name}无行政编制，不能借到行政岗',
   'SELECT name FROM person WHERE id = :person_id', 'refuse'),
  ('lend_no_certificate', 'R-11', '{name}无有效执法证，不能借到执法岗',
   'SELECT name FROM person WHERE id = :person_id', 'refuse'),
  ('lend_transfer', 'R-11', '调动尚未执行，或不是{name}的，不能转为调入',
   'SELECT name FROM person WHERE id = :person_id', 'refuse'),
  ('secondment_dates', NULL, '批准期限或返回日期早于开始日期{starts_on}', NULL, 'refuse'),
  ('secondment_same_organ', NULL, '借调单位与原单位相同', NULL, 'refuse'),
  ('conduct_punishment_document', NULL, '处分须填批文', NULL, 'refuse'),
  ('conduct_dates', NULL, '结束日期{ends_on}早于开始日期{starts_on}', NULL, 'refuse'),
  ('bad_score', 'R-25', '分数须在0至100，至多两位小数', NULL, 'refuse'),
  ('score_by_move', 'R-26', '分数由街道、派驻单位各自评分时填写，不能直接改', NULL, 'refuse'),
  ('score_missing', 'R-26', '{side}评分未提交，不能合成',
   'SELECT CASE WHEN s.street_weight > 0 AND :street_score IS NULL THEN ''街道'' ELSE ''派驻单位'' END AS side FROM assessment_scheme s WHERE s.id = :scheme_id', 'refuse'),
  ('weights_sum', 'R-27', '权重合计{sum}，须为100',
   'SELECT :street_weight + :dept_weight AS sum', 'refuse'),
  ('weights_frozen', 'R-27', '{year}年权重已使用，不能改', NULL, 'refuse'),
  ('no_scheme', 'R-27', '{mode}{year}年没有考核方案',
   'SELECT (SELECT c.label FROM code c WHERE c.list = ''mode'' AND c.code = coalesce((SELECT d.mode FROM deployment d WHERE d.person_id = :person_id AND d.state = ''active'' AND d.void_reason IS NULL), ''own'')) AS mode', 'refuse'),
  ('excellent_cap', 'R-28', '优秀名额：应参加{base}人*{ratio}%={cap}名，已定{used}名',
   'SELECT base, ratio, cap, used - (SELECT count(*) FROM assessment a WHERE a.id = :id AND a.void_reason IS NULL AND a.rating = ''excellent'' AND a.state IN (''graded'', ''published'', ''decided'')) AS used FROM excellent_line WHERE pool_id = :pool_id AND year = :year', 'refuse'),
  ('excellent_ratio', 'R-28', '比例超过{least}%须有批文，最高{most}%',
   'SELECT (SELECT n FROM setting_number WHERE code = ''excellent_ratio'') AS least, (SELECT n FROM setting_number WHERE code = ''excellent_max'') AS most', 'refuse'),
  ('excellent_punished', 'R-28b', '{name}{year}年在处分期内，不能评优秀',
   'SELECT name FROM person WHERE id = :person_id', 'refuse'),
  ('wrong_pool', 'R-28c', '{name}全面下放，应在{street}基数内考核',
   'SELECT p.name AS name, o.short_name AS street FROM deployment d JOIN team t ON t.id = d.team_id JOIN organ o ON o.id = t.street_id JOIN person p ON p.id = d.person_id WHERE d.person_id = :person_id AND d.state = ''active'' AND d.mode = ''full'' AND d.void_reason IS NULL', 'refuse'),
  ('excellent_unpublished', 'R-28', '优秀须先公示，才能确定', NULL, 'refuse'),
  ('assessment_absence_given', NULL, '不参加考核的须写明原因', NULL, 'refuse'),
  ('assessment_published', NULL, '公示截止{published_until}早于公示开始{published_from}', NULL, 'refuse');

CREATE TRIGGER secondment_law_add BEFORE INSERT ON secondment WHEN by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'counted extensions') WHERE NEW.extensions <> 0;
  SELECT RAISE(ABORT, 'not_allowed return_kind') WHERE NEW.return_kind IN ('recalled', 'moved');
  SELECT RAISE(ABORT, 'lend_too_long') WHERE NEW.due_on > term_end(NEW.starts_on, (SELECT n FROM setting_number WHERE code = 'lend_first_months'));
  SELECT RAISE(ABORT, 'lend_total') WHERE NEW.due_on > term_end(NEW.starts_on, (SELECT n FROM setting_number WHERE code = 'lend_total_months'));
  SELECT RAISE(ABORT, 'lend_ban') FROM secondment s WHERE s.person_id = NEW.person_id AND s.id IS NOT NEW.id AND s.void_reason IS NULL
    AND s.returned_on IS NOT NULL AND NEW.starts_on < add_months(s.returned_on, (SELECT n FROM setting_number WHERE code = 'lend_ban_months'));
  SELECT RAISE(ABORT, 'lend_probation') FROM person p WHERE p.id = NEW.person_id AND NEW.starts_on <= p.probation_until;
  SELECT RAISE(ABORT, 'lend_type') WHERE NEW.to_post = 'admin' AND NOT EXISTS (SELECT 1 FROM posting s WHERE s.person_id = NEW.person_id
    AND s.quota_type = 'admin' AND s.void_reason IS NULL AND s.state IN ('held', 'leaving'));
  SELECT RAISE(ABORT, 'lend_no_certificate') FROM person p WHERE p.id = NEW.person_id AND NEW.to_post = 'enforcement'
    AND coalesce(p.certificate_until, '') < NEW.starts_on;
END;

CREATE TRIGGER secondment_law_approve BEFORE UPDATE OF state ON secondment WHEN NEW.state = 'away' AND OLD.state = 'applied'
BEGIN
  SELECT RAISE(ABORT, 'lend_too_long') WHERE NEW.due_on > term_end(NEW.starts_on, (SELECT n FROM setting_number WHERE code = 'lend_first_months'));
  SELECT RAISE(ABORT, 'lend_total') WHERE NEW.due_on > term_end(NEW.starts_on, (SELECT n FROM setting_number WHERE code = 'lend_total_months'));
  SELECT RAISE(ABORT, 'lend_ban') FROM secondment s WHERE s.person_id = NEW.person_id AND s.id IS NOT NEW.id AND s.void_reason IS NULL
    AND s.returned_on IS NOT NULL AND NEW.starts_on < add_months(s.returned_on, (SELECT n FROM setting_number WHERE code = 'lend_ban_months'));
  SELECT RAISE(ABORT, 'lend_probation') FROM person p WHERE p.id = NEW.person_id AND NEW.starts_on <= p.probation_until;
  SELECT RAISE(ABORT, 'lend_type') WHERE NEW.to_post = 'admin' AND NOT EXISTS (SELECT 1 FROM posting s WHERE s.person_id = NEW.person_id
    AND s.quota_type = 'admin' AND s.void_reason IS NULL AND s.state IN ('held', 'leaving'));
  SELECT RAISE(ABORT, 'lend_no_certificate') FROM person p WHERE p.id = NEW.person_id AND NEW.to_post = 'enforcement'
    AND coalesce(p.certificate_until, '') < NEW.starts_on;
END;

CREATE TRIGGER secondment_law_extend BEFORE UPDATE OF state, due_on ON secondment WHEN NEW.state = 'extended' AND action() = 'extend' AND by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'lend_too_long') WHERE NEW.due_on > term_end(add_days(OLD.due_on, 1), (SELECT n FROM setting_number WHERE code = 'lend_first_months'));
  SELECT RAISE(ABORT, 'lend_total') WHERE NEW.due_on > term_end(NEW.starts_on, (SELECT n FROM setting_number WHERE code = 'lend_total_months'))
    OR OLD.extensions + 1 > (SELECT n FROM setting_number WHERE code = 'lend_extensions');
  SELECT RAISE(ABORT, 'lend_ban') FROM secondment s WHERE s.person_id = NEW.person_id AND s.id IS NOT NEW.id AND s.void_reason IS NULL
    AND s.returned_on IS NOT NULL AND NEW.starts_on < add_months(s.returned_on, (SELECT n FROM setting_number WHERE code = 'lend_ban_months'));
  SELECT RAISE(ABORT, 'lend_probation') FROM person p WHERE p.id = NEW.person_id AND NEW.starts_on <= p.probation_until;
  SELECT RAISE(ABORT, 'lend_type') WHERE NEW.to_post = 'admin' AND NOT EXISTS (SELECT 1 FROM posting s WHERE s.person_id = NEW.person_id
    AND s.quota_type = 'admin' AND s.void_reason IS NULL AND s.state IN ('held', 'leaving'));
  SELECT RAISE(ABORT, 'lend_no_certificate') FROM person p WHERE p.id = NEW.person_id AND NEW.to_post = 'enforcement'
    AND coalesce(p.certificate_until, '') < NEW.starts_on;
END;

-- Once away the days change by extension alone; whom and where, not at all.
CREATE TRIGGER secondment_law_set BEFORE UPDATE ON secondment WHEN by_hand()
BEGIN
  SELECT RAISE(ABORT, 'wrong_move') WHERE OLD.state NOT IN ('applied', 'refused') AND (NEW.person_id <> OLD.person_id OR NEW.from_organ_id <> OLD.from_organ_id
    OR NEW.to_organ_id <> OLD.to_organ_id OR NEW.starts_on <> OLD.starts_on OR NEW.due_on <> OLD.due_on AND action() IS NOT 'extend');
  SELECT RAISE(ABORT, 'counted extensions') WHERE NEW.extensions <> OLD.extensions;
  SELECT RAISE(ABORT, 'not_allowed return_kind') WHERE NEW.return_kind IS NOT OLD.return_kind AND NEW.return_kind IN ('recalled', 'moved') AND NEW.state <> NEW.return_kind;
END;

CREATE TRIGGER secondment_law_move BEFORE UPDATE OF state ON secondment WHEN NEW.state = 'moved' AND OLD.state <> 'moved'
BEGIN
  SELECT RAISE(ABORT, 'lend_transfer') WHERE NEW.transfer_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM transfer t WHERE t.id = NEW.transfer_id
    AND t.person_id = NEW.person_id AND t.state = 'executed' AND t.void_reason IS NULL);
END;

-- Extensions are counted, and the way back is told, by the law.
CREATE TRIGGER secondment_extend_count AFTER UPDATE OF due_on ON secondment WHEN action() = 'extend' AND by_law() = 0
BEGIN
  SELECT by_law(by_law() + 1);
  UPDATE secondment SET extensions = OLD.extensions + 1, version = version + 1 WHERE id = NEW.id;
  SELECT by_law(by_law() - 1);
END;

CREATE TRIGGER secondment_return_kind AFTER UPDATE OF state ON secondment
WHEN NEW.state IN ('recalled', 'moved') AND NEW.return_kind IS NOT NEW.state
BEGIN
  SELECT by_law(by_law() + 1);
  UPDATE secondment SET return_kind = NEW.state, version = version + 1 WHERE id = NEW.id;
  SELECT by_law(by_law() - 1);
END;

CREATE TRIGGER assessment_scheme_law_add BEFORE INSERT ON assessment_scheme
BEGIN
  SELECT RAISE(ABORT, 'weights_sum') WHERE NEW.street_weight + NEW.dept_weight <> 100;
END;

CREATE TRIGGER assessment_scheme_law_set BEFORE UPDATE OF year, mode, street_weight, dept_weight ON assessment_scheme
BEGIN
  SELECT RAISE(ABORT, 'weights_frozen') WHERE (NEW.street_weight <> OLD.street_weight OR NEW.dept_weight <> OLD.dept_weight
      OR NEW.year <> OLD.year OR NEW.mode <> OLD.mode)
    AND EXISTS (SELECT 1 FROM assessment a WHERE a.scheme_id = OLD.id AND a.void_reason IS NULL AND a.state <> 'open');
  SELECT RAISE(ABORT, 'weights_sum') WHERE NEW.street_weight + NEW.dept_weight <> 100;
END;

CREATE TRIGGER assessment_law_add BEFORE INSERT ON assessment
BEGIN
  SELECT RAISE(ABORT, 'bad_score') WHERE NEW.street_score NOT BETWEEN 0 AND 10000 OR NEW.dept_score NOT BETWEEN 0 AND 10000;
  SELECT RAISE(ABORT, 'score_by_move') WHERE by_hand() AND (NEW.street_score IS NOT NULL OR NEW.dept_score IS NOT NULL);
  SELECT RAISE(ABORT, 'no_scheme') WHERE NEW.scheme_id IS NULL AND NOT EXISTS (SELECT 1 FROM assessment_scheme s WHERE s.year = NEW.year
    AND s.void_reason IS NULL AND s.mode = coalesce((SELECT d.mode FROM deployment d WHERE d.person_id = NEW.person_id
      AND d.state = 'active' AND d.void_reason IS NULL), 'own'));
  SELECT RAISE(ABORT, 'wrong_pool') FROM deployment d JOIN team t ON t.id = d.team_id
  WHERE d.person_id = NEW.person_id AND d.state = 'active' AND d.mode = 'full' AND d.void_reason IS NULL AND t.street_id <> NEW.pool_id;
END;

CREATE TRIGGER assessment_scheme_found AFTER INSERT ON assessment WHEN NEW.scheme_id IS NULL
BEGIN
  SELECT by_law(by_law() + 1);
  UPDATE assessment SET scheme_id = (SELECT s.id FROM assessment_scheme s WHERE s.year = NEW.year AND s.void_reason IS NULL
      AND s.mode = coalesce((SELECT d.mode FROM deployment d WHERE d.person_id = NEW.person_id AND d.state = 'active' AND d.void_reason IS NULL), 'own')),
    version = version + 1 WHERE id = NEW.id;
  SELECT by_law(by_law() - 1);
END;

CREATE TRIGGER assessment_law_score BEFORE UPDATE OF street_score, dept_score ON assessment
BEGIN
  SELECT RAISE(ABORT, 'bad_score') WHERE NEW.street_score NOT BETWEEN 0 AND 10000 OR NEW.dept_score NOT BETWEEN 0 AND 10000;
  SELECT RAISE(ABORT, 'score_by_move') WHERE by_hand() AND NOT going_back()
    AND (NEW.street_score IS NOT OLD.street_score AND action() IS NOT 'score_street' OR NEW.dept_score IS NOT OLD.dept_score AND action() IS NOT 'score_dept');
END;

CREATE TRIGGER assessment_law_combine BEFORE UPDATE OF state ON assessment WHEN NEW.state = 'combined' AND OLD.state <> 'combined'
BEGIN
  SELECT RAISE(ABORT, 'score_missing') FROM assessment_scheme s WHERE s.id = NEW.scheme_id
    AND (s.street_weight > 0 AND NEW.street_score IS NULL OR s.dept_weight > 0 AND NEW.dept_score IS NULL);
END;

CREATE TRIGGER assessment_law_rating BEFORE UPDATE OF rating, state, pool_id, year ON assessment
WHEN NEW.rating IS NOT OLD.rating OR NEW.state <> OLD.state OR NEW.pool_id <> OLD.pool_id OR NEW.year <> OLD.year
BEGIN
  SELECT RAISE(ABORT, 'excellent_cap') WHERE NEW.rating = 'excellent' AND NEW.state IN ('graded', 'published', 'decided')
    AND (SELECT count(*) FROM assessment a WHERE a.pool_id = NEW.pool_id AND a.year = NEW.year AND a.id IS NOT NEW.id AND a.void_reason IS NULL
      AND a.rating = 'excellent' AND a.state IN ('graded', 'published', 'decided')) + 1
      > coalesce((SELECT l.cap FROM excellent_line l WHERE l.pool_id = NEW.pool_id AND l.year = NEW.year), 0);
  SELECT RAISE(ABORT, 'excellent_punished') FROM conduct c WHERE NEW.rating = 'excellent' AND c.person_id = NEW.person_id AND c.kind = 'punishment'
    AND c.void_reason IS NULL AND c.starts_on <= NEW.year || '-12-31' AND (c.ends_on IS NULL OR c.ends_on > NEW.year || '-01-01');
  SELECT RAISE(ABORT, 'wrong_move') WHERE by_hand() AND OLD.state IN ('published', 'decided') AND NEW.rating IS NOT OLD.rating;
  SELECT RAISE(ABORT, 'excellent_unpublished') WHERE NEW.rating = 'excellent' AND NEW.state = 'decided' AND OLD.state = 'graded';
END;

CREATE TRIGGER assessment_law_pool BEFORE UPDATE OF pool_id, person_id ON assessment WHEN NEW.pool_id <> OLD.pool_id OR NEW.person_id <> OLD.person_id
BEGIN
  SELECT RAISE(ABORT, 'wrong_pool') FROM deployment d JOIN team t ON t.id = d.team_id
  WHERE d.person_id = NEW.person_id AND d.state = 'active' AND d.mode = 'full' AND d.void_reason IS NULL AND t.street_id <> NEW.pool_id;
END;

CREATE TRIGGER excellent_quota_law_add BEFORE INSERT ON excellent_quota
BEGIN
  SELECT RAISE(ABORT, 'excellent_ratio') WHERE NEW.ratio > (SELECT n FROM setting_number WHERE code = 'excellent_max')
    OR NEW.ratio > (SELECT n FROM setting_number WHERE code = 'excellent_ratio') AND NEW.document_id IS NULL;
END;

CREATE TRIGGER excellent_quota_law_set BEFORE UPDATE OF ratio, document_id ON excellent_quota
BEGIN
  SELECT RAISE(ABORT, 'excellent_ratio') WHERE NEW.ratio > (SELECT n FROM setting_number WHERE code = 'excellent_max')
    OR NEW.ratio > (SELECT n FROM setting_number WHERE code = 'excellent_ratio') AND NEW.document_id IS NULL;
END;
