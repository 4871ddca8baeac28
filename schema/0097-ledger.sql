-- What is counted from all records: the ledger of the reform, the reminders
-- and cross-checks of the whole office, the home page.  And the hand-over of
-- one clerk's work to another.  Section 报表.

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

-- The pay version in force on as_of() of every scheme that some organ uses.
CREATE VIEW pay_version_now (id) AS
SELECT v.id FROM pay_version v WHERE v.void_reason IS NULL AND v.effective_from <= as_of()
  AND EXISTS (SELECT 1 FROM scheme_use u JOIN pay_scheme s ON s.id = u.pay_scheme_id WHERE u.pay_scheme_id = v.pay_scheme_id AND u.void_reason IS NULL AND s.kind = 'grade'
    AND u.valid_from <= as_of() AND (u.valid_to IS NULL OR u.valid_to > as_of()))
  AND NOT EXISTS (SELECT 1 FROM pay_version n WHERE n.pay_scheme_id = v.pay_scheme_id AND n.void_reason IS NULL AND n.effective_from <= as_of()
    AND (n.effective_from, n.id) > (v.effective_from, v.id));

-- Balances speak of as_of(), events of the days from reform_from to it.
CREATE VIEW reform_ledger (code, "row", block, label, figure, text, from_on, to_on, form, filter) AS
SELECT 'L01', 'L01', '机构职能', '每街道办',
  (SELECT CASE WHEN min(n) = max(n) THEN min(n) END FROM (SELECT held AS n FROM structure_line WHERE kind = 'office')),
  (SELECT CASE WHEN min(n) = max(n) THEN CAST(min(n) AS TEXT) ELSE min(n) || '-' || max(n) END FROM (SELECT held AS n FROM structure_line WHERE kind = 'office')), NULL, as_of(), 'office', 'in_effect=1 kind=office'
UNION ALL SELECT 'L02', 'L02', '机构职能', '每街道中心',
  (SELECT CASE WHEN min(n) = max(n) THEN min(n) END FROM (SELECT held AS n FROM structure_line WHERE kind = 'centre')),
  (SELECT CASE WHEN min(n) = max(n) THEN CAST(min(n) AS TEXT) ELSE min(n) || '-' || max(n) END FROM (SELECT held AS n FROM structure_line WHERE kind = 'centre')), NULL, as_of(), 'office', 'in_effect=1 kind=centre'
UNION ALL SELECT 'L03', 'L03', '机构职能', '每街道站',
  (SELECT CASE WHEN min(n) = max(n) THEN min(n) END FROM (SELECT held AS n FROM structure_line WHERE kind = 'station')),
  (SELECT CASE WHEN min(n) = max(n) THEN CAST(min(n) AS TEXT) ELSE min(n) || '-' || max(n) END FROM (SELECT held AS n FROM structure_line WHERE kind = 'station')), NULL, as_of(), 'office', 'in_effect=1 kind=station'
UNION ALL SELECT 'L04', 'L04', '机构职能', '清理机构牌子',
  (SELECT count(*) FROM plate WHERE void_reason IS NULL AND treatment = 'removed' AND has_basis = 0 AND treated_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()),
  CAST((SELECT count(*) FROM plate WHERE void_reason IS NULL AND treatment = 'removed' AND has_basis = 0 AND treated_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()) AS TEXT), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'plate', 'treatment=removed has_basis=0 treated_on=' || (SELECT value FROM setting_now WHERE code = 'reform_from') || '..' || as_of()
UNION ALL SELECT 'L05', 'L05', '机构职能', '每街道行政编制',
  (SELECT CASE WHEN min(n) = max(n) THEN min(n) END FROM (SELECT (SELECT coalesce(sum(e.quantity), 0) FROM quota_entry e JOIN quota_entry_derived d USING (id) WHERE e.organ_id = o.id AND e.quota_type = 'admin' AND e.cause <> 'overflow' AND d.in_effect = 1) AS n FROM organ o WHERE o.kind = 'street' AND o.void_reason IS NULL AND o.valid_from <= as_of() AND (o.valid_to IS NULL OR o.valid_to > as_of()))),
  (SELECT CASE WHEN min(n) = max(n) THEN CAST(min(n) AS TEXT) ELSE min(n) || '-' || max(n) END FROM (SELECT (SELECT coalesce(sum(e.quantity), 0) FROM quota_entry e JOIN quota_entry_derived d USING (id) WHERE e.organ_id = o.id AND e.quota_type = 'admin' AND e.cause <> 'overflow' AND d.in_effect = 1) AS n FROM organ o WHERE o.kind = 'street' AND o.void_reason IS NULL AND o.valid_from <= as_of() AND (o.valid_to IS NULL OR o.valid_to > as_of()))), NULL, as_of(), 'quota_entry', 'quota_type=admin cause!=overflow in_effect=1'
UNION ALL SELECT 'L06', 'L06', '机构职能', '街道行政编制合计',
  (SELECT coalesce(sum(n), 0) FROM (SELECT (SELECT coalesce(sum(e.quantity), 0) FROM quota_entry e JOIN quota_entry_derived d USING (id) WHERE e.organ_id = o.id AND e.quota_type = 'admin' AND e.cause <> 'overflow' AND d.in_effect = 1) AS n FROM organ o WHERE o.kind = 'street' AND o.void_reason IS NULL AND o.valid_from <= as_of() AND (o.valid_to IS NULL OR o.valid_to > as_of()))),
  CAST((SELECT coalesce(sum(n), 0) FROM (SELECT (SELECT coalesce(sum(e.quantity), 0) FROM quota_entry e JOIN quota_entry_derived d USING (id) WHERE e.organ_id = o.id AND e.quota_type = 'admin' AND e.cause <> 'overflow' AND d.in_effect = 1) AS n FROM organ o WHERE o.kind = 'street' AND o.void_reason IS NULL AND o.valid_from <= as_of() AND (o.valid_to IS NULL OR o.valid_to > as_of()))) AS TEXT), NULL, as_of(), 'quota_entry', 'quota_type=admin cause!=overflow in_effect=1'
UNION ALL SELECT 'L07', 'L07', '机构职能', '新增街道事业编制',
  (SELECT coalesce(sum(e.quantity), 0) FROM quota_entry e JOIN quota_entry_derived d USING (id) JOIN organ o ON o.id = e.organ_id WHERE o.kind = 'street' AND e.quota_type = 'institution' AND e.cause = 'new' AND d.in_effect = 1 AND e.effective_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()),
  CAST((SELECT coalesce(sum(e.quantity), 0) FROM quota_entry e JOIN quota_entry_derived d USING (id) JOIN organ o ON o.id = e.organ_id WHERE o.kind = 'street' AND e.quota_type = 'institution' AND e.cause = 'new' AND d.in_effect = 1 AND e.effective_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()) AS TEXT), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'quota_entry', 'quota_type=institution cause=new in_effect=1 effective_on=' || (SELECT value FROM setting_now WHERE code = 'reform_from') || '..' || as_of()
UNION ALL SELECT 'L08', 'L08', '机构职能', '清退长期抽调',
  (SELECT count(DISTINCT s.person_id) FROM secondment s JOIN secondment_derived d USING (id) WHERE s.void_reason IS NULL AND s.return_kind = 'recalled' AND d.to_bureau = 1 AND s.returned_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()),
  CAST((SELECT count(DISTINCT s.person_id) FROM secondment s JOIN secondment_derived d USING (id) WHERE s.void_reason IS NULL AND s.return_kind = 'recalled' AND d.to_bureau = 1 AND s.returned_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()) AS TEXT), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'secondment', 'return_kind=recalled to_bureau=1 returned_on=' || (SELECT value FROM setting_now WHERE code = 'reform_from') || '..' || as_of()
UNION ALL SELECT 'L09', 'L09', '机构职能', '授权事项',
  (SELECT count(*) FROM duty_item i JOIN duty_item_derived d USING (id) WHERE d.in_effect = 1 AND i.class = 'granted'),
  CAST((SELECT count(*) FROM duty_item i JOIN duty_item_derived d USING (id) WHERE d.in_effect = 1 AND i.class = 'granted') AS TEXT), NULL, as_of(), 'duty_item', 'in_effect=1 class=granted'
UNION ALL SELECT 'L10', 'L10', '机构职能', '委托事项',
  (SELECT count(*) FROM duty_item i JOIN duty_item_derived d USING (id) WHERE d.in_effect = 1 AND i.class = 'entrusted'),
  CAST((SELECT count(*) FROM duty_item i JOIN duty_item_derived d USING (id) WHERE d.in_effect = 1 AND i.class = 'entrusted') AS TEXT), NULL, as_of(), 'duty_item', 'in_effect=1 class=entrusted'
UNION ALL SELECT 'L11', 'L11', '机构职能', '公共服务事项',
  (SELECT count(*) FROM duty_item i JOIN duty_item_derived d USING (id) WHERE d.in_effect = 1 AND i.class = 'service'),
  CAST((SELECT count(*) FROM duty_item i JOIN duty_item_derived d USING (id) WHERE d.in_effect = 1 AND i.class = 'service') AS TEXT), NULL, as_of(), 'duty_item', 'in_effect=1 class=service'
UNION ALL SELECT 'L12', 'L12', '资源配置', '综合行政执法队',
  (SELECT count(*) FROM team_derived WHERE in_effect = 1),
  CAST((SELECT count(*) FROM team_derived WHERE in_effect = 1) AS TEXT), NULL, as_of(), 'team', 'in_effect=1'
UNION ALL SELECT 'L13', 'L13', '资源配置', '派出部门',
  (SELECT count(DISTINCT d.department_id) FROM deployment d JOIN deployment_derived v USING (id) WHERE v.in_effect = 1),
  CAST((SELECT count(DISTINCT d.department_id) FROM deployment d JOIN deployment_derived v USING (id) WHERE v.in_effect = 1) AS TEXT), NULL, as_of(), 'deployment', 'in_effect=1'
UNION ALL SELECT 'L14', 'L14', '资源配置', '下沉人员',
  (SELECT count(DISTINCT d.person_id) FROM deployment d JOIN deployment_derived v USING (id) WHERE v.in_effect = 1),
  CAST((SELECT count(DISTINCT d.person_id) FROM deployment d JOIN deployment_derived v USING (id) WHERE v.in_effect = 1) AS TEXT), NULL, as_of(), 'deployment', 'in_effect=1'
UNION ALL SELECT 'L15', 'L15', '资源配置', '下沉方式',
  (SELECT count(DISTINCT d.mode) FROM deployment d JOIN deployment_derived v USING (id) WHERE v.in_effect = 1),
  CAST((SELECT count(DISTINCT d.mode) FROM deployment d JOIN deployment_derived v USING (id) WHERE v.in_effect = 1) AS TEXT), NULL, as_of(), 'deployment', 'in_effect=1'
UNION ALL SELECT 'L16', 'L16', '资源配置', '执法领域',
  (SELECT count(DISTINCT i.area) FROM enforcement_item i JOIN enforcement_item_derived d USING (id) WHERE d.in_effect = 1 AND i.delegated = 1),
  CAST((SELECT count(DISTINCT i.area) FROM enforcement_item i JOIN enforcement_item_derived d USING (id) WHERE d.in_effect = 1 AND i.delegated = 1) AS TEXT), NULL, as_of(), 'enforcement_item', 'in_effect=1 delegated=1'
UNION ALL SELECT 'L17', 'L17', '资源配置', '执法事项',
  (SELECT count(*) FROM enforcement_item i JOIN enforcement_item_derived d USING (id) WHERE d.in_effect = 1 AND i.delegated = 1),
  CAST((SELECT count(*) FROM enforcement_item i JOIN enforcement_item_derived d USING (id) WHERE d.in_effect = 1 AND i.delegated = 1) AS TEXT), NULL, as_of(), 'enforcement_item', 'in_effect=1 delegated=1'
UNION ALL SELECT 'L18', 'L18', '资源配置', '街道考核权重',
  (SELECT street_weight FROM assessment_scheme WHERE void_reason IS NULL AND mode = 'linked' AND year = CAST(substr(as_of(), 1, 4) AS INTEGER)),
  CAST((SELECT street_weight FROM assessment_scheme WHERE void_reason IS NULL AND mode = 'linked' AND year = CAST(substr(as_of(), 1, 4) AS INTEGER)) AS TEXT), NULL, as_of(), 'assessment_scheme', 'mode=linked'
UNION ALL SELECT 'L19', 'L19', '资源配置', '派驻单位考核权重',
  (SELECT dept_weight FROM assessment_scheme WHERE void_reason IS NULL AND mode = 'linked' AND year = CAST(substr(as_of(), 1, 4) AS INTEGER)),
  CAST((SELECT dept_weight FROM assessment_scheme WHERE void_reason IS NULL AND mode = 'linked' AND year = CAST(substr(as_of(), 1, 4) AS INTEGER)) AS TEXT), NULL, as_of(), 'assessment_scheme', 'mode=linked'
UNION ALL SELECT 'L20', 'L20', '制度保障', '联席会议',
  (SELECT count(*) FROM meeting WHERE void_reason IS NULL AND state = 'minuted' AND held_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()),
  CAST((SELECT count(*) FROM meeting WHERE void_reason IS NULL AND state = 'minuted' AND held_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()) AS TEXT), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'meeting', 'state=minuted held_on=' || (SELECT value FROM setting_now WHERE code = 'reform_from') || '..' || as_of()
UNION ALL SELECT 'L21', 'L21', '制度保障', '解决问题',
  (SELECT count(*) FROM issue WHERE void_reason IS NULL AND state = 'solved' AND solved_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()),
  CAST((SELECT count(*) FROM issue WHERE void_reason IS NULL AND state = 'solved' AND solved_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()) AS TEXT), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'issue', 'state=solved solved_on=' || (SELECT value FROM setting_now WHERE code = 'reform_from') || '..' || as_of()
UNION ALL SELECT 'L22', 'L22', '制度保障', '社区工作者岗',
  (SELECT count(DISTINCT p.post) FROM pay_post p JOIN pay_version_now v ON v.id = p.pay_version_id WHERE p.void_reason IS NULL),
  CAST((SELECT count(DISTINCT p.post) FROM pay_post p JOIN pay_version_now v ON v.id = p.pay_version_id WHERE p.void_reason IS NULL) AS TEXT), NULL, as_of(), 'pay_post', ''
UNION ALL SELECT 'L23', 'L23', '制度保障', '社区工作者级',
  (SELECT count(DISTINCT g.grade) FROM pay_grade g JOIN pay_version_now v ON v.id = g.pay_version_id WHERE g.void_reason IS NULL),
  CAST((SELECT count(DISTINCT g.grade) FROM pay_grade g JOIN pay_version_now v ON v.id = g.pay_version_id WHERE g.void_reason IS NULL) AS TEXT), NULL, as_of(), 'pay_grade', ''
UNION ALL SELECT 'L24', 'L24', '制度保障', '定向招录岗',
  (SELECT count(*) FROM reserved_post WHERE void_reason IS NULL AND state <> 'cancelled'),
  CAST((SELECT count(*) FROM reserved_post WHERE void_reason IS NULL AND state <> 'cancelled') AS TEXT), NULL, as_of(), 'reserved_post', 'state!=cancelled'
UNION ALL SELECT 'L25', 'L25', '制度保障', '准入程序',
  (SELECT count(DISTINCT d.stage) FROM admission a JOIN admission_derived d USING (id) WHERE a.void_reason IS NULL),
  CAST((SELECT count(DISTINCT d.stage) FROM admission a JOIN admission_derived d USING (id) WHERE a.void_reason IS NULL) AS TEXT), NULL, as_of(), 'admission', ''
UNION ALL SELECT 'L26', 'L26', '制度保障', '清理指标：部门',
  (SELECT count(DISTINCT department_id) FROM indicator WHERE void_reason IS NULL AND verdict = 'remove' AND state = 'published' AND removed_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()),
  CAST((SELECT count(DISTINCT department_id) FROM indicator WHERE void_reason IS NULL AND verdict = 'remove' AND state = 'published' AND removed_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()) AS TEXT), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'indicator', 'verdict=remove state=published removed_on=' || (SELECT value FROM setting_now WHERE code = 'reform_from') || '..' || as_of()
UNION ALL SELECT 'L27', 'L27', '制度保障', '清理指标：项',
  (SELECT count(*) FROM indicator WHERE void_reason IS NULL AND verdict = 'remove' AND state = 'published' AND removed_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()),
  CAST((SELECT count(*) FROM indicator WHERE void_reason IS NULL AND verdict = 'remove' AND state = 'published' AND removed_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()) AS TEXT), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'indicator', 'verdict=remove state=published removed_on=' || (SELECT value FROM setting_now WHERE code = 'reform_from') || '..' || as_of()
UNION ALL SELECT 'M01', 'M01', '控制', '逆向调整：执行',
  (SELECT count(*) FROM transfer t JOIN transfer_derived d USING (id) WHERE t.void_reason IS NULL AND d.direction = '逆向' AND t.state = 'executed'),
  CAST((SELECT count(*) FROM transfer t JOIN transfer_derived d USING (id) WHERE t.void_reason IS NULL AND d.direction = '逆向' AND t.state = 'executed') AS TEXT), NULL, as_of(), 'transfer', 'direction=逆向 state=executed'
UNION ALL SELECT 'M02', 'M02', '控制', '逆向调整：拒绝',
  (SELECT count(*) FROM transfer t JOIN transfer_derived d USING (id) WHERE t.void_reason IS NULL AND d.direction = '逆向' AND t.state = 'refused'),
  CAST((SELECT count(*) FROM transfer t JOIN transfer_derived d USING (id) WHERE t.void_reason IS NULL AND d.direction = '逆向' AND t.state = 'refused') AS TEXT), NULL, as_of(), 'transfer', 'direction=逆向 state=refused'
UNION ALL SELECT 'M03', 'M03', '控制', '试点街道',
  (SELECT count(*) FROM organ WHERE kind = 'street' AND pilot = 1 AND void_reason IS NULL),
  CAST((SELECT count(*) FROM organ WHERE kind = 'street' AND pilot = 1 AND void_reason IS NULL) AS TEXT), NULL, as_of(), 'organ', 'kind=street pilot=1'
UNION ALL SELECT 'M04', 'M04', '控制', '三网合一网格',
  (SELECT count(*) FROM grid g JOIN grid_derived d USING (id) WHERE g.level = 'grid' AND d.in_effect = 1 AND d.three_in_one = 1),
  (SELECT count(*) FROM grid g JOIN grid_derived d USING (id) WHERE g.level = 'grid' AND d.in_effect = 1 AND d.three_in_one = 1) || '/' || (SELECT count(*) FROM grid g JOIN grid_derived d USING (id) WHERE g.level = 'grid' AND d.in_effect = 1), NULL, as_of(), 'grid', 'level=grid three_in_one=1'
UNION ALL SELECT 'M05', 'M05', '控制', '没有执法责任人的网格',
  (SELECT count(*) FROM grid g JOIN grid_derived v USING (id) WHERE g.level = 'grid' AND v.in_effect = 1 AND NOT EXISTS (SELECT 1 FROM grid_duty d JOIN grid_duty_derived e USING (id) WHERE d.grid_id = g.id AND d.role = 'enforcer' AND e.in_effect = 1)),
  CAST((SELECT count(*) FROM grid g JOIN grid_derived v USING (id) WHERE g.level = 'grid' AND v.in_effect = 1 AND NOT EXISTS (SELECT 1 FROM grid_duty d JOIN grid_duty_derived e USING (id) WHERE d.grid_id = g.id AND d.role = 'enforcer' AND e.in_effect = 1)) AS TEXT), NULL, as_of(), 'grid', 'level=grid'
UNION ALL SELECT 'M06', 'M06', '控制', '借调到期未归',
  (SELECT count(*) FROM secondment_derived WHERE overdue = 1),
  CAST((SELECT count(*) FROM secondment_derived WHERE overdue = 1) AS TEXT), NULL, as_of(), 'secondment', 'overdue=1'
UNION ALL SELECT 'M07', 'M07', '控制', '在位率（在编 - 借出）',
  (SELECT count(*) FROM posting WHERE void_reason IS NULL AND state IN ('held', 'leaving')) - (SELECT count(DISTINCT s.person_id) FROM secondment s JOIN posting p ON p.person_id = s.person_id AND p.void_reason IS NULL AND p.state IN ('held', 'leaving') WHERE s.void_reason IS NULL AND s.state IN ('away', 'extended')),
  CASE WHEN (SELECT count(*) FROM posting WHERE void_reason IS NULL AND state IN ('held', 'leaving')) > 0 THEN printf('%.1f%%', 100.0 * ((SELECT count(*) FROM posting WHERE void_reason IS NULL AND state IN ('held', 'leaving')) - (SELECT count(DISTINCT s.person_id) FROM secondment s JOIN posting p ON p.person_id = s.person_id AND p.void_reason IS NULL AND p.state IN ('held', 'leaving') WHERE s.void_reason IS NULL AND s.state IN ('away', 'extended'))) / (SELECT count(*) FROM posting WHERE void_reason IS NULL AND state IN ('held', 'leaving'))) END, NULL, as_of(), 'posting', 'state=held,leaving'
UNION ALL SELECT 'M08', 'M08', '控制', '没有审定的有效准入',
  (SELECT count(*) FROM admission a JOIN admission_derived d USING (id) WHERE d.in_effect = 1 AND (a.decision_document_id IS NULL OR a.decided_on IS NULL)),
  CAST((SELECT count(*) FROM admission a JOIN admission_derived d USING (id) WHERE d.in_effect = 1 AND (a.decision_document_id IS NULL OR a.decided_on IS NULL)) AS TEXT), NULL, as_of(), 'admission', 'in_effect=1 decided_on='
UNION ALL SELECT 'M09', 'M09', '控制', '提拔使用征求意见',
  (SELECT count(*) FROM opinion WHERE void_reason IS NULL),
  CAST((SELECT count(*) FROM opinion WHERE void_reason IS NULL) AS TEXT), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'opinion', ''
UNION ALL SELECT 'M10', 'M10', '控制', '提拔使用已答复',
  (SELECT count(*) FROM opinion WHERE void_reason IS NULL AND answered_on IS NOT NULL),
  CAST((SELECT count(*) FROM opinion WHERE void_reason IS NULL AND answered_on IS NOT NULL) AS TEXT), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'opinion', 'answered_on!='
UNION ALL SELECT 'M11', 'M11', '控制', '提拔使用已采纳',
  (SELECT count(*) FROM opinion WHERE void_reason IS NULL AND adopted = 'yes'),
  CAST((SELECT count(*) FROM opinion WHERE void_reason IS NULL AND adopted = 'yes') AS TEXT), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'opinion', 'adopted=yes'
UNION ALL SELECT 'M12', 'M12', '控制', '下沉资金下达',
  (SELECT coalesce(sum(f.amount), 0) FROM fund f JOIN fund_derived d USING (id) WHERE f.void_reason IS NULL),
  yuan((SELECT coalesce(sum(f.amount), 0) FROM fund f JOIN fund_derived d USING (id) WHERE f.void_reason IS NULL)), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'fund', ''
UNION ALL SELECT 'M13', 'M13', '控制', '下沉资金已用',
  (SELECT coalesce(sum(d.used), 0) FROM fund f JOIN fund_derived d USING (id) WHERE f.void_reason IS NULL),
  yuan((SELECT coalesce(sum(d.used), 0) FROM fund f JOIN fund_derived d USING (id) WHERE f.void_reason IS NULL)), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'fund', ''
UNION ALL SELECT 'M14', 'M14', '控制', '下沉资金余额',
  (SELECT coalesce(sum(d.left), 0) FROM fund f JOIN fund_derived d USING (id) WHERE f.void_reason IS NULL),
  yuan((SELECT coalesce(sum(d.left), 0) FROM fund f JOIN fund_derived d USING (id) WHERE f.void_reason IS NULL)), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'fund', ''
UNION ALL SELECT 'M15', 'M15', '控制', '调度令',
  (SELECT count(*) FROM dispatch_order WHERE void_reason IS NULL),
  CAST((SELECT count(*) FROM dispatch_order WHERE void_reason IS NULL) AS TEXT), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'dispatch_order', ''
UNION ALL SELECT 'M16', 'M16', '控制', '调度令已反馈',
  (SELECT count(*) FROM dispatch_order WHERE void_reason IS NULL AND reply IS NOT NULL),
  CAST((SELECT count(*) FROM dispatch_order WHERE void_reason IS NULL AND reply IS NOT NULL) AS TEXT), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'dispatch_order', 'reply!='
UNION ALL SELECT 'M17', 'M17', '控制', '违规下派',
  (SELECT count(*) FROM breach WHERE void_reason IS NULL),
  CAST((SELECT count(*) FROM breach WHERE void_reason IS NULL) AS TEXT), (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of(), 'breach', '';

DROP VIEW home_line;
DROP VIEW book_check;
DROP VIEW todo;

CREATE VIEW todo (code, kind, due_on, days, form, "key", text) AS
SELECT 'task/' || t.code, '任务', t.due_on, CAST(julianday(t.due_on) - julianday(as_of()) AS INTEGER), 'task', t.code, '议定事项：' || t.content
FROM task t WHERE t.void_reason IS NULL AND t.state <> 'closed' AND t.due_on <= add_days(as_of(), 30)
UNION ALL
SELECT 'leaving/' || s.code, '下编', work_days(s.event_on, CAST((SELECT value FROM setting_now WHERE code = 'off_report_days') AS INTEGER)),
  CAST(julianday(work_days(s.event_on, CAST((SELECT value FROM setting_now WHERE code = 'off_report_days') AS INTEGER))) - julianday(as_of()) AS INTEGER),
  'posting', s.code, '下编未核销：' || p.name
FROM posting s JOIN person p ON p.id = s.person_id WHERE s.void_reason IS NULL AND s.state = 'leaving'
UNION ALL
SELECT 'permit/' || p.code, '用编核准', p.valid_until, CAST(julianday(p.valid_until) - julianday(as_of()) AS INTEGER), 'quota_permit', p.code,
  '用编核准单将到期：余' || d.left || '名'
FROM quota_permit p JOIN quota_permit_derived d ON d.id = p.id
WHERE p.void_reason IS NULL AND p.state = 'approved' AND d.left > 0 AND p.valid_until BETWEEN as_of() AND add_days(as_of(), 30)
UNION ALL
SELECT 'over/' || b.code, '超编', as_of(), 0, 'quota_board', b.code, b.organ || '超编' || b.over || '名，只出不进'
FROM quota_board b WHERE b.over > 0
UNION ALL
SELECT 'minutes/' || m.code, '会议纪要', m.held_on, CAST(julianday(m.held_on) - julianday(as_of()) AS INTEGER), 'meeting', m.code, '已召开，纪要未印发'
FROM meeting m WHERE m.void_reason IS NULL AND m.state = 'held'
UNION ALL
SELECT 'contract/' || w.code, '合同到期', w.contract_until, CAST(julianday(w.contract_until) - julianday(as_of()) AS INTEGER), 'worker', w.code, '合同将到期：' || p.name
FROM worker w JOIN person p ON p.id = w.person_id
WHERE w.void_reason IS NULL AND w.contract_until BETWEEN as_of() AND add_days(as_of(), 30)
UNION ALL
SELECT 'probation/' || p.code, '试用期满', p.probation_until, CAST(julianday(p.probation_until) - julianday(as_of()) AS INTEGER), 'person', p.code, '试用期将满：' || p.name
FROM person p WHERE p.void_reason IS NULL AND p.probation_until BETWEEN as_of() AND add_days(as_of(), 30)
UNION ALL
SELECT 'loan/' || s.code, '借调到期', s.due_on, CAST(julianday(s.due_on) - julianday(as_of()) AS INTEGER), 'secondment', s.code, '借调到期：' || p.name || '（' || o.short_name || '）'
FROM secondment s JOIN person p ON p.id = s.person_id JOIN organ o ON o.id = s.to_organ_id WHERE s.void_reason IS NULL AND s.state IN ('away', 'extended') AND s.due_on <= add_days(as_of(), 30)
UNION ALL
SELECT 'retire/' || s.code, '到龄退休', retire_on(p.birth_on, p.sex, p.category), CAST(julianday(retire_on(p.birth_on, p.sex, p.category)) - julianday(as_of()) AS INTEGER), 'posting', s.code, '到龄退休：' || p.name
FROM posting s JOIN person p ON p.id = s.person_id WHERE s.void_reason IS NULL AND s.state = 'held' AND retire_on(p.birth_on, p.sex, p.category) <= add_days(as_of(), 30)
UNION ALL
SELECT 'certificate/' || p.code, '执法证到期', p.certificate_until, CAST(julianday(p.certificate_until) - julianday(as_of()) AS INTEGER), 'person', p.code, '执法证到期：' || p.name
FROM person p WHERE p.void_reason IS NULL AND p.certificate_until <= add_days(as_of(), 30) AND EXISTS (SELECT 1 FROM deployment d WHERE d.person_id = p.id AND d.state = 'active' AND d.void_reason IS NULL)
UNION ALL
SELECT 'vacant/' || b.code, '空编', add_days(as_of(), 30), CAST(julianday(add_days(as_of(), 30)) - julianday(as_of()) AS INTEGER), 'quota_board', b.code, b.organ || '空编' || b.vacant || '名'
FROM quota_board b WHERE b.vacant > 0
UNION ALL
SELECT 'case/' || c.code, '案件到期', c.due_on, CAST(julianday(c.due_on) - julianday(as_of()) AS INTEGER), 'case_file', c.code, '案件处置期限：' || c.cause
FROM case_file c WHERE c.void_reason IS NULL AND c.state IN ('dispatched', 'handling', 'checking') AND c.due_on <= add_days(as_of(), 10)
UNION ALL
SELECT 'decide/' || c.code, '案件决定', add_days(c.filed_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'decision_days')), CAST(julianday(add_days(c.filed_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'decision_days'))) - julianday(as_of()) AS INTEGER), 'case_file', c.code, '案件决定期限：' || c.cause
FROM case_file c WHERE c.void_reason IS NULL AND c.state = 'filed' AND add_days(c.filed_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'decision_days')) <= add_days(as_of(), 30)
UNION ALL
SELECT 'letter/' || t.code, '移送反馈', t.due_on, CAST(julianday(t.due_on) - julianday(as_of()) AS INTEGER), 'case_transfer', t.code, '移送函待反馈：' || o.short_name
FROM case_transfer t JOIN organ o ON o.id = t.to_organ_id WHERE t.void_reason IS NULL AND t.state IN ('sent', 'received') AND t.due_on <= add_days(as_of(), 30)
UNION ALL
SELECT 'order/' || d.code, '调度令', substr(d.issued_at, 1, 10), CAST(julianday(substr(d.issued_at, 1, 10)) - julianday(as_of()) AS INTEGER), 'dispatch_order', d.code, '调度令未反馈：' || d.cause
FROM dispatch_order d WHERE d.void_reason IS NULL AND d.reply IS NULL
UNION ALL
SELECT 'admission/' || a.code, '准入办理', CASE a.state WHEN 'applied' THEN work_days(a.applied_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'admit_form_days')) WHEN 'reported' THEN work_days(a.reported_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'admit_decide_days')) WHEN 'approved' THEN work_days(a.decided_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'publish_days')) ELSE work_days(a.applied_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'admit_ahead_days')) END, CAST(julianday(CASE a.state WHEN 'applied' THEN work_days(a.applied_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'admit_form_days')) WHEN 'reported' THEN work_days(a.reported_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'admit_decide_days')) WHEN 'approved' THEN work_days(a.decided_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'publish_days')) ELSE work_days(a.applied_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'admit_ahead_days')) END) - julianday(as_of()) AS INTEGER), 'admission', a.code, '准入办理期限：' || a.name
FROM admission a WHERE a.void_reason IS NULL AND a.state IN ('applied', 'consulting', 'reviewing', 'legal_reviewed', 'fit_reviewed', 'reviewed', 'tabled', 'reported', 'approved')
UNION ALL
SELECT 'silent/' || r.code, '街道意见', work_days(a.applied_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'admit_decide_days')), CAST(julianday(work_days(a.applied_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'admit_decide_days'))) - julianday(as_of()) AS INTEGER), 'admission_reply', r.code, o.short_name || '未答复：' || a.name
FROM admission_reply r JOIN admission a ON a.id = r.admission_id JOIN organ o ON o.id = r.street_id WHERE r.void_reason IS NULL AND (r.replied_on IS NULL OR r.opinion IS NULL) AND a.state = 'consulting' AND a.void_reason IS NULL
UNION ALL
SELECT 'review/' || a.code, '准入复核', a.review_on, CAST(julianday(a.review_on) - julianday(as_of()) AS INTEGER), 'admission', a.code, '准入应复核：' || a.name
FROM admission a JOIN admission_derived v USING (id) WHERE v.in_effect = 1 AND a.review_on <= add_days(as_of(), 30)
UNION ALL
SELECT 'lapsed/' || i.code, '准入到期', a.until, CAST(julianday(a.until) - julianday(as_of()) AS INTEGER), 'duty_item', i.code, '已到期仍在清单：' || i.name
FROM admission a JOIN admission_derived v USING (id) JOIN duty_item i ON i.admission_id = a.id WHERE v.expired = 1 AND i.state = 'effective' AND i.void_reason IS NULL
UNION ALL
SELECT 'papers/' || r.code, '补手续', r.starts_on, CAST(julianday(r.starts_on) - julianday(as_of()) AS INTEGER), 'one_report', r.code, '紧急事项未补手续：' || r.matter
FROM one_report r WHERE r.void_reason IS NULL AND r.urgent = 1 AND r.state IN ('running', 'reported') AND r.decision_document_id IS NULL
UNION ALL
SELECT 'score/' || a.code, '年度考核', (a.year + 1) || '-01-31', CAST(julianday((a.year + 1) || '-01-31') - julianday(as_of()) AS INTEGER), 'assessment', a.code, '评分未交：' || p.name
FROM assessment a JOIN person p ON p.id = a.person_id WHERE a.void_reason IS NULL AND a.takes_part = 1 AND a.state IN ('open', 'street_scored', 'dept_scored') AND a.year < CAST(substr(as_of(), 1, 4) AS INTEGER)
UNION ALL
SELECT 'month/' || m.code, '月结', term_end(m.month || '-01', 1), CAST(julianday(term_end(m.month || '-01', 1)) - julianday(as_of()) AS INTEGER), 'period', m.code, m.month || '尚未月结'
FROM period m WHERE m.void_reason IS NULL AND m.state = 'open' AND term_end(m.month || '-01', 1) <= add_days(as_of(), 10);

CREATE VIEW book_check (code, label, "left", "right", difference, ok, form, filter) AS
-- X-02 documents = ledger = held + pending + reserved + vacant - over
SELECT 'X-02/' || o.code || '/' || l.quota_type, l.organ || l.type_label || '：核定 = 在编 + 已核准未上编 + 空编 - 超编',
  l.approved + l.overflow, l.held + l.pending + l.reserved + l.vacant - l.over - max(-l.vacancy - l.over, 0),
  l.approved + l.overflow - (l.held + l.pending + l.reserved + l.vacant - l.over - max(-l.vacancy - l.over, 0)),
  l.approved + l.overflow = l.held + l.pending + l.reserved + l.vacant - l.over - max(-l.vacancy - l.over, 0),
  'posting', 'organ=' || o.code || ' quota_type=' || l.quota_type
FROM quota_line l JOIN organ o ON o.id = l.organ_id
WHERE l.approved <> 0 OR l.overflow <> 0 OR l.held <> 0 OR l.pending <> 0 OR l.reserved <> 0
UNION ALL
-- X-03 roster = statistics
SELECT 'X-03', '花名册在编人数 = 统计表实有',
  (SELECT count(*) FROM posting WHERE state IN ('held', 'leaving') AND void_reason IS NULL),
  (SELECT coalesce(sum(held), 0) FROM quota_line),
  (SELECT count(*) FROM posting WHERE state IN ('held', 'leaving') AND void_reason IS NULL) - (SELECT coalesce(sum(held), 0) FROM quota_line),
  as_of() < today() OR (SELECT count(*) FROM posting WHERE state IN ('held', 'leaving') AND void_reason IS NULL) = (SELECT coalesce(sum(held), 0) FROM quota_line),
  'posting', 'state=held,leaving'
UNION ALL
-- X-08 streets with the offices, centres and station they were given
SELECT 'X-08/' || o.code || '/' || s.kind, s.organ || '：核定' || s.label || '数 = 实设',
  coalesce(s.approved, 0), s.held, coalesce(s.approved, 0) - s.held, coalesce(s.approved, 0) >= s.held,
  'office', 'organ=' || o.code || ' kind=' || s.kind
FROM structure_line s JOIN organ o ON o.id = s.organ_id
UNION ALL
-- X-09 nobody over without a document
SELECT 'X-09', '超编而无批文的单位', 0,
  (SELECT count(*) FROM quota_line l WHERE l.over > 0 AND NOT EXISTS (SELECT 1 FROM quota_entry e WHERE e.organ_id = l.organ_id
     AND e.quota_type = l.quota_type AND e.document_id IS NOT NULL AND e.void_reason IS NULL)),
  (SELECT count(*) FROM quota_line l WHERE l.over > 0 AND NOT EXISTS (SELECT 1 FROM quota_entry e WHERE e.organ_id = l.organ_id
     AND e.quota_type = l.quota_type AND e.document_id IS NOT NULL AND e.void_reason IS NULL)),
  NOT EXISTS (SELECT 1 FROM quota_line l WHERE l.over > 0 AND NOT EXISTS (SELECT 1 FROM quota_entry e WHERE e.organ_id = l.organ_id
     AND e.quota_type = l.quota_type AND e.document_id IS NOT NULL AND e.void_reason IS NULL)),
  'quota_board', 'over>0'
UNION ALL
-- X-10 posting without entry document or (but for opening rows) permit
SELECT 'X-10', '在编记录缺入编文号或用编核准单', 0,
  (SELECT count(*) FROM posting WHERE void_reason IS NULL AND state IN ('pending', 'held', 'leaving') AND (entry_document_id IS NULL OR permit_id IS NULL AND opening = 0)),
  (SELECT count(*) FROM posting WHERE void_reason IS NULL AND state IN ('pending', 'held', 'leaving') AND (entry_document_id IS NULL OR permit_id IS NULL AND opening = 0)),
  NOT EXISTS (SELECT 1 FROM posting WHERE void_reason IS NULL AND state IN ('pending', 'held', 'leaving') AND (entry_document_id IS NULL OR permit_id IS NULL AND opening = 0)),
  'posting', 'state=held,leaving,pending'
UNION ALL
-- X-11 ID numbers
SELECT 'X-11', '身份证号有误，或出生日期、性别与其不符', 0,
  (SELECT count(*) FROM person WHERE void_reason IS NULL AND (id_fault(id_no) IS NOT NULL OR id_birth(id_no) NOT LIKE birth_on || '%' OR CAST(id_sex(id_no) AS TEXT) <> sex)),
  (SELECT count(*) FROM person WHERE void_reason IS NULL AND (id_fault(id_no) IS NOT NULL OR id_birth(id_no) NOT LIKE birth_on || '%' OR CAST(id_sex(id_no) AS TEXT) <> sex)),
  NOT EXISTS (SELECT 1 FROM person WHERE void_reason IS NULL AND (id_fault(id_no) IS NOT NULL OR id_birth(id_no) NOT LIKE birth_on || '%' OR CAST(id_sex(id_no) AS TEXT) <> sex)),
  'person', ''
UNION ALL
-- X-01 the month: before + on - off = held, per organ and type
SELECT 'X-01/' || o.code || '/' || l.quota_type, l.organ || l.type_label || '：月初 + 增 - 减 = 月末',
  x.n, l.held, x.n - l.held, x.n = l.held, 'posting', 'organ=' || o.code || ' quota_type=' || l.quota_type
FROM quota_line l JOIN organ o ON o.id = l.organ_id JOIN (
  SELECT s.organ_id, s.quota_type, sum(s.starts_on < substr(as_of(), 1, 7) || '-01' AND coalesce(s.ends_on, '9999') >= substr(as_of(), 1, 7) || '-01')
    + sum(s.starts_on BETWEEN substr(as_of(), 1, 7) || '-01' AND as_of())
    - sum(coalesce(s.ends_on BETWEEN substr(as_of(), 1, 7) || '-01' AND as_of(), 0)) AS n
  FROM posting s WHERE s.void_reason IS NULL AND s.state IN ('held', 'leaving', 'left') GROUP BY s.organ_id, s.quota_type) x
  ON x.organ_id = l.organ_id AND x.quota_type = l.quota_type
UNION ALL
-- X-05 workers in service = workers with a post
SELECT 'X-05', '社工花名册人数 = 各岗人数之和', a, b, a - b, a = b, 'service_spell', ''
FROM (SELECT (SELECT count(DISTINCT s.worker_id) FROM service_spell s WHERE s.void_reason IS NULL AND s.starts_on <= as_of() AND (s.ends_on IS NULL OR s.ends_on > as_of())) AS a,
  (SELECT count(DISTINCT s.worker_id) FROM service_spell s JOIN worker_post p ON p.worker_id = s.worker_id AND p.void_reason IS NULL AND p.starts_on <= as_of()
     AND (p.ends_on IS NULL OR p.ends_on > as_of())
   WHERE s.void_reason IS NULL AND s.starts_on <= as_of() AND (s.ends_on IS NULL OR s.ends_on > as_of())) AS b)
UNION ALL
-- X-06 gross - deductions = net
SELECT 'X-06', '工资行应发 - 扣款 不等于 实发', 0, n, n, n = 0, 'pay_line', ''
FROM (SELECT count(*) AS n FROM pay_line WHERE void_reason IS NULL AND status <> 'missing' AND gross - deducted <> net)
UNION ALL
-- X-07 figures of the ledger = the rows behind them
SELECT 'X-07/' || l.code, l.label || '：综合表 = 明细', l.figure, x.n, l.figure - x.n, l.figure = x.n, l.form, l.filter
FROM reform_ledger l JOIN (
  SELECT 'L04' AS code, count(*) AS n FROM plate WHERE void_reason IS NULL AND treatment = 'removed' AND has_basis = 0 AND treated_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()
  UNION ALL SELECT 'L09', sum(in_effect) FROM duty_item JOIN duty_item_derived USING (id) WHERE class = 'granted'
  UNION ALL SELECT 'L10', sum(in_effect) FROM duty_item JOIN duty_item_derived USING (id) WHERE class = 'entrusted'
  UNION ALL SELECT 'L11', sum(in_effect) FROM duty_item JOIN duty_item_derived USING (id) WHERE class = 'service'
  UNION ALL SELECT 'L12', sum(in_effect) FROM team_derived
  UNION ALL SELECT 'L14', count(DISTINCT person_id) FROM deployment JOIN deployment_derived USING (id) WHERE in_effect = 1
  UNION ALL SELECT 'L17', count(*) FROM enforcement_item JOIN enforcement_item_derived USING (id) WHERE in_effect = 1 AND delegated = 1
  UNION ALL SELECT 'L27', count(*) FROM indicator WHERE void_reason IS NULL AND verdict = 'remove' AND state = 'published' AND removed_on BETWEEN (SELECT value FROM setting_now WHERE code = 'reform_from') AND as_of()) x ON x.code = l.code
WHERE l.figure IS NOT NULL AND x.n IS NOT NULL
UNION ALL
-- X-12 leaders held within the number approved
SELECT 'X-12', '实配超过核定的领导职数', 0, n, n, n = 0, 'leader_quota', ''
FROM (SELECT count(*) AS n FROM leader_quota l JOIN leader_quota_derived d USING (id) WHERE d.in_effect = 1 AND d.held > l.quantity)
UNION ALL
-- X-13 two deployments at once, expired certificates
SELECT 'X-13/1', '同时在岗两处的下沉人员', 0, n, n, n = 0, 'deployment', 'state=active'
FROM (SELECT count(*) AS n FROM (SELECT person_id FROM deployment WHERE void_reason IS NULL AND state = 'active' GROUP BY person_id HAVING count(*) > 1))
UNION ALL
SELECT 'X-13/2', '在岗而执法证已到期', 0, n, n, n = 0, 'deployment', 'state=active'
FROM (SELECT count(*) AS n FROM deployment d JOIN person p ON p.id = d.person_id WHERE d.void_reason IS NULL AND d.state = 'active' AND p.certificate_until < as_of())
UNION ALL
-- X-14 grids without enforcer
SELECT 'X-14', '没有执法责任人的网格', 0, n, n, n = 0, 'grid', 'level=grid'
FROM (SELECT count(*) AS n FROM grid g JOIN grid_derived v USING (id) WHERE g.level = 'grid' AND v.in_effect = 1 AND NOT EXISTS (SELECT 1 FROM grid_duty d WHERE d.grid_id = g.id AND d.role = 'enforcer' AND d.void_reason IS NULL AND d.starts_on <= as_of() AND (d.ends_on IS NULL OR d.ends_on > as_of())))
UNION ALL
-- X-15 items without basis, admissions in effect without decision
SELECT 'X-15/1', '没有实施依据的生效事项', 0, n, n, n = 0, 'duty_item', 'state=effective'
FROM (SELECT count(*) AS n FROM duty_item WHERE void_reason IS NULL AND state = 'effective' AND trim(basis) = '')
UNION ALL
SELECT 'X-15/2', '没有审定文号的有效准入', 0, n, n, n = 0, 'admission', 'in_effect=1'
FROM (SELECT count(*) AS n FROM admission a JOIN admission_derived d USING (id) WHERE d.in_effect = 1 AND (a.decision_document_id IS NULL OR a.decided_on IS NULL))
UNION ALL
-- X-16 excellent within the number, after the base changed
SELECT 'X-16', '优秀超过名额的单位和年度', 0, n, n, n = 0, 'assessment', 'rating=excellent'
FROM (SELECT count(*) AS n FROM excellent_line WHERE used > cap)
UNION ALL
-- X-17 funds not overdrawn
SELECT 'X-17', '余额为负的下沉资金', 0, n, n, n = 0, 'fund', 'left<0'
FROM (SELECT count(*) AS n FROM fund f JOIN fund_derived d USING (id) WHERE f.void_reason IS NULL AND d.left < 0)
UNION ALL
-- X-18 loans without document, overdue
SELECT 'X-18/1', '没有批文的在外借调', 0, n, n, n = 0, 'secondment', 'state=away,extended document='
FROM (SELECT count(*) AS n FROM secondment WHERE void_reason IS NULL AND state IN ('away', 'extended') AND document_id IS NULL)
UNION ALL
SELECT 'X-18/2', '到期未归的借调', 0, n, n, n = 0, 'secondment', 'overdue=1'
FROM (SELECT count(*) AS n FROM secondment_derived WHERE overdue = 1)
UNION ALL
-- X-19 leaves written off later than they may be
SELECT 'X-19', '本月下编超过时限', 0, n, n, n = 0, 'posting', 'state=left'
FROM (SELECT count(*) AS n FROM posting WHERE void_reason IS NULL AND state = 'left' AND substr(ends_on, 1, 7) = substr(as_of(), 1, 7) AND ends_on > work_days(event_on, (SELECT CAST(value AS INTEGER) FROM setting_now WHERE code = 'off_report_days')))
UNION ALL
-- X-20 data of people in posts
SELECT 'X-20/1', '在编人员资料缺项', 0, n, n, n = 0, 'person', ''
FROM (SELECT count(*) AS n FROM posting s JOIN person p ON p.id = s.person_id WHERE s.void_reason IS NULL AND s.state IN ('held', 'leaving') AND (p.politics IS NULL OR p.work_from IS NULL OR p.joined_on IS NULL OR p.education IS NULL))
UNION ALL
SELECT 'X-20/2', '人员类别与编制类型不符', 0, n, n, n = 0, 'posting', 'state=held,leaving'
FROM (SELECT count(*) AS n FROM posting s JOIN person p ON p.id = s.person_id WHERE s.void_reason IS NULL AND s.state IN ('held', 'leaving') AND NOT CASE p.category WHEN 'civil' THEN s.quota_type = 'admin' WHEN 'quasi' THEN s.quota_type = 'quasi' WHEN 'manager' THEN s.quota_type = 'institution' WHEN 'expert' THEN s.quota_type = 'institution' WHEN 'labour' THEN s.quota_type IN ('labour', 'institution') ELSE 0 END);

-- The home page: one line a section, in the words of the office.
CREATE VIEW home_line (code, section, text, mark) AS
SELECT '1', '机构', '街道 ' || (SELECT count(*) FROM organ WHERE kind = 'street' AND void_reason IS NULL AND valid_from <= as_of() AND (valid_to IS NULL OR valid_to > as_of()))
  || '  内设机构 ' || (SELECT count(*) FROM office WHERE void_reason IS NULL AND valid_from <= as_of() AND (valid_to IS NULL OR valid_to > as_of())), ''
UNION ALL SELECT '2', '人员', '在册 ' || (SELECT count(*) FROM person WHERE void_reason IS NULL) || '  借出 ' || (SELECT count(*) FROM secondment WHERE void_reason IS NULL AND state IN ('away', 'extended'))
  || '  到期未归 ' || (SELECT count(*) FROM secondment_derived WHERE overdue = 1), CASE WHEN EXISTS (SELECT 1 FROM secondment_derived WHERE overdue = 1) THEN '!' ELSE '' END
UNION ALL SELECT '3', '编制', coalesce((SELECT group_concat(text, '  ') FROM (SELECT q.label || ' ' || sum(b.approved + b.overflow) || ' 空 ' || sum(b.vacant)
    || CASE WHEN sum(b.over) > 0 THEN ' 超 ' || sum(b.over) ELSE '' END AS text
    FROM quota_board b JOIN code q ON q.list = 'quota_type' AND q.code = b.quota_type GROUP BY b.quota_type ORDER BY q.sort_no)), '没有编制'),
  CASE WHEN EXISTS (SELECT 1 FROM quota_board WHERE over > 0) THEN '!' ELSE '' END
UNION ALL SELECT '4', '清单', '授权 ' || (SELECT count(*) FROM duty_item JOIN duty_item_derived USING (id) WHERE in_effect = 1 AND class = 'granted')
  || '  委托 ' || (SELECT count(*) FROM duty_item JOIN duty_item_derived USING (id) WHERE in_effect = 1 AND class = 'entrusted')
  || '  公共服务 ' || (SELECT count(*) FROM duty_item JOIN duty_item_derived USING (id) WHERE in_effect = 1 AND class = 'service')
  || '  执法 ' || (SELECT count(*) FROM enforcement_item JOIN enforcement_item_derived USING (id) WHERE in_effect = 1 AND delegated = 1), ''
UNION ALL SELECT '5', '执法', '队 ' || (SELECT count(*) FROM team_derived WHERE in_effect = 1) || '  下沉 ' || (SELECT count(DISTINCT person_id) FROM deployment WHERE void_reason IS NULL AND state = 'active')
  || '  案件超期 ' || (SELECT count(*) FROM case_file_derived WHERE overdue = 1), CASE WHEN EXISTS (SELECT 1 FROM case_file_derived WHERE overdue = 1) THEN '!' ELSE '' END
UNION ALL SELECT '6', '会议', '未解决议题 ' || (SELECT count(*) FROM issue WHERE void_reason IS NULL AND state NOT IN ('solved', 'returned', 'merged'))
  || '  任务逾期 ' || (SELECT count(*) FROM task WHERE void_reason IS NULL AND state <> 'closed' AND due_on < as_of()),
  CASE WHEN EXISTS (SELECT 1 FROM task WHERE void_reason IS NULL AND state <> 'closed' AND due_on < as_of()) THEN '!' ELSE '' END
UNION ALL SELECT '7', '准入', '办理中 ' || (SELECT count(*) FROM admission WHERE void_reason IS NULL AND state NOT IN ('admitted', 'declined', 'suspended', 'cancelled'))
  || '  有效 ' || (SELECT count(*) FROM admission_derived WHERE in_effect = 1) || '  违规下派 ' || (SELECT count(*) FROM breach WHERE void_reason IS NULL), ''
UNION ALL SELECT '8', '社工薪酬', (SELECT count(*) FROM worker WHERE void_reason IS NULL) || ' 人', ''
UNION ALL SELECT '9', '报表', '勾稽不符 ' || (SELECT count(*) FROM book_check WHERE ok = 0), CASE WHEN EXISTS (SELECT 1 FROM book_check WHERE ok = 0) THEN '!' ELSE '' END;
