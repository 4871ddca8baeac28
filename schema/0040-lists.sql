-- The lists: duties of streets, items that streets enforce.  Section 清单.

CREATE TABLE duty_item (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT duty_item_code_length CHECK (length(code) <= 48),
  name TEXT NOT NULL CONSTRAINT duty_item_name_length CHECK (length(name) <= 200),
  sub_item TEXT CONSTRAINT duty_item_sub_item_length CHECK (length(sub_item) <= 200),
  class TEXT NOT NULL,
  power TEXT,
  basis TEXT NOT NULL,
  duty TEXT,
  liability TEXT,
  handled_by TEXT CONSTRAINT duty_item_handled_by_length CHECK (length(handled_by) <= 100),
  delegated_by_id INTEGER REFERENCES organ (id),
  street_id INTEGER REFERENCES organ (id),
  origin TEXT NOT NULL DEFAULT 'original',
  admission_id INTEGER REFERENCES admission (id),
  document_id INTEGER REFERENCES document (id),
  valid_from TEXT CONSTRAINT duty_item_valid_from CHECK (date(valid_from) IS valid_from),
  valid_to TEXT CONSTRAINT duty_item_valid_to CHECK (date(valid_to) IS valid_to),
  state TEXT NOT NULL DEFAULT 'proposed',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT duty_item_dates CHECK (valid_to >= valid_from),
  CONSTRAINT duty_item_delegated CHECK (class <> 'entrusted' OR delegated_by_id IS NOT NULL),
  CONSTRAINT duty_item_admitted CHECK (origin <> 'admitted' OR admission_id IS NOT NULL)
) STRICT;
CREATE INDEX duty_item_by_class ON duty_item (class, state);

CREATE TABLE enforcement_item (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT enforcement_item_code_length CHECK (length(code) <= 48),
  name TEXT NOT NULL CONSTRAINT enforcement_item_name_length CHECK (length(name) <= 200),
  area TEXT NOT NULL,
  act TEXT NOT NULL,
  basis TEXT NOT NULL,
  department_id INTEGER NOT NULL REFERENCES organ (id),
  delegated INTEGER NOT NULL CONSTRAINT enforcement_item_delegated CHECK (delegated IN (0, 1)),
  grant TEXT,
  transfer_to_id INTEGER REFERENCES organ (id),
  street_id INTEGER REFERENCES organ (id),
  discretion TEXT,
  document_id INTEGER REFERENCES document (id),
  valid_from TEXT CONSTRAINT enforcement_item_valid_from CHECK (date(valid_from) IS valid_from),
  valid_to TEXT CONSTRAINT enforcement_item_valid_to CHECK (date(valid_to) IS valid_to),
  state TEXT NOT NULL DEFAULT 'proposed',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT enforcement_item_dates CHECK (valid_to >= valid_from),
  CONSTRAINT enforcement_item_granted CHECK (delegated = 0 OR "grant" IS NOT NULL),
  CONSTRAINT enforcement_item_transferred CHECK (delegated = 1 OR transfer_to_id IS NOT NULL)
) STRICT;
CREATE INDEX enforcement_item_by_area ON enforcement_item (area, state);

-- Today the state speaks; on a day in the past what was cancelled, or
-- suspended, later still held.
CREATE VIEW duty_item_derived AS
SELECT i.id, i.void_reason IS NULL AND i.valid_from <= as_of() AND (i.valid_to IS NULL OR i.valid_to > as_of())
  AND (i.state = 'effective' OR as_of() < today() AND (i.state = 'cancelled' OR i.state = 'suspended' AND as_of() < (SELECT max(j.today) FROM journal j
    WHERE j.record = 'duty_item' AND j.row_id = i.id AND j.old IS NOT NULL AND instr(j.new, '"state":"suspended"')))) AS in_effect
FROM duty_item i;
CREATE VIEW enforcement_item_derived AS
SELECT i.id, i.void_reason IS NULL AND i.valid_from <= as_of() AND (i.valid_to IS NULL OR i.valid_to > as_of())
  AND (i.state = 'effective' OR as_of() < today() AND (i.state = 'cancelled' OR i.state = 'suspended' AND as_of() < (SELECT max(j.today) FROM journal j
    WHERE j.record = 'enforcement_item' AND j.row_id = i.id AND j.old IS NOT NULL AND instr(j.new, '"state":"suspended"')))) AS in_effect
FROM enforcement_item i;

INSERT INTO record (name, numbering) VALUES
  ('duty_item', 'ZQ{seq:4}'), ('enforcement_item', 'XF{seq:4}');

INSERT INTO code (list, code, label, sort_no) VALUES
  ('duty_item_state', 'proposed', '拟列', 1), ('duty_item_state', 'effective', '生效', 2), ('duty_item_state', 'suspended', '暂停', 3),
  ('duty_item_state', 'cancelled', '取消', 4),
  ('enforcement_item_state', 'proposed', '拟列', 1), ('enforcement_item_state', 'effective', '生效', 2), ('enforcement_item_state', 'suspended', '暂停', 3),
  ('enforcement_item_state', 'cancelled', '取消', 4);

INSERT INTO code_column VALUES
  ('duty_item', 'class', 'duty_class'), ('duty_item', 'power', 'power'), ('duty_item', 'origin', 'origin'), ('duty_item', 'state', 'duty_item_state'),
  ('enforcement_item', 'area', 'area'), ('enforcement_item', 'act', 'act'), ('enforcement_item', 'grant', 'grant'), ('enforcement_item', 'state', 'enforcement_item_state');

INSERT INTO state_move VALUES
  ('duty_item', 'add', '新增', NULL, 'proposed', 'quota', NULL, NULL),
  ('duty_item', 'publish', '公布', 'proposed', 'effective', 'checker', 'document valid_from', 'add'),
  ('duty_item', 'suspend', '暂停', 'effective', 'suspended', 'quota', '*', NULL),
  ('duty_item', 'resume', '恢复', 'suspended', 'effective', 'quota', '*', NULL),
  ('duty_item', 'cancel', '取消', 'effective', 'cancelled', 'quota', 'document valid_to', NULL),
  ('duty_item', 'cancel', '取消', 'suspended', 'cancelled', 'quota', 'document valid_to', NULL),
  ('enforcement_item', 'add', '新增', NULL, 'proposed', 'quota', NULL, NULL),
  ('enforcement_item', 'publish', '公布', 'proposed', 'effective', 'checker', 'document valid_from', 'add'),
  ('enforcement_item', 'suspend', '暂停', 'effective', 'suspended', 'quota', '*', NULL),
  ('enforcement_item', 'resume', '恢复', 'suspended', 'effective', 'quota', '*', NULL),
  ('enforcement_item', 'cancel', '取消', 'effective', 'cancelled', 'quota', 'document valid_to', NULL),
  ('enforcement_item', 'cancel', '取消', 'suspended', 'cancelled', 'quota', 'document valid_to', NULL);

INSERT INTO refusal (code, rule, sentence, detail_sql, severity) VALUES
  ('not_decided', 'R-22', '没有区委、区政府审定文号，不能生效', NULL, 'refuse'),
  ('duty_item_dates', NULL, '结束日期{valid_to}早于开始日期{valid_from}', NULL, 'refuse'),
  ('duty_item_delegated', NULL, '委托类须填委托机关', NULL, 'refuse'),
  ('duty_item_admitted', 'R-22', '由准入而来的须填准入编号', NULL, 'refuse'),
  ('enforcement_item_dates', NULL, '结束日期{valid_to}早于开始日期{valid_from}', NULL, 'refuse'),
  ('enforcement_item_granted', NULL, '可由街道实施的须填下放方式', NULL, 'refuse'),
  ('enforcement_item_transferred', NULL, '未下放的须填受移送部门', NULL, 'refuse');

CREATE TRIGGER duty_item_law_publish BEFORE UPDATE OF state ON duty_item WHEN NEW.state = 'effective' AND OLD.state = 'proposed'
BEGIN
  SELECT RAISE(ABORT, 'not_decided') WHERE NEW.origin = 'admitted' AND NOT EXISTS (SELECT 1 FROM admission a WHERE a.id = NEW.admission_id
    AND a.void_reason IS NULL AND a.decision_document_id IS NOT NULL AND a.decided_on IS NOT NULL);
END;
