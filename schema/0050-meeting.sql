-- Joint meetings, their issues and the tasks settled there.  Section 会议.

CREATE TABLE meeting (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT meeting_code_length CHECK (length(code) <= 32),
  planned_on TEXT NOT NULL CONSTRAINT meeting_planned_on CHECK (date(planned_on) IS planned_on),
  held_on TEXT CONSTRAINT meeting_held_on CHECK (date(held_on) IS held_on),
  convener TEXT NOT NULL CONSTRAINT meeting_convener_length CHECK (length(convener) <= 50),
  chair TEXT CONSTRAINT meeting_chair_length CHECK (length(chair) <= 50),
  attendees TEXT,
  minutes_no TEXT CONSTRAINT meeting_minutes_no_length CHECK (length(minutes_no) <= 48),
  minutes_on TEXT CONSTRAINT meeting_minutes_on CHECK (date(minutes_on) IS minutes_on),
  state TEXT NOT NULL DEFAULT 'preparing',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE issue (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL CONSTRAINT issue_title_length CHECK (length(title) <= 200),
  kind TEXT NOT NULL,
  proposer_id INTEGER NOT NULL REFERENCES organ (id),
  proposed_on TEXT NOT NULL CONSTRAINT issue_proposed_on CHECK (date(proposed_on) IS proposed_on),
  meeting_id INTEGER REFERENCES meeting (id),
  merged_into_id INTEGER REFERENCES issue (id),
  conclusion TEXT,
  solved_on TEXT CONSTRAINT issue_solved_on CHECK (date(solved_on) IS solved_on),
  solved_basis TEXT,
  state TEXT NOT NULL DEFAULT 'collected',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT issue_own_merge CHECK (merged_into_id <> id)
) STRICT;
CREATE INDEX issue_by_meeting ON issue (meeting_id);
CREATE INDEX issue_by_state ON issue (state);

CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  issue_id INTEGER NOT NULL REFERENCES issue (id),
  content TEXT NOT NULL,
  lead_id INTEGER NOT NULL REFERENCES organ (id),
  helpers TEXT,
  charge TEXT CONSTRAINT task_charge_length CHECK (length(charge) <= 50),
  due_on TEXT NOT NULL CONSTRAINT task_due_on CHECK (date(due_on) IS due_on),
  progress TEXT,
  extensions INTEGER NOT NULL DEFAULT 0 CONSTRAINT task_extensions CHECK (extensions >= 0),
  done_on TEXT CONSTRAINT task_done_on CHECK (date(done_on) IS done_on),
  evidence TEXT,
  closed_on TEXT CONSTRAINT task_closed_on CHECK (date(closed_on) IS closed_on),
  state TEXT NOT NULL DEFAULT 'assigned',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX task_by_issue ON task (issue_id, state);
CREATE INDEX task_by_state ON task (state, due_on);

CREATE VIEW task_derived AS
SELECT t.id, t.state <> 'closed' AND t.due_on < as_of() AND t.void_reason IS NULL AS overdue FROM task t;

INSERT INTO record (name, numbering) VALUES ('meeting', 'LX-{seq:3}'), ('issue', 'Y-{seq:3}'), ('task', 'T-{seq:4}');

INSERT INTO code (list, code, label, sort_no) VALUES
  ('meeting_state', 'preparing', '筹备', 1), ('meeting_state', 'notified', '已通知', 2), ('meeting_state', 'held', '已召开', 3),
  ('meeting_state', 'minuted', '纪要已印发', 4),
  ('issue_state', 'collected', '征集', 1), ('issue_state', 'scheduled', '上会', 2), ('issue_state', 'discussed', '已议', 3),
  ('issue_state', 'solving', '解决中', 4), ('issue_state', 'solved', '已解决', 5), ('issue_state', 'returned', '退回', 6),
  ('issue_state', 'merged', '合并', 7),
  ('task_state', 'assigned', '交办', 1), ('task_state', 'doing', '办理中', 2), ('task_state', 'closing', '申请销号', 3),
  ('task_state', 'closed', '已销号', 4);

INSERT INTO code_column VALUES
  ('meeting', 'state', 'meeting_state'), ('issue', 'kind', 'issue_kind'), ('issue', 'state', 'issue_state'), ('task', 'state', 'task_state');

INSERT INTO state_move VALUES
  ('meeting', 'add', '新增', NULL, 'preparing', 'meeting', NULL, NULL),
  ('meeting', 'notify', '通知', 'preparing', 'notified', 'meeting', NULL, NULL),
  ('meeting', 'hold', '召开', 'notified', 'held', 'meeting', 'held_on', NULL),
  ('meeting', 'minute', '印发纪要', 'held', 'minuted', 'meeting', 'minutes_no minutes_on', NULL),
  ('issue', 'add', '提出', NULL, 'collected', 'street dept meeting', NULL, NULL),
  ('issue', 'schedule', '列入会议', 'collected', 'scheduled', 'meeting', 'meeting', NULL),
  ('issue', 'return', '退回', 'collected', 'returned', 'meeting', '*', NULL),
  ('issue', 'merge', '合并', 'collected', 'merged', 'meeting', 'merged_into', NULL),
  ('issue', 'discuss', '登记结论', 'scheduled', 'discussed', 'meeting', 'conclusion', NULL),
  ('issue', 'defer', '下次再议', 'scheduled', 'collected', 'meeting', '*', NULL),
  ('issue', 'follow', '跟踪办理', 'discussed', 'solving', 'meeting', NULL, NULL),
  ('issue', 'solve', '解决', 'discussed', 'solved', 'meeting', 'solved_on', NULL),
  ('issue', 'solve', '解决', 'solving', 'solved', 'meeting', 'solved_on', NULL),
  ('task', 'add', '交办', NULL, 'assigned', 'meeting', NULL, NULL),
  ('task', 'start', '开始办理', 'assigned', 'doing', 'street dept', NULL, NULL),
  ('task', 'extend', '延期', 'doing', 'doing', 'meeting', 'due_on *', NULL),
  ('task', 'request', '申请销号', 'doing', 'closing', 'street dept', 'done_on evidence', NULL),
  ('task', 'close', '销号', 'closing', 'closed', 'meeting', 'closed_on', 'request'),
  ('task', 'return', '退回', 'closing', 'doing', 'meeting', '*', NULL);

INSERT INTO refusal (code, rule, sentence, detail_sql) VALUES
  ('open_tasks', 'R-40', '还有{n}项未销号{basis}',
   'SELECT coalesce(sum(state <> ''closed''), 0) AS n, CASE WHEN count(*) = 0 THEN ''；没有议定事项的，须写明解决依据'' ELSE '''' END AS basis FROM task WHERE issue_id = :id AND void_reason IS NULL'),
  ('no_task', 'R-40', '没有议定事项，不能转为解决中；请先交办', NULL),
  ('own_task', 'R-40', '牵头单位不能自己销号', NULL),
  ('issue_own_merge', NULL, '议题不能合并到自己', NULL);

CREATE TRIGGER issue_law_state BEFORE UPDATE OF state ON issue
BEGIN
  SELECT RAISE(ABORT, 'no_task') WHERE NEW.state = 'solving' AND OLD.state = 'discussed'
    AND NOT EXISTS (SELECT 1 FROM task t WHERE t.issue_id = NEW.id AND t.void_reason IS NULL);
  SELECT RAISE(ABORT, 'open_tasks') WHERE NEW.state = 'solved'
    AND EXISTS (SELECT 1 FROM task t WHERE t.issue_id = NEW.id AND t.void_reason IS NULL AND t.state <> 'closed');
  SELECT RAISE(ABORT, 'open_tasks') WHERE NEW.state = 'solved' AND NEW.solved_basis IS NULL
    AND NOT EXISTS (SELECT 1 FROM task t WHERE t.issue_id = NEW.id AND t.void_reason IS NULL);
END;

CREATE TRIGGER task_law_close BEFORE UPDATE OF state ON task WHEN NEW.state = 'closed'
BEGIN
  SELECT RAISE(ABORT, 'own_task') FROM clerk c WHERE by_hand() AND c.code = clerk() AND c.organ_id = NEW.lead_id;
END;

-- A longer term is an extension, with its reason, however it is written.
CREATE TRIGGER task_law_due BEFORE UPDATE OF due_on ON task WHEN by_hand() AND NEW.due_on <> OLD.due_on AND OLD.state <> 'assigned' AND action() IS NOT 'extend'
BEGIN
  SELECT RAISE(ABORT, 'wrong_move');
END;
CREATE TRIGGER task_law_extensions BEFORE UPDATE OF extensions ON task WHEN by_hand()
BEGIN
  SELECT RAISE(ABORT, 'counted extensions') WHERE NEW.extensions <> OLD.extensions;
END;
CREATE TRIGGER task_law_add BEFORE INSERT ON task WHEN by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'counted extensions') WHERE NEW.extensions <> 0;
END;

-- An extension is counted by the law, not by the clerk.
CREATE TRIGGER task_extend_count AFTER UPDATE OF due_on ON task WHEN action() = 'extend' AND NEW.extensions = OLD.extensions AND by_law() = 0
BEGIN
  SELECT by_law(by_law() + 1);
  UPDATE task SET extensions = extensions + 1, version = version + 1 WHERE id = NEW.id;
  SELECT by_law(by_law() - 1);
END;
