-- The hand-over of one clerk's work to another, by three signatures.
-- Section 报表.

CREATE TABLE handover (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT handover_code_length CHECK (length(code) <= 48),
  from_clerk_id INTEGER NOT NULL REFERENCES clerk (id),
  to_clerk_id INTEGER NOT NULL REFERENCES clerk (id),
  witness_id INTEGER NOT NULL REFERENCES clerk (id),
  handed_on TEXT NOT NULL CONSTRAINT handover_handed_on CHECK (date(handed_on) IS handed_on),
  items TEXT,
  state TEXT NOT NULL DEFAULT 'prepared',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT handover_three CHECK (from_clerk_id <> to_clerk_id AND from_clerk_id <> witness_id AND to_clerk_id <> witness_id)
) STRICT;

INSERT INTO record (name, numbering) VALUES
  ('handover', 'JJ-{year}-{seq:3}');

INSERT INTO code (list, code, label, sort_no) VALUES
  ('handover_state', 'prepared', '拟交', 1), ('handover_state', 'accepted', '已接', 2), ('handover_state', 'witnessed', '已监交', 3);

INSERT INTO code_column VALUES
  ('handover', 'state', 'handover_state');

INSERT INTO state_move VALUES
  ('handover', 'add', '移交', NULL, 'prepared', NULL, NULL, NULL),
  ('handover', 'accept', '接收', 'prepared', 'accepted', NULL, NULL, NULL),
  ('handover', 'witness', '监交', 'accepted', 'witnessed', NULL, NULL, NULL);

INSERT INTO refusal (code, rule, sentence, detail_sql, severity) VALUES
  ('not_that_clerk', NULL, '{what}须由{who}本人办理',
   'SELECT CASE :state WHEN ''accepted'' THEN ''接收'' WHEN ''witnessed'' THEN ''监交'' ELSE ''移交'' END AS what, name AS who FROM clerk WHERE id = CASE :state WHEN ''accepted'' THEN :to_clerk_id WHEN ''witnessed'' THEN :witness_id ELSE :from_clerk_id END', 'refuse'),
  ('handover_three', NULL, '移交人、接交人、监交人须是三个人', NULL, 'refuse');

CREATE TRIGGER handover_law_add BEFORE INSERT ON handover WHEN by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'not_that_clerk') WHERE (SELECT c.code FROM clerk c WHERE c.id = NEW.from_clerk_id) IS NOT clerk();
END;

CREATE TRIGGER handover_law_move BEFORE UPDATE OF state ON handover WHEN NEW.state <> OLD.state AND by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'not_that_clerk') WHERE NEW.state = 'accepted' AND (SELECT c.code FROM clerk c WHERE c.id = NEW.to_clerk_id) IS NOT clerk();
  SELECT RAISE(ABORT, 'not_that_clerk') WHERE NEW.state = 'witnessed' AND (SELECT c.code FROM clerk c WHERE c.id = NEW.witness_id) IS NOT clerk();
END;

-- What the clerk last touched and is still due, and the last closed month.
CREATE TRIGGER handover_items AFTER INSERT ON handover WHEN NEW.items IS NULL
BEGIN
  SELECT by_law(by_law() + 1);
  UPDATE handover SET items = coalesce((SELECT group_concat(t.text || '（' || t.due_on || '）', char(10)) FROM todo t
      WHERE (SELECT j.clerk FROM journal j WHERE j.record = t.form AND j.row_key = t."key" ORDER BY j.seq DESC LIMIT 1)
        = (SELECT c.code FROM clerk c WHERE c.id = NEW.from_clerk_id)) || char(10), '')
    || '最近封账：' || coalesce((SELECT max(month) FROM period WHERE state = 'closed' AND void_reason IS NULL), '无'), version = version + 1
  WHERE id = NEW.id;
  SELECT by_law(by_law() - 1);
END;

-- From the day of the third signature the old account acts no more.
CREATE TRIGGER handover_lock AFTER UPDATE OF state ON handover WHEN NEW.state = 'witnessed' AND OLD.state = 'accepted'
BEGIN
  SELECT by_law(by_law() + 1);
  UPDATE clerk SET valid_to = max(today(), valid_from), version = version + 1 WHERE id = NEW.from_clerk_id;
  SELECT by_law(by_law() - 1);
END;
