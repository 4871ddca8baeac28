-- The office itself: institutions and their documents, the clerks, the
-- settings, the calendar and the months.  Sections 机构 and 报表.

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT document_code_length CHECK (length(code) <= 48),
  title TEXT NOT NULL CONSTRAINT document_title_length CHECK (length(title) <= 200),
  issuer TEXT NOT NULL,
  issued_on TEXT NOT NULL CONSTRAINT document_issued_on CHECK (date(issued_on) IS issued_on),
  kind TEXT NOT NULL,
  file TEXT,
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX document_by_day ON document (issued_on);

CREATE TABLE organ (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT organ_code_length CHECK (length(code) <= 20),
  full_name TEXT NOT NULL CONSTRAINT organ_full_name_length CHECK (length(full_name) <= 100),
  short_name TEXT NOT NULL CONSTRAINT organ_short_name_length CHECK (length(short_name) <= 50),
  kind TEXT NOT NULL,
  parent_id INTEGER REFERENCES organ (id),
  rank TEXT,
  pilot INTEGER NOT NULL DEFAULT 0 CONSTRAINT organ_pilot CHECK (pilot IN (0, 1)),
  office_count INTEGER CONSTRAINT organ_office_count CHECK (office_count BETWEEN 0 AND 99),
  centre_count INTEGER CONSTRAINT organ_centre_count CHECK (centre_count BETWEEN 0 AND 99),
  station_count INTEGER CONSTRAINT organ_station_count CHECK (station_count BETWEEN 0 AND 99),
  structure_document_id INTEGER REFERENCES document (id),
  valid_from TEXT NOT NULL CONSTRAINT organ_valid_from CHECK (date(valid_from) IS valid_from),
  valid_to TEXT CONSTRAINT organ_valid_to CHECK (date(valid_to) IS valid_to),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT organ_dates CHECK (valid_to >= valid_from),
  CONSTRAINT organ_own_parent CHECK (parent_id <> id)
) STRICT;
CREATE INDEX organ_by_parent ON organ (parent_id);
CREATE INDEX organ_by_kind ON organ (kind);

CREATE TABLE office (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  organ_id INTEGER NOT NULL REFERENCES organ (id),
  name TEXT NOT NULL CONSTRAINT office_name_length CHECK (length(name) <= 50),
  kind TEXT NOT NULL,
  rank TEXT,
  duties TEXT,
  document_id INTEGER NOT NULL REFERENCES document (id),
  valid_from TEXT NOT NULL CONSTRAINT office_valid_from CHECK (date(valid_from) IS valid_from),
  valid_to TEXT CONSTRAINT office_valid_to CHECK (date(valid_to) IS valid_to),
  merged_into_id INTEGER REFERENCES office (id),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT office_dates CHECK (valid_to >= valid_from)
) STRICT;
CREATE INDEX office_by_organ ON office (organ_id, kind);

-- The office_count, centre_count or station_count that a street was given.
CREATE VIEW structure_line AS
SELECT o.id AS organ_id, o.short_name AS organ, k.code AS kind, k.label AS label,
  CASE k.code WHEN 'office' THEN o.office_count WHEN 'centre' THEN o.centre_count ELSE o.station_count END AS approved,
  (SELECT count(*) FROM office f WHERE f.organ_id = o.id AND f.kind = k.code AND f.void_reason IS NULL
     AND f.valid_from <= as_of() AND (f.valid_to IS NULL OR f.valid_to > as_of())) AS held
FROM organ o, code k WHERE k.list = 'office_kind' AND o.kind = 'street' AND o.void_reason IS NULL;

CREATE TABLE clerk (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT clerk_code_length CHECK (length(code) <= 32),
  name TEXT NOT NULL CONSTRAINT clerk_name_length CHECK (length(name) <= 50),
  os_user TEXT,
  organ_id INTEGER REFERENCES organ (id),
  roles TEXT NOT NULL,
  valid_from TEXT NOT NULL CONSTRAINT clerk_valid_from CHECK (date(valid_from) IS valid_from),
  valid_to TEXT CONSTRAINT clerk_valid_to CHECK (date(valid_to) IS valid_to),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX clerk_by_user ON clerk (os_user);

CREATE TABLE setting (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  value TEXT NOT NULL,
  unit TEXT,
  document_id INTEGER REFERENCES document (id),
  valid_from TEXT NOT NULL CONSTRAINT setting_valid_from CHECK (date(valid_from) IS valid_from),
  valid_to TEXT CONSTRAINT setting_valid_to CHECK (date(valid_to) IS valid_to),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (code, valid_from)
) STRICT;

-- The settings in force on as_of(), one row each.
CREATE VIEW setting_now AS
SELECT code, value FROM setting s
WHERE void_reason IS NULL AND valid_from <= as_of() AND (valid_to IS NULL OR valid_to > as_of())
  AND NOT EXISTS (SELECT 1 FROM setting n WHERE n.code = s.code AND n.void_reason IS NULL
    AND n.valid_from <= as_of() AND (n.valid_to IS NULL OR n.valid_to > as_of()) AND n.valid_from > s.valid_from);

CREATE VIEW setting_number (code, n) AS SELECT code, CAST(value AS INTEGER) FROM setting_now;

CREATE TABLE workday (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT workday_day CHECK (date(code) IS code),
  works INTEGER NOT NULL CONSTRAINT workday_works CHECK (works IN (0, 1)),
  label TEXT,
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE period (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  month TEXT NOT NULL CONSTRAINT period_month CHECK (date(month || '-01') IS month || '-01'),
  module TEXT NOT NULL,
  closed_at TEXT,
  closed_by_id INTEGER REFERENCES clerk (id),
  seal TEXT,
  submitted_on TEXT CONSTRAINT period_submitted_on CHECK (date(submitted_on) IS submitted_on),
  state TEXT NOT NULL DEFAULT 'open',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (month, module)
) STRICT;

CREATE VIEW organ_derived AS
SELECT id, valid_from <= as_of() AND (valid_to IS NULL OR valid_to > as_of()) AND void_reason IS NULL AS in_effect FROM organ;
CREATE VIEW office_derived AS
SELECT id, valid_from <= as_of() AND (valid_to IS NULL OR valid_to > as_of()) AND void_reason IS NULL AS in_effect FROM office;
CREATE VIEW clerk_derived AS
SELECT id, valid_from <= as_of() AND (valid_to IS NULL OR valid_to > as_of()) AND void_reason IS NULL AS in_effect FROM clerk;
CREATE VIEW setting_derived AS
SELECT id, (SELECT label FROM code WHERE code.list = 'setting' AND code.code = setting.code) AS name,
  valid_from <= as_of() AND (valid_to IS NULL OR valid_to > as_of()) AND void_reason IS NULL AS in_effect FROM setting;

INSERT INTO record (name, numbering) VALUES
  ('document', NULL), ('organ', 'DW{seq:4}'), ('office', 'NS{seq:4}'), ('clerk', 'C{seq:3}'),
  ('setting', NULL), ('workday', NULL), ('period', NULL);

INSERT INTO code_column VALUES
  ('document', 'issuer', 'issuer'), ('document', 'kind', 'document_kind'),
  ('organ', 'kind', 'organ_kind'), ('organ', 'rank', 'rank'),
  ('office', 'kind', 'office_kind'), ('office', 'rank', 'rank'),
  ('period', 'module', 'module'), ('period', 'state', 'period_state');

INSERT INTO state_move VALUES
  ('document', 'add', '新增', NULL, NULL, 'quota', NULL, NULL),
  ('organ', 'add', '新增', NULL, NULL, 'quota', NULL, NULL),
  ('office', 'add', '新增', NULL, NULL, 'quota', NULL, NULL),
  ('clerk', 'add', '新增', NULL, NULL, 'admin', NULL, NULL),
  ('setting', 'add', '新增', NULL, NULL, 'admin', NULL, NULL),
  ('workday', 'add', '新增', NULL, NULL, 'admin', NULL, NULL),
  ('code', 'add', '新增', NULL, NULL, 'admin', NULL, NULL),
  ('period', 'add', '新增', NULL, 'open', NULL, NULL, NULL),
  ('period', 'set', '修改', NULL, NULL, 'checker lead', NULL, NULL),
  ('period', 'close', '封账', 'open', 'closed', 'checker lead', NULL, NULL),
  ('period', 'reopen', '重开', 'closed', 'open', 'checker lead', '*', 'close');

INSERT INTO refusal (code, rule, sentence, severity) VALUES
  ('doc_no_shape', NULL, '「{code}」不像文号，应如 编发〔2026〕3号', 'warn');
INSERT INTO refusal (code, rule, sentence, detail_sql) VALUES
  ('structure_over', 'R-01', '机构设置超出核定：{organ}核定{label}{approved}个，已有{held}个',
   'SELECT organ, label, coalesce(approved, 0) AS approved, max(held, (SELECT count(*) FROM office f WHERE f.organ_id = :organ_id AND f.kind = :kind AND f.id IS NOT :id AND f.void_reason IS NULL AND coalesce(f.valid_to, ''9999-12-31'') > max(:valid_from, today()))) AS held FROM structure_line WHERE organ_id = :organ_id AND kind = :kind'),
  ('structure_document', 'R-01', '调整核定办、中心、站数须写明新的机构设置批文', NULL),
  ('organ_dates', NULL, '结束日期{valid_to}早于开始日期{valid_from}', NULL),
  ('office_dates', NULL, '结束日期{valid_to}早于开始日期{valid_from}', NULL),
  ('organ_own_parent', NULL, '隶属单位不能是本单位自己', NULL),
  ('bad_roles', NULL, '角色「{roles}」里有不认识的词；应是 street lead dept quota checker meeting legal decision inspect worker audit admin，用空格分开', NULL),
  ('month_order', 'R-31', '{month}已上报或{later}已封账，不能重开',
   'SELECT coalesce((SELECT min(p.month) FROM period p WHERE p.module = :module AND p.month > :month AND p.state = ''closed''), '''') AS later'),
  ('month_submitted', 'R-31', '{month}已上报或已封账，不能改', NULL),
  ('check_failed', 'R-39', '勾稽不平{n}项，不能月结', 'SELECT count(*) AS n FROM book_check WHERE ok = 0');

-- On no day, today or later, more than the street was given.
CREATE TRIGGER office_law_add BEFORE INSERT ON office WHEN NEW.void_reason IS NULL
BEGIN
  SELECT RAISE(ABORT, 'structure_over') FROM structure_line l,
    (SELECT max(NEW.valid_from, today()) AS day UNION SELECT f.valid_from FROM office f WHERE f.organ_id = NEW.organ_id AND f.kind = NEW.kind AND f.void_reason IS NULL) d
  WHERE l.organ_id = NEW.organ_id AND l.kind = NEW.kind AND d.day >= max(NEW.valid_from, today()) AND (NEW.valid_to IS NULL OR d.day < NEW.valid_to)
    AND (SELECT count(*) FROM office f WHERE f.organ_id = NEW.organ_id AND f.kind = NEW.kind AND f.void_reason IS NULL AND f.id IS NOT NEW.id
      AND f.valid_from <= d.day AND (f.valid_to IS NULL OR f.valid_to > d.day)) + 1 > coalesce(l.approved, 0);
END;

CREATE TRIGGER office_law_set BEFORE UPDATE OF organ_id, kind, valid_from, valid_to ON office
WHEN NEW.void_reason IS NULL AND (NEW.organ_id <> OLD.organ_id OR NEW.kind <> OLD.kind OR NEW.valid_from <> OLD.valid_from OR NEW.valid_to IS NOT OLD.valid_to)
BEGIN
  SELECT RAISE(ABORT, 'structure_over') FROM structure_line l,
    (SELECT max(NEW.valid_from, today()) AS day UNION SELECT f.valid_from FROM office f WHERE f.organ_id = NEW.organ_id AND f.kind = NEW.kind AND f.void_reason IS NULL) d
  WHERE l.organ_id = NEW.organ_id AND l.kind = NEW.kind AND d.day >= max(NEW.valid_from, today()) AND (NEW.valid_to IS NULL OR d.day < NEW.valid_to)
    AND (SELECT count(*) FROM office f WHERE f.organ_id = NEW.organ_id AND f.kind = NEW.kind AND f.void_reason IS NULL AND f.id IS NOT NEW.id
      AND f.valid_from <= d.day AND (f.valid_to IS NULL OR f.valid_to > d.day)) + 1 > coalesce(l.approved, 0);
END;

CREATE TRIGGER organ_law_set BEFORE UPDATE OF office_count, centre_count, station_count ON organ
BEGIN
  SELECT RAISE(ABORT, 'structure_document')
  WHERE (NEW.office_count > OLD.office_count OR NEW.centre_count > OLD.centre_count OR NEW.station_count > OLD.station_count)
    AND (NEW.structure_document_id IS NULL OR NEW.structure_document_id IS OLD.structure_document_id);
END;

-- 机关代字〔年份〕序号号; the brackets were made alike at the door.
CREATE TRIGGER document_law_add BEFORE INSERT ON document
WHEN by_law() = 0 AND reason() IS NULL AND NEW.code NOT LIKE '%_〔____〕_%号'
BEGIN
  SELECT RAISE(ABORT, 'doc_no_shape');
END;
CREATE TRIGGER document_law_set BEFORE UPDATE OF code ON document
WHEN by_law() = 0 AND reason() IS NULL AND NEW.code IS NOT OLD.code AND NEW.code NOT LIKE '%_〔____〕_%号'
BEGIN
  SELECT RAISE(ABORT, 'doc_no_shape');
END;

CREATE TRIGGER clerk_law_add BEFORE INSERT ON clerk
BEGIN
  -- The maker of a book comes before any organ.
  SELECT RAISE(ABORT, 'required organ_id') WHERE NEW.organ_id IS NULL AND by_law() = 0 AND EXISTS (SELECT 1 FROM organ);
  SELECT RAISE(ABORT, 'bad_roles') WHERE NEW.roles GLOB '*[^a-z ]*';
  SELECT RAISE(ABORT, 'bad_roles') FROM json_each('["' || replace(NEW.roles, ' ', '","') || '"]') word
  WHERE word.value <> '' AND word.value NOT IN (SELECT code FROM code WHERE list = 'role');
END;
CREATE TRIGGER clerk_law_set BEFORE UPDATE OF roles ON clerk
BEGIN
  SELECT RAISE(ABORT, 'bad_roles') WHERE NEW.roles GLOB '*[^a-z ]*';
  SELECT RAISE(ABORT, 'bad_roles') FROM json_each('["' || replace(NEW.roles, ' ', '","') || '"]') word
  WHERE word.value <> '' AND word.value NOT IN (SELECT code FROM code WHERE list = 'role');
END;

CREATE TRIGGER period_law_add BEFORE INSERT ON period WHEN by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'counted closed_at') WHERE NEW.closed_at IS NOT NULL;
  SELECT RAISE(ABORT, 'counted closed_by_id') WHERE NEW.closed_by_id IS NOT NULL;
  SELECT RAISE(ABORT, 'counted seal') WHERE NEW.seal IS NOT NULL;
END;
CREATE TRIGGER period_law_close BEFORE UPDATE OF state ON period WHEN NEW.state = 'closed'
BEGIN
  SELECT RAISE(ABORT, 'check_failed') WHERE reason() IS NULL AND EXISTS (SELECT 1 FROM book_check WHERE ok = 0);
END;
-- What was submitted stays so; who closed it, when and under which seal is
-- written when it is closed.
CREATE TRIGGER period_law_set BEFORE UPDATE OF month, module, submitted_on, closed_at, closed_by_id, seal ON period
BEGIN
  SELECT RAISE(ABORT, 'month_submitted') WHERE OLD.submitted_on IS NOT NULL AND NEW.submitted_on IS NOT OLD.submitted_on AND by_law() = 0;
  SELECT RAISE(ABORT, 'month_submitted') WHERE (NEW.month <> OLD.month OR NEW.module <> OLD.module) AND OLD.state = 'closed' AND by_law() = 0;
  SELECT RAISE(ABORT, 'counted closed_at') WHERE NEW.closed_at IS NOT OLD.closed_at AND by_law() = 0 AND action() IN ('set', 'import');
  SELECT RAISE(ABORT, 'counted closed_by_id') WHERE NEW.closed_by_id IS NOT OLD.closed_by_id AND by_law() = 0 AND action() IN ('set', 'import');
  SELECT RAISE(ABORT, 'counted seal') WHERE NEW.seal IS NOT OLD.seal AND by_law() = 0 AND action() IN ('set', 'import');
END;
CREATE TRIGGER period_law_reopen BEFORE UPDATE OF state ON period WHEN NEW.state = 'open' AND OLD.state = 'closed'
BEGIN
  SELECT RAISE(ABORT, 'month_order') WHERE OLD.submitted_on IS NOT NULL
    OR EXISTS (SELECT 1 FROM period p WHERE p.module = OLD.module AND p.month > OLD.month AND p.state = 'closed');
END;
