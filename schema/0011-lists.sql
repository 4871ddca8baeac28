-- Code lists: national standards with full labels, and the local ones,
-- which an office may change (domain lists are settings).

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('sex', '0', '未知', 'GB/T 2261.1', 1),
  ('sex', '1', '男', 'GB/T 2261.1', 2),
  ('sex', '2', '女', 'GB/T 2261.1', 3),
  ('sex', '9', '未说明', 'GB/T 2261.1', 4);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('education', '10', '研究生', 'GB/T 4658', 1),
  ('education', '11', '博士毕业', 'GB/T 4658', 2),
  ('education', '14', '硕士毕业', 'GB/T 4658', 3),
  ('education', '17', '研究生班', 'GB/T 4658', 4),
  ('education', '20', '本科', 'GB/T 4658', 5),
  ('education', '21', '本科毕业', 'GB/T 4658', 6),
  ('education', '28', '大学普通班', 'GB/T 4658', 7),
  ('education', '30', '专科', 'GB/T 4658', 8),
  ('education', '31', '专科毕业', 'GB/T 4658', 9),
  ('education', '40', '中职', 'GB/T 4658', 10),
  ('education', '41', '中专', 'GB/T 4658', 11),
  ('education', '44', '职高', 'GB/T 4658', 12),
  ('education', '47', '技校', 'GB/T 4658', 13),
  ('education', '60', '高中', 'GB/T 4658', 14),
  ('education', '70', '初中', 'GB/T 4658', 15),
  ('education', '80', '小学', 'GB/T 4658', 16),
  ('education', '90', '其他', 'GB/T 4658', 17);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('degree', '1', '名誉博士', 'GB/T 6864', 1),
  ('degree', '2', '博士', 'GB/T 6864', 2),
  ('degree', '3', '硕士', 'GB/T 6864', 3),
  ('degree', '4', '学士', 'GB/T 6864', 4);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('politics', '01', '中共党员', 'GB/T 4762', 1),
  ('politics', '02', '中共预备党员', 'GB/T 4762', 2),
  ('politics', '03', '共青团员', 'GB/T 4762', 3),
  ('politics', '04', '民革会员', 'GB/T 4762', 4),
  ('politics', '05', '民盟盟员', 'GB/T 4762', 5),
  ('politics', '06', '民建会员', 'GB/T 4762', 6),
  ('politics', '07', '民进会员', 'GB/T 4762', 7),
  ('politics', '08', '农工党党员', 'GB/T 4762', 8),
  ('politics', '09', '致公党党员', 'GB/T 4762', 9),
  ('politics', '10', '九三学社社员', 'GB/T 4762', 10),
  ('politics', '11', '台盟盟员', 'GB/T 4762', 11),
  ('politics', '12', '无党派人士', 'GB/T 4762', 12),
  ('politics', '13', '群众', 'GB/T 4762', 13);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('ethnicity', '01', '汉族', 'GB/T 3304', 1),
  ('ethnicity', '02', '蒙古族', 'GB/T 3304', 2),
  ('ethnicity', '03', '回族', 'GB/T 3304', 3),
  ('ethnicity', '04', '藏族', 'GB/T 3304', 4),
  ('ethnicity', '05', '维吾尔族', 'GB/T 3304', 5),
  ('ethnicity', '06', '苗族', 'GB/T 3304', 6),
  ('ethnicity', '07', '彝族', 'GB/T 3304', 7),
  ('ethnicity', '08', '壮族', 'GB/T 3304', 8),
  ('ethnicity', '09', '布依族', 'GB/T 3304', 9),
  ('ethnicity', '10', '朝鲜族', 'GB/T 3304', 10),
  ('ethnicity', '11', '满族', 'GB/T 3304', 11),
  ('ethnicity', '12', '侗族', 'GB/T 3304', 12),
  ('ethnicity', '13', '瑶族', 'GB/T 3304', 13),
  ('ethnicity', '14', '白族', 'GB/T 3304', 14),
  ('ethnicity', '15', '土家族', 'GB/T 3304', 15),
  ('ethnicity', '16', '哈尼族', 'GB/T 3304', 16),
  ('ethnicity', '17', '哈萨克族', 'GB/T 3304', 17),
  ('ethnicity', '18', '傣族', 'GB/T 3304', 18),
  ('ethnicity', '19', '黎族', 'GB/T 3304', 19),
  ('ethnicity', '20', '傈僳族', 'GB/T 3304', 20),
  ('ethnicity', '21', '佤族', 'GB/T 3304', 21),
  ('ethnicity', '22', '畲族', 'GB/T 3304', 22),
  ('ethnicity', '23', '高山族', 'GB/T 3304', 23),
  ('ethnicity', '24', '拉祜族', 'GB/T 3304', 24),
  ('ethnicity', '25', '水族', 'GB/T 3304', 25),
  ('ethnicity', '26', '东乡族', 'GB/T 3304', 26),
  ('ethnicity', '27', '纳西族', 'GB/T 3304', 27),
  ('ethnicity', '28', '景颇族', 'GB/T 3304', 28),
  ('ethnicity', '29', '柯尔克孜族', 'GB/T 3304', 29),
  ('ethnicity', '30', '土族', 'GB/T 3304', 30),
  ('ethnicity', '31', '达斡尔族', 'GB/T 3304', 31),
  ('ethnicity', '32', '仫佬族', 'GB/T 3304', 32),
  ('ethnicity', '33', '羌族', 'GB/T 3304', 33),
  ('ethnicity', '34', '布朗族', 'GB/T 3304', 34),
  ('ethnicity', '35', '撒拉族', 'GB/T 3304', 35),
  ('ethnicity', '36', '毛南族', 'GB/T 3304', 36),
  ('ethnicity', '37', '仡佬族', 'GB/T 3304', 37),
  ('ethnicity', '38', '锡伯族', 'GB/T 3304', 38),
  ('ethnicity', '39', '阿昌族', 'GB/T 3304', 39),
  ('ethnicity', '40', '普米族', 'GB/T 3304', 40),
  ('ethnicity', '41', '塔吉克族', 'GB/T 3304', 41),
  ('ethnicity', '42', '怒族', 'GB/T 3304', 42),
  ('ethnicity', '43', '乌孜别克族', 'GB/T 3304', 43),
  ('ethnicity', '44', '俄罗斯族', 'GB/T 3304', 44),
  ('ethnicity', '45', '鄂温克族', 'GB/T 3304', 45),
  ('ethnicity', '46', '德昂族', 'GB/T 3304', 46),
  ('ethnicity', '47', '保安族', 'GB/T 3304', 47),
  ('ethnicity', '48', '裕固族', 'GB/T 3304', 48),
  ('ethnicity', '49', '京族', 'GB/T 3304', 49),
  ('ethnicity', '50', '塔塔尔族', 'GB/T 3304', 50),
  ('ethnicity', '51', '独龙族', 'GB/T 3304', 51),
  ('ethnicity', '52', '鄂伦春族', 'GB/T 3304', 52),
  ('ethnicity', '53', '赫哲族', 'GB/T 3304', 53),
  ('ethnicity', '54', '门巴族', 'GB/T 3304', 54),
  ('ethnicity', '55', '珞巴族', 'GB/T 3304', 55),
  ('ethnicity', '56', '基诺族', 'GB/T 3304', 56),
  ('ethnicity', '97', '其他', 'GB/T 3304', 57),
  ('ethnicity', '98', '外国血统', 'GB/T 3304', 58);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('organ_kind', 'district', '区', NULL, 1),
  ('organ_kind', 'bureau', '区机关', NULL, 2),
  ('organ_kind', 'street', '街道', NULL, 3),
  ('organ_kind', 'community', '社区', NULL, 4),
  ('organ_kind', 'institution', '事业单位', NULL, 5),
  ('organ_kind', 'outside', '外单位', NULL, 6);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('office_kind', 'office', '办', NULL, 1),
  ('office_kind', 'centre', '中心', NULL, 2),
  ('office_kind', 'station', '站', NULL, 3);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('treatment', 'kept', '保留', NULL, 1),
  ('treatment', 'removed', '清理', NULL, 2),
  ('treatment', 'merged', '整合', NULL, 3);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('issuer', 'commission', '编委会', NULL, 1),
  ('issuer', 'quota_office', '编办', NULL, 2),
  ('issuer', 'committee', '区委', NULL, 3),
  ('issuer', 'government', '区政府', NULL, 4),
  ('issuer', 'organisation', '组织部', NULL, 5),
  ('issuer', 'personnel', '人社局', NULL, 6),
  ('issuer', 'other', '其他', NULL, 7);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('category', 'civil', '公务员', NULL, 1),
  ('category', 'quasi', '参公人员', NULL, 2),
  ('category', 'manager', '事业管理', NULL, 3),
  ('category', 'expert', '事业专技', NULL, 4),
  ('category', 'labour', '工勤', NULL, 5),
  ('category', 'community', '社区工作者', NULL, 6),
  ('category', 'contract', '编外', NULL, 7);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('quota_type', 'admin', '行政编制', NULL, 1),
  ('quota_type', 'quasi', '参公编制', NULL, 2),
  ('quota_type', 'institution', '事业编制', NULL, 3),
  ('quota_type', 'labour', '工勤编制', NULL, 4),
  ('quota_type', 'other', '其他', NULL, 5);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('post_kind', 'manager', '管理', NULL, 1),
  ('post_kind', 'expert', '专技', NULL, 2),
  ('post_kind', 'labour', '工勤', NULL, 3);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('quota_cause', 'set', '核定', NULL, 1),
  ('quota_cause', 'new', '新增', NULL, 2),
  ('quota_cause', 'cut', '核减', NULL, 3),
  ('quota_cause', 'in', '划入', NULL, 4),
  ('quota_cause', 'out', '划出', NULL, 5),
  ('quota_cause', 'back', '收回', NULL, 6),
  ('quota_cause', 'special', '专项', NULL, 7),
  ('quota_cause', 'overflow', '允许溢出', NULL, 8);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('end_reason', 'retire', '退休', NULL, 1),
  ('end_reason', 'moved', '调出', NULL, 2),
  ('end_reason', 'resign', '辞职', NULL, 3),
  ('end_reason', 'dismiss', '辞退开除解聘', NULL, 4),
  ('end_reason', 'death', '死亡', NULL, 5),
  ('end_reason', 'shifted', '划转', NULL, 6),
  ('end_reason', 'other', '其他', NULL, 7);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('evidence', 'retire', '退休审批表', NULL, 1),
  ('evidence', 'moved', '调动文件', NULL, 2),
  ('evidence', 'resign', '辞职申请及单位意见', NULL, 3),
  ('evidence', 'dismiss', '处理文件', NULL, 4),
  ('evidence', 'death', '死亡证明', NULL, 5),
  ('evidence', 'shifted', '划转批文', NULL, 6),
  ('evidence', 'other', '其他证明', NULL, 7);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('lend_post', 'admin', '行政岗', NULL, 1),
  ('lend_post', 'enforcement', '执法岗', NULL, 2),
  ('lend_post', 'general', '一般岗', NULL, 3);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('return_kind', 'due', '期满返回', NULL, 1),
  ('return_kind', 'early', '提前返回', NULL, 2),
  ('return_kind', 'recalled', '清退', NULL, 3),
  ('return_kind', 'moved', '转为调入', NULL, 4);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('mode', 'full', '全面下放', NULL, 1),
  ('mode', 'stationed', '进驻执法', NULL, 2),
  ('mode', 'linked', '挂点联系', NULL, 3),
  ('mode', 'own', '街道自有', NULL, 4);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('conduct_kind', 'attendance', '考勤', NULL, 1),
  ('conduct_kind', 'leave', '请假', NULL, 2),
  ('conduct_kind', 'praise', '表扬', NULL, 3),
  ('conduct_kind', 'talk', '谈话', NULL, 4),
  ('conduct_kind', 'punishment', '处分', NULL, 5);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('rating', 'excellent', '优秀', NULL, 1),
  ('rating', 'good', '称职（合格）', NULL, 2),
  ('rating', 'basic', '基本称职（基本合格）', NULL, 3),
  ('rating', 'bad', '不称职（不合格）', NULL, 4),
  ('rating', 'none', '不定等次', NULL, 5);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('verdict', 'agree', '同意', NULL, 1),
  ('verdict', 'amend', '修改后同意', NULL, 2),
  ('verdict', 'against', '不同意', NULL, 3);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('review', 'pass', '通过', NULL, 1),
  ('review', 'fail', '不通过', NULL, 2);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('adopted', 'yes', '采纳', NULL, 1),
  ('adopted', 'part', '部分采纳', NULL, 2),
  ('adopted', 'no', '未采纳', NULL, 3);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('duty_class', 'granted', '授权类', NULL, 1),
  ('duty_class', 'entrusted', '委托类', NULL, 2),
  ('duty_class', 'service', '公共服务', NULL, 3);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('origin', 'original', '原有', NULL, 1),
  ('origin', 'admitted', '准入', NULL, 2);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('grid_level', 'town', '城区', NULL, 1),
  ('grid_level', 'street', '街道', NULL, 2),
  ('grid_level', 'community', '社区', NULL, 3),
  ('grid_level', 'grid', '网格', NULL, 4);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('grid_role', 'head', '网格长', NULL, 1),
  ('grid_role', 'enforcer', '执法责任人', NULL, 2),
  ('grid_role', 'member', '网格员', NULL, 3),
  ('grid_role', 'party', '党建联络', NULL, 4);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('admit_level', 'street', '街道', NULL, 1),
  ('admit_level', 'community', '社区', NULL, 2),
  ('admit_level', 'both', '街道社区', NULL, 3);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('check_target', 'street', '街道', NULL, 1),
  ('check_target', 'community', '社区', NULL, 2),
  ('check_target', 'both', '街道社区', NULL, 3);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('term', 'long', '长期', NULL, 1),
  ('term', 'temporary', '临时', NULL, 2);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('decision_body', 'committee', '区委', NULL, 1),
  ('decision_body', 'government', '区政府', NULL, 2),
  ('decision_body', 'both', '区委区政府', NULL, 3);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('change_kind', 'adjust', '内容调整', NULL, 1),
  ('change_kind', 'suspend', '暂停', NULL, 2),
  ('change_kind', 'resume', '恢复', NULL, 3),
  ('change_kind', 'cancel', '取消', NULL, 4);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('breach_way', 'direct', '直接下派', NULL, 1),
  ('breach_way', 'paper', '自行发文', NULL, 2),
  ('breach_way', 'oral', '口头', NULL, 3),
  ('breach_way', 'assess', '考核变相下派', NULL, 4),
  ('breach_way', 'chat', '工作群', NULL, 5);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('breach_handling', 'return', '退回', NULL, 1),
  ('breach_handling', 'correct', '督促纠正', NULL, 2),
  ('breach_handling', 'notice', '通报', NULL, 3),
  ('breach_handling', 'apply', '转准入申请', NULL, 4);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('indicator_verdict', 'keep', '保留', NULL, 1),
  ('indicator_verdict', 'remove', '清理', NULL, 2),
  ('indicator_verdict', 'merge', '合并', NULL, 3),
  ('indicator_verdict', 'reduce', '压减', NULL, 4);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('transfer_kind', 'person', '人员', NULL, 1),
  ('transfer_kind', 'quota', '编制', NULL, 2);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('module', 'people', '人员编制', NULL, 1),
  ('module', 'pay', '薪酬', NULL, 2);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('period_state', 'open', '开放', NULL, 1),
  ('period_state', 'closed', '封账', NULL, 2);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('role', 'street', '街道经办', NULL, 1),
  ('role', 'lead', '街道负责人', NULL, 2),
  ('role', 'dept', '部门经办', NULL, 3),
  ('role', 'quota', '编办经办', NULL, 4),
  ('role', 'checker', '编办复核', NULL, 5),
  ('role', 'meeting', '联席办', NULL, 6),
  ('role', 'legal', '合法性审查', NULL, 7),
  ('role', 'decision', '审定登记', NULL, 8),
  ('role', 'inspect', '区督查', NULL, 9),
  ('role', 'worker', '社工管理', NULL, 10),
  ('role', 'audit', '审计只读', NULL, 11),
  ('role', 'admin', '系统管理', NULL, 12);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('rank', '01', '正处', NULL, 1),
  ('rank', '02', '副处', NULL, 2),
  ('rank', '03', '正科', NULL, 3),
  ('rank', '04', '副科', NULL, 4),
  ('rank', '05', '正股', NULL, 5),
  ('rank', '06', '副股', NULL, 6),
  ('rank', '07', '未定级', NULL, 7),
  ('rank', '08', '其他', NULL, 8);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('post_level', '01', '县处级正职', NULL, 1),
  ('post_level', '02', '县处级副职', NULL, 2),
  ('post_level', '03', '乡科级正职', NULL, 3),
  ('post_level', '04', '乡科级副职', NULL, 4),
  ('post_level', '05', '股级', NULL, 5),
  ('post_level', '06', '其他', NULL, 6);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('chief', '01', '正', NULL, 1),
  ('chief', '02', '副', NULL, 2);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('funding', '01', '全额拨款', NULL, 1),
  ('funding', '02', '差额补贴', NULL, 2),
  ('funding', '03', '经费自理', NULL, 3);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('document_kind', '01', '三定', NULL, 1),
  ('document_kind', '02', '编制', NULL, 2),
  ('document_kind', '03', '职数', NULL, 3),
  ('document_kind', '04', '清单', NULL, 4),
  ('document_kind', '05', '准入', NULL, 5),
  ('document_kind', '06', '考核', NULL, 6),
  ('document_kind', '07', '人事', NULL, 7),
  ('document_kind', '08', '其他', NULL, 8);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('issue_kind', '01', '编制落实', NULL, 1),
  ('issue_kind', '02', '岗位设置', NULL, 2),
  ('issue_kind', '03', '下放人员绩效', NULL, 3),
  ('issue_kind', '04', '准入审查', NULL, 4),
  ('issue_kind', '05', '其他', NULL, 5);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('join_kind', '01', '录用', NULL, 1),
  ('join_kind', '02', '招聘', NULL, 2),
  ('join_kind', '03', '遴选', NULL, 3),
  ('join_kind', '04', '调任', NULL, 4),
  ('join_kind', '05', '调入', NULL, 5),
  ('join_kind', '06', '军转', NULL, 6),
  ('join_kind', '07', '选任', NULL, 7),
  ('join_kind', '08', '划转', NULL, 8),
  ('join_kind', '09', '其他', NULL, 9);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('permit_use', '01', '考录', NULL, 1),
  ('permit_use', '02', '招聘', NULL, 2),
  ('permit_use', '03', '遴选', NULL, 3),
  ('permit_use', '04', '调任', NULL, 4),
  ('permit_use', '05', '调入', NULL, 5),
  ('permit_use', '06', '军转安置', NULL, 6),
  ('permit_use', '07', '社区工作者专项', NULL, 7);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('secondment_kind', '01', '借调', NULL, 1),
  ('secondment_kind', '02', '抽调', NULL, 2),
  ('secondment_kind', '03', '跟班学习', NULL, 3),
  ('secondment_kind', '04', '专班', NULL, 4);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('deploy_end', '01', '收回', NULL, 1),
  ('deploy_end', '02', '调整', NULL, 2),
  ('deploy_end', '03', '退休', NULL, 3),
  ('deploy_end', '04', '调离', NULL, 4),
  ('deploy_end', '05', '其他', NULL, 5);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('absence', '01', '试用期', NULL, 1),
  ('absence', '02', '立案未结', NULL, 2),
  ('absence', '03', '受处分期间', NULL, 3),
  ('absence', '04', '病事假超半年', NULL, 4),
  ('absence', '05', '其他', NULL, 5);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('area', '01', '城市管理', NULL, 1),
  ('area', '02', '市场监管', NULL, 2),
  ('area', '03', '应急管理', NULL, 3),
  ('area', '04', '住房建设', NULL, 4),
  ('area', '05', '生态环境', NULL, 5),
  ('area', '06', '文化旅游', NULL, 6);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('act', '01', '处罚', NULL, 1),
  ('act', '02', '强制', NULL, 2),
  ('act', '03', '检查', NULL, 3);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('grant', '01', '法定', NULL, 1),
  ('grant', '02', '赋权', NULL, 2),
  ('grant', '03', '委托', NULL, 3);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('power', '01', '许可', NULL, 1),
  ('power', '02', '处罚', NULL, 2),
  ('power', '03', '强制', NULL, 3),
  ('power', '04', '征收', NULL, 4),
  ('power', '05', '给付', NULL, 5),
  ('power', '06', '检查', NULL, 6),
  ('power', '07', '确认', NULL, 7),
  ('power', '08', '奖励', NULL, 8),
  ('power', '09', '裁决', NULL, 9),
  ('power', '10', '其他', NULL, 10);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('case_source', '01', '网格巡查', NULL, 1),
  ('case_source', '02', '群众投诉', NULL, 2),
  ('case_source', '03', '12345', NULL, 3),
  ('case_source', '04', '上级交办', NULL, 4),
  ('case_source', '05', '部门移送', NULL, 5),
  ('case_source', '06', '自查', NULL, 6);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('transfer_cause', '01', '未下放', NULL, 1),
  ('transfer_cause', '02', '超出管辖', NULL, 2),
  ('transfer_cause', '03', '涉嫌犯罪', NULL, 3),
  ('transfer_cause', '04', '其他', NULL, 4);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('measure', '01', '教育整改', NULL, 1),
  ('measure', '02', '警告', NULL, 2),
  ('measure', '03', '罚款', NULL, 3),
  ('measure', '04', '没收', NULL, 4),
  ('measure', '05', '强制', NULL, 5),
  ('measure', '06', '不予处罚', NULL, 6);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('close_kind', '01', '整改', NULL, 1),
  ('close_kind', '02', '处罚执行', NULL, 2),
  ('close_kind', '03', '移送', NULL, 3),
  ('close_kind', '04', '撤销', NULL, 4);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('honour_level', '01', '国家', NULL, 1),
  ('honour_level', '02', '省', NULL, 2),
  ('honour_level', '03', '市', NULL, 3),
  ('honour_level', '04', '区', NULL, 4),
  ('honour_level', '05', '街道', NULL, 5);

INSERT INTO code (list, code, label, standard, sort_no) VALUES
  ('indicator_fault', '01', '职责外', NULL, 1),
  ('indicator_fault', '02', '重复', NULL, 2),
  ('indicator_fault', '03', '留痕', NULL, 3),
  ('indicator_fault', '04', '一票否决', NULL, 4),
  ('indicator_fault', '05', '其他', NULL, 5);

-- What each is called; a setting of an office's own may go without.
INSERT INTO code (list, code, label) VALUES
  ('setting', 'admit_ahead_days', '提前申请准入'), ('setting', 'admit_decide_days', '准入审定时限'), ('setting', 'admit_form_days', '形式审查时限'),
  ('setting', 'admit_review_months', '准入后复核'), ('setting', 'checks_per_week', '每周检查至多'), ('setting', 'collect_roles', '可收月报的角色'),
  ('setting', 'decision_days', '案件决定时限'), ('setting', 'demo', '演示账本'), ('setting', 'demo_today', '演示的今天'),
  ('setting', 'excellent_max', '优秀比例上限'), ('setting', 'excellent_ratio', '优秀比例'), ('setting', 'full_number_roles', '可导出完整号码'),
  ('setting', 'issue_call_day', '每月征集议题日'), ('setting', 'lend_ban_months', '返回后不得再借'), ('setting', 'lend_extensions', '借调可延期'),
  ('setting', 'lend_first_months', '首次借调至多'), ('setting', 'lend_total_months', '借调累计至多'), ('setting', 'off_report_days', '下编核销时限'),
  ('setting', 'office_name', '单位名称'), ('setting', 'organ_update_days', '机构变更登记'), ('setting', 'permit_months', '用编核准有效期'),
  ('setting', 'person_update_days', '人员变更登记'), ('setting', 'publish_days', '审定后公布时限'), ('setting', 'reform_from', '改革成效起算'),
  ('setting', 'remind_days', '提前几天提醒'), ('setting', 'transfer_days', '移送反馈时限');

INSERT INTO setting (code, value, unit, valid_from) VALUES
  ('off_report_days', '10', '工作日', '2000-01-01'), ('person_update_days', '10', '工作日', '2000-01-01'),
  ('organ_update_days', '5', '工作日', '2000-01-01'), ('transfer_days', '15', '工作日', '2000-01-01'),
  ('admit_ahead_days', '30', '工作日', '2000-01-01'), ('admit_form_days', '5', '工作日', '2000-01-01'),
  ('admit_decide_days', '15', '工作日', '2000-01-01'), ('publish_days', '5', '工作日', '2000-01-01'),
  ('decision_days', '90', '日', '2000-01-01'), ('permit_months', '6', '月', '2000-01-01'),
  ('lend_first_months', '3', '月', '2000-01-01'), ('lend_extensions', '1', '次', '2000-01-01'),
  ('lend_total_months', '6', '月', '2000-01-01'), ('lend_ban_months', '24', '月', '2000-01-01'),
  ('admit_review_months', '12', '月', '2000-01-01'), ('excellent_ratio', '20', '%', '2000-01-01'),
  ('excellent_max', '25', '%', '2000-01-01'), ('checks_per_week', '2', '项', '2000-01-01'),
  ('issue_call_day', '25', '日', '2000-01-01'), ('remind_days', '30 10 0', '天', '2000-01-01'),
  ('reform_from', '2021-01-01', NULL, '2000-01-01');

INSERT INTO code_word (list, word, code) VALUES
  ('education', '博士研究生', '11'), ('education', '博士研究生毕业', '11'), ('education', '硕士研究生', '14'), ('education', '硕士研究生毕业', '14'),
  ('education', '大学本科', '20'), ('education', '大学本科毕业', '21'), ('education', '大专', '30'), ('education', '大学专科', '30'),
  ('education', '大专毕业', '31'), ('education', '大学专科毕业', '31'), ('education', '普通中专', '41'), ('education', '职业高中', '44'),
  ('education', '普通高中', '60'),
  ('degree', '博士学位', '2'), ('degree', '硕士学位', '3'), ('degree', '学士学位', '4'),
  ('politics', '中国共产党党员', '01'), ('politics', '预备党员', '02'), ('politics', '团员', '03'),
  ('ethnicity', '蒙', '02'), ('ethnicity', '蒙族', '02'), ('ethnicity', '维', '05'), ('ethnicity', '维族', '05'),
  ('category', '参公', 'quasi'), ('category', '工勤人员', 'labour'), ('category', '社工', 'community'), ('category', '编外人员', 'contract');
