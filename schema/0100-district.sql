-- The sealed month as it travels: what each monthly report was made of, row
-- by row.  Written when an office closes a month, and by `collect` in the
-- book of the district, where the reports of that month are those of the
-- offices one under the other.

CREATE TABLE sealed_month (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  office TEXT NOT NULL CONSTRAINT sealed_month_office_length CHECK (length(office) <= 100),
  month TEXT NOT NULL CONSTRAINT sealed_month_month CHECK (date(month || '-01') IS month || '-01'),
  round INTEGER NOT NULL CONSTRAINT sealed_month_round CHECK (round BETWEEN 1 AND 99),
  row_count INTEGER NOT NULL,
  seal TEXT NOT NULL CONSTRAINT sealed_month_seal_length CHECK (length(seal) <= 100),
  closed_at TEXT NOT NULL,
  closed_by TEXT NOT NULL CONSTRAINT sealed_month_closed_by_length CHECK (length(closed_by) <= 50),
  sha256 TEXT NOT NULL CONSTRAINT sealed_month_sha256 CHECK (length(sha256) = 64),
  collected INTEGER NOT NULL DEFAULT 0 CONSTRAINT sealed_month_collected CHECK (collected IN (0, 1)),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX sealed_month_once ON sealed_month (month, office, round) WHERE void_reason IS NULL;

-- fields: a flat JSON object, the values of a row by the names of its
-- fields; codes and references as the words a person reads.
CREATE TABLE sealed_row (
  sealed_month_id INTEGER NOT NULL,
  report TEXT NOT NULL,
  sheet INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  fields TEXT NOT NULL,
  PRIMARY KEY (sealed_month_id, report, sheet, row_no)
) STRICT, WITHOUT ROWID;

-- Of each office and month what counts: the last package collected.
-- place: the order of the district's own list of organs.
CREATE VIEW collected_now (id, month, office, round, place) AS
SELECT id, month, office, max(round),
  coalesce((SELECT min(o.code) FROM organ o WHERE o.full_name = office OR o.short_name = office), x'ff')
FROM sealed_month WHERE collected = 1 AND void_reason IS NULL GROUP BY month, office;

-- Who handed in a month, and who did the month before but not this one.
CREATE VIEW collected_state (code, month, office, state, round, row_count, closed_at, seal) AS
SELECT n.month || '/' || n.office, n.month, n.office, '已收', n.round, s.row_count, s.closed_at, s.seal
FROM collected_now n JOIN sealed_month s ON s.id = n.id
UNION ALL
SELECT m.month || '/' || b.office, m.month, b.office, '未收', NULL, NULL, NULL, NULL
FROM (SELECT DISTINCT month FROM collected_now) m
  JOIN collected_now b ON b.month = substr(date(m.month || '-01', '-1 month'), 1, 7)
WHERE NOT EXISTS (SELECT 1 FROM collected_now x WHERE x.month = m.month AND x.office = b.office);

INSERT INTO record (name, numbering) VALUES ('sealed_month', 'FZ{seq:6}');

INSERT INTO setting (code, value, unit, valid_from) VALUES ('collect_roles', 'quota checker lead', '角色', '2000-01-01');

INSERT INTO refusal (code, rule, sentence, detail_sql) VALUES
  ('collect_role', NULL, '收各单位的月报须由{roles}办理',
   'SELECT coalesce((SELECT group_concat(c.label, ''、'') FROM code c, setting_now s WHERE c.list = ''role'' AND s.code = ''collect_roles'' AND in_words(s.value, c.code)), ''有权的人'') AS roles'),
  ('collected_twice', NULL, '{office}{month}第{round}次报送已经收过（{before}，封账时间{when}）',
   'SELECT code AS before, closed_at AS "when" FROM sealed_month WHERE month = :month AND office = :office AND round = :round AND void_reason IS NULL'),
  ('collected_newer', NULL, '{office}{month}已经收过第{last}次报送，第{round}次是旧的',
   'SELECT max(round) AS last FROM sealed_month WHERE month = :month AND office = :office AND void_reason IS NULL'),
  ('collected_own', NULL, '这是本单位（{office}）自己的月报，应收进区级账本', NULL),
  ('collected_closed', 'R-31', '{month}已封账，不能再收；先重开', NULL);

CREATE TRIGGER sealed_month_law_add BEFORE INSERT ON sealed_month
BEGIN
  SELECT RAISE(ABORT, 'by_program') WHERE by_law() = 0;
  SELECT RAISE(ABORT, 'collect_role') WHERE NEW.collected = 1 AND NOT has_role((SELECT value FROM setting_now WHERE code = 'collect_roles'));
  SELECT RAISE(ABORT, 'collected_own') FROM setting_now WHERE NEW.collected = 1 AND code = 'office_name' AND value = NEW.office;
  SELECT RAISE(ABORT, 'collected_closed') FROM period WHERE NEW.collected = 1 AND module = 'people' AND month = NEW.month AND state = 'closed' AND void_reason IS NULL;
  SELECT RAISE(ABORT, 'collected_twice') FROM sealed_month WHERE month = NEW.month AND office = NEW.office AND round = NEW.round AND void_reason IS NULL;
  SELECT RAISE(ABORT, 'collected_newer') FROM sealed_month WHERE month = NEW.month AND office = NEW.office AND round > NEW.round AND void_reason IS NULL;
END;
-- A package taken by mistake is voided; what it says is never changed.
CREATE TRIGGER sealed_month_law_set BEFORE UPDATE ON sealed_month
BEGIN
  SELECT RAISE(ABORT, 'by_program') WHERE by_law() = 0
    AND ((NEW.office, NEW.month, NEW.round, NEW.row_count, NEW.seal, NEW.closed_at, NEW.closed_by, NEW.sha256, NEW.collected)
     IS NOT (OLD.office, OLD.month, OLD.round, OLD.row_count, OLD.seal, OLD.closed_at, OLD.closed_by, OLD.sha256, OLD.collected)
     OR NEW.void_reason IS NOT OLD.void_reason AND OLD.collected = 0);
  SELECT RAISE(ABORT, 'collect_role') WHERE NEW.void_reason IS NOT OLD.void_reason
    AND NOT has_role((SELECT value FROM setting_now WHERE code = 'collect_roles'));
  SELECT RAISE(ABORT, 'collected_closed') FROM period WHERE NEW.void_reason IS NOT OLD.void_reason
    AND module = 'people' AND month = NEW.month AND state = 'closed' AND void_reason IS NULL;
END;

-- What was sealed stays as it was.
CREATE TRIGGER sealed_row_stays BEFORE UPDATE ON sealed_row
BEGIN
  SELECT RAISE(ABORT, 'no_delete');
END;
CREATE TRIGGER sealed_row_remains BEFORE DELETE ON sealed_row
BEGIN
  SELECT RAISE(ABORT, 'no_delete');
END;
