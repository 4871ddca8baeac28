-- Establishment posts: the ledger of quota, permits to fill posts, and who
-- holds one.  Section 编制.  Vacancy is the view quota_line, for screen and law alike.

CREATE TABLE quota_entry (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  organ_id INTEGER NOT NULL REFERENCES organ (id),
  office_id INTEGER REFERENCES office (id),
  quota_type TEXT NOT NULL,
  funding TEXT,
  cause TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  from_organ_id INTEGER REFERENCES organ (id),
  to_organ_id INTEGER REFERENCES organ (id),
  document_id INTEGER REFERENCES document (id),
  approved_on TEXT CONSTRAINT quota_entry_approved_on CHECK (date(approved_on) IS approved_on),
  effective_on TEXT CONSTRAINT quota_entry_effective_on CHECK (date(effective_on) IS effective_on),
  summary TEXT CONSTRAINT quota_entry_summary_length CHECK (length(summary) <= 200),
  reverses_id INTEGER REFERENCES quota_entry (id),
  state TEXT NOT NULL DEFAULT 'draft',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX quota_entry_by_organ ON quota_entry (organ_id, quota_type, state);

CREATE TABLE quota_permit (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  organ_id INTEGER NOT NULL REFERENCES organ (id),
  quota_type TEXT NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT quota_permit_quantity CHECK (quantity > 0),
  use TEXT NOT NULL,
  cause TEXT,
  applied_on TEXT NOT NULL CONSTRAINT quota_permit_applied_on CHECK (date(applied_on) IS applied_on),
  check_opinion TEXT,
  approved_on TEXT CONSTRAINT quota_permit_approved_on CHECK (date(approved_on) IS approved_on),
  valid_until TEXT CONSTRAINT quota_permit_valid_until CHECK (date(valid_until) IS valid_until),
  document_id INTEGER REFERENCES document (id),
  state TEXT NOT NULL DEFAULT 'applied',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX quota_permit_by_organ ON quota_permit (organ_id, quota_type, state);

CREATE TABLE posting (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person (id),
  organ_id INTEGER NOT NULL REFERENCES organ (id),
  office_id INTEGER REFERENCES office (id),
  quota_type TEXT NOT NULL,
  post_kind TEXT NOT NULL,
  duty TEXT CONSTRAINT posting_duty_length CHECK (length(duty) <= 50),
  duty_level TEXT,
  chief_post INTEGER NOT NULL DEFAULT 0 CONSTRAINT posting_chief_post CHECK (chief_post IN (0, 1)),
  permit_id INTEGER REFERENCES quota_permit (id),
  entry_document_id INTEGER REFERENCES document (id),
  on_kind TEXT,
  starts_on TEXT NOT NULL CONSTRAINT posting_starts_on CHECK (date(starts_on) IS starts_on),
  event_on TEXT CONSTRAINT posting_event_on CHECK (date(event_on) IS event_on),
  end_reason TEXT,
  evidence TEXT,
  evidence_no TEXT,
  ends_on TEXT CONSTRAINT posting_ends_on CHECK (date(ends_on) IS ends_on),
  receipt_no TEXT,
  opening INTEGER NOT NULL DEFAULT 0 CONSTRAINT posting_opening CHECK (opening IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'drafted',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT posting_dates CHECK (ends_on >= starts_on)
) STRICT;
-- Holds all that vacancy asks for.
CREATE INDEX posting_by_organ ON posting (organ_id, quota_type, state, void_reason, starts_on, ends_on);
CREATE INDEX posting_by_person ON posting (person_id, state);
CREATE INDEX posting_by_permit ON posting (permit_id);
CREATE INDEX posting_by_start ON posting (starts_on);
CREATE INDEX posting_by_end ON posting (ends_on);

CREATE VIEW quota_permit_derived AS
SELECT p.id,
  (SELECT count(*) FROM posting s WHERE s.permit_id = p.id AND s.void_reason IS NULL
     AND s.state IN ('pending', 'held', 'leaving', 'left')) AS used,
  p.quantity - (SELECT count(*) FROM posting s WHERE s.permit_id = p.id AND s.void_reason IS NULL
     AND s.state IN ('pending', 'held', 'leaving', 'left')) AS left,
  (p.state = 'approved' AND p.valid_until < as_of()) IS 1 AS expired
FROM quota_permit p;

-- Per organ and type, on as_of(); a day in the past reads the days of the
-- posts, today reads their states (domain rule: states as they are).
-- DISTINCT keeps SQLite from writing the inner query into each place that
-- names one of its columns: a line counts its posts once, not six times.
CREATE VIEW quota_line AS
SELECT organ_id, quota_type, organ, type_label, approved, overflow, held, pending, reserved,
  approved + overflow - held - pending - reserved AS vacancy,
  max(approved + overflow - held - pending - reserved, 0) AS vacant,
  max(held - approved - overflow, 0) AS over
FROM (
  SELECT DISTINCT o.id AS organ_id, q.code AS quota_type, o.short_name AS organ, q.label AS type_label,
    coalesce((SELECT sum(e.quantity) FROM quota_entry e WHERE e.organ_id = o.id AND e.quota_type = q.code AND e.void_reason IS NULL
      AND e.state IN ('effective', 'reversed') AND e.effective_on <= as_of() AND e.cause <> 'overflow'), 0) AS approved,
    coalesce((SELECT sum(e.quantity) FROM quota_entry e WHERE e.organ_id = o.id AND e.quota_type = q.code AND e.void_reason IS NULL
      AND e.state IN ('effective', 'reversed') AND e.effective_on <= as_of() AND e.cause = 'overflow'), 0) AS overflow,
    CASE WHEN as_of() >= today() THEN
      (SELECT count(*) FROM posting s WHERE s.organ_id = o.id AND s.quota_type = q.code AND s.state = 'held' AND s.void_reason IS NULL)
      + (SELECT count(*) FROM posting s WHERE s.organ_id = o.id AND s.quota_type = q.code AND s.state = 'leaving' AND s.void_reason IS NULL)
    ELSE (SELECT count(*) FROM posting s WHERE s.organ_id = o.id AND s.quota_type = q.code AND s.state IN ('held', 'leaving', 'left') AND s.void_reason IS NULL
      AND s.starts_on <= as_of() AND (s.ends_on IS NULL OR s.ends_on > as_of())) END AS held,
    (SELECT count(*) FROM posting s WHERE s.organ_id = o.id AND s.quota_type = q.code AND s.state = 'pending' AND s.void_reason IS NULL
      AND as_of() >= today()) AS pending,
    coalesce((SELECT sum(max(p.quantity - (SELECT count(*) FROM posting s WHERE s.permit_id = p.id AND s.void_reason IS NULL
        AND s.state IN ('pending', 'held', 'leaving', 'left') AND (as_of() >= today() OR s.starts_on <= as_of())), 0))
      FROM quota_permit p WHERE p.organ_id = o.id AND p.quota_type = q.code AND p.void_reason IS NULL
        AND p.state = 'approved' AND p.approved_on <= as_of() AND p.valid_until >= as_of()), 0) AS reserved
  FROM organ o CROSS JOIN code q
  WHERE q.list = 'quota_type' AND o.void_reason IS NULL
);

-- The board: only the lines where something is.
CREATE VIEW quota_board AS
SELECT o.code || '/' || l.quota_type AS code, l.organ, l.organ_id, l.quota_type, l.approved, l.overflow, l.held,
  l.reserved + l.pending AS reserved, l.vacant, l.over,
  -- a cell a post, scaled down where they would not fit
  '[' || replace(hex(zeroblob(min(l.held, 24))), '00', '#') || replace(hex(zeroblob(min(l.reserved + l.pending, 8))), '00', '+')
    || replace(hex(zeroblob(min(l.vacant, 8))), '00', '.') || ']' || CASE WHEN l.over > 0 THEN '!' ELSE '' END AS bar,
  'posting' AS form, 'organ=' || o.code || ' quota_type=' || l.quota_type || ' in_effect=1' AS filter
FROM quota_line l JOIN organ o ON o.id = l.organ_id
WHERE l.approved <> 0 OR l.overflow <> 0 OR l.held <> 0 OR l.pending <> 0 OR l.reserved <> 0;

CREATE VIEW quota_entry_derived AS
SELECT e.id,
  (SELECT coalesce(sum(b.quantity), 0) FROM quota_entry b WHERE b.organ_id = e.organ_id AND b.quota_type = e.quota_type AND b.void_reason IS NULL
     AND b.state IN ('effective', 'reversed') AND (b.effective_on, b.id) <= (e.effective_on, e.id)) AS balance,
  e.state IN ('effective', 'reversed') AND e.effective_on <= as_of() AND e.void_reason IS NULL AS in_effect
FROM quota_entry e;

-- Who came, or left, in an earlier month than onto or off the books is
-- reported late (补报).
CREATE VIEW posting_derived AS
SELECT s.id,
  s.void_reason IS NULL AND CASE WHEN as_of() >= today() THEN s.state IN ('held', 'leaving')
    ELSE s.state IN ('held', 'leaving', 'left') AND s.starts_on <= as_of() AND (s.ends_on IS NULL OR s.ends_on > as_of()) END AS in_effect,
  (substr(s.event_on, 1, 7) < substr(s.ends_on, 1, 7)) IS 1 OR (SELECT length(p.joined_on) >= 7 AND s.opening = 0 AND s.on_kind IN ('01', '02', '05', '06')
    AND substr(p.joined_on, 1, 7) < substr(s.starts_on, 1, 7) AND p.joined_on >= add_months(s.starts_on, -12) FROM person p WHERE p.id = s.person_id) IS 1 AS late
FROM posting s;

INSERT INTO record (name, numbering) VALUES
  ('quota_entry', 'BZ-{year}-{seq:3}'), ('quota_permit', 'YB-{year}-{seq:3}'), ('posting', 'SB-{year}-{seq:4}');

INSERT INTO code (list, code, label, sort_no) VALUES
  ('quota_entry_state', 'draft', '草稿', 1), ('quota_entry_state', 'pending', '待复核', 2),
  ('quota_entry_state', 'effective', '生效', 3), ('quota_entry_state', 'reversed', '冲销', 4),
  ('quota_permit_state', 'applied', '申请', 1), ('quota_permit_state', 'checked', '已审核', 2),
  ('quota_permit_state', 'approved', '核准', 3), ('quota_permit_state', 'refused', '不同意', 4),
  ('quota_permit_state', 'cancelled', '作废', 5),
  ('posting_state', 'drafted', '拟上编', 1), ('posting_state', 'pending', '待复核', 2), ('posting_state', 'held', '在编', 3),
  ('posting_state', 'leaving', '拟下编', 4), ('posting_state', 'left', '已下编', 5);

INSERT INTO code_column VALUES
  ('quota_entry', 'quota_type', 'quota_type'), ('quota_entry', 'funding', 'funding'), ('quota_entry', 'cause', 'quota_cause'),
  ('quota_entry', 'state', 'quota_entry_state'),
  ('quota_permit', 'quota_type', 'quota_type'), ('quota_permit', 'use', 'permit_use'), ('quota_permit', 'state', 'quota_permit_state'),
  ('posting', 'quota_type', 'quota_type'), ('posting', 'post_kind', 'post_kind'), ('posting', 'duty_level', 'post_level'),
  ('posting', 'on_kind', 'join_kind'), ('posting', 'end_reason', 'end_reason'), ('posting', 'evidence', 'evidence'),
  ('posting', 'state', 'posting_state'),
  ('quota_board', 'quota_type', 'quota_type');

INSERT INTO state_move VALUES
  ('quota_entry', 'add', '新增', NULL, 'draft', 'quota', NULL, NULL),
  ('quota_entry', 'submit', '提交', 'draft', 'pending', 'quota', 'document approved_on effective_on summary', NULL),
  ('quota_entry', 'confirm', '复核生效', 'pending', 'effective', 'checker', NULL, 'submit'),
  ('quota_entry', 'reject', '退回', 'pending', 'draft', 'checker', '*', NULL),
  ('quota_entry', 'reverse', '冲销', 'effective', 'reversed', 'checker', '*', 'submit'),
  ('quota_permit', 'add', '申请', NULL, 'applied', 'street quota', NULL, NULL),
  ('quota_permit', 'check', '审核', 'applied', 'checked', 'quota', 'check_opinion', NULL),
  ('quota_permit', 'approve', '核准', 'checked', 'approved', 'checker', 'approved_on valid_until', 'check'),
  ('quota_permit', 'refuse', '不同意', 'applied', 'refused', 'checker', '*', NULL),
  ('quota_permit', 'refuse', '不同意', 'checked', 'refused', 'checker', '*', NULL),
  ('quota_permit', 'cancel', '作废', 'approved', 'cancelled', 'checker', '*', NULL),
  ('posting', 'add', '新增', NULL, 'drafted', 'quota', NULL, NULL),
  ('posting', 'submit', '提交', 'drafted', 'pending', 'quota', NULL, NULL),
  ('posting', 'confirm', '复核上编', 'pending', 'held', 'checker', NULL, 'submit'),
  ('posting', 'reject', '退回', 'pending', 'drafted', 'checker', '*', NULL),
  ('posting', 'leave', '拟下编', 'held', 'leaving', 'street quota', 'event_on end_reason evidence evidence_no', NULL),
  ('posting', 'stay', '撤回下编', 'leaving', 'held', 'quota', '*', NULL),
  ('posting', 'write_off', '核销下编', 'leaving', 'left', 'quota', 'ends_on receipt_no', 'leave');

INSERT INTO period_lock VALUES
  ('posting', 'starts_on', 'people'), ('posting', 'ends_on', 'people'), ('quota_entry', 'effective_on', 'people');

INSERT INTO refusal (code, rule, sentence, detail_sql, severity) VALUES
  ('over_quota', 'R-03', '超编：{type}核定{approved}，在编{held}，已核准未上编{reserved}，空编{vacant}，不能上编',
   'SELECT type_label AS type, approved + overflow AS approved, held, reserved + pending AS reserved, vacant FROM quota_line WHERE organ_id = :organ_id AND quota_type = :quota_type', 'refuse'),
  ('over_quota_opening', 'R-03', '期初超编：{type}核定{approved}，在编{held}，已核准未上编{reserved}，空编{vacant}',
   'SELECT type_label AS type, approved + overflow AS approved, held, reserved + pending AS reserved, vacant FROM quota_line WHERE organ_id = :organ_id AND quota_type = :quota_type', 'warn'),
  ('no_vacancy', 'R-03', '空编不足：申请{quantity}，空编{vacant}（核定{approved}－在编{held}－已核准未上编{reserved}）',
   'SELECT :quantity AS quantity, approved + overflow AS approved, held, reserved + pending AS reserved, vacant FROM quota_line WHERE organ_id = :organ_id AND quota_type = :quota_type', 'refuse'),
  ('permit_spent', 'R-03', '核准单{permit}核准{quantity}，已用{used}，有效至{until}，不能再用',
   'SELECT p.code AS permit, p.quantity AS quantity, d.used AS used, coalesce(p.valid_until, ''未核准'') AS until FROM quota_permit p JOIN quota_permit_derived d ON d.id = p.id WHERE p.id = :permit_id', 'refuse'),
  ('below_held', 'R-03', '核减后{type}{approved}名，少于在编{held}名',
   'SELECT type_label AS type, approved + overflow + :quantity AS approved, held FROM quota_line WHERE organ_id = :organ_id AND quota_type = :quota_type', 'refuse'),
  ('wrong_sign', 'R-03', '事由「{cause}」的数量应为{sign}',
   'SELECT CASE WHEN :cause IN (''set'', ''new'', ''in'', ''overflow'') THEN ''正数'' WHEN :cause = ''special'' THEN ''正数或负数，不能为0'' ELSE ''负数'' END AS sign', 'refuse'),
  ('overflow_no_document', 'R-04', '允许溢出须有批文', NULL, 'refuse'),
  ('already_posted', 'R-05', '{name}自{since}在{organ}占用编制，须先下编',
   'SELECT p.name AS name, s.starts_on AS since, o.short_name AS organ FROM posting s JOIN person p ON p.id = s.person_id JOIN organ o ON o.id = s.organ_id WHERE s.person_id = :person_id AND s.id IS NOT :id AND s.void_reason IS NULL AND s.state IN (''pending'', ''held'', ''leaving'')', 'refuse'),
  ('type_mismatch', 'R-06', '混编：{name}为{category}，不能上{type}',
   'SELECT p.name AS name, c.label AS category, q.label AS type FROM person p, code c, code q WHERE p.id = :person_id AND c.list = ''category'' AND c.code = p.category AND q.list = ''quota_type'' AND q.code = :quota_type', 'refuse'),
  ('type_mismatch_opening', 'R-06', '期初混编：{name}为{category}，在{type}上',
   'SELECT p.name AS name, c.label AS category, q.label AS type FROM person p, code c, code q WHERE p.id = :person_id AND c.list = ''category'' AND c.code = p.category AND q.list = ''quota_type'' AND q.code = :quota_type', 'warn'),
  ('no_permit', 'R-07', '没有用编核准单，不能上编', NULL, 'refuse'),
  ('no_entry_document', 'R-07', '没有入编文号，不能上编', NULL, 'refuse'),
  ('overstaffed', 'R-08', '{organ}{type}核定{approved}，在编{held}，超编{over}，只出不进',
   'SELECT organ, type_label AS type, approved + overflow AS approved, held, over FROM quota_line WHERE organ_id = :organ_id AND quota_type = :quota_type', 'refuse'),
  ('overstaffed_opening', 'R-08', '期初：{organ}{type}核定{approved}，在编{held}，超编{over}',
   'SELECT organ, type_label AS type, approved + overflow AS approved, held, over FROM quota_line WHERE organ_id = :organ_id AND quota_type = :quota_type', 'warn'),
  ('no_evidence', 'R-12', '下编原因为{end_reason}，须附{paper}',
   'SELECT label AS paper FROM code WHERE list = ''evidence'' AND code = :end_reason', 'refuse'),
  ('off_late', 'R-12', '离岗{event_on}，已过{n}个工作日',
   'SELECT count_work_days(:event_on, today()) AS n', 'warn'),
  ('quota_permit_quantity', NULL, '用编数量{quantity}应是1以上的整数', NULL, 'refuse'),
  ('posting_dates', NULL, '下编日期{ends_on}早于上编日期{starts_on}', NULL, 'refuse');

CREATE TRIGGER quota_entry_law_add BEFORE INSERT ON quota_entry
BEGIN
  SELECT RAISE(ABORT, 'counted reverses_id') WHERE by_hand() AND NEW.reverses_id IS NOT NULL;
  SELECT RAISE(ABORT, 'wrong_sign') WHERE NEW.quantity = 0 OR NEW.reverses_id IS NULL
    AND (NEW.cause IN ('set', 'new', 'in', 'overflow') AND NEW.quantity < 0 OR NEW.cause IN ('cut', 'out', 'back') AND NEW.quantity > 0);
  SELECT RAISE(ABORT, 'overflow_no_document') WHERE NEW.cause = 'overflow' AND NEW.document_id IS NULL;
END;

CREATE TRIGGER quota_entry_law_set BEFORE UPDATE OF cause, quantity, document_id ON quota_entry
BEGIN
  SELECT RAISE(ABORT, 'wrong_sign') WHERE NEW.quantity = 0 OR NEW.reverses_id IS NULL
    AND (NEW.cause IN ('set', 'new', 'in', 'overflow') AND NEW.quantity < 0 OR NEW.cause IN ('cut', 'out', 'back') AND NEW.quantity > 0);
  SELECT RAISE(ABORT, 'overflow_no_document') WHERE NEW.cause = 'overflow' AND NEW.document_id IS NULL;
END;

-- What a closed month has counted stays; what was checked is reversed, not
-- written over.
CREATE TRIGGER quota_entry_law_counted BEFORE UPDATE ON quota_entry
WHEN by_hand() AND OLD.state IN ('pending', 'effective', 'reversed') AND (NEW.organ_id <> OLD.organ_id OR NEW.quota_type <> OLD.quota_type
  OR NEW.quantity <> OLD.quantity OR NEW.cause <> OLD.cause OR NEW.effective_on IS NOT OLD.effective_on OR NEW.void_reason IS NOT OLD.void_reason)
BEGIN
  SELECT RAISE(ABORT, 'month_closed') FROM period p WHERE OLD.state <> 'pending' AND p.module = 'people' AND p.state = 'closed'
    AND p.void_reason IS NULL AND p.month >= substr(OLD.effective_on, 1, 7);
  SELECT RAISE(ABORT, 'wrong_move') WHERE NEW.void_reason IS OLD.void_reason;
END;
CREATE TRIGGER quota_entry_law_program BEFORE UPDATE OF reverses_id, transfer_id ON quota_entry WHEN by_hand()
BEGIN
  SELECT RAISE(ABORT, 'counted reverses_id') WHERE NEW.reverses_id IS NOT OLD.reverses_id;
  SELECT RAISE(ABORT, 'counted transfer_id') WHERE NEW.transfer_id IS NOT OLD.transfer_id;
END;

CREATE TRIGGER quota_entry_law_confirm BEFORE UPDATE OF state ON quota_entry
WHEN NEW.state = 'effective' AND OLD.state = 'pending'
BEGIN
  SELECT RAISE(ABORT, 'below_held') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type
    AND NEW.quantity < 0 AND l.approved + l.overflow + NEW.quantity < l.held;
END;

CREATE TRIGGER quota_entry_law_reverse BEFORE UPDATE OF state ON quota_entry
WHEN NEW.state = 'reversed' AND OLD.state = 'effective'
BEGIN
  SELECT RAISE(ABORT, 'below_held') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type
    AND NEW.quantity > 0 AND l.approved + l.overflow - NEW.quantity < l.held;
END;

-- Reversing writes the mirror entry; both keep counting, so the sum is right.
CREATE TRIGGER quota_entry_mirror AFTER UPDATE OF state ON quota_entry
WHEN NEW.state = 'reversed' AND OLD.state = 'effective'
BEGIN
  SELECT by_law(by_law() + 1);
  INSERT INTO quota_entry (code, organ_id, office_id, quota_type, funding, cause, quantity, from_organ_id, to_organ_id,
    document_id, approved_on, effective_on, summary, reverses_id, state, note)
  VALUES (NEW.code || '-C', NEW.organ_id, NEW.office_id, NEW.quota_type, NEW.funding, NEW.cause, -NEW.quantity, NEW.from_organ_id, NEW.to_organ_id,
    NEW.document_id, NEW.approved_on, today(), '冲销' || NEW.code || '：' || coalesce(reason(), ''), NEW.id, 'effective', NEW.note);
  SELECT by_law(by_law() - 1);
END;

CREATE TRIGGER quota_permit_law_approve BEFORE UPDATE OF state ON quota_permit
WHEN NEW.state = 'approved' AND OLD.state = 'checked'
BEGIN
  SELECT RAISE(ABORT, 'overstaffed') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type AND l.over > 0;
  SELECT RAISE(ABORT, 'no_vacancy') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type
    AND NEW.quantity > l.vacancy;
END;

-- A draft beyond the vacancy is refused at the door, and again when it is submitted.
CREATE TRIGGER posting_law_add BEFORE INSERT ON posting WHEN by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'overstaffed') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type
    AND l.over > 0 AND NEW.opening = 0;
  SELECT RAISE(ABORT, 'over_quota') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type
    AND NEW.opening = 0 AND l.vacancy < CASE WHEN EXISTS (SELECT 1 FROM quota_permit p JOIN quota_permit_derived d ON d.id = p.id
      WHERE p.id = NEW.permit_id AND d.left > 0 AND p.state = 'approved' AND p.valid_until >= today()
        AND p.organ_id = NEW.organ_id AND p.quota_type = NEW.quota_type) THEN 0 ELSE 1 END;
  SELECT RAISE(ABORT, 'type_mismatch') FROM person p WHERE p.id = NEW.person_id AND NEW.opening = 0
    AND NOT CASE p.category WHEN 'civil' THEN NEW.quota_type = 'admin' WHEN 'quasi' THEN NEW.quota_type = 'quasi'
      WHEN 'manager' THEN NEW.quota_type = 'institution' WHEN 'expert' THEN NEW.quota_type = 'institution'
      WHEN 'labour' THEN NEW.quota_type IN ('labour', 'institution') ELSE 0 END;
  SELECT RAISE(ABORT, 'no_evidence') WHERE NEW.evidence IS NOT NULL AND NEW.end_reason IS NOT NEW.evidence;
END;

-- Who is on which books was checked: the clerk leaves and posts anew.  What a
-- closed month has counted is not even voided.
CREATE TRIGGER posting_law_counted BEFORE UPDATE ON posting
WHEN by_hand() AND OLD.state IN ('pending', 'held', 'leaving', 'left') AND (NEW.person_id <> OLD.person_id OR NEW.organ_id <> OLD.organ_id
  OR NEW.quota_type <> OLD.quota_type OR NEW.starts_on <> OLD.starts_on OR NEW.void_reason IS NOT OLD.void_reason
  OR OLD.state = 'left' AND NEW.ends_on IS NOT OLD.ends_on)
BEGIN
  SELECT RAISE(ABORT, 'month_closed') FROM period p WHERE OLD.state <> 'pending' AND p.module = 'people' AND p.state = 'closed'
    AND p.void_reason IS NULL AND p.month >= substr(OLD.starts_on, 1, 7) AND (OLD.ends_on IS NULL OR p.month <= substr(OLD.ends_on, 1, 7) OR NEW.ends_on IS NOT OLD.ends_on);
  SELECT RAISE(ABORT, 'wrong_move') WHERE NEW.void_reason IS OLD.void_reason;
END;
-- A permit that was approved is cancelled and applied for anew.
CREATE TRIGGER quota_permit_law_counted BEFORE UPDATE OF organ_id, quota_type, quantity ON quota_permit
WHEN by_hand() AND OLD.state = 'approved' AND (NEW.organ_id <> OLD.organ_id OR NEW.quota_type <> OLD.quota_type OR NEW.quantity <> OLD.quantity)
BEGIN
  SELECT RAISE(ABORT, 'wrong_move');
END;
CREATE TRIGGER posting_law_evidence BEFORE UPDATE OF end_reason, evidence ON posting WHEN by_hand() AND NEW.state IN ('leaving', 'left') AND OLD.state = NEW.state
BEGIN
  SELECT RAISE(ABORT, 'no_evidence') WHERE NEW.evidence IS NOT NEW.end_reason AND (NEW.evidence IS NOT OLD.evidence OR NEW.end_reason IS NOT OLD.end_reason);
END;

CREATE TRIGGER posting_law_submit BEFORE UPDATE OF state ON posting
WHEN NEW.state = 'pending' AND OLD.state = 'drafted'
BEGIN
  SELECT RAISE(ABORT, 'overstaffed') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type
    AND l.over > 0 AND NEW.opening = 0;
  SELECT RAISE(ABORT, 'over_quota') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type
    AND NEW.opening = 0 AND l.vacancy < CASE WHEN EXISTS (SELECT 1 FROM quota_permit p JOIN quota_permit_derived d ON d.id = p.id
      WHERE p.id = NEW.permit_id AND d.left > 0 AND p.state = 'approved' AND p.valid_until >= today()
        AND p.organ_id = NEW.organ_id AND p.quota_type = NEW.quota_type) THEN 0 ELSE 1 END;
  SELECT RAISE(ABORT, 'over_quota_opening') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type
    AND NEW.opening = 1 AND l.over = 0 AND l.vacancy < 1 AND reason() IS NULL;
  SELECT RAISE(ABORT, 'permit_spent') WHERE NEW.permit_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM quota_permit p JOIN quota_permit_derived d ON d.id = p.id
      WHERE p.id = NEW.permit_id AND p.void_reason IS NULL AND p.state = 'approved' AND d.left > 0 AND p.valid_until >= today()
        AND p.organ_id = NEW.organ_id AND p.quota_type = NEW.quota_type);
  SELECT RAISE(ABORT, 'already_posted') FROM posting s WHERE s.person_id = NEW.person_id AND s.id <> NEW.id
    AND s.void_reason IS NULL AND s.state IN ('pending', 'held', 'leaving');
  SELECT RAISE(ABORT, 'type_mismatch') FROM person p WHERE p.id = NEW.person_id AND NEW.opening = 0
    AND NOT CASE p.category WHEN 'civil' THEN NEW.quota_type = 'admin' WHEN 'quasi' THEN NEW.quota_type = 'quasi'
      WHEN 'manager' THEN NEW.quota_type = 'institution' WHEN 'expert' THEN NEW.quota_type = 'institution'
      WHEN 'labour' THEN NEW.quota_type IN ('labour', 'institution') ELSE 0 END;
  SELECT RAISE(ABORT, 'type_mismatch_opening') FROM person p WHERE p.id = NEW.person_id AND NEW.opening = 1 AND reason() IS NULL
    AND NOT CASE p.category WHEN 'civil' THEN NEW.quota_type = 'admin' WHEN 'quasi' THEN NEW.quota_type = 'quasi'
      WHEN 'manager' THEN NEW.quota_type = 'institution' WHEN 'expert' THEN NEW.quota_type = 'institution'
      WHEN 'labour' THEN NEW.quota_type IN ('labour', 'institution') ELSE 0 END;
  SELECT RAISE(ABORT, 'no_permit') WHERE NEW.permit_id IS NULL AND NEW.opening = 0;
  SELECT RAISE(ABORT, 'no_entry_document') WHERE NEW.entry_document_id IS NULL;
  SELECT RAISE(ABORT, 'overstaffed_opening') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type
    AND l.over > 0 AND NEW.opening = 1 AND reason() IS NULL;
END;

CREATE TRIGGER posting_law_confirm BEFORE UPDATE OF state ON posting
WHEN NEW.state = 'held' AND OLD.state = 'pending'
BEGIN
  SELECT RAISE(ABORT, 'overstaffed') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type
    AND l.over > 0 AND NEW.opening = 0;
  SELECT RAISE(ABORT, 'over_quota') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type
    AND NEW.opening = 0 AND l.vacancy < 0;
  SELECT RAISE(ABORT, 'over_quota_opening') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type
    AND NEW.opening = 1 AND l.over = 0 AND l.vacancy < 0 AND reason() IS NULL;
  SELECT RAISE(ABORT, 'overstaffed_opening') FROM quota_line l WHERE l.organ_id = NEW.organ_id AND l.quota_type = NEW.quota_type
    AND l.over > 0 AND NEW.opening = 1 AND reason() IS NULL;
END;

CREATE TRIGGER posting_law_leave BEFORE UPDATE OF state ON posting
WHEN NEW.state = 'leaving' AND OLD.state = 'held'
BEGIN
  SELECT RAISE(ABORT, 'no_evidence') WHERE NEW.end_reason IS NOT NULL AND NEW.evidence IS NOT NULL AND NEW.evidence <> NEW.end_reason;
  SELECT RAISE(ABORT, 'off_late') WHERE reason() IS NULL AND NEW.event_on IS NOT NULL
    AND today() > work_days(NEW.event_on, (SELECT n FROM setting_number WHERE code = 'off_report_days'));
END;
