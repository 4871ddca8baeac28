-- The gate: what bureaus may hand down, what they handed down without it,
-- indicators struck, checks planned and reported.  Section 准入.

CREATE TABLE admission (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT admission_code_length CHECK (length(code) <= 48),
  department_id INTEGER NOT NULL REFERENCES organ (id),
  name TEXT NOT NULL CONSTRAINT admission_name_length CHECK (length(name) <= 200),
  level TEXT NOT NULL,
  basis TEXT NOT NULL,
  cause TEXT NOT NULL,
  content TEXT NOT NULL,
  workload TEXT CONSTRAINT admission_workload_length CHECK (length(workload) <= 200),
  term TEXT NOT NULL,
  until TEXT CONSTRAINT admission_until CHECK (date(until) IS until),
  power TEXT NOT NULL,
  staff TEXT NOT NULL,
  money TEXT NOT NULL,
  none_reason TEXT,
  applied_on TEXT NOT NULL CONSTRAINT admission_applied_on CHECK (date(applied_on) IS applied_on),
  legal_result TEXT,
  legal_opinion TEXT,
  fit_result TEXT,
  fit_opinion TEXT,
  meeting_id INTEGER REFERENCES meeting (id),
  meeting_opinion TEXT,
  reported_on TEXT CONSTRAINT admission_reported_on CHECK (date(reported_on) IS reported_on),
  decision_body TEXT,
  decision_document_id INTEGER REFERENCES document (id),
  decided_on TEXT CONSTRAINT admission_decided_on CHECK (date(decided_on) IS decided_on),
  effective_on TEXT CONSTRAINT admission_effective_on CHECK (date(effective_on) IS effective_on),
  review_on TEXT CONSTRAINT admission_review_on CHECK (date(review_on) IS review_on),
  duty_item_id INTEGER REFERENCES duty_item (id),
  state TEXT NOT NULL DEFAULT 'applied',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX admission_by_department ON admission (department_id);
CREATE INDEX admission_by_state ON admission (state);

CREATE TABLE admission_reply (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT admission_reply_code_length CHECK (length(code) <= 48),
  admission_id INTEGER NOT NULL REFERENCES admission (id),
  street_id INTEGER NOT NULL REFERENCES organ (id),
  opinion TEXT,
  text TEXT,
  replied_on TEXT CONSTRAINT admission_reply_replied_on CHECK (date(replied_on) IS replied_on),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (admission_id, street_id)
) STRICT;

CREATE TABLE admission_change (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT admission_change_code_length CHECK (length(code) <= 48),
  admission_id INTEGER NOT NULL REFERENCES admission (id),
  kind TEXT NOT NULL,
  proposer_id INTEGER NOT NULL REFERENCES organ (id),
  cause TEXT NOT NULL,
  legal_result TEXT,
  fit_result TEXT,
  decision_document_id INTEGER REFERENCES document (id),
  decided_on TEXT CONSTRAINT admission_change_decided_on CHECK (date(decided_on) IS decided_on),
  effective_on TEXT CONSTRAINT admission_change_effective_on CHECK (date(effective_on) IS effective_on),
  state TEXT NOT NULL DEFAULT 'proposed',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX admission_change_by_admission ON admission_change (admission_id, state);

CREATE TABLE breach (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT breach_code_length CHECK (length(code) <= 48),
  department_id INTEGER NOT NULL REFERENCES organ (id),
  way TEXT NOT NULL,
  paper TEXT CONSTRAINT breach_paper_length CHECK (length(paper) <= 100),
  received_by_id INTEGER NOT NULL REFERENCES organ (id),
  received_on TEXT NOT NULL CONSTRAINT breach_received_on CHECK (date(received_on) IS received_on),
  content TEXT NOT NULL,
  handling TEXT,
  handled_on TEXT CONSTRAINT breach_handled_on CHECK (date(handled_on) IS handled_on),
  document_id INTEGER REFERENCES document (id),
  admission_id INTEGER REFERENCES admission (id),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX breach_by_department ON breach (department_id);

CREATE TABLE indicator (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT indicator_code_length CHECK (length(code) <= 48),
  year INTEGER NOT NULL CONSTRAINT indicator_year CHECK (year BETWEEN 2000 AND 2100),
  department_id INTEGER NOT NULL REFERENCES organ (id),
  paper TEXT NOT NULL CONSTRAINT indicator_paper_length CHECK (length(paper) <= 100),
  name TEXT NOT NULL CONSTRAINT indicator_name_length CHECK (length(name) <= 200),
  target TEXT NOT NULL,
  territorial INTEGER NOT NULL CONSTRAINT indicator_territorial CHECK (territorial IN (0, 1)),
  campaign TEXT CONSTRAINT indicator_campaign_length CHECK (length(campaign) <= 100),
  verdict TEXT,
  fault TEXT,
  removed_on TEXT CONSTRAINT indicator_removed_on CHECK (date(removed_on) IS removed_on),
  document_id INTEGER REFERENCES document (id),
  state TEXT NOT NULL DEFAULT 'collected',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX indicator_by_department ON indicator (department_id, state);

CREATE TABLE inspection_plan (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT inspection_plan_code_length CHECK (length(code) <= 48),
  year INTEGER NOT NULL CONSTRAINT inspection_plan_year CHECK (year BETWEEN 2000 AND 2100),
  department_id INTEGER NOT NULL REFERENCES organ (id),
  matter TEXT NOT NULL CONSTRAINT inspection_plan_matter_length CHECK (length(matter) <= 200),
  basis TEXT,
  target TEXT NOT NULL,
  street_id INTEGER REFERENCES organ (id),
  starts_on TEXT NOT NULL CONSTRAINT inspection_plan_starts_on CHECK (date(starts_on) IS starts_on),
  ends_on TEXT NOT NULL CONSTRAINT inspection_plan_ends_on CHECK (date(ends_on) IS ends_on),
  document_id INTEGER NOT NULL REFERENCES document (id),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT inspection_plan_dates CHECK (ends_on >= starts_on)
) STRICT;

CREATE TABLE one_report (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT one_report_code_length CHECK (length(code) <= 48),
  department_id INTEGER NOT NULL REFERENCES organ (id),
  matter TEXT NOT NULL CONSTRAINT one_report_matter_length CHECK (length(matter) <= 500),
  basis TEXT NOT NULL,
  target TEXT NOT NULL,
  street_id INTEGER REFERENCES organ (id),
  starts_on TEXT NOT NULL CONSTRAINT one_report_starts_on CHECK (date(starts_on) IS starts_on),
  ends_on TEXT NOT NULL CONSTRAINT one_report_ends_on CHECK (date(ends_on) IS ends_on),
  in_plan INTEGER NOT NULL CONSTRAINT one_report_in_plan CHECK (in_plan IN (0, 1)),
  urgent INTEGER NOT NULL CONSTRAINT one_report_urgent CHECK (urgent IN (0, 1)),
  endorsed_by TEXT CONSTRAINT one_report_endorsed_by_length CHECK (length(endorsed_by) <= 50),
  endorsed_on TEXT CONSTRAINT one_report_endorsed_on CHECK (date(endorsed_on) IS endorsed_on),
  decision_body TEXT,
  decision_document_id INTEGER REFERENCES document (id),
  decided_on TEXT CONSTRAINT one_report_decided_on CHECK (date(decided_on) IS decided_on),
  merged_into_id INTEGER REFERENCES one_report (id),
  result TEXT,
  state TEXT NOT NULL DEFAULT 'applied',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT one_report_dates CHECK (ends_on >= starts_on),
  CONSTRAINT one_report_own_merge CHECK (merged_into_id <> id)
) STRICT;
CREATE INDEX one_report_by_department ON one_report (department_id, target);
CREATE INDEX one_report_by_state ON one_report (state);

-- Today the state speaks; on a day in the past the days that were written
-- since, and the last change that had taken effect.
CREATE VIEW admission_derived AS
SELECT a.id,
  CASE WHEN a.applied_on > as_of() THEN NULL
    WHEN a.state IN ('suspended', 'cancelled') AND as_of() >= today() OR EXISTS (SELECT 1 FROM admission_change c WHERE c.admission_id = a.id AND c.state = 'approved'
      AND c.void_reason IS NULL AND c.effective_on <= as_of()) THEN '调整'
    WHEN as_of() >= today() AND a.state IN ('approved', 'admitted') OR a.decided_on <= as_of() THEN '准入'
    WHEN a.state IN ('applied', 'correcting') THEN '申请' ELSE '审核' END AS stage,
  (a.term = 'temporary' AND (a.state IN ('admitted', 'suspended') OR a.state = 'cancelled' AND as_of() < today()) AND a.effective_on <= as_of() AND a.until < as_of()) IS 1 AS expired,
  (a.void_reason IS NULL AND a.effective_on <= as_of() AND (a.term <> 'temporary' OR a.until >= as_of())
    AND CASE WHEN as_of() >= today() THEN a.state = 'admitted' ELSE a.state IN ('admitted', 'suspended', 'cancelled')
      AND coalesce((SELECT c.kind FROM admission_change c WHERE c.admission_id = a.id AND c.state = 'approved' AND c.void_reason IS NULL AND c.kind <> 'adjust'
        AND c.effective_on <= as_of() ORDER BY c.effective_on DESC, c.id DESC LIMIT 1), 'resume') = 'resume' END) IS 1 AS in_effect,
  CASE WHEN a.state = 'admitted' THEN CAST(julianday(coalesce(a.until, a.review_on)) - julianday(as_of()) AS INTEGER) END AS days_left
FROM admission a;

-- Reports and plans that bring somebody to a street, one row a street.
CREATE VIEW check_span (record, id, street_id, starts_on, ends_on) AS
SELECT 'one_report', r.id, s.id, r.starts_on, max(r.ends_on, add_days(r.starts_on, 1)) FROM one_report r JOIN organ s ON s.kind = 'street' AND s.void_reason IS NULL
WHERE (r.street_id IS NULL OR r.street_id = s.id) AND r.void_reason IS NULL AND r.state NOT IN ('declined', 'merged')
UNION ALL
SELECT 'inspection_plan', p.id, s.id, p.starts_on, max(p.ends_on, add_days(p.starts_on, 1)) FROM inspection_plan p JOIN organ s ON s.kind = 'street' AND s.void_reason IS NULL
WHERE (p.street_id IS NULL OR p.street_id = s.id) AND p.void_reason IS NULL;

-- How many of them fall into an ISO week (from its Monday).
CREATE VIEW check_week (street_id, starts_on, n) AS
WITH RECURSIVE week (street_id, monday, ends_on, record, id) AS (
  SELECT street_id, date(starts_on, '-6 days', 'weekday 1'), ends_on, record, id FROM check_span
  UNION ALL
  SELECT street_id, date(monday, '+7 days'), ends_on, record, id FROM week WHERE date(monday, '+7 days') < ends_on)
SELECT street_id, monday, count(*) FROM week GROUP BY street_id, monday;

INSERT INTO record (name, numbering) VALUES
  ('admission', 'ZR-{year}-{seq:3}'), ('admission_reply', 'JY{seq:5}'), ('admission_change', 'TZ-{year}-{seq:3}'), ('breach', 'WP-{year}-{seq:3}'),
  ('indicator', 'ZB-{year}-{seq:3}'), ('inspection_plan', 'JH-{year}-{seq:3}'), ('one_report', 'BG-{year}-{seq:3}');

INSERT INTO code (list, code, label, sort_no) VALUES
  ('admission_state', 'applied', '申请', 1), ('admission_state', 'correcting', '待补正', 2), ('admission_state', 'consulting', '征求意见', 3),
  ('admission_state', 'reviewing', '审查中', 4), ('admission_state', 'legal_reviewed', '已审合法性', 5), ('admission_state', 'fit_reviewed', '已审合理性', 6),
  ('admission_state', 'reviewed', '两审齐', 7), ('admission_state', 'tabled', '已上会', 8), ('admission_state', 'reported', '已上报', 9),
  ('admission_state', 'approved', '已审定', 10), ('admission_state', 'admitted', '已准入', 11), ('admission_state', 'declined', '不予准入', 12),
  ('admission_state', 'suspended', '暂停', 13), ('admission_state', 'cancelled', '取消', 14),
  ('admission_change_state', 'proposed', '提出', 1), ('admission_change_state', 'reviewed', '已审查', 2), ('admission_change_state', 'approved', '已审定', 3),
  ('admission_change_state', 'declined', '未同意', 4),
  ('indicator_state', 'collected', '收集', 1), ('indicator_state', 'reviewed', '已审核', 2), ('indicator_state', 'published', '已公布', 3),
  ('one_report_state', 'applied', '申请', 1), ('one_report_state', 'endorsed', '分管已签', 2), ('one_report_state', 'agreed', '同意', 3),
  ('one_report_state', 'moved', '改期', 4), ('one_report_state', 'merged', '合并', 5), ('one_report_state', 'declined', '不同意', 6),
  ('one_report_state', 'running', '实施中', 7), ('one_report_state', 'reported', '已报结果', 8);

INSERT INTO code_column VALUES
  ('admission', 'level', 'admit_level'), ('admission', 'term', 'term'), ('admission', 'legal_result', 'review'), ('admission', 'fit_result', 'review'),
  ('admission', 'meeting_opinion', 'verdict'), ('admission', 'decision_body', 'decision_body'), ('admission', 'state', 'admission_state'),
  ('admission_reply', 'opinion', 'verdict'),
  ('admission_change', 'kind', 'change_kind'), ('admission_change', 'legal_result', 'review'), ('admission_change', 'fit_result', 'review'), ('admission_change', 'state', 'admission_change_state'),
  ('breach', 'way', 'breach_way'), ('breach', 'handling', 'breach_handling'),
  ('indicator', 'target', 'check_target'), ('indicator', 'verdict', 'indicator_verdict'), ('indicator', 'fault', 'indicator_fault'), ('indicator', 'state', 'indicator_state'),
  ('inspection_plan', 'target', 'check_target'),
  ('one_report', 'target', 'check_target'), ('one_report', 'decision_body', 'decision_body'), ('one_report', 'state', 'one_report_state');

INSERT INTO state_move VALUES
  ('admission', 'add', '申请', NULL, 'applied', 'dept', NULL, NULL),
  ('admission', 'correct', '退回补正', 'applied', 'correcting', 'meeting', '*', NULL),
  ('admission', 'resubmit', '补正后再报', 'correcting', 'applied', 'dept', NULL, NULL),
  ('admission', 'consult', '征求意见', 'applied', 'consulting', 'meeting', NULL, NULL),
  ('admission', 'review', '转审查', 'consulting', 'reviewing', 'meeting', NULL, NULL),
  ('admission', 'review_legal', '合法性审查', 'reviewing', 'legal_reviewed', 'legal', 'legal_result legal_opinion', 'add'),
  ('admission', 'review_legal', '合法性审查', 'fit_reviewed', 'reviewed', 'legal', 'legal_result legal_opinion', 'add'),
  ('admission', 'review_fit', '合理性审查', 'reviewing', 'fit_reviewed', 'quota', 'fit_result fit_opinion', 'add review_legal'),
  ('admission', 'review_fit', '合理性审查', 'legal_reviewed', 'reviewed', 'quota', 'fit_result fit_opinion', 'add review_legal'),
  ('admission', 'table', '上会', 'reviewed', 'tabled', 'meeting', 'meeting', NULL),
  ('admission', 'report', '上报', 'tabled', 'reported', 'meeting', 'meeting_opinion reported_on', NULL),
  ('admission', 'approve', '审定', 'reported', 'approved', 'decision', 'decision_body decision_document decided_on', 'add report'),
  ('admission', 'admit', '准入', 'approved', 'admitted', 'meeting', 'effective_on', NULL),
  ('admission', 'decline', '不予准入', 'reviewed', 'declined', 'meeting', '*', NULL),
  ('admission', 'decline', '不予准入', 'tabled', 'declined', 'meeting', '*', NULL),
  ('admission', 'decline', '不予准入', 'reported', 'declined', 'meeting', '*', NULL),
  ('admission_reply', 'add', '新增', NULL, NULL, 'street', NULL, NULL),
  ('admission_change', 'add', '提出', NULL, 'proposed', 'dept street meeting', NULL, NULL),
  ('admission_change', 'review', '审查', 'proposed', 'reviewed', 'legal quota', 'legal_result fit_result', 'add'),
  ('admission_change', 'approve', '审定', 'reviewed', 'approved', 'decision', 'decision_document decided_on effective_on', 'add'),
  ('admission_change', 'decline', '不同意', 'proposed', 'declined', 'decision', '*', NULL),
  ('admission_change', 'decline', '不同意', 'reviewed', 'declined', 'decision', '*', NULL),
  ('breach', 'add', '新增', NULL, NULL, 'street', NULL, NULL),
  ('indicator', 'add', '收集', NULL, 'collected', 'inspect', NULL, NULL),
  ('indicator', 'review', '审核', 'collected', 'reviewed', 'inspect', 'verdict', NULL),
  ('indicator', 'publish', '公布', 'reviewed', 'published', 'inspect', NULL, 'review'),
  ('inspection_plan', 'add', '新增', NULL, NULL, 'inspect', NULL, NULL),
  ('one_report', 'add', '申请', NULL, 'applied', 'dept', NULL, NULL),
  ('one_report', 'endorse', '分管签批', 'applied', 'endorsed', 'inspect', 'endorsed_by endorsed_on', 'add'),
  ('one_report', 'agree', '同意', 'endorsed', 'agreed', 'decision', 'decision_body decision_document decided_on', 'add'),
  ('one_report', 'move', '改期', 'endorsed', 'moved', 'decision', 'decision_body decision_document decided_on', 'add'),
  ('one_report', 'merge', '合并', 'endorsed', 'merged', 'decision', 'merged_into', NULL),
  ('one_report', 'decline', '不同意', 'applied', 'declined', 'decision', '*', NULL),
  ('one_report', 'decline', '不同意', 'endorsed', 'declined', 'decision', '*', NULL),
  ('one_report', 'start', '开始实施', 'agreed', 'running', 'dept', NULL, NULL),
  ('one_report', 'start', '开始实施', 'moved', 'running', 'dept', NULL, NULL),
  ('one_report', 'start_urgent', '紧急实施', 'applied', 'running', 'dept', '*', NULL),
  ('one_report', 'start_urgent', '紧急实施', 'endorsed', 'running', 'dept', '*', NULL),
  ('one_report', 'finish', '报结果', 'running', 'reported', 'dept', 'result', NULL);

INSERT INTO refusal (code, rule, sentence, detail_sql, severity) VALUES
  ('not_department', 'R-20', '只有职能部门可以申请下放', NULL, 'refuse'),
  ('street_silent', 'R-20', '{streets}尚未答复',
   'SELECT coalesce(group_concat(o.short_name, ''、''), ''没有列入征求意见的街道，'') AS streets FROM admission_reply r JOIN organ o ON o.id = r.street_id WHERE r.admission_id = :id AND r.void_reason IS NULL AND (r.replied_on IS NULL OR r.opinion IS NULL)', 'refuse'),
  ('corrected_once', 'R-20', '已补正过一次，不能再退回补正', NULL, 'refuse'),
  ('review_not_passed', 'R-21', '合法性{legal}、合理性{fit}、联席会议{opinion}，不能上报',
   'SELECT coalesce((SELECT label FROM code WHERE list = ''review'' AND code = :legal_result), ''未审'') AS legal, coalesce((SELECT label FROM code WHERE list = ''review'' AND code = :fit_result), ''未审'') AS fit, coalesce((SELECT label FROM code WHERE list = ''verdict'' AND code = :meeting_opinion), ''未议'') AS opinion', 'refuse'),
  ('no_support', 'R-23', '权限、人员、经费不能都为「无」；缺一项须说明', NULL, 'refuse'),
  ('no_until', 'R-24', '临时事项须有截止日期', NULL, 'refuse'),
  ('change_out_of_order', 'R-24', '准入现为「{now}」，不能{what}',
   'SELECT (SELECT c.label FROM code c WHERE c.list = ''admission_state'' AND c.code = a.state) AS now, (SELECT c.label FROM code c WHERE c.list = ''change_kind'' AND c.code = :kind) AS what FROM admission a WHERE a.id = :admission_id', 'refuse'),
  ('already_admitted', 'R-24b', '已准入（{admission}），不是违规下派',
   'SELECT code || '' '' || name AS admission FROM admission WHERE id = :admission_id', 'refuse'),
  ('several_matters', 'R-33', '一事一报：一张表只报一件事', NULL, 'refuse'),
  ('similar_report', 'R-33', '与{other}对象时间重叠，疑似拆分',
   'SELECT group_concat(r.code, ''、'') AS other FROM one_report r WHERE r.department_id = :department_id AND r.target = :target AND r.id IS NOT :id AND r.void_reason IS NULL AND r.state NOT IN (''declined'', ''merged'') AND r.starts_on < :ends_on AND r.ends_on > :starts_on', 'warn'),
  ('in_plan', 'R-34', '已列入计划，不须一事一报', NULL, 'warn'),
  ('not_urgent', 'R-34', '不是紧急事项，须先审定', NULL, 'refuse'),
  ('checks_crowded', 'R-35', '{street}{week}已有{n}项检查',
   'SELECT o.short_name AS street, w.starts_on || ''起的一周'' AS week, w.n AS n FROM check_week w JOIN organ o ON o.id = w.street_id WHERE (:street_id IS NULL OR w.street_id = :street_id) AND w.starts_on < :ends_on AND add_days(w.starts_on, 7) > :starts_on AND w.n + 1 > (SELECT n FROM setting_number WHERE code = ''checks_per_week'') ORDER BY w.n DESC, w.starts_on, o.code LIMIT 1', 'warn'),
  ('inspection_plan_dates', NULL, '结束日期{ends_on}早于开始日期{starts_on}', NULL, 'refuse'),
  ('one_report_dates', NULL, '结束日期{ends_on}早于开始日期{starts_on}', NULL, 'refuse'),
  ('one_report_own_merge', NULL, '不能并入自己', NULL, 'refuse');

CREATE TRIGGER admission_law_add BEFORE INSERT ON admission
BEGIN
  SELECT RAISE(ABORT, 'not_department') FROM organ o WHERE o.id = NEW.department_id AND o.kind <> 'bureau';
  SELECT RAISE(ABORT, 'no_support') WHERE trim(NEW.power) = '无' AND trim(NEW.staff) = '无' AND trim(NEW.money) = '无'
    OR (trim(NEW.power) = '无' OR trim(NEW.staff) = '无' OR trim(NEW.money) = '无') AND coalesce(trim(NEW.none_reason), '') = '';
  SELECT RAISE(ABORT, 'no_until') WHERE NEW.term = 'temporary' AND NEW.until IS NULL;
END;

CREATE TRIGGER admission_law_set BEFORE UPDATE OF department_id, term, until, power, staff, money, none_reason ON admission
BEGIN
  SELECT RAISE(ABORT, 'not_department') FROM organ o WHERE o.id = NEW.department_id AND o.kind <> 'bureau';
  SELECT RAISE(ABORT, 'no_support') WHERE trim(NEW.power) = '无' AND trim(NEW.staff) = '无' AND trim(NEW.money) = '无'
    OR (trim(NEW.power) = '无' OR trim(NEW.staff) = '无' OR trim(NEW.money) = '无') AND coalesce(trim(NEW.none_reason), '') = '';
  SELECT RAISE(ABORT, 'no_until') WHERE NEW.term = 'temporary' AND NEW.until IS NULL;
END;

CREATE TRIGGER admission_law_move BEFORE UPDATE OF state ON admission WHEN NEW.state <> OLD.state
BEGIN
  SELECT RAISE(ABORT, 'corrected_once') WHERE NEW.state = 'correcting' AND EXISTS (SELECT 1 FROM journal j JOIN change c ON c.no = j.change_no
    WHERE j.record = 'admission' AND j.row_id = NEW.id AND j.action = 'correct' AND c.undone_by IS NULL);
  SELECT RAISE(ABORT, 'street_silent') WHERE NEW.state = 'reviewing' AND OLD.state = 'consulting' AND (
    NOT EXISTS (SELECT 1 FROM admission_reply r WHERE r.admission_id = NEW.id AND r.void_reason IS NULL)
    OR EXISTS (SELECT 1 FROM admission_reply r WHERE r.admission_id = NEW.id AND r.void_reason IS NULL AND (r.replied_on IS NULL OR r.opinion IS NULL)));
  SELECT RAISE(ABORT, 'review_not_passed') WHERE NEW.state = 'reported' AND OLD.state = 'tabled' AND (NEW.legal_result IS NOT 'pass'
    OR NEW.fit_result IS NOT 'pass' OR coalesce(NEW.meeting_opinion, '') NOT IN ('agree', 'amend'));
  SELECT RAISE(ABORT, 'not_decided') WHERE (NEW.state = 'approved' AND OLD.state = 'reported' OR NEW.state = 'admitted' AND OLD.state = 'approved')
    AND (NEW.decision_document_id IS NULL OR NEW.decided_on IS NULL);
END;

-- What is admitted enters the list of duties, and is looked at again.
CREATE TRIGGER admission_listed AFTER UPDATE OF state ON admission WHEN NEW.state = 'admitted' AND OLD.state = 'approved'
BEGIN
  SELECT by_law(by_law() + 1);
  INSERT INTO duty_item (code, name, class, basis, duty, handled_by, street_id, origin, admission_id, document_id, valid_from, valid_to, state, note)
  VALUES (NEW.code, NEW.name, 'service', NEW.basis, NEW.content, (SELECT short_name FROM organ WHERE id = NEW.department_id),
    (SELECT CASE count(*) WHEN 1 THEN max(r.street_id) END FROM admission_reply r WHERE r.admission_id = NEW.id AND r.void_reason IS NULL),
    'admitted', NEW.id, NEW.decision_document_id, NEW.effective_on, CASE NEW.term WHEN 'temporary' THEN add_days(NEW.until, 1) END, 'effective', NEW.note);
  UPDATE admission SET duty_item_id = (SELECT id FROM duty_item WHERE code = NEW.code),
    review_on = coalesce(NEW.review_on, add_months(NEW.effective_on, (SELECT n FROM setting_number WHERE code = 'admit_review_months'))), version = version + 1 WHERE id = NEW.id;
  SELECT by_law(by_law() - 1);
END;

CREATE TRIGGER admission_change_law BEFORE UPDATE OF state ON admission_change WHEN NEW.state = 'approved' AND OLD.state = 'reviewed'
BEGIN
  SELECT RAISE(ABORT, 'not_decided') WHERE NEW.decision_document_id IS NULL OR NEW.decided_on IS NULL;
  SELECT RAISE(ABORT, 'change_out_of_order') FROM admission a WHERE a.id = NEW.admission_id AND NOT CASE NEW.kind WHEN 'suspend' THEN a.state = 'admitted'
    WHEN 'resume' THEN a.state = 'suspended' ELSE a.state IN ('admitted', 'suspended') END;
END;

-- The admission and its duty follow the decision.
CREATE TRIGGER admission_change_done AFTER UPDATE OF state ON admission_change
WHEN NEW.state = 'approved' AND OLD.state = 'reviewed' AND NEW.kind <> 'adjust'
BEGIN
  SELECT by_law(by_law() + 1);
  UPDATE admission SET state = CASE NEW.kind WHEN 'suspend' THEN 'suspended' WHEN 'resume' THEN 'admitted' ELSE 'cancelled' END, version = version + 1
  WHERE id = NEW.admission_id;
  UPDATE duty_item SET state = CASE NEW.kind WHEN 'suspend' THEN 'suspended' WHEN 'resume' THEN 'effective' ELSE 'cancelled' END,
    document_id = CASE NEW.kind WHEN 'cancel' THEN NEW.decision_document_id ELSE document_id END,
    valid_to = CASE NEW.kind WHEN 'cancel' THEN max(NEW.effective_on, valid_from) ELSE valid_to END, version = version + 1
  WHERE admission_id = NEW.admission_id AND void_reason IS NULL;
  SELECT by_law(by_law() - 1);
END;

CREATE TRIGGER breach_law_add BEFORE INSERT ON breach
BEGIN
  SELECT RAISE(ABORT, 'already_admitted') FROM admission a JOIN admission_derived d ON d.id = a.id
  WHERE a.id = NEW.admission_id AND d.in_effect = 1 AND a.department_id = NEW.department_id;
END;

CREATE TRIGGER breach_law_set BEFORE UPDATE OF admission_id, department_id ON breach
WHEN NEW.admission_id IS NOT OLD.admission_id OR NEW.department_id <> OLD.department_id
BEGIN
  SELECT RAISE(ABORT, 'already_admitted') FROM admission a JOIN admission_derived d ON d.id = a.id
  WHERE a.id = NEW.admission_id AND d.in_effect = 1 AND a.department_id = NEW.department_id AND NEW.handling IS NOT 'apply';
END;

CREATE TRIGGER indicator_law_review BEFORE UPDATE OF state ON indicator WHEN NEW.state = 'reviewed' AND OLD.state = 'collected' AND NEW.verdict = 'remove'
BEGIN
  SELECT RAISE(ABORT, 'missing fault') WHERE NEW.fault IS NULL;
  SELECT RAISE(ABORT, 'missing removed_on') WHERE NEW.removed_on IS NULL;
  SELECT RAISE(ABORT, 'missing document_id') WHERE NEW.document_id IS NULL;
END;

CREATE TRIGGER one_report_law_add BEFORE INSERT ON one_report
BEGIN
  SELECT RAISE(ABORT, 'several_matters') WHERE instr(NEW.matter, char(10)) OR instr(NEW.matter, char(13)) OR instr(NEW.matter, '；') OR instr(NEW.matter, ';')
    OR instr(NEW.matter, '二、') OR instr(NEW.matter, '（二）') OR instr(NEW.matter, '(二)') OR instr(NEW.matter, '②')
    OR ' ' || NEW.matter GLOB '*[^0-9]2、*' OR ' ' || NEW.matter || ' ' GLOB '*[^0-9]2.[^0-9]*' OR ' ' || NEW.matter GLOB '*[^0-9]2．*';
  SELECT RAISE(ABORT, 'similar_report') FROM one_report r WHERE r.department_id = NEW.department_id AND r.target = NEW.target AND r.id IS NOT NEW.id
    AND r.void_reason IS NULL AND r.state NOT IN ('declined', 'merged') AND r.starts_on < NEW.ends_on AND r.ends_on > NEW.starts_on AND reason() IS NULL AND by_law() = 0;
  SELECT RAISE(ABORT, 'in_plan') WHERE NEW.in_plan = 1 AND reason() IS NULL AND by_law() = 0;
  SELECT RAISE(ABORT, 'checks_crowded') FROM check_week w WHERE (NEW.street_id IS NULL OR w.street_id = NEW.street_id)
    AND w.starts_on < NEW.ends_on AND add_days(w.starts_on, 7) > NEW.starts_on AND w.n + 1 > (SELECT n FROM setting_number WHERE code = 'checks_per_week') AND reason() IS NULL AND by_law() = 0;
END;

CREATE TRIGGER one_report_law_set BEFORE UPDATE OF matter ON one_report WHEN NEW.matter <> OLD.matter
BEGIN
  SELECT RAISE(ABORT, 'several_matters') WHERE instr(NEW.matter, char(10)) OR instr(NEW.matter, char(13)) OR instr(NEW.matter, '；') OR instr(NEW.matter, ';')
    OR instr(NEW.matter, '二、') OR instr(NEW.matter, '（二）') OR instr(NEW.matter, '(二)') OR instr(NEW.matter, '②')
    OR ' ' || NEW.matter GLOB '*[^0-9]2、*' OR ' ' || NEW.matter || ' ' GLOB '*[^0-9]2.[^0-9]*' OR ' ' || NEW.matter GLOB '*[^0-9]2．*';
END;

CREATE TRIGGER one_report_law_dates BEFORE UPDATE OF department_id, target, street_id, starts_on, ends_on, in_plan ON one_report
WHEN NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on OR NEW.street_id IS NOT OLD.street_id
  OR NEW.target <> OLD.target OR NEW.department_id <> OLD.department_id OR NEW.in_plan <> OLD.in_plan
BEGIN
  SELECT RAISE(ABORT, 'similar_report') FROM one_report r WHERE r.department_id = NEW.department_id AND r.target = NEW.target AND r.id IS NOT NEW.id
    AND r.void_reason IS NULL AND r.state NOT IN ('declined', 'merged') AND r.starts_on < NEW.ends_on AND r.ends_on > NEW.starts_on AND reason() IS NULL;
  SELECT RAISE(ABORT, 'in_plan') WHERE NEW.in_plan = 1 AND OLD.in_plan = 0 AND reason() IS NULL;
  SELECT RAISE(ABORT, 'checks_crowded') FROM check_week w WHERE (NEW.street_id IS NULL OR w.street_id = NEW.street_id)
    AND w.starts_on < NEW.ends_on AND add_days(w.starts_on, 7) > NEW.starts_on AND (SELECT count(*) FROM check_span x WHERE x.street_id = w.street_id AND x.starts_on < add_days(w.starts_on, 7) AND x.ends_on > w.starts_on
      AND NOT (x.record = 'one_report' AND x.id = NEW.id)) + 1 > (SELECT n FROM setting_number WHERE code = 'checks_per_week') AND reason() IS NULL;
END;

CREATE TRIGGER one_report_law_start BEFORE UPDATE OF state ON one_report WHEN NEW.state = 'running' AND action() = 'start_urgent'
BEGIN
  SELECT RAISE(ABORT, 'not_urgent') WHERE NEW.urgent = 0;
END;

CREATE TRIGGER inspection_plan_law_add BEFORE INSERT ON inspection_plan
BEGIN
  SELECT RAISE(ABORT, 'checks_crowded') FROM check_week w WHERE (NEW.street_id IS NULL OR w.street_id = NEW.street_id)
    AND w.starts_on < NEW.ends_on AND add_days(w.starts_on, 7) > NEW.starts_on AND w.n + 1 > (SELECT n FROM setting_number WHERE code = 'checks_per_week') AND reason() IS NULL AND by_law() = 0;
END;

CREATE TRIGGER inspection_plan_law_set BEFORE UPDATE OF street_id, starts_on, ends_on ON inspection_plan
WHEN NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on OR NEW.street_id IS NOT OLD.street_id
BEGIN
  SELECT RAISE(ABORT, 'checks_crowded') FROM check_week w WHERE (NEW.street_id IS NULL OR w.street_id = NEW.street_id)
    AND w.starts_on < NEW.ends_on AND add_days(w.starts_on, 7) > NEW.starts_on AND (SELECT count(*) FROM check_span x WHERE x.street_id = w.street_id AND x.starts_on < add_days(w.starts_on, 7) AND x.ends_on > w.starts_on
      AND NOT (x.record = 'inspection_plan' AND x.id = NEW.id)) + 1 > (SELECT n FROM setting_number WHERE code = 'checks_per_week') AND reason() IS NULL;
END;
