-- The ledger of the reform: what was done, each figure counted from the
-- rows that form and filter name.  Nothing is entered.

-- The pay version in force on as_of() of every scheme that some organ uses.
CREATE VIEW pay_version_now (id) AS
SELECT v.id FROM pay_version v WHERE v.void_reason IS NULL AND v.effective_from <= as_of()
  AND EXISTS (SELECT 1 FROM scheme_use u JOIN pay_scheme s ON s.id = u.pay_scheme_id WHERE u.pay_scheme_id = v.pay_scheme_id AND u.void_reason IS NULL AND s.kind = 'grade'
    AND u.valid_from <= as_of() AND (u.valid_to IS NULL OR u.valid_to > as_of()))
  AND NOT EXISTS (SELECT 1 FROM pay_version n WHERE n.pay_scheme_id = v.pay_scheme_id AND n.void_reason IS NULL AND n.effective_from <= as_of()
    AND (n.effective_from, n.id) > (v.effective_from, v.id));

-- A number that each street has: one if all agree, else the least and most.
CREATE VIEW street_offices (kind, low, high) AS
SELECT kind, min(held), max(held) FROM structure_line GROUP BY kind;

CREATE VIEW street_quota (street_id, n) AS
SELECT o.id, coalesce((SELECT sum(e.quantity) FROM quota_entry e JOIN quota_entry_derived d USING (id)
  WHERE e.organ_id = o.id AND e.quota_type = 'admin' AND e.cause <> 'overflow' AND d.in_effect = 1), 0)
FROM organ o JOIN organ_derived v USING (id) WHERE o.kind = 'street' AND v.in_effect = 1;

-- Balances speak of as_of(), events of the days from reform_from to it;
-- {P} in a filter stands for these days.
CREATE VIEW reform_ledger (code, "row", block, label, figure, text, from_on, to_on, form, filter, counting) AS
WITH period (a, z) AS (SELECT (SELECT value FROM setting_now WHERE code = 'reform_from'), as_of()),
spread (code, low, high) AS (
  SELECT CASE kind WHEN 'office' THEN 'L01' WHEN 'centre' THEN 'L02' ELSE 'L03' END, low, high FROM street_offices
  UNION ALL SELECT 'L05', min(n), max(n) FROM street_quota),
line (code, label, figure, text, event, form, filter, counting) AS (
  SELECT 'L01', '每街道办', low, CASE WHEN low < high THEN low || '-' || high END, 0, 'office', 'in_effect=1 kind=office', '时点存续的办，按街道；不一致时列最少和最多'
  FROM spread WHERE code = 'L01'
  UNION ALL SELECT 'L02', '每街道中心', low, CASE WHEN low < high THEN low || '-' || high END, 0, 'office', 'in_effect=1 kind=centre', '时点存续的中心，按街道'
  FROM spread WHERE code = 'L02'
  UNION ALL SELECT 'L03', '每街道站', low, CASE WHEN low < high THEN low || '-' || high END, 0, 'office', 'in_effect=1 kind=station', '时点存续的站，按街道'
  FROM spread WHERE code = 'L03'
  UNION ALL SELECT 'L04', '清理机构牌子', count(*), NULL, 1, 'plate', 'treatment=removed has_basis=0 treated_on={P}', '处理=清理，且无法定依据，期间内处理'
  FROM plate, period WHERE void_reason IS NULL AND treatment = 'removed' AND has_basis = 0 AND treated_on BETWEEN a AND z
  UNION ALL SELECT 'L05', '每街道行政编制', low, CASE WHEN low < high THEN low || '-' || high END, 0, 'quota_entry', 'quota_type=admin cause!=overflow in_effect=1',
    '行政编制台账余额，按街道，不含允许溢出' FROM spread WHERE code = 'L05'
  UNION ALL SELECT 'L06', '街道行政编制合计', coalesce(sum(n), 0), NULL, 0, 'quota_entry', 'quota_type=admin cause!=overflow in_effect=1', '各街道行政编制台账余额之和'
  FROM street_quota
  UNION ALL SELECT 'L07', '新增街道事业编制', coalesce(sum(e.quantity), 0), NULL, 1, 'quota_entry', 'quota_type=institution cause=new in_effect=1 effective_on={P}',
    '事由=新增的事业编制，期间内生效，冲销计入'
  FROM period, quota_entry e JOIN quota_entry_derived d USING (id) JOIN organ o ON o.id = e.organ_id
  WHERE o.kind = 'street' AND e.quota_type = 'institution' AND e.cause = 'new' AND d.in_effect = 1 AND e.effective_on BETWEEN a AND z
  UNION ALL SELECT 'L08', '清退长期抽调', count(DISTINCT s.person_id), NULL, 1, 'secondment', 'return_kind=recalled to_bureau=1 returned_on={P}', '返回方式=清退，借到区机关，期间内返回；一人计一次'
  FROM period, secondment s JOIN secondment_derived d USING (id)
  WHERE s.void_reason IS NULL AND s.return_kind = 'recalled' AND d.to_bureau = 1 AND s.returned_on BETWEEN a AND z
  UNION ALL SELECT 'L09', '授权事项', count(*), NULL, 0, 'duty_item', 'in_effect=1 class=granted', '时点生效的授权类事项'
  FROM duty_item JOIN duty_item_derived USING (id) WHERE in_effect = 1 AND class = 'granted'
  UNION ALL SELECT 'L10', '委托事项', count(*), NULL, 0, 'duty_item', 'in_effect=1 class=entrusted', '时点生效的委托类事项'
  FROM duty_item JOIN duty_item_derived USING (id) WHERE in_effect = 1 AND class = 'entrusted'
  UNION ALL SELECT 'L11', '公共服务事项', count(*), NULL, 0, 'duty_item', 'in_effect=1 class=service', '时点生效的公共服务事项，含准入的'
  FROM duty_item JOIN duty_item_derived USING (id) WHERE in_effect = 1 AND class = 'service'
  UNION ALL SELECT 'L12', '综合行政执法队', count(*), NULL, 0, 'team', 'in_effect=1', '时点存续的执法队'
  FROM team_derived WHERE in_effect = 1
  UNION ALL SELECT 'L13', '派出部门', count(DISTINCT department_id), NULL, 0, 'deployment', 'in_effect=1', '有人在岗的派出部门；一个部门计一次'
  FROM deployment JOIN deployment_derived USING (id) WHERE in_effect = 1
  UNION ALL SELECT 'L14', '下沉人员', count(DISTINCT person_id), NULL, 0, 'deployment', 'in_effect=1', '时点在岗的人；换过队的计一次'
  FROM deployment JOIN deployment_derived USING (id) WHERE in_effect = 1
  UNION ALL SELECT 'L15', '下沉方式', count(DISTINCT mode), NULL, 0, 'deployment', 'in_effect=1', '时点在岗人员的方式种数'
  FROM deployment JOIN deployment_derived USING (id) WHERE in_effect = 1
  UNION ALL SELECT 'L16', '执法领域', count(DISTINCT area), NULL, 0, 'enforcement_item', 'in_effect=1 delegated=1', '时点生效、可由街道实施的事项的领域数'
  FROM enforcement_item JOIN enforcement_item_derived USING (id) WHERE in_effect = 1 AND delegated = 1
  UNION ALL SELECT 'L17', '执法事项', count(*), NULL, 0, 'enforcement_item', 'in_effect=1 delegated=1', '时点生效、可由街道实施的事项'
  FROM enforcement_item JOIN enforcement_item_derived USING (id) WHERE in_effect = 1 AND delegated = 1
  UNION ALL SELECT 'L18', '街道考核权重', max(street_weight), NULL, 0, 'assessment_scheme', 'mode=linked year=' || substr(z, 1, 4), '时点年度挂点联系方案的街道权重'
  FROM period, assessment_scheme WHERE void_reason IS NULL AND mode = 'linked' AND year = CAST(substr(z, 1, 4) AS INTEGER)
  UNION ALL SELECT 'L19', '派驻单位考核权重', max(dept_weight), NULL, 0, 'assessment_scheme', 'mode=linked year=' || substr(z, 1, 4), '时点年度挂点联系方案的派驻单位权重'
  FROM period, assessment_scheme WHERE void_reason IS NULL AND mode = 'linked' AND year = CAST(substr(z, 1, 4) AS INTEGER)
  UNION ALL SELECT 'L20', '联席会议', count(*), NULL, 1, 'meeting', 'state=minuted held_on={P}', '纪要已印发的会议，期间内召开'
  FROM meeting, period WHERE void_reason IS NULL AND state = 'minuted' AND held_on BETWEEN a AND z
  UNION ALL SELECT 'L21', '解决问题', count(*), NULL, 1, 'issue', 'state=solved solved_on={P}', '已解决的议题，期间内解决；合并的不计'
  FROM issue, period WHERE void_reason IS NULL AND state = 'solved' AND solved_on BETWEEN a AND z
  UNION ALL SELECT 'L22', '社区工作者岗', count(DISTINCT p.post), NULL, 0, 'pay_post', '', '时点所用薪酬版本的岗位数'
  FROM pay_post p JOIN pay_version_now v ON v.id = p.pay_version_id WHERE p.void_reason IS NULL
  UNION ALL SELECT 'L23', '社区工作者级', count(DISTINCT g.grade), NULL, 0, 'pay_grade', '', '时点所用薪酬版本的等级数'
  FROM pay_grade g JOIN pay_version_now v ON v.id = g.pay_version_id WHERE g.void_reason IS NULL
  UNION ALL SELECT 'L24', '定向招录岗', count(*), NULL, 0, 'reserved_post', 'state!=cancelled', '未取消的定向招录岗'
  FROM reserved_post WHERE void_reason IS NULL AND state <> 'cancelled'
  UNION ALL SELECT 'L25', '准入程序', count(DISTINCT d.stage), NULL, 0, 'admission', '', '走过的程序：申请、审核、准入、调整'
  FROM admission a JOIN admission_derived d USING (id) WHERE a.void_reason IS NULL
  UNION ALL SELECT 'L26', '清理指标：部门', count(DISTINCT department_id), NULL, 1, 'indicator', 'verdict=remove state=published removed_on={P}', '已公布清理指标的部门；一个部门计一次'
  FROM indicator, period WHERE void_reason IS NULL AND verdict = 'remove' AND state = 'published' AND removed_on BETWEEN a AND z
  UNION ALL SELECT 'L27', '清理指标：项', count(*), NULL, 1, 'indicator', 'verdict=remove state=published removed_on={P}', '结论=清理，已公布，期间内清理'
  FROM indicator, period WHERE void_reason IS NULL AND verdict = 'remove' AND state = 'published' AND removed_on BETWEEN a AND z
  UNION ALL SELECT 'M01', '逆向调整：执行', count(*), NULL, 0, 'transfer', 'direction=逆向 state=executed', '由街道到区和区机关，已执行'
  FROM transfer t JOIN transfer_derived d USING (id) WHERE t.void_reason IS NULL AND d.direction = '逆向' AND t.state = 'executed'
  UNION ALL SELECT 'M02', '逆向调整：拒绝', count(*), NULL, 0, 'transfer', 'direction=逆向 state=refused', '由街道到区和区机关，已拒绝'
  FROM transfer t JOIN transfer_derived d USING (id) WHERE t.void_reason IS NULL AND d.direction = '逆向' AND t.state = 'refused'
  UNION ALL SELECT 'M03', '试点街道', count(*), NULL, 0, 'organ', 'kind=street pilot=1 in_effect=1', '时点存续的试点街道'
  FROM organ JOIN organ_derived USING (id) WHERE kind = 'street' AND pilot = 1 AND in_effect = 1
  UNION ALL SELECT 'M04', '三网合一网格', coalesce(sum(three_in_one), 0), coalesce(sum(three_in_one), 0) || '/' || count(*), 0, 'grid', 'level=grid in_effect=1 three_in_one=1',
    '党建、综治、城管三网齐的网格 / 时点存续的网格' FROM grid JOIN grid_derived USING (id) WHERE level = 'grid' AND in_effect = 1
  UNION ALL SELECT 'M05', '没有执法责任人的网格', count(*), NULL, 0, 'grid', 'level=grid in_effect=1 enforcers=0', '时点没有执法责任人的网格'
  FROM grid JOIN grid_derived USING (id) WHERE level = 'grid' AND in_effect = 1 AND enforcers = 0
  UNION ALL SELECT 'M06', '借调到期未归', count(*), NULL, 0, 'secondment', 'overdue=1', '批准期限已过、尚未返回'
  FROM secondment_derived WHERE overdue = 1
  UNION ALL SELECT 'M07', '在位率（在编 - 借出）', held - away, CASE WHEN held > 0 THEN ((held - away) * 1000 / held / 10) || '.' || ((held - away) * 1000 / held % 10) || '%' END, 0,
    'posting', 'in_effect=1', '（在编人数 - 在外借调的在编人数）/ 在编人数'
  FROM (SELECT (SELECT count(*) FROM posting_derived WHERE in_effect = 1) AS held,
    (SELECT count(*) FROM (SELECT DISTINCT s.person_id FROM secondment s JOIN secondment_derived v USING (id) WHERE v.in_effect = 1) x
      CROSS JOIN posting p ON p.person_id = x.person_id JOIN posting_derived d ON d.id = p.id WHERE d.in_effect = 1) AS away)
  UNION ALL SELECT 'M08', '没有审定的有效准入', count(*), NULL, 0, 'admission', 'in_effect=1 decided_on=', '时点有效而缺审定文号或日期'
  FROM admission JOIN admission_derived USING (id) WHERE in_effect = 1 AND (decision_document_id IS NULL OR decided_on IS NULL)
  UNION ALL SELECT 'M09', '提拔使用征求意见', count(*), NULL, 1, 'opinion', 'asked_on={P}', '期间内来函'
  FROM opinion, period WHERE void_reason IS NULL AND asked_on BETWEEN a AND z
  UNION ALL SELECT 'M10', '提拔使用已答复', count(*), NULL, 1, 'opinion', 'answered_on={P}', '期间内答复'
  FROM opinion, period WHERE void_reason IS NULL AND answered_on BETWEEN a AND z
  UNION ALL SELECT 'M11', '提拔使用已采纳', count(*), NULL, 1, 'opinion', 'answered_on={P} adopted=yes', '期间内答复并被采纳，不含部分采纳'
  FROM opinion, period WHERE void_reason IS NULL AND answered_on BETWEEN a AND z AND adopted = 'yes'
  UNION ALL SELECT 'M12', '下沉资金下达', sum, yuan(sum), 0, 'fund', 'year<=' || substr(z, 1, 4), '截至时点年度下达的资金'
  FROM period, (SELECT coalesce(sum(amount), 0) AS sum FROM fund WHERE void_reason IS NULL AND year <= CAST(substr(as_of(), 1, 4) AS INTEGER))
  UNION ALL SELECT 'M13', '下沉资金已用', sum, yuan(sum), 0, 'fund', 'year<=' || substr(z, 1, 4), '截至时点的支出'
  FROM period, (SELECT coalesce(sum(d.used), 0) AS sum FROM fund f JOIN fund_derived d USING (id) WHERE f.void_reason IS NULL AND f.year <= CAST(substr(as_of(), 1, 4) AS INTEGER))
  UNION ALL SELECT 'M14', '下沉资金余额', sum, yuan(sum), 0, 'fund', 'year<=' || substr(z, 1, 4), '下达 - 已用'
  FROM period, (SELECT coalesce(sum(d.left), 0) AS sum FROM fund f JOIN fund_derived d USING (id) WHERE f.void_reason IS NULL AND f.year <= CAST(substr(as_of(), 1, 4) AS INTEGER))
  UNION ALL SELECT 'M15', '调度令', count(*), NULL, 1, 'dispatch_order', 'issued_at={P}', '期间内签发'
  FROM dispatch_order, period WHERE void_reason IS NULL AND substr(issued_at, 1, 10) BETWEEN a AND z
  UNION ALL SELECT 'M16', '调度令已反馈', count(*), NULL, 1, 'dispatch_order', 'issued_at={P} reply!=', '期间内签发并有反馈'
  FROM dispatch_order, period WHERE void_reason IS NULL AND substr(issued_at, 1, 10) BETWEEN a AND z AND reply IS NOT NULL
  UNION ALL SELECT 'M17', '违规下派', count(*), NULL, 1, 'breach', 'received_on={P}', '期间内收到'
  FROM breach, period WHERE void_reason IS NULL AND received_on BETWEEN a AND z)
SELECT code, code, CASE WHEN code < 'L12' THEN '机构职能' WHEN code < 'L20' THEN '资源配置' WHEN code < 'M' THEN '制度保障' ELSE '控制' END,
  label, figure, coalesce(text, CAST(figure AS TEXT)), CASE WHEN event THEN a END, z, form, replace(filter, '{P}', a || '..' || z), counting
FROM line, period;
