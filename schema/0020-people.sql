-- People, and the community workers among them.  Sections 人员 and 社工薪酬.

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT person_code_length CHECK (length(code) <= 32),
  name TEXT NOT NULL CONSTRAINT person_name_length CHECK (length(name) <= 50),
  former_name TEXT CONSTRAINT person_former_name_length CHECK (length(former_name) <= 50),
  name_keys TEXT,
  id_no TEXT NOT NULL,
  sex TEXT NOT NULL,
  birth_on TEXT NOT NULL CONSTRAINT person_birth_on CHECK (date(substr(birth_on || '-01-01', 1, 10)) IS substr(birth_on || '-01-01', 1, 10)),
  ethnicity TEXT NOT NULL,
  native_place TEXT CONSTRAINT person_native_place_length CHECK (length(native_place) <= 50),
  politics TEXT,
  party_on TEXT CONSTRAINT person_party_on CHECK (date(substr(party_on || '-01-01', 1, 10)) IS substr(party_on || '-01-01', 1, 10)),
  work_from TEXT CONSTRAINT person_work_from CHECK (date(substr(work_from || '-01-01', 1, 10)) IS substr(work_from || '-01-01', 1, 10)),
  join_kind TEXT,
  joined_on TEXT CONSTRAINT person_joined_on CHECK (date(joined_on) IS joined_on),
  education TEXT,
  full_time INTEGER CONSTRAINT person_full_time CHECK (full_time IN (0, 1)),
  degree TEXT,
  school TEXT CONSTRAINT person_school_length CHECK (length(school) <= 100),
  major TEXT CONSTRAINT person_major_length CHECK (length(major) <= 100),
  title TEXT CONSTRAINT person_title_length CHECK (length(title) <= 50),
  phone TEXT CONSTRAINT person_phone_length CHECK (length(phone) <= 30),
  category TEXT NOT NULL,
  home_organ_id INTEGER NOT NULL REFERENCES organ (id),
  probation_until TEXT CONSTRAINT person_probation_until CHECK (date(probation_until) IS probation_until),
  certificate_no TEXT CONSTRAINT person_certificate_no_length CHECK (length(certificate_no) <= 50),
  certificate_until TEXT CONSTRAINT person_certificate_until CHECK (date(certificate_until) IS certificate_until),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX person_by_id_no ON person (id_no);
CREATE INDEX person_by_name ON person (name);
-- The orders a list of a million is asked for, read without the rows themselves: by reading as the lists write it, by birth, by telephone.
CREATE INDEX person_by_reading ON person (substr(name_keys, instr(name_keys, ' ') + 1), name, code, void_reason);
-- What a search as you type looks at, a fifth of the row.
CREATE INDEX person_in_list ON person (code, name, name_keys, phone, home_organ_id, void_reason);
CREATE INDEX person_by_home ON person (home_organ_id, void_reason);
CREATE INDEX person_by_phone ON person (phone, code, void_reason);
CREATE INDEX person_by_birth ON person (birth_on, code, void_reason);
CREATE INDEX person_by_probation ON person (probation_until) WHERE probation_until IS NOT NULL;

CREATE TABLE worker (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT worker_code_length CHECK (length(code) <= 32),
  person_id INTEGER NOT NULL UNIQUE REFERENCES person (id),
  contract_from TEXT CONSTRAINT worker_contract_from CHECK (date(contract_from) IS contract_from),
  contract_until TEXT CONSTRAINT worker_contract_until CHECK (date(contract_until) IS contract_until),
  bank_account TEXT CONSTRAINT worker_bank_account CHECK (bank_account NOT GLOB '*[^0-9]*' AND length(bank_account) <= 30),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT worker_contract CHECK (contract_until >= contract_from)
) STRICT;

INSERT INTO record (name, numbering) VALUES ('person', 'P{seq:6}'), ('worker', 'W{seq:5}');

INSERT INTO code_column VALUES
  ('person', 'sex', 'sex'), ('person', 'ethnicity', 'ethnicity'), ('person', 'politics', 'politics'),
  ('person', 'join_kind', 'join_kind'), ('person', 'education', 'education'), ('person', 'degree', 'degree'),
  ('person', 'category', 'category');

INSERT INTO state_move VALUES
  ('person', 'add', '新增', NULL, NULL, 'street quota', NULL, NULL),
  ('person', 'set', '修改', NULL, NULL, 'street quota checker', NULL, NULL),
  ('worker', 'add', '新增', NULL, NULL, 'worker', NULL, NULL);

INSERT INTO refusal (code, rule, sentence, detail_sql, severity) VALUES
  ('bad_id', 'R-41', '身份证号{fault}，校验位应为{check}',
   'SELECT coalesce(id_check(:id_no), ''?'') AS "check", CASE WHEN length(:id_no) <> 18 THEN ''有'' || length(:id_no) || ''位，应为18位'' ELSE CASE WHEN id_birth(:id_no) IS NULL THEN ''的出生日期不存在或晚于今天'' ELSE ''有误'' END END AS fault', 'refuse'),
  ('id_fifteen', 'R-41', '身份证号是15位旧号，只随历史资料导入，以后须更正为18位', NULL, 'warn'),
  ('id_mangled', 'R-41', '身份证号被表格软件改坏：{value}，请按文本重填', 'SELECT :id_no AS value', 'refuse'),
  ('bad_name', NULL, '姓名「{name}」里有空格或不该有的符号；少数民族姓名的点请用 ·', NULL, 'refuse'),
  ('birth_unlike_id', 'R-41', '出生日期{birth_on}与身份证号（{from_id}）不同', 'SELECT id_birth(:id_no) AS from_id', 'warn'),
  ('sex_unlike_id', 'R-41', '性别与身份证号不同', NULL, 'warn'),
  ('age_unlikely', 'R-41', '年龄{age}岁，不在16到80岁之间', 'SELECT CAST(substr(today(), 1, 4) AS INTEGER) - CAST(substr(id_birth(:id_no), 1, 4) AS INTEGER) - (substr(today(), 6) < substr(id_birth(:id_no), 6)) AS age', 'warn'),
  ('area_unknown', 'R-41', '身份证号前两位{area}不是省份代码', 'SELECT substr(:id_no, 1, 2) AS area', 'warn'),
  ('locked_field', 'R-37', '改姓名、身份证号、性别、出生日期、参加工作时间、人员类别须由编办办理', NULL, 'refuse'),
  ('worker_contract', NULL, '合同止{contract_until}早于合同起{contract_from}', NULL, 'refuse'),
  ('worker_bank_account', NULL, '银行账号「{bank_account}」只能是数字，最多30位', NULL, 'refuse');

CREATE TRIGGER person_law_add BEFORE INSERT ON person
BEGIN
  SELECT RAISE(ABORT, 'id_mangled') WHERE id_fault(NEW.id_no) = 'id_mangled';
  -- Fifteen digits, as before 1999: in an import alone, and X-11 asks for the eighteen ever after.
  SELECT RAISE(ABORT, 'id_fifteen') WHERE reason() IS NULL
    AND length(NEW.id_no) = 15 AND id_birth(NEW.id_no) IS NOT NULL AND (SELECT action FROM change_now) = 'import';
  SELECT RAISE(ABORT, 'bad_id') WHERE id_fault(NEW.id_no) IS NOT NULL
    AND NOT (length(NEW.id_no) = 15 AND id_birth(NEW.id_no) IS NOT NULL AND (SELECT action FROM change_now) = 'import');
  SELECT RAISE(ABORT, 'birth_unlike_id') WHERE reason() IS NULL AND id_birth(NEW.id_no) NOT LIKE NEW.birth_on || '%';
  SELECT RAISE(ABORT, 'sex_unlike_id') WHERE reason() IS NULL AND NEW.sex IN ('1', '2') AND CAST(id_sex(NEW.id_no) AS TEXT) <> NEW.sex;
  SELECT RAISE(ABORT, 'area_unknown') WHERE reason() IS NULL AND by_law() = 0 AND NOT (substr(NEW.id_no, 1, 2) IN ('71', '81', '82', '83', '91', '99')
    OR substr(NEW.id_no, 1, 1) BETWEEN '1' AND '6' AND instr('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65', substr(NEW.id_no, 1, 2)));
  SELECT RAISE(ABORT, 'age_unlikely') WHERE reason() IS NULL
    AND (add_months(id_birth(NEW.id_no), 16 * 12) > today() OR add_months(id_birth(NEW.id_no), 81 * 12) <= today());
  SELECT RAISE(ABORT, 'bad_name') WHERE NEW.name GLOB '*[ 0-9!-,:-@]*' OR instr(NEW.name, '　');
END;

CREATE TRIGGER person_law_set BEFORE UPDATE ON person
BEGIN
  SELECT RAISE(ABORT, 'locked_field') WHERE by_law() = 0 AND NOT has_role('quota checker')
    AND (NEW.name IS NOT OLD.name OR NEW.id_no IS NOT OLD.id_no OR NEW.sex IS NOT OLD.sex OR NEW.birth_on IS NOT OLD.birth_on
      OR NEW.work_from IS NOT OLD.work_from OR NEW.category IS NOT OLD.category);
  SELECT RAISE(ABORT, 'no_reason') WHERE reason() IS NULL AND by_law() = 0
    AND (NEW.name IS NOT OLD.name OR NEW.id_no IS NOT OLD.id_no OR NEW.sex IS NOT OLD.sex OR NEW.birth_on IS NOT OLD.birth_on
      OR NEW.work_from IS NOT OLD.work_from OR NEW.category IS NOT OLD.category);
  SELECT CASE id_fault(NEW.id_no) WHEN 'id_mangled' THEN RAISE(ABORT, 'id_mangled') ELSE RAISE(ABORT, 'bad_id') END
  WHERE NEW.id_no IS NOT OLD.id_no AND id_fault(NEW.id_no) IS NOT NULL;
  SELECT RAISE(ABORT, 'bad_name') WHERE NEW.name IS NOT OLD.name AND (NEW.name GLOB '*[ 0-9!-,:-@]*' OR instr(NEW.name, '　'));
END;
