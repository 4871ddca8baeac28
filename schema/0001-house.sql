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

CREATE TABLE code_column (
  record TEXT NOT NULL,
  "column" TEXT NOT NULL,
  list TEXT NOT NULL,
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

INSERT INTO record VALUES ('code', NULL);

INSERT INTO refusal (code, rule, sentence, detail_sql) VALUES
  ('wrong_move', NULL, '现为「{state}」，不能{action}；现在可以：{moves}', NULL),
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
  ('no_such', NULL, '「{label}」没有这样的记录：{value}', NULL),
  ('ambiguous', NULL, '「{label}」{value}有几个，请用编号：{list}', NULL),
  ('in_use', NULL, '还有记录引用它，不能去掉', NULL),
  ('stale', NULL, '刚才已被{who}改过，请看过新内容再改', NULL),
  ('voided', NULL, '记录已作废，不能再改', NULL),
  ('no_delete', 'R-36', '记录不能删除，只能作废', NULL),
  ('changed_since', NULL, '{who}后来又改过，不能撤销', NULL);

INSERT INTO refusal (code, rule, sentence, detail_sql) VALUES
  ('month_closed', 'R-31', '{month}已封账，请在{open}补报或补发补扣',
   'SELECT coalesce(max(month), '''') AS month, coalesce((SELECT min(o.month) FROM period o WHERE o.state <> ''closed'' AND o.module = p.module AND o.month > p.month), ''下一个月'') AS open FROM period p WHERE state = ''closed''');
