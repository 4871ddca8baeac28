-- What moves between organs: people, quota, and the posts kept for
-- community workers; leaders' posts.  Section 编制.

CREATE TABLE leader_quota (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT leader_quota_code_length CHECK (length(code) <= 48),
  organ_id INTEGER NOT NULL REFERENCES organ (id),
  office_id INTEGER REFERENCES office (id),
  level TEXT NOT NULL,
  chief TEXT NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT leader_quota_quantity CHECK (quantity >= 0),
  document_id INTEGER NOT NULL REFERENCES document (id),
  valid_from TEXT NOT NULL CONSTRAINT leader_quota_valid_from CHECK (date(valid_from) IS valid_from),
  valid_to TEXT CONSTRAINT leader_quota_valid_to CHECK (date(valid_to) IS valid_to),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT leader_quota_dates CHECK (valid_to >= valid_from)
) STRICT;
CREATE INDEX leader_quota_by_organ ON leader_quota (organ_id, level);

CREATE TABLE transfer (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT transfer_code_length CHECK (length(code) <= 48),
  kind TEXT NOT NULL,
  from_organ_id INTEGER NOT NULL REFERENCES organ (id),
  to_organ_id INTEGER NOT NULL REFERENCES organ (id),
  person_id INTEGER REFERENCES person (id),
  with_quota INTEGER NOT NULL DEFAULT 0 CONSTRAINT transfer_with_quota CHECK (with_quota IN (0, 1)),
  quota_type TEXT,
  quantity INTEGER CONSTRAINT transfer_quantity CHECK (quantity >= 0),
  cause TEXT NOT NULL,
  document_id INTEGER REFERENCES document (id),
  decided_on TEXT CONSTRAINT transfer_decided_on CHECK (date(decided_on) IS decided_on),
  state TEXT NOT NULL DEFAULT 'applied',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT transfer_same_organ CHECK (from_organ_id <> to_organ_id),
  CONSTRAINT transfer_whom CHECK (kind <> 'person' OR person_id IS NOT NULL),
  CONSTRAINT transfer_what CHECK (kind <> 'quota' OR quota_type IS NOT NULL AND quantity > 0)
) STRICT;
CREATE INDEX transfer_by_person ON transfer (person_id);
CREATE INDEX transfer_by_state ON transfer (state);

CREATE TABLE reserved_post (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT reserved_post_code_length CHECK (length(code) <= 48),
  organ_id INTEGER NOT NULL REFERENCES organ (id),
  permit_id INTEGER NOT NULL REFERENCES quota_permit (id),
  title TEXT NOT NULL CONSTRAINT reserved_post_title_length CHECK (length(title) <= 50),
  conditions TEXT,
  person_id INTEGER REFERENCES person (id),
  posting_id INTEGER REFERENCES posting (id),
  state TEXT NOT NULL DEFAULT 'planned',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX reserved_post_by_permit ON reserved_post (permit_id, state);

-- The entry that a transfer of quota wrote, and the posting that a person's move made.
ALTER TABLE quota_entry ADD COLUMN transfer_id INTEGER REFERENCES transfer (id);
ALTER TABLE posting ADD COLUMN transfer_id INTEGER REFERENCES transfer (id);

CREATE VIEW leader_quota_derived AS
SELECT l.id,
  (SELECT count(*) FROM posting s WHERE s.organ_id = l.organ_id AND (l.office_id IS NULL OR s.office_id = l.office_id)
     AND s.duty_level = l.level AND s.chief_post = (l.chief = '01') AND s.void_reason IS NULL AND s.state IN ('held', 'leaving')) AS held,
  l.void_reason IS NULL AND l.valid_from <= as_of() AND (l.valid_to IS NULL OR l.valid_to > as_of()) AS in_effect
FROM leader_quota l;

-- Down to a street or what belongs to it, reverse from there to district and
-- bureaus, else level.
CREATE VIEW transfer_derived AS
SELECT t.id, CASE WHEN f.street_id IS NULL AND g.street_id IS NOT NULL THEN '下沉'
  WHEN f.street_id IS NOT NULL AND g.street_id IS NULL AND o.kind <> 'outside' THEN '逆向' ELSE '平级' END AS direction
FROM transfer t JOIN organ_street f ON f.organ_id = t.from_organ_id JOIN organ_street g ON g.organ_id = t.to_organ_id
JOIN organ o ON o.id = t.to_organ_id;

-- Pairs of organs between which a move goes against the stream.
CREATE VIEW reverse_way (from_id, to_id) AS
SELECT f.organ_id, g.organ_id FROM organ_street f CROSS JOIN organ_street g JOIN organ o ON o.id = g.organ_id
WHERE f.street_id IS NOT NULL AND g.street_id IS NULL AND o.kind <> 'outside';

INSERT INTO record (name, numbering) VALUES
  ('leader_quota', 'LD{seq:4}'), ('transfer', 'DZ-{year}-{seq:3}'), ('reserved_post', 'DX-{year}-{seq:2}');

INSERT INTO code (list, code, label, sort_no) VALUES
  ('transfer_state', 'applied', '申请', 1), ('transfer_state', 'approved', '已批准', 2), ('transfer_state', 'confirmed', '已复核', 3),
  ('transfer_state', 'executed', '已执行', 4), ('transfer_state', 'refused', '已拒绝', 5),
  ('reserved_post_state', 'planned', '设定', 1), ('reserved_post_state', 'recruiting', '招录中', 2), ('reserved_post_state', 'proposed', '拟聘', 3),
  ('reserved_post_state', 'posted', '已上编', 4), ('reserved_post_state', 'cancelled', '取消', 5);

INSERT INTO code_column VALUES
  ('leader_quota', 'level', 'post_level'), ('leader_quota', 'chief', 'chief'),
  ('transfer', 'kind', 'transfer_kind'), ('transfer', 'quota_type', 'quota_type'), ('transfer', 'state', 'transfer_state'),
  ('reserved_post', 'state', 'reserved_post_state');

INSERT INTO state_move VALUES
  ('leader_quota', 'add', '新增', NULL, NULL, 'quota', NULL, NULL),
  ('transfer', 'add', '申请', NULL, 'applied', 'street dept quota', NULL, NULL),
  ('transfer', 'approve', '批准', 'applied', 'approved', 'quota', 'decided_on document', NULL),
  ('transfer', 'confirm', '复核', 'approved', 'confirmed', 'checker', NULL, 'approve'),
  ('transfer', 'execute', '执行', 'confirmed', 'executed', 'quota', NULL, NULL),
  ('transfer', 'refuse', '拒绝', 'applied', 'refused', 'quota', '*', NULL),
  ('transfer', 'refuse', '拒绝', 'approved', 'refused', 'quota', '*', NULL),
  ('reserved_post', 'add', '设定', NULL, 'planned', 'quota', NULL, NULL),
  ('reserved_post', 'open', '开始招录', 'planned', 'recruiting', 'quota', NULL, NULL),
  ('reserved_post', 'propose', '拟聘', 'recruiting', 'proposed', 'quota', 'person', NULL),
  ('reserved_post', 'post', '上编', 'proposed', 'posted', 'quota', 'posting', NULL),
  ('reserved_post', 'cancel', '取消', 'planned', 'cancelled', 'quota', '*', NULL),
  ('reserved_post', 'cancel', '取消', 'recruiting', 'cancelled', 'quota', '*', NULL),
  ('reserved_post', 'cancel', '取消', 'proposed', 'cancelled', 'quota', '*', NULL);

INSERT INTO refusal (code, rule, sentence, detail_sql, severity) VALUES
  ('reverse_move', 'R-09', '逆向调整：{from}->{to}{quantity}名，须有编委会批文',
   'SELECT f.short_name AS "from", t.short_name AS "to", abs(:quantity) AS quantity FROM organ f, organ t WHERE f.id = coalesce(:from_organ_id, :organ_id) AND t.id = :to_organ_id', 'refuse'),
  ('reverse_person', 'R-10', '逆向调动：{name}由{from}到{to}，须有编委会批文',
   'SELECT p.name AS name, f.short_name AS "from", t.short_name AS "to" FROM person p, organ f, organ t WHERE p.id = :person_id AND f.id = :from_organ_id AND t.id = :to_organ_id', 'refuse'),
  ('outflow', 'R-10', '人员外流：{name}由{from}到{to}，记入逆向调整登记',
   'SELECT p.name AS name, f.short_name AS "from", t.short_name AS "to" FROM person p, organ f, organ t WHERE p.id = :person_id AND f.id = :from_organ_id AND t.id = :to_organ_id', 'warn'),
  ('still_posted', 'R-05', '{name}仍在{from}占用编制，须先下编',
   'SELECT p.name AS name, o.short_name AS "from" FROM person p, organ o WHERE p.id = :person_id AND o.id = :from_organ_id', 'refuse'),
  ('transfer_below_held', 'R-03', '调出后{type}{approved}名，少于在编{held}名',
   'SELECT type_label AS type, approved + overflow - :quantity AS approved, held FROM quota_line WHERE organ_id = :from_organ_id AND quota_type = :quota_type', 'refuse'),
  ('reserved_over_permit', 'R-32', '核准{quantity}个，定向岗已设{used}个',
   'SELECT p.quantity AS quantity, (SELECT count(*) FROM reserved_post r WHERE r.permit_id = p.id AND r.id IS NOT :id AND r.void_reason IS NULL AND r.state <> ''cancelled'') AS used FROM quota_permit p WHERE p.id = :permit_id', 'refuse'),
  ('post_not_held', 'R-32', '在编记录须是{name}的，并已在编',
   'SELECT coalesce((SELECT name FROM person WHERE id = :person_id), ''拟聘人员'') AS name', 'refuse'),
  ('leader_quota_dates', NULL, '结束日期{valid_to}早于开始日期{valid_from}', NULL, 'refuse'),
  ('transfer_same_organ', NULL, '调入单位与调出单位相同', NULL, 'refuse'),
  ('transfer_whom', NULL, '人员调整须填人员', NULL, 'refuse'),
  ('transfer_what', NULL, '编制调整须填编制类型和编制数', NULL, 'refuse');

CREATE TRIGGER transfer_law_approve BEFORE UPDATE OF state ON transfer WHEN NEW.state = 'approved' AND OLD.state = 'applied'
BEGIN
  SELECT RAISE(ABORT, 'reverse_move') FROM reverse_way w WHERE NEW.kind = 'quota' AND w.from_id = NEW.from_organ_id AND w.to_id = NEW.to_organ_id
    AND NOT EXISTS (SELECT 1 FROM document d WHERE d.id = NEW.document_id AND d.issuer = 'commission');
  SELECT RAISE(ABORT, 'reverse_person') FROM reverse_way w WHERE NEW.kind = 'person' AND NEW.with_quota = 1
    AND w.from_id = NEW.from_organ_id AND w.to_id = NEW.to_organ_id
    AND NOT EXISTS (SELECT 1 FROM document d WHERE d.id = NEW.document_id AND d.issuer = 'commission');
  SELECT RAISE(ABORT, 'outflow') FROM reverse_way w WHERE NEW.kind = 'person' AND NEW.with_quota = 0
    AND w.from_id = NEW.from_organ_id AND w.to_id = NEW.to_organ_id AND reason() IS NULL;
END;

-- What was approved is carried out as it stands.
CREATE TRIGGER transfer_law_set BEFORE UPDATE ON transfer WHEN by_hand() AND OLD.state NOT IN ('applied', 'refused') AND (NEW.kind <> OLD.kind OR NEW.from_organ_id <> OLD.from_organ_id
  OR NEW.to_organ_id <> OLD.to_organ_id OR NEW.person_id IS NOT OLD.person_id OR NEW.with_quota <> OLD.with_quota OR NEW.quota_type IS NOT OLD.quota_type
  OR NEW.quantity IS NOT OLD.quantity)
BEGIN
  SELECT RAISE(ABORT, 'wrong_move');
END;

CREATE TRIGGER transfer_law_execute BEFORE UPDATE OF state ON transfer WHEN NEW.state = 'executed' AND OLD.state = 'confirmed'
BEGIN
  SELECT RAISE(ABORT, 'transfer_below_held') FROM quota_line l WHERE NEW.kind = 'quota' AND l.organ_id = NEW.from_organ_id
    AND l.quota_type = NEW.quota_type AND l.approved + l.overflow - NEW.quantity < l.held;
  SELECT RAISE(ABORT, 'still_posted') WHERE NEW.kind = 'person' AND EXISTS (SELECT 1 FROM posting s WHERE s.person_id = NEW.person_id
    AND s.organ_id = NEW.from_organ_id AND s.void_reason IS NULL AND s.state IN ('pending', 'held', 'leaving'));
END;

-- Quota goes out of one ledger and into the other in one step.
CREATE TRIGGER transfer_entries AFTER UPDATE OF state ON transfer WHEN NEW.state = 'executed' AND OLD.state = 'confirmed' AND NEW.kind = 'quota'
BEGIN
  SELECT by_law(by_law() + 1);
  INSERT INTO quota_entry (code, organ_id, quota_type, cause, quantity, from_organ_id, to_organ_id, document_id, approved_on, effective_on,
    summary, transfer_id, state, note)
  SELECT NEW.code || CASE way WHEN 'out' THEN '-O' ELSE '-I' END, CASE way WHEN 'out' THEN NEW.from_organ_id ELSE NEW.to_organ_id END, NEW.quota_type,
    way, CASE way WHEN 'out' THEN -NEW.quantity ELSE NEW.quantity END, NEW.from_organ_id, NEW.to_organ_id, NEW.document_id, NEW.decided_on, today(),
    CASE way WHEN 'out' THEN '划出' ELSE '划入' END || NEW.quantity || '名：' || NEW.code, NEW.id, 'effective', NEW.note
  FROM (SELECT 'out' AS way UNION ALL SELECT 'in');
  SELECT by_law(by_law() - 1);
END;

CREATE TRIGGER quota_entry_law_out_add BEFORE INSERT ON quota_entry WHEN NEW.cause = 'out' AND NEW.reverses_id IS NULL
BEGIN
  SELECT RAISE(ABORT, 'reverse_move') FROM reverse_way w WHERE w.from_id = coalesce(NEW.from_organ_id, NEW.organ_id) AND w.to_id = NEW.to_organ_id
    AND NOT EXISTS (SELECT 1 FROM transfer t WHERE t.kind = 'quota' AND t.void_reason IS NULL AND t.state IN ('confirmed', 'executed')
      AND (NEW.transfer_id IS NULL OR t.id = NEW.transfer_id) AND t.from_organ_id = w.from_id AND t.to_organ_id = w.to_id
      AND t.quota_type = NEW.quota_type AND t.quantity >= -NEW.quantity);
END;

CREATE TRIGGER quota_entry_law_out_set BEFORE UPDATE OF cause, quantity, quota_type, organ_id, from_organ_id, to_organ_id, transfer_id, state ON quota_entry
WHEN NEW.cause = 'out' AND NEW.reverses_id IS NULL
BEGIN
  SELECT RAISE(ABORT, 'reverse_move') FROM reverse_way w WHERE w.from_id = coalesce(NEW.from_organ_id, NEW.organ_id) AND w.to_id = NEW.to_organ_id
    AND NOT EXISTS (SELECT 1 FROM transfer t WHERE t.kind = 'quota' AND t.void_reason IS NULL AND t.state IN ('confirmed', 'executed')
      AND (NEW.transfer_id IS NULL OR t.id = NEW.transfer_id) AND t.from_organ_id = w.from_id AND t.to_organ_id = w.to_id
      AND t.quota_type = NEW.quota_type AND t.quantity >= -NEW.quantity);
END;

CREATE TRIGGER reserved_post_law_add BEFORE INSERT ON reserved_post WHEN NEW.state <> 'cancelled'
BEGIN
  SELECT RAISE(ABORT, 'reserved_over_permit') FROM quota_permit p WHERE p.id = NEW.permit_id
    AND (SELECT count(*) FROM reserved_post r WHERE r.permit_id = p.id AND r.void_reason IS NULL AND r.state <> 'cancelled') + 1 > p.quantity;
END;

CREATE TRIGGER reserved_post_law_set BEFORE UPDATE OF permit_id ON reserved_post WHEN NEW.permit_id <> OLD.permit_id AND NEW.state <> 'cancelled'
BEGIN
  SELECT RAISE(ABORT, 'reserved_over_permit') FROM quota_permit p WHERE p.id = NEW.permit_id
    AND (SELECT count(*) FROM reserved_post r WHERE r.permit_id = p.id AND r.void_reason IS NULL AND r.state <> 'cancelled') + 1 > p.quantity;
END;

CREATE TRIGGER reserved_post_law_post BEFORE UPDATE OF state ON reserved_post WHEN NEW.state = 'posted' AND OLD.state <> 'posted'
BEGIN
  SELECT RAISE(ABORT, 'post_not_held') WHERE NEW.posting_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM posting s WHERE s.id = NEW.posting_id
    AND s.void_reason IS NULL AND s.state IN ('held', 'leaving') AND (NEW.person_id IS NULL OR s.person_id = NEW.person_id));
END;

-- Before a permit is taken, the people who have left must be off the books.
CREATE VIEW off_overdue_line (organ_id, organ, person, event_on) AS
SELECT s.organ_id, o.short_name, p.name, coalesce(s.event_on, retire_on(p.birth_on, p.sex, p.category))
FROM posting s JOIN organ o ON o.id = s.organ_id JOIN person p ON p.id = s.person_id
WHERE s.void_reason IS NULL AND s.state IN ('held', 'leaving')
  AND coalesce(s.event_on, retire_on(p.birth_on, p.sex, p.category)) <= today()
  AND today() > work_days(coalesce(s.event_on, retire_on(p.birth_on, p.sex, p.category)),
    (SELECT n FROM setting_number WHERE code = 'off_report_days'));

INSERT INTO refusal (code, rule, sentence, detail_sql) VALUES
  ('off_overdue', 'R-12', '{organ}有{n}人下编逾期未办（{names}），暂不受理用编',
   'SELECT max(organ) AS organ, count(*) AS n, group_concat(person, ''、'') AS names FROM off_overdue_line WHERE organ_id = :organ_id');

CREATE TRIGGER quota_permit_law_add BEFORE INSERT ON quota_permit WHEN by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'off_overdue') FROM off_overdue_line l WHERE l.organ_id = NEW.organ_id;
END;
CREATE TRIGGER quota_permit_law_set BEFORE UPDATE OF organ_id ON quota_permit WHEN by_law() = 0 AND NEW.organ_id <> OLD.organ_id
BEGIN
  SELECT RAISE(ABORT, 'off_overdue') FROM off_overdue_line l WHERE l.organ_id = NEW.organ_id;
END;
