-- What left the office: the ledger of exports, and of each closed month the
-- very files that were handed in and the rows they showed.  Nobody enters
-- or changes these by hand.

CREATE TABLE export_log (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  clerk TEXT NOT NULL,
  report TEXT NOT NULL,
  title TEXT NOT NULL,
  day TEXT NOT NULL,
  format TEXT NOT NULL,
  file TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  in_full INTEGER NOT NULL DEFAULT 0 CONSTRAINT export_log_in_full CHECK (in_full IN (0, 1)),
  sealed INTEGER NOT NULL DEFAULT 0 CONSTRAINT export_log_sealed CHECK (sealed IN (0, 1)),
  purpose TEXT,
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE handed_file (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  month TEXT NOT NULL CONSTRAINT handed_file_month CHECK (date(month || '-01') IS month || '-01'),
  round INTEGER NOT NULL,
  report TEXT NOT NULL,
  title TEXT NOT NULL,
  format TEXT NOT NULL,
  file TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  at TEXT NOT NULL,
  clerk TEXT NOT NULL,
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (month, round, report, format)
) STRICT;

CREATE TABLE handed_bytes (
  handed_file_id INTEGER PRIMARY KEY,
  content BLOB NOT NULL
) STRICT;

-- cells: a flat JSON object, what stands in each column by its head.
CREATE TABLE handed_row (
  month TEXT NOT NULL,
  round INTEGER NOT NULL,
  report TEXT NOT NULL,
  title TEXT NOT NULL,
  sheet TEXT NOT NULL,
  row_no INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  label TEXT NOT NULL,
  cells TEXT NOT NULL,
  PRIMARY KEY (month, round, report, sheet, row_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX handed_row_by_key ON handed_row (month, round, report, sheet, row_key);

INSERT INTO record (name, numbering) VALUES ('export_log', NULL), ('handed_file', NULL);

INSERT INTO setting (code, value, unit, valid_from) VALUES ('full_number_roles', 'quota checker worker lead audit', '角色', '2000-01-01');

INSERT INTO refusal (code, rule, sentence, detail_sql) VALUES
  ('by_program', 'R-38', '由程序记录，不能手工填写或修改', NULL),
  ('full_numbers', NULL, '完整的身份证号等号码只有{roles}可以导出',
   'SELECT coalesce((SELECT group_concat(c.label, ''、'') FROM code c, setting_now s WHERE c.list = ''role'' AND s.code = ''full_number_roles'' AND in_words(s.value, c.code)), ''有权的人'') AS roles');

CREATE TRIGGER export_log_law_add BEFORE INSERT ON export_log
BEGIN
  SELECT RAISE(ABORT, 'by_program') WHERE by_law() = 0;
  SELECT RAISE(ABORT, 'full_numbers') WHERE NEW.in_full = 1 AND NOT has_role((SELECT value FROM setting_now WHERE code = 'full_number_roles'));
END;
CREATE TRIGGER export_log_law_set BEFORE UPDATE ON export_log
BEGIN
  SELECT RAISE(ABORT, 'by_program') WHERE by_law() = 0
    AND (NEW.at, NEW.clerk, NEW.report, NEW.title, NEW.day, NEW.format, NEW.file, NEW.row_count, NEW.sha256, NEW.in_full, NEW.sealed, NEW.purpose, NEW.void_reason)
     IS NOT (OLD.at, OLD.clerk, OLD.report, OLD.title, OLD.day, OLD.format, OLD.file, OLD.row_count, OLD.sha256, OLD.in_full, OLD.sealed, OLD.purpose, OLD.void_reason);
END;
CREATE TRIGGER handed_file_law_add BEFORE INSERT ON handed_file
BEGIN
  SELECT RAISE(ABORT, 'by_program') WHERE by_law() = 0;
END;
CREATE TRIGGER handed_file_law_set BEFORE UPDATE ON handed_file
BEGIN
  SELECT RAISE(ABORT, 'by_program') WHERE by_law() = 0
    AND (NEW.month, NEW.round, NEW.report, NEW.title, NEW.format, NEW.file, NEW.row_count, NEW.size, NEW.sha256, NEW.at, NEW.clerk, NEW.void_reason)
     IS NOT (OLD.month, OLD.round, OLD.report, OLD.title, OLD.format, OLD.file, OLD.row_count, OLD.size, OLD.sha256, OLD.at, OLD.clerk, OLD.void_reason);
END;

-- What was handed in stays as it was.
CREATE TRIGGER handed_bytes_stay BEFORE UPDATE ON handed_bytes
BEGIN
  SELECT RAISE(ABORT, 'no_delete');
END;
CREATE TRIGGER handed_bytes_remain BEFORE DELETE ON handed_bytes
BEGIN
  SELECT RAISE(ABORT, 'no_delete');
END;
CREATE TRIGGER handed_row_stays BEFORE UPDATE ON handed_row
BEGIN
  SELECT RAISE(ABORT, 'no_delete');
END;
CREATE TRIGGER handed_row_remains BEFORE DELETE ON handed_row
BEGIN
  SELECT RAISE(ABORT, 'no_delete');
END;

-- Two hand-ins beside each other: the month of as_of() as last handed in
-- (or as it stands, while a report is made), and what it is compared with.
CREATE VIEW handed_pair (what, month, round, before_month, before_round) AS
SELECT 'month', n.month, n.round, b.month, max(b.round)
FROM (SELECT month, max(round) AS round FROM handed_row WHERE month = substr(as_of(), 1, 7)) n
  JOIN handed_row b ON b.month = (SELECT max(month) FROM handed_row WHERE month < n.month)
GROUP BY n.month
UNION ALL
SELECT 'again', n.month, n.round, n.month, max(b.round)
FROM (SELECT month, max(round) AS round FROM handed_row WHERE month = substr(as_of(), 1, 7)) n
  JOIN handed_row b ON b.month = n.month AND b.round < n.round
GROUP BY n.month;

CREATE VIEW handed_difference (code, what, report, title, sheet, row_key, label, kind, "column", old, new) AS
SELECT p.what || '/' || n.report || '/' || n.sheet || '/' || n.row_key || '/+', p.what, n.report, n.title, n.sheet, n.row_key, n.label, '新增', NULL, NULL, NULL
FROM handed_pair p JOIN handed_row n ON n.month = p.month AND n.round = p.round
WHERE EXISTS (SELECT 1 FROM handed_row x WHERE x.month = p.before_month AND x.round = p.before_round AND x.report = n.report AND x.sheet = n.sheet)
  AND NOT EXISTS (SELECT 1 FROM handed_row o WHERE o.month = p.before_month AND o.round = p.before_round AND o.report = n.report AND o.sheet = n.sheet AND o.row_key = n.row_key)
UNION ALL
SELECT p.what || '/' || o.report || '/' || o.sheet || '/' || o.row_key || '/-', p.what, o.report,
  (SELECT title FROM handed_row n WHERE n.month = p.month AND n.round = p.round AND n.report = o.report LIMIT 1), o.sheet, o.row_key, o.label, '减少', NULL, NULL, NULL
FROM handed_pair p JOIN handed_row o ON o.month = p.before_month AND o.round = p.before_round
WHERE EXISTS (SELECT 1 FROM handed_row x WHERE x.month = p.month AND x.round = p.round AND x.report = o.report AND x.sheet = o.sheet)
  AND NOT EXISTS (SELECT 1 FROM handed_row n WHERE n.month = p.month AND n.round = p.round AND n.report = o.report AND n.sheet = o.sheet AND n.row_key = o.row_key)
UNION ALL
SELECT p.what || '/' || n.report || '/' || n.sheet || '/' || n.row_key || '/' || k.key, p.what, n.report, n.title, n.sheet, n.row_key, n.label, '变更', k.key,
  q.value, k.value
FROM handed_pair p JOIN handed_row n ON n.month = p.month AND n.round = p.round
  JOIN handed_row o ON o.month = p.before_month AND o.round = p.before_round AND o.report = n.report AND o.sheet = n.sheet AND o.row_key = n.row_key
  JOIN json_each(n.cells) k JOIN json_each(o.cells) q ON q.key = k.key
WHERE o.cells <> n.cells AND q.value <> k.value;

-- 月变动表: against the month handed in before.
CREATE VIEW month_change AS
SELECT code, report, title, sheet, row_key, label, kind, "column", old, new FROM handed_difference WHERE what = 'month';

-- 更正说明: against the same month as it was handed in first.
CREATE VIEW month_correction AS
SELECT d.code AS code, d.report AS report, d.title AS title, d.sheet AS sheet, d.row_key AS row_key, d.label AS label, d.kind AS kind,
  d."column" AS "column", d.old AS old, d.new AS new,
  '「' || d.title || '」' || d.label || CASE d.kind WHEN '变更' THEN '，' || d."column" || '由「' || coalesce(nullif(d.old, ''), '空') || '」更正为「'
    || coalesce(nullif(d.new, ''), '空') || '」' WHEN '新增' THEN '，原报漏列，现补列' ELSE '，原报误列，现删去' END || '。' AS sentence,
  (SELECT j.reason FROM journal j JOIN period q ON q.id = j.row_id WHERE j.record = 'period' AND j.action = 'reopen' AND q.month = p.month
    ORDER BY j.seq DESC LIMIT 1) AS cause
FROM handed_difference d JOIN handed_pair p ON p.what = d.what WHERE d.what = 'again';
