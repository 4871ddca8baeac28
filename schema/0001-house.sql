-- The house: what every book has whatever it records.  The tables that
-- declare recurring laws (record, code_column, state_move, period_lock), the
-- words of refusals, the changes and their journal.  Triggers of records are
-- made from these tables after all schema files have run.

CREATE TABLE record (
  name TEXT NOT NULL PRIMARY KEY,
  numbering TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE code (
  id INTEGER PRIMARY KEY,
  list TEXT NOT NULL CONSTRAINT code_list_length CHECK (length(list) <= 40),
  code TEXT NOT NULL CONSTRAINT code_code_length CHECK (length(code) <= 40),
  label TEXT NOT NULL CONSTRAINT code_label_length CHECK (length(label) <= 60),
  standard TEXT,
  sort_no INTEGER,
  valid_from TEXT CONSTRAINT code_valid_from CHECK (date(valid_from) IS valid_from),
  valid_to TEXT CONSTRAINT code_valid_to CHECK (date(valid_to) IS valid_to),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (list, code)
) STRICT;

-- What people write besides the label of a code: read, never shown.
CREATE TABLE code_word (
  list TEXT NOT NULL,
  word TEXT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (list, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE code_column (
  record TEXT NOT NULL,
  "column" TEXT NOT NULL,
  list TEXT NOT NULL,
  PRIMARY KEY (record, "column")
) STRICT, WITHOUT ROWID;

-- Who may see a value before others: a condition over the row and has_role();
-- where it is not true the value reads as empty, also in filters and history.
CREATE TABLE column_seen (
  record TEXT NOT NULL,
  "column" TEXT NOT NULL,
  seen TEXT NOT NULL,
  PRIMARY KEY (record, "column")
) STRICT, WITHOUT ROWID;

-- What a column of a view of derived columns refers to: SQLite keeps that of
-- tables alone.
CREATE TABLE derived_reference (
  record TEXT NOT NULL,
  "column" TEXT NOT NULL,
  "table" TEXT NOT NULL,
  PRIMARY KEY (record, "column")
) STRICT, WITHOUT ROWID;

-- from_state NULL: from nothing.  role NULL: anyone.  needs: columns that
-- must be filled, * for a reason.  other_clerk: earlier actions that another
-- clerk must have done.
CREATE TABLE state_move (
  record TEXT NOT NULL,
  action TEXT NOT NULL,
  label TEXT NOT NULL,
  from_state TEXT,
  to_state TEXT,
  role TEXT,
  needs TEXT,
  other_clerk TEXT
) STRICT;
CREATE UNIQUE INDEX state_move_once ON state_move (record, action, from_state, to_state);

CREATE TABLE period_lock (
  record TEXT NOT NULL,
  "column" TEXT NOT NULL,
  module TEXT NOT NULL,
  PRIMARY KEY (record, "column", module)
) STRICT, WITHOUT ROWID;

CREATE TABLE refusal (
  code TEXT NOT NULL PRIMARY KEY,
  rule TEXT,
  sentence TEXT NOT NULL,
  detail_sql TEXT,
  severity TEXT NOT NULL DEFAULT 'refuse' CONSTRAINT refusal_severity CHECK (severity IN ('refuse', 'warn'))
) STRICT, WITHOUT ROWID;

-- The order in which the triggers written in schema files speak: firing
-- order is creation order, and that is not kept by SQLite once they are
-- made again.
CREATE TABLE law_order (
  name TEXT NOT NULL PRIMARY KEY,
  record TEXT NOT NULL,
  place INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One track per office folder; ours is user_version.
CREATE TABLE track (
  name TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE change (
  no INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  clerk TEXT NOT NULL,
  action TEXT NOT NULL,
  reason TEXT,
  request_id TEXT UNIQUE,
  undone_by INTEGER REFERENCES change (no),
  undoes INTEGER REFERENCES change (no)
) STRICT;
CREATE INDEX change_by_clerk ON change (clerk, no);
-- What is being written just now.
CREATE VIEW change_now AS SELECT action FROM change ORDER BY no DESC LIMIT 1;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  change_no INTEGER NOT NULL REFERENCES change (no),
  at TEXT NOT NULL,
  clerk TEXT NOT NULL,
  terminal TEXT,
  record TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  row_key TEXT,
  action TEXT NOT NULL,
  old TEXT,
  new TEXT,
  reason TEXT,
  today TEXT,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_row ON journal (record, row_id, seq);
CREATE INDEX journal_by_change ON journal (change_no);

-- Nothing written here is ever changed, but that a change was undone.
CREATE TRIGGER journal_stays BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE(ABORT, 'no_delete');
END;
CREATE TRIGGER journal_remains BEFORE DELETE ON journal
BEGIN
  SELECT RAISE(ABORT, 'no_delete');
END;
CREATE TRIGGER change_stays BEFORE UPDATE OF no, at, clerk, action, reason, request_id ON change
BEGIN
  SELECT RAISE(ABORT, 'no_delete');
END;
CREATE TRIGGER change_remains BEFORE DELETE ON change
BEGIN
  SELECT RAISE(ABORT, 'no_delete');
END;

-- What the law is made from is written by schema files alone: a stranger has
-- not even the function that the question needs.
CREATE TRIGGER record_law_add BEFORE INSERT ON record
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER record_law_set BEFORE UPDATE ON record
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER record_law_remove BEFORE DELETE ON record
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER code_word_law_add BEFORE INSERT ON code_word
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER code_word_law_set BEFORE UPDATE ON code_word
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER code_word_law_remove BEFORE DELETE ON code_word
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER code_column_law_add BEFORE INSERT ON code_column
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER code_column_law_set BEFORE UPDATE ON code_column
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER code_column_law_remove BEFORE DELETE ON code_column
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER column_seen_law_add BEFORE INSERT ON column_seen
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER column_seen_law_set BEFORE UPDATE ON column_seen
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER column_seen_law_remove BEFORE DELETE ON column_seen
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER derived_reference_law_add BEFORE INSERT ON derived_reference
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER derived_reference_law_set BEFORE UPDATE ON derived_reference
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER derived_reference_law_remove BEFORE DELETE ON derived_reference
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER state_move_law_add BEFORE INSERT ON state_move
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER state_move_law_set BEFORE UPDATE ON state_move
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER state_move_law_remove BEFORE DELETE ON state_move
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER period_lock_law_add BEFORE INSERT ON period_lock
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER period_lock_law_set BEFORE UPDATE ON period_lock
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER period_lock_law_remove BEFORE DELETE ON period_lock
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER refusal_law_add BEFORE INSERT ON refusal
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER refusal_law_set BEFORE UPDATE ON refusal
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;
CREATE TRIGGER refusal_law_remove BEFORE DELETE ON refusal
BEGIN
  SELECT RAISE(ABORT, 'no_delete') WHERE by_law() = 0;
END;

-- The laws that are alike for every record.  Each record's own triggers
-- write into these views, which keep nothing.  by_hand() is not true while
-- the law itself writes on, nor in undo and redo.

CREATE INDEX code_open ON code (list, code, void_reason, valid_from, valid_to);
CREATE VIEW code_now AS
SELECT list, code FROM code INDEXED BY code_open
WHERE void_reason IS NULL AND (valid_from IS NULL OR valid_from <= as_of())
  AND (valid_to IS NULL OR valid_to > as_of());

-- The running action is a move when the record has one of that name.
CREATE VIEW law_set (record, id, old_state, new_state, old_version, new_version, old_void, new_void) AS
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE 0;
CREATE TRIGGER law_set_asks INSTEAD OF INSERT ON law_set WHEN NOT going_back()
BEGIN
  SELECT RAISE(ABORT, 'wrong_role')
  WHERE by_hand() AND action() IS NOT 'add'
    AND NOT EXISTS (SELECT 1 FROM state_move WHERE record = NEW.record AND action = action() AND from_state IS NOT NULL)
    AND EXISTS (SELECT 1 FROM state_move WHERE record = NEW.record)
    AND NOT EXISTS (SELECT 1 FROM state_move m WHERE m.record = NEW.record AND has_role(m.role)
      AND (m.action = 'set' OR NOT EXISTS (SELECT 1 FROM state_move WHERE record = NEW.record AND action = 'set')));
  SELECT RAISE(ABORT, 'wrong_role')
  WHERE by_hand()
    AND EXISTS (SELECT 1 FROM state_move WHERE record = NEW.record AND action = action() AND from_state IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM state_move m WHERE m.record = NEW.record AND m.action = action() AND has_role(m.role)
      AND (m.from_state = NEW.old_state OR NOT EXISTS
        (SELECT 1 FROM state_move WHERE record = NEW.record AND action = action() AND from_state = NEW.old_state)));
  SELECT RAISE(ABORT, 'wrong_move')
  WHERE by_hand()
    AND CASE WHEN EXISTS (SELECT 1 FROM state_move WHERE record = NEW.record AND action = action() AND from_state IS NOT NULL)
      THEN NOT EXISTS (SELECT 1 FROM state_move WHERE record = NEW.record AND action = action()
        AND from_state = NEW.old_state AND to_state = NEW.new_state)
      ELSE NEW.new_state IS NOT NEW.old_state END;
  -- Who did that step last, if it was not taken back.
  SELECT RAISE(ABORT, 'same_person')
  FROM state_move m JOIN journal j ON j.record = NEW.record AND j.row_id = NEW.id
  WHERE by_hand() AND m.record = NEW.record AND m.action = action() AND m.from_state = NEW.old_state
    AND m.other_clerk IS NOT NULL AND j.clerk = clerk() AND in_words(m.other_clerk, j.action)
    AND j.seq = (SELECT max(k.seq) FROM journal k JOIN change c ON c.no = k.change_no
      WHERE k.record = NEW.record AND k.row_id = NEW.id AND k.action = j.action AND c.undone_by IS NULL);
  SELECT RAISE(ABORT, 'voided') WHERE NEW.old_void IS NOT NULL;
  SELECT RAISE(ABORT, 'no_reason') WHERE trim(NEW.new_void) = '';
  -- A trigger of the record's own may finish the row just added.
  SELECT RAISE(ABORT, 'stale')
  WHERE by_hand() AND action() IS NOT 'add' AND NEW.new_version <> NEW.old_version + 1;
END;

CREATE VIEW journal_entry (record, row_id, row_key, old, new) AS SELECT NULL, NULL, NULL, NULL, NULL WHERE 0;
CREATE TRIGGER journal_writes INSTEAD OF INSERT ON journal_entry
BEGIN
  INSERT INTO journal (seq, change_no, at, clerk, terminal, record, row_id, row_key, action, old, new, reason, today, hash)
  SELECT s.seq, change_no(), s.at, clerk(), terminal(), NEW.record, NEW.row_id, NEW.row_key, s.action, s.old, s.new, reason(), today(),
    chain(s.hash, s.seq, change_no(), s.at, clerk(), NEW.record, NEW.row_id, s.action, s.old, s.new, reason())
  FROM (SELECT (SELECT coalesce(max(seq), 0) + 1 FROM journal) AS seq,
      (SELECT hash FROM journal ORDER BY seq DESC LIMIT 1) AS hash,
      strftime('%Y-%m-%d %H:%M:%S', 'now', 'localtime') AS at,
      CASE WHEN going_back() THEN action() WHEN NEW.old IS NULL THEN 'add' WHEN NEW.new IS NULL THEN 'remove'
        WHEN coalesce(action(), 'add') = 'add' THEN 'set' ELSE action() END AS action,
      json_changed(NEW.old, coalesce(NEW.new, '{}')) AS old,
      json_changed(NEW.new, coalesce(NEW.old, '{}')) AS new) s
  WHERE s.old IS NULL OR s.new IS NULL OR s.old <> '{}' OR s.new <> '{}';
END;

INSERT INTO record VALUES ('code', NULL);

INSERT INTO refusal (code, rule, sentence, detail_sql) VALUES
  ('wrong_move', NULL, '现为「{state}」，不能{action}；现在可以：{moves}', NULL),
  ('wrong_start', NULL, '新增的只能是{start}；「{state}」要由动作一步步走到', NULL),
  ('wrong_role', NULL, '不能{action}：须由{role}办理', NULL),
  ('same_person', NULL, '不能由同一人办理：前一步是{who}办的，{action}须由另一人', NULL),
  ('no_reason', NULL, '{action}须写理由', NULL),
  ('missing', NULL, '{action}之前须填写「{label}」', NULL),
  ('required', NULL, '「{label}」不能空', NULL),
  ('not_in_list', NULL, '「{label}」没有「{value}」；可用：{list}', NULL),
  ('bad_date', NULL, '「{label}」不是日期：{value}；应写作 2026-03-01', NULL),
  ('bad_number', NULL, '「{label}」不是数：{value}', NULL),
  ('too_long', NULL, '「{label}」太长，最多{max}个字', NULL),
  ('not_allowed', NULL, '「{label}」不能是「{value}」', NULL),
  ('duplicate', NULL, '「{label}」{value}已有记录：{who}', NULL),
  ('no_such', NULL, '「{label}」没有这样的记录，或已作废：{value}', NULL),
  ('ambiguous', NULL, '「{label}」{value}有几个，请用编号：{list}', NULL),
  ('stale', NULL, '刚才已被{who}改过，请看过新内容再改', NULL),
  ('voided', NULL, '记录已作废，不能再改', NULL),
  ('no_delete', 'R-36', '记录不能删除，只能作废', NULL),
  ('counted', 'R-38', '「{label}」由程序推算，不能填写', NULL),
  ('changed_since', NULL, '{who}后来又改过，不能撤销', NULL);

INSERT INTO refusal (code, rule, sentence, detail_sql) VALUES
  ('month_closed', 'R-31', '{month}已封账，请在{open}补报或补发补扣',
   'SELECT coalesce(max(month), '''') AS month, coalesce((SELECT min(o.month) FROM period o WHERE o.state <> ''closed'' AND o.module = p.module AND o.month > p.month), ''下一个月'') AS open FROM period p WHERE state = ''closed''');
