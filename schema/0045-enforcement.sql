-- One force enforces: teams and who is sent to them, grids, cases and their
-- letters, orders, funds sent down.  Section 执法.

CREATE TABLE team (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT team_code_length CHECK (length(code) <= 48),
  name TEXT NOT NULL CONSTRAINT team_name_length CHECK (length(name) <= 50),
  street_id INTEGER NOT NULL REFERENCES organ (id),
  leader_id INTEGER REFERENCES person (id),
  document_id INTEGER NOT NULL REFERENCES document (id),
  valid_from TEXT NOT NULL CONSTRAINT team_valid_from CHECK (date(valid_from) IS valid_from),
  valid_to TEXT CONSTRAINT team_valid_to CHECK (date(valid_to) IS valid_to),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT team_dates CHECK (valid_to >= valid_from)
) STRICT;
CREATE INDEX team_by_street ON team (street_id);

CREATE TABLE deployment (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT deployment_code_length CHECK (length(code) <= 48),
  person_id INTEGER NOT NULL REFERENCES person (id),
  department_id INTEGER NOT NULL REFERENCES organ (id),
  team_id INTEGER NOT NULL REFERENCES team (id),
  mode TEXT NOT NULL,
  job TEXT CONSTRAINT deployment_job_length CHECK (length(job) <= 50),
  quota_moved INTEGER NOT NULL CONSTRAINT deployment_quota_moved CHECK (quota_moved IN (0, 1)),
  document_id INTEGER NOT NULL REFERENCES document (id),
  starts_on TEXT NOT NULL CONSTRAINT deployment_starts_on CHECK (date(starts_on) IS starts_on),
  ends_on TEXT CONSTRAINT deployment_ends_on CHECK (date(ends_on) IS ends_on),
  end_reason TEXT,
  previous_id INTEGER REFERENCES deployment (id),
  state TEXT NOT NULL DEFAULT 'planned',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT deployment_dates CHECK (ends_on >= starts_on),
  CONSTRAINT deployment_own_mode CHECK (mode <> 'own')
) STRICT;
CREATE INDEX deployment_by_person ON deployment (person_id, state);
CREATE INDEX deployment_by_team ON deployment (team_id, mode, state);
CREATE INDEX deployment_by_department ON deployment (department_id, state);

CREATE TABLE grid (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT grid_code_length CHECK (length(code) <= 48),
  name TEXT NOT NULL CONSTRAINT grid_name_length CHECK (length(name) <= 100),
  level TEXT NOT NULL,
  parent_id INTEGER REFERENCES grid (id),
  street_id INTEGER REFERENCES organ (id),
  community_id INTEGER REFERENCES organ (id),
  party_net INTEGER NOT NULL DEFAULT 0 CONSTRAINT grid_party_net CHECK (party_net IN (0, 1)),
  order_net INTEGER NOT NULL DEFAULT 0 CONSTRAINT grid_order_net CHECK (order_net IN (0, 1)),
  city_net INTEGER NOT NULL DEFAULT 0 CONSTRAINT grid_city_net CHECK (city_net IN (0, 1)),
  bounds TEXT,
  households INTEGER CONSTRAINT grid_households CHECK (households >= 0),
  valid_from TEXT NOT NULL CONSTRAINT grid_valid_from CHECK (date(valid_from) IS valid_from),
  valid_to TEXT CONSTRAINT grid_valid_to CHECK (date(valid_to) IS valid_to),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT grid_dates CHECK (valid_to >= valid_from),
  CONSTRAINT grid_own_parent CHECK (parent_id <> id)
) STRICT;
CREATE INDEX grid_by_parent ON grid (parent_id);
CREATE INDEX grid_by_street ON grid (street_id);

CREATE TABLE grid_duty (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT grid_duty_code_length CHECK (length(code) <= 48),
  grid_id INTEGER NOT NULL REFERENCES grid (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  starts_on TEXT NOT NULL CONSTRAINT grid_duty_starts_on CHECK (date(starts_on) IS starts_on),
  ends_on TEXT CONSTRAINT grid_duty_ends_on CHECK (date(ends_on) IS ends_on),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT grid_duty_dates CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX grid_duty_by_grid ON grid_duty (grid_id, role);
CREATE INDEX grid_duty_by_person ON grid_duty (person_id);

CREATE TABLE case_file (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT case_file_code_length CHECK (length(code) <= 48),
  source TEXT NOT NULL,
  reported_at TEXT NOT NULL CONSTRAINT case_file_reported_at CHECK (reported_at IS NULL OR datetime(reported_at) IS NOT NULL),
  street_id INTEGER NOT NULL REFERENCES organ (id),
  grid_id INTEGER REFERENCES grid (id),
  place TEXT NOT NULL CONSTRAINT case_file_place_length CHECK (length(place) <= 100),
  party_name TEXT CONSTRAINT case_file_party_name_length CHECK (length(party_name) <= 100),
  party_no TEXT CONSTRAINT case_file_party_no_length CHECK (length(party_no) <= 50),
  cause TEXT NOT NULL CONSTRAINT case_file_cause_length CHECK (length(cause) <= 200),
  item_id INTEGER REFERENCES enforcement_item (id),
  facts TEXT,
  team_id INTEGER REFERENCES team (id),
  due_on TEXT CONSTRAINT case_file_due_on CHECK (date(due_on) IS due_on),
  measure TEXT,
  officer_1_id INTEGER REFERENCES person (id),
  officer_2_id INTEGER REFERENCES person (id),
  filed_on TEXT CONSTRAINT case_file_filed_on CHECK (date(filed_on) IS filed_on),
  decided_on TEXT CONSTRAINT case_file_decided_on CHECK (date(decided_on) IS decided_on),
  decision_no TEXT CONSTRAINT case_file_decision_no_length CHECK (length(decision_no) <= 48),
  fine INTEGER CONSTRAINT case_file_fine CHECK (fine >= 0),
  performed TEXT CONSTRAINT case_file_performed_length CHECK (length(performed) <= 200),
  close_kind TEXT,
  closed_on TEXT CONSTRAINT case_file_closed_on CHECK (date(closed_on) IS closed_on),
  state TEXT NOT NULL DEFAULT 'registered',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX case_file_by_street ON case_file (street_id, state);
CREATE INDEX case_file_by_state ON case_file (state, due_on);
CREATE INDEX case_file_by_item ON case_file (item_id);

CREATE TABLE case_transfer (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT case_transfer_code_length CHECK (length(code) <= 48),
  case_file_id INTEGER NOT NULL REFERENCES case_file (id),
  to_organ_id INTEGER NOT NULL REFERENCES organ (id),
  cause TEXT NOT NULL,
  choice_reason TEXT CONSTRAINT case_transfer_choice_reason_length CHECK (length(choice_reason) <= 200),
  materials TEXT NOT NULL,
  officer_1_id INTEGER REFERENCES person (id),
  officer_2_id INTEGER REFERENCES person (id),
  sent_on TEXT CONSTRAINT case_transfer_sent_on CHECK (date(sent_on) IS sent_on),
  due_on TEXT CONSTRAINT case_transfer_due_on CHECK (date(due_on) IS due_on),
  received_on TEXT CONSTRAINT case_transfer_received_on CHECK (date(received_on) IS received_on),
  received_by TEXT CONSTRAINT case_transfer_received_by_length CHECK (length(received_by) <= 50),
  answered_on TEXT CONSTRAINT case_transfer_answered_on CHECK (date(answered_on) IS answered_on),
  result TEXT,
  returned_on TEXT CONSTRAINT case_transfer_returned_on CHECK (date(returned_on) IS returned_on),
  return_reason TEXT,
  state TEXT NOT NULL DEFAULT 'drafted',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX case_transfer_by_case ON case_transfer (case_file_id, state);

CREATE TABLE dispatch_order (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT dispatch_order_code_length CHECK (length(code) <= 48),
  street_id INTEGER NOT NULL REFERENCES organ (id),
  signer_id INTEGER NOT NULL REFERENCES person (id),
  cause TEXT NOT NULL CONSTRAINT dispatch_order_cause_length CHECK (length(cause) <= 200),
  team_id INTEGER REFERENCES team (id),
  organ_id INTEGER REFERENCES organ (id),
  person_id INTEGER REFERENCES person (id),
  demand TEXT NOT NULL,
  issued_at TEXT NOT NULL CONSTRAINT dispatch_order_issued_at CHECK (issued_at IS NULL OR datetime(issued_at) IS NOT NULL),
  arrived_at TEXT CONSTRAINT dispatch_order_arrived_at CHECK (arrived_at IS NULL OR datetime(arrived_at) IS NOT NULL),
  reply TEXT,
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT dispatch_order_one_called CHECK ((team_id IS NOT NULL) + (organ_id IS NOT NULL) + (person_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX dispatch_order_by_street ON dispatch_order (street_id);

CREATE TABLE fund (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT fund_code_length CHECK (length(code) <= 48),
  year INTEGER NOT NULL CONSTRAINT fund_year CHECK (year BETWEEN 2000 AND 2100),
  department_id INTEGER NOT NULL REFERENCES organ (id),
  street_id INTEGER NOT NULL REFERENCES organ (id),
  amount INTEGER NOT NULL CONSTRAINT fund_amount CHECK (amount >= 0),
  purpose TEXT NOT NULL CONSTRAINT fund_purpose_length CHECK (length(purpose) <= 200),
  document_id INTEGER NOT NULL REFERENCES document (id),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX fund_by_street ON fund (street_id, year);

CREATE TABLE fund_use (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT fund_use_code_length CHECK (length(code) <= 48),
  fund_id INTEGER NOT NULL REFERENCES fund (id),
  used_on TEXT NOT NULL CONSTRAINT fund_use_used_on CHECK (date(used_on) IS used_on),
  amount INTEGER NOT NULL CONSTRAINT fund_use_positive CHECK (amount > 0),
  purpose TEXT NOT NULL CONSTRAINT fund_use_purpose_length CHECK (length(purpose) <= 200),
  approver_id INTEGER NOT NULL REFERENCES person (id),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX fund_use_by_fund ON fund_use (fund_id);

CREATE VIEW team_derived AS
SELECT id, void_reason IS NULL AND valid_from <= as_of() AND (valid_to IS NULL OR valid_to > as_of()) AS in_effect FROM team;

-- Today reads the states as they are, a day in the past the days.
CREATE VIEW deployment_derived AS
SELECT id, void_reason IS NULL AND starts_on <= as_of() AND CASE WHEN as_of() >= today() THEN state = 'active'
  ELSE state IN ('active', 'ended') AND (ends_on IS NULL OR ends_on > as_of()) END AS in_effect
FROM deployment;

-- The street of a grid: its own, its community's, or its parent's.
CREATE VIEW grid_street (grid_id, street_id) AS
SELECT g.id, coalesce(g.street_id, (SELECT s.street_id FROM organ_street s WHERE s.organ_id = g.community_id), p.street_id,
  (SELECT s.street_id FROM organ_street s WHERE s.organ_id = p.community_id), q.street_id)
FROM grid g LEFT JOIN grid p ON p.id = g.parent_id LEFT JOIN grid q ON q.id = p.parent_id;

CREATE VIEW grid_derived AS
SELECT g.id, g.party_net AND g.order_net AND g.city_net AS three_in_one,
  g.void_reason IS NULL AND g.valid_from <= as_of() AND (g.valid_to IS NULL OR g.valid_to > as_of()) AS in_effect,
  (SELECT count(*) FROM grid_duty d WHERE d.grid_id = g.id AND d.role = 'enforcer' AND d.void_reason IS NULL
     AND d.starts_on <= as_of() AND (d.ends_on IS NULL OR d.ends_on > as_of())) AS enforcers
FROM grid g;
CREATE VIEW grid_duty_derived AS
SELECT id, void_reason IS NULL AND starts_on <= as_of() AND (ends_on IS NULL OR ends_on > as_of()) AS in_effect FROM grid_duty;

CREATE VIEW case_file_derived AS
SELECT c.id, c.void_reason IS NULL AND (c.state NOT IN ('closed', 'declined', 'filed', 'decided', 'transferring') AND c.due_on < as_of()
    OR c.state = 'filed' AND add_days(c.filed_on, (SELECT n FROM setting_number WHERE code = 'decision_days')) < as_of()) IS 1 AS overdue
FROM case_file c;
CREATE VIEW case_transfer_derived AS
SELECT t.id, (t.void_reason IS NULL AND t.state IN ('sent', 'received') AND t.due_on < as_of()) IS 1 AS overdue FROM case_transfer t;

CREATE VIEW fund_derived AS
SELECT f.id, coalesce(sum(u.amount), 0) AS used, f.amount - coalesce(sum(u.amount), 0) AS left
FROM fund f LEFT JOIN fund_use u ON u.fund_id = f.id AND u.void_reason IS NULL AND (as_of() >= today() OR u.used_on <= as_of()) GROUP BY f.id;

INSERT INTO record (name, numbering) VALUES
  ('team', 'ZD{seq:3}'), ('deployment', 'XC-{year}-{seq:4}'), ('grid', 'WG{seq:4}'), ('grid_duty', 'WZ{seq:5}'),
  ('case_file', 'AJ-{year}-{seq:4}'), ('case_transfer', 'YS-{year}-{seq:3}'), ('dispatch_order', 'DD-{year}-{seq:3}'), ('fund', 'ZJ-{year}-{seq:3}'),
  ('fund_use', 'ZC-{year}-{seq:4}');

INSERT INTO code (list, code, label, sort_no) VALUES
  ('deployment_state', 'planned', '拟派', 1), ('deployment_state', 'active', '在岗', 2), ('deployment_state', 'ended', '已结束', 3),
  ('case_file_state', 'registered', '登记', 1), ('case_file_state', 'accepted', '受理', 2), ('case_file_state', 'declined', '不予受理', 3),
  ('case_file_state', 'dispatched', '已派遣', 4), ('case_file_state', 'handling', '处置中', 5), ('case_file_state', 'checking', '待核查', 6),
  ('case_file_state', 'closed', '已结案', 7), ('case_file_state', 'filed', '已立案', 8), ('case_file_state', 'decided', '已决定', 9),
  ('case_file_state', 'transferring', '移送中', 10),
  ('case_transfer_state', 'drafted', '拟稿', 1), ('case_transfer_state', 'approved', '已审批', 2), ('case_transfer_state', 'sent', '已移送', 3),
  ('case_transfer_state', 'received', '已签收', 4), ('case_transfer_state', 'answered', '已反馈', 5), ('case_transfer_state', 'returned', '已退回', 6);

INSERT INTO code_column VALUES
  ('deployment', 'mode', 'mode'), ('deployment', 'end_reason', 'deploy_end'), ('deployment', 'state', 'deployment_state'),
  ('grid', 'level', 'grid_level'),
  ('grid_duty', 'role', 'grid_role'),
  ('case_file', 'source', 'case_source'), ('case_file', 'measure', 'measure'), ('case_file', 'close_kind', 'close_kind'), ('case_file', 'state', 'case_file_state'),
  ('case_transfer', 'cause', 'transfer_cause'), ('case_transfer', 'state', 'case_transfer_state');

INSERT INTO state_move VALUES
  ('team', 'add', '新增', NULL, NULL, 'street', NULL, NULL),
  ('deployment', 'add', '派驻', NULL, 'planned', 'street dept', NULL, NULL),
  ('deployment', 'add', '派驻', NULL, 'active', 'street dept', NULL, NULL),
  ('deployment', 'start', '到岗', 'planned', 'active', 'street dept', NULL, NULL),
  ('deployment', 'end', '结束', 'active', 'ended', 'street dept', 'ends_on end_reason', NULL),
  ('grid', 'add', '新增', NULL, NULL, 'street', NULL, NULL),
  ('grid_duty', 'add', '新增', NULL, NULL, 'street', NULL, NULL),
  ('case_file', 'add', '登记', NULL, 'registered', 'street', NULL, NULL),
  ('case_file', 'accept', '受理', 'registered', 'accepted', 'street', 'item', NULL),
  ('case_file', 'decline', '不予受理', 'registered', 'declined', 'lead', '*', NULL),
  ('case_file', 'decline', '不予受理', 'accepted', 'declined', 'lead', '*', NULL),
  ('case_file', 'dispatch', '派遣', 'accepted', 'dispatched', 'street', 'team due_on', NULL),
  ('case_file', 'start', '开始处置', 'dispatched', 'handling', 'street', NULL, NULL),
  ('case_file', 'report', '报核查', 'handling', 'checking', 'street', 'measure', NULL),
  ('case_file', 'pass', '核查通过', 'checking', 'closed', 'lead', 'closed_on close_kind', 'report'),
  ('case_file', 'fail', '核查退回', 'checking', 'handling', 'lead', '*', NULL),
  ('case_file', 'file', '立案', 'handling', 'filed', 'lead', 'filed_on officer_1 officer_2', NULL),
  ('case_file', 'decide', '决定', 'filed', 'decided', 'legal', 'decision_no decided_on measure', 'file'),
  ('case_file', 'conclude', '结案', 'decided', 'closed', 'lead', 'performed closed_on close_kind', NULL),
  ('case_file', 'transfer', '移送', 'accepted', 'transferring', 'lead', NULL, NULL),
  ('case_file', 'transfer', '移送', 'handling', 'transferring', 'lead', NULL, NULL),
  ('case_file', 'take_back', '收回', 'transferring', 'accepted', 'street', NULL, NULL),
  ('case_file', 'close_transfer', '移送结案', 'transferring', 'closed', 'lead', 'closed_on', NULL),
  ('case_transfer', 'add', '拟稿', NULL, 'drafted', 'street', NULL, NULL),
  ('case_transfer', 'approve', '审批', 'drafted', 'approved', 'lead', 'officer_1 officer_2', 'add'),
  ('case_transfer', 'send', '移送', 'approved', 'sent', 'street', 'sent_on', NULL),
  ('case_transfer', 'receive', '签收', 'sent', 'received', 'dept', 'received_on received_by', NULL),
  ('case_transfer', 'answer', '反馈', 'received', 'answered', 'dept', 'answered_on result', NULL),
  ('case_transfer', 'return', '退回', 'sent', 'returned', 'dept', 'returned_on return_reason', NULL),
  ('case_transfer', 'return', '退回', 'received', 'returned', 'dept', 'returned_on return_reason', NULL),
  ('dispatch_order', 'add', '签发', NULL, NULL, 'lead', NULL, NULL),
  ('fund', 'add', '新增', NULL, NULL, 'street', NULL, NULL),
  ('fund_use', 'add', '新增', NULL, NULL, 'lead', NULL, NULL);

INSERT INTO refusal (code, rule, sentence, detail_sql, severity) VALUES
  ('already_deployed', 'R-13', '{name}自{since}在{team}在岗，须先结束',
   'SELECT p.name AS name, d.starts_on AS since, t.name AS team FROM deployment d JOIN person p ON p.id = d.person_id JOIN team t ON t.id = d.team_id WHERE d.person_id = :person_id AND d.id IS NOT :id AND d.state = ''active'' AND d.void_reason IS NULL', 'refuse'),
  ('certificate_expired', 'R-13', '执法证{until}到期',
   'SELECT certificate_until AS until FROM person WHERE id = :person_id', 'warn'),
  ('deployment_own_mode', 'R-13', '街道自有人员不下沉，方式须是全面下放、进驻执法或挂点联系', NULL, 'refuse'),
  ('grid_not_allowed', 'R-14', '{name}不在{street}下沉在岗，也不是其社区人员',
   'SELECT p.name AS name, o.short_name AS street FROM person p, grid_street g JOIN organ o ON o.id = g.street_id WHERE p.id = :person_id AND g.grid_id = :grid_id', 'refuse'),
  ('item_not_delegated', 'R-15', '事项「{item}」未下放，须移送{department}',
   'SELECT i.name AS item, o.short_name AS department FROM enforcement_item i JOIN organ o ON o.id = coalesce(i.transfer_to_id, i.department_id) WHERE i.id = :item_id', 'refuse'),
  ('item_not_in_effect', 'R-15', '事项「{item}」{date}在{street}未生效',
   'SELECT i.name AS item, coalesce(:filed_on, today()) AS date, o.short_name AS street FROM enforcement_item i, organ o WHERE i.id = :item_id AND o.id = :street_id', 'refuse'),
  ('transfer_department', 'R-16', '该事项由{department}受理',
   'SELECT o.short_name AS department FROM case_file c JOIN enforcement_item i ON i.id = c.item_id JOIN organ o ON o.id = i.transfer_to_id WHERE c.id = :case_file_id', 'warn'),
  ('transfer_incomplete', 'R-16', '移送须有审批、材料清单和两名经办人', NULL, 'refuse'),
  ('no_feedback', 'R-16', '移送函{letter}尚未反馈，不能结案',
   'SELECT coalesce((SELECT t.code FROM case_transfer t WHERE t.case_file_id = :id AND t.void_reason IS NULL ORDER BY t.id DESC LIMIT 1), '''') AS letter', 'refuse'),
  ('letter_not_returned', 'R-16', '移送函{letter}未被退回，不能收回',
   'SELECT coalesce((SELECT t.code FROM case_transfer t WHERE t.case_file_id = :id AND t.void_reason IS NULL ORDER BY t.id DESC LIMIT 1), '''') AS letter', 'refuse'),
  ('two_officers', 'R-17', '须两名持有效执法证的办案人：{state_1}，{state_2}',
   'SELECT coalesce((SELECT p.name || CASE WHEN NOT EXISTS (SELECT 1 FROM deployment d JOIN team t ON t.id = d.team_id WHERE d.person_id = p.id AND d.state = ''active'' AND d.void_reason IS NULL AND t.street_id = :street_id) THEN ''不在本街道在岗'' WHEN p.certificate_until IS NULL THEN ''无执法证'' WHEN p.certificate_until < coalesce(:filed_on, today()) THEN ''执法证'' || p.certificate_until || ''到期'' ELSE ''符合'' END FROM person p WHERE p.id = :officer_1_id), ''办案人一未填'') AS state_1, coalesce((SELECT p.name || CASE WHEN NOT EXISTS (SELECT 1 FROM deployment d JOIN team t ON t.id = d.team_id WHERE d.person_id = p.id AND d.state = ''active'' AND d.void_reason IS NULL AND t.street_id = :street_id) THEN ''不在本街道在岗'' WHEN p.certificate_until IS NULL THEN ''无执法证'' WHEN p.certificate_until < coalesce(:filed_on, today()) THEN ''执法证'' || p.certificate_until || ''到期'' WHEN :officer_1_id = :officer_2_id THEN ''与前一名是同一人'' ELSE ''符合'' END FROM person p WHERE p.id = :officer_2_id), ''办案人二未填'') AS state_2', 'refuse'),
  ('decision_late', 'R-18', '立案已{n}天，期限{limit}天',
   'SELECT CAST(julianday(:decided_on) - julianday(:filed_on) AS INTEGER) AS n, (SELECT n FROM setting_number WHERE code = ''decision_days'') AS "limit"', 'warn'),
  ('fund_overdrawn', 'R-19', '下达{amount}元，已用{used}元，余{left}元，本次{this}元',
   'SELECT yuan(f.amount) AS amount, yuan(d.used - coalesce((SELECT u.amount FROM fund_use u WHERE u.id = :id AND u.fund_id = f.id AND u.void_reason IS NULL), 0)) AS used, yuan(d.left + coalesce((SELECT u.amount FROM fund_use u WHERE u.id = :id AND u.fund_id = f.id AND u.void_reason IS NULL), 0)) AS left, yuan(:amount) AS this FROM fund f JOIN fund_derived d ON d.id = f.id WHERE f.id = :fund_id', 'refuse'),
  ('fund_below_used', 'R-19', '已用{used}元，下达金额不能少于它',
   'SELECT yuan(used) AS used FROM fund_derived WHERE id = :id', 'refuse'),
  ('fund_use_positive', NULL, '金额须大于0', NULL, 'refuse'),
  ('dispatch_order_one_called', NULL, '执法队、单位、人员三者须填一个，也只填一个', NULL, 'refuse'),
  ('team_dates', NULL, '结束日期{valid_to}早于开始日期{valid_from}', NULL, 'refuse'),
  ('deployment_dates', NULL, '结束日期{ends_on}早于开始日期{starts_on}', NULL, 'refuse'),
  ('grid_dates', NULL, '结束日期{valid_to}早于开始日期{valid_from}', NULL, 'refuse'),
  ('grid_own_parent', NULL, '上级网格不能是自己', NULL, 'refuse'),
  ('grid_duty_dates', NULL, '结束日期{ends_on}早于开始日期{starts_on}', NULL, 'refuse');

CREATE TRIGGER deployment_law_add BEFORE INSERT ON deployment WHEN NEW.state = 'active'
BEGIN
  SELECT RAISE(ABORT, 'already_deployed') FROM deployment d WHERE d.person_id = NEW.person_id AND d.id IS NOT NEW.id
    AND d.state = 'active' AND d.void_reason IS NULL;
  SELECT RAISE(ABORT, 'certificate_expired') FROM person p WHERE p.id = NEW.person_id AND p.certificate_until < NEW.starts_on AND reason() IS NULL AND by_law() = 0;
END;

CREATE TRIGGER deployment_law_start BEFORE UPDATE OF state, person_id ON deployment
WHEN NEW.state = 'active' AND (OLD.state <> 'active' OR NEW.person_id <> OLD.person_id)
BEGIN
  SELECT RAISE(ABORT, 'already_deployed') FROM deployment d WHERE d.person_id = NEW.person_id AND d.id IS NOT NEW.id
    AND d.state = 'active' AND d.void_reason IS NULL;
  SELECT RAISE(ABORT, 'certificate_expired') FROM person p WHERE p.id = NEW.person_id AND p.certificate_until < NEW.starts_on AND reason() IS NULL;
END;

-- A change of team is an end and a new row.
CREATE TRIGGER deployment_law_set BEFORE UPDATE OF person_id, team_id ON deployment WHEN by_hand() AND OLD.state <> 'planned'
BEGIN
  SELECT RAISE(ABORT, 'wrong_move') WHERE NEW.person_id <> OLD.person_id OR NEW.team_id <> OLD.team_id;
END;

CREATE TRIGGER grid_duty_law_add BEFORE INSERT ON grid_duty
BEGIN
  SELECT RAISE(ABORT, 'grid_not_allowed') FROM grid_street g WHERE g.grid_id = NEW.grid_id AND g.street_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM deployment d JOIN team t ON t.id = d.team_id WHERE d.person_id = NEW.person_id AND d.state = 'active'
      AND d.void_reason IS NULL AND t.street_id = g.street_id)
    AND NOT EXISTS (SELECT 1 FROM person p JOIN organ o ON o.id = p.home_organ_id JOIN organ_street s ON s.organ_id = o.id
      WHERE p.id = NEW.person_id AND o.kind = 'community' AND s.street_id = g.street_id);
END;

CREATE TRIGGER grid_duty_law_set BEFORE UPDATE OF grid_id, person_id ON grid_duty
BEGIN
  SELECT RAISE(ABORT, 'grid_not_allowed') FROM grid_street g WHERE g.grid_id = NEW.grid_id AND g.street_id IS NOT NULL
    AND (NEW.grid_id <> OLD.grid_id OR NEW.person_id <> OLD.person_id)
    AND NOT EXISTS (SELECT 1 FROM deployment d JOIN team t ON t.id = d.team_id WHERE d.person_id = NEW.person_id AND d.state = 'active'
      AND d.void_reason IS NULL AND t.street_id = g.street_id)
    AND NOT EXISTS (SELECT 1 FROM person p JOIN organ o ON o.id = p.home_organ_id JOIN organ_street s ON s.organ_id = o.id
      WHERE p.id = NEW.person_id AND o.kind = 'community' AND s.street_id = g.street_id);
END;

CREATE TRIGGER case_file_law_file BEFORE UPDATE OF state, item_id, street_id, officer_1_id, officer_2_id, filed_on ON case_file
WHEN NEW.state = 'filed' AND (OLD.state = 'handling' OR NEW.item_id IS NOT OLD.item_id OR NEW.street_id <> OLD.street_id OR NEW.officer_1_id IS NOT OLD.officer_1_id
  OR NEW.officer_2_id IS NOT OLD.officer_2_id OR NEW.filed_on IS NOT OLD.filed_on)
BEGIN
  SELECT RAISE(ABORT, 'item_not_delegated') FROM enforcement_item i WHERE i.id = NEW.item_id AND i.delegated = 0;
  SELECT RAISE(ABORT, 'item_not_in_effect') FROM enforcement_item i WHERE i.id = NEW.item_id
    AND (i.void_reason IS NOT NULL OR i.state NOT IN ('effective', 'cancelled') OR coalesce(i.valid_from, '9999-12-31') > coalesce(NEW.filed_on, today())
      OR coalesce(i.valid_to, CASE i.state WHEN 'cancelled' THEN '0000' ELSE '9999-12-31' END) <= coalesce(NEW.filed_on, today())
      OR i.street_id <> NEW.street_id);
  SELECT RAISE(ABORT, 'two_officers') WHERE NEW.officer_1_id IS NEW.officer_2_id
    OR NOT EXISTS (SELECT 1 FROM person p JOIN deployment d ON d.person_id = p.id AND d.state = 'active' AND d.void_reason IS NULL JOIN team t ON t.id = d.team_id
      AND t.street_id = NEW.street_id WHERE p.id = NEW.officer_1_id AND p.certificate_until >= coalesce(NEW.filed_on, today()))
    OR NOT EXISTS (SELECT 1 FROM person p JOIN deployment d ON d.person_id = p.id AND d.state = 'active' AND d.void_reason IS NULL JOIN team t ON t.id = d.team_id
      AND t.street_id = NEW.street_id WHERE p.id = NEW.officer_2_id AND p.certificate_until >= coalesce(NEW.filed_on, today()));
END;

CREATE TRIGGER case_file_law_decide BEFORE UPDATE OF state ON case_file WHEN NEW.state = 'decided' AND OLD.state = 'filed'
BEGIN
  SELECT RAISE(ABORT, 'two_officers') WHERE NEW.officer_1_id IS NEW.officer_2_id
    OR NOT EXISTS (SELECT 1 FROM person p JOIN deployment d ON d.person_id = p.id AND d.state = 'active' AND d.void_reason IS NULL JOIN team t ON t.id = d.team_id
      AND t.street_id = NEW.street_id WHERE p.id = NEW.officer_1_id AND p.certificate_until >= coalesce(NEW.filed_on, today()))
    OR NOT EXISTS (SELECT 1 FROM person p JOIN deployment d ON d.person_id = p.id AND d.state = 'active' AND d.void_reason IS NULL JOIN team t ON t.id = d.team_id
      AND t.street_id = NEW.street_id WHERE p.id = NEW.officer_2_id AND p.certificate_until >= coalesce(NEW.filed_on, today()));
  SELECT RAISE(ABORT, 'decision_late') WHERE NEW.decided_on > add_days(NEW.filed_on, (SELECT n FROM setting_number WHERE code = 'decision_days')) AND reason() IS NULL;
END;

CREATE TRIGGER case_file_law_transfer BEFORE UPDATE OF state ON case_file WHEN NEW.state = 'transferring' AND OLD.state <> 'transferring'
BEGIN
  SELECT RAISE(ABORT, 'transfer_incomplete') WHERE NOT EXISTS (SELECT 1 FROM case_transfer t WHERE t.case_file_id = NEW.id AND t.void_reason IS NULL
    AND t.state IN ('approved', 'sent', 'received') AND trim(t.materials) <> '' AND t.officer_1_id <> t.officer_2_id);
END;

CREATE TRIGGER case_file_law_back BEFORE UPDATE OF state ON case_file WHEN OLD.state = 'transferring' AND NEW.state <> 'transferring'
BEGIN
  SELECT RAISE(ABORT, 'no_feedback') WHERE NEW.state = 'closed' AND (SELECT t.state FROM case_transfer t WHERE t.case_file_id = NEW.id
    AND t.void_reason IS NULL ORDER BY t.id DESC LIMIT 1) IS NOT 'answered';
  SELECT RAISE(ABORT, 'letter_not_returned') WHERE NEW.state = 'accepted' AND (SELECT t.state FROM case_transfer t WHERE t.case_file_id = NEW.id
    AND t.void_reason IS NULL ORDER BY t.id DESC LIMIT 1) IS NOT 'returned';
END;

CREATE TRIGGER case_transfer_law_add BEFORE INSERT ON case_transfer
BEGIN
  SELECT RAISE(ABORT, 'counted due_on') WHERE by_hand() AND NEW.due_on IS NOT NULL;
  SELECT RAISE(ABORT, 'transfer_department') FROM case_file c JOIN enforcement_item i ON i.id = c.item_id
  WHERE c.id = NEW.case_file_id AND i.transfer_to_id IS NOT NULL AND i.transfer_to_id <> NEW.to_organ_id AND coalesce(trim(NEW.choice_reason), '') = ''
    AND reason() IS NULL AND by_law() = 0;
END;

CREATE TRIGGER case_transfer_law_set BEFORE UPDATE OF to_organ_id, case_file_id, choice_reason ON case_transfer
WHEN NEW.to_organ_id <> OLD.to_organ_id OR NEW.case_file_id <> OLD.case_file_id OR NEW.choice_reason IS NOT OLD.choice_reason
BEGIN
  SELECT RAISE(ABORT, 'transfer_department') FROM case_file c JOIN enforcement_item i ON i.id = c.item_id
  WHERE c.id = NEW.case_file_id AND i.transfer_to_id IS NOT NULL AND i.transfer_to_id <> NEW.to_organ_id AND coalesce(trim(NEW.choice_reason), '') = ''
    AND reason() IS NULL;
END;

CREATE TRIGGER case_transfer_law_due BEFORE UPDATE OF due_on ON case_transfer WHEN by_hand()
BEGIN
  SELECT RAISE(ABORT, 'counted due_on') WHERE NEW.due_on IS NOT OLD.due_on;
END;

-- The term of an answer runs from the day the letter was sent.
CREATE TRIGGER case_transfer_due AFTER UPDATE OF state ON case_transfer WHEN NEW.state = 'sent' AND OLD.state = 'approved'
BEGIN
  SELECT by_law(by_law() + 1);
  UPDATE case_transfer SET due_on = work_days(NEW.sent_on, (SELECT n FROM setting_number WHERE code = 'transfer_days')), version = version + 1 WHERE id = NEW.id;
  SELECT by_law(by_law() - 1);
END;

CREATE TRIGGER fund_law_set BEFORE UPDATE OF amount ON fund
BEGIN
  SELECT RAISE(ABORT, 'fund_below_used') FROM fund_derived d WHERE d.id = NEW.id AND NEW.amount < d.used;
END;

CREATE TRIGGER fund_use_law_add BEFORE INSERT ON fund_use
BEGIN
  SELECT RAISE(ABORT, 'fund_overdrawn') FROM fund_derived d WHERE d.id = NEW.fund_id AND NEW.amount > d.left;
END;

CREATE TRIGGER fund_use_law_set BEFORE UPDATE OF amount, fund_id ON fund_use WHEN NEW.void_reason IS NULL
BEGIN
  SELECT RAISE(ABORT, 'fund_overdrawn') FROM fund_derived d WHERE d.id = NEW.fund_id
    AND NEW.amount > d.left + CASE WHEN OLD.fund_id = NEW.fund_id THEN OLD.amount ELSE 0 END;
END;
