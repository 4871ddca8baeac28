-- Name plates hung at organs, and the chronicle.  Section 机构.

CREATE TABLE plate (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT plate_code_length CHECK (length(code) <= 48),
  organ_id INTEGER NOT NULL REFERENCES organ (id),
  name TEXT NOT NULL CONSTRAINT plate_name_length CHECK (length(name) <= 100),
  required_by_id INTEGER REFERENCES organ (id),
  has_basis INTEGER NOT NULL CONSTRAINT plate_has_basis CHECK (has_basis IN (0, 1)),
  basis TEXT CONSTRAINT plate_basis_length CHECK (length(basis) <= 200),
  treatment TEXT,
  treated_on TEXT CONSTRAINT plate_treated_on CHECK (date(treated_on) IS treated_on),
  merged_into_id INTEGER REFERENCES office (id),
  document_id INTEGER REFERENCES document (id),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT plate_basis_given CHECK (has_basis = 0 OR basis IS NOT NULL)
) STRICT;
CREATE INDEX plate_by_organ ON plate (organ_id, treatment);

CREATE TABLE chronicle (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT chronicle_code_length CHECK (length(code) <= 48),
  happened_on TEXT NOT NULL CONSTRAINT chronicle_happened_on CHECK (date(substr(happened_on || '-01-01', 1, 10)) IS substr(happened_on || '-01-01', 1, 10)),
  title TEXT NOT NULL CONSTRAINT chronicle_title_length CHECK (length(title) <= 200),
  organ_id INTEGER REFERENCES organ (id),
  document_id INTEGER REFERENCES document (id),
  text TEXT,
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX chronicle_by_day ON chronicle (happened_on);

-- The street an organ is, or belongs to; null for district and bureaus.
CREATE VIEW organ_street (organ_id, street_id) AS
SELECT o.id, CASE 'street' WHEN o.kind THEN o.id WHEN p.kind THEN p.id WHEN g.kind THEN g.id END
FROM organ o LEFT JOIN organ p ON p.id = o.parent_id LEFT JOIN organ g ON g.id = p.parent_id;

INSERT INTO record (name, numbering) VALUES
  ('plate', 'PZ{seq:4}'), ('chronicle', 'DS{seq:4}');

INSERT INTO code_column VALUES
  ('plate', 'treatment', 'treatment');

INSERT INTO state_move VALUES
  ('plate', 'add', '新增', NULL, NULL, 'quota', NULL, NULL),
  ('chronicle', 'add', '新增', NULL, NULL, 'quota', NULL, NULL);

INSERT INTO refusal (code, rule, sentence, detail_sql, severity) VALUES
  ('plate_no_basis', 'R-02', '「{name}」无法定依据，只能清理或整合', NULL, 'refuse'),
  ('plate_basis_given', 'R-02', '有法定依据的须写明依据', NULL, 'refuse');

CREATE TRIGGER plate_law_add BEFORE INSERT ON plate
BEGIN
  SELECT RAISE(ABORT, 'plate_no_basis') WHERE NEW.treatment = 'kept' AND NEW.has_basis = 0;
END;

CREATE TRIGGER plate_law_set BEFORE UPDATE OF treatment, has_basis ON plate
BEGIN
  SELECT RAISE(ABORT, 'plate_no_basis') WHERE NEW.treatment = 'kept' AND NEW.has_basis = 0;
END;
