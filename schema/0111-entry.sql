-- A new community worker from one paper: person, contract, service, post,
-- education and certificate in one save.  The entry is the paper; what is
-- made from it lives its own life after.
CREATE TABLE worker_entry (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT worker_entry_code_length CHECK (length(code) <= 32),
  id_no TEXT NOT NULL,
  name TEXT NOT NULL CONSTRAINT worker_entry_name_length CHECK (length(name) <= 50),
  phone TEXT CONSTRAINT worker_entry_phone_length CHECK (length(phone) <= 30),
  post TEXT NOT NULL,
  education TEXT NOT NULL,
  certificate TEXT,
  certificate_on TEXT CONSTRAINT worker_entry_certificate_on CHECK (date(certificate_on) IS certificate_on),
  starts_on TEXT NOT NULL CONSTRAINT worker_entry_starts_on CHECK (date(starts_on) IS starts_on),
  community_id INTEGER NOT NULL REFERENCES organ (id),
  ethnicity TEXT NOT NULL DEFAULT '01',
  job TEXT NOT NULL CONSTRAINT worker_entry_job_length CHECK (length(job) <= 30),
  person_id INTEGER REFERENCES person (id),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX worker_entry_by_person ON worker_entry (person_id);

INSERT INTO record (name, numbering) VALUES ('worker_entry', 'RY-{year}-{seq:4}');
INSERT INTO code_column VALUES
  ('worker_entry', 'post', 'pay_post'), ('worker_entry', 'education', 'education'),
  ('worker_entry', 'certificate', 'certificate_level'), ('worker_entry', 'ethnicity', 'ethnicity');
INSERT INTO state_move VALUES ('worker_entry', 'add', '新增', NULL, NULL, 'worker', NULL, NULL);
INSERT INTO refusal (code, rule, sentence, detail_sql, severity) VALUES
  ('entry_certificate', NULL, '有职业资格证书须填取证日期，证书{certificate}', NULL, 'refuse'),
  ('entry_serving', NULL, '{who}已在岗（{since} 起），不能再办入职', 'SELECT p.code || '' '' || p.name AS who, s.starts_on AS since FROM person p JOIN service_spell s ON s.worker_id = p.id AND s.void_reason IS NULL AND (s.ends_on IS NULL OR s.ends_on > :starts_on) WHERE p.id_no = :id_no ORDER BY s.starts_on LIMIT 1', 'refuse'),
  ('entry_name', NULL, '身份证号已登记为{who}，与所填姓名{name}不同', 'SELECT p.code || '' '' || p.name AS who FROM person p WHERE p.id_no = :id_no', 'refuse'),
  ('entry_made', NULL, '入职单已生成人员、服务时段、任职，改动请到各张表上办', NULL, 'refuse');

CREATE TRIGGER worker_entry_law_add BEFORE INSERT ON worker_entry
BEGIN
  SELECT RAISE(ABORT, 'id_mangled') WHERE id_fault(NEW.id_no) = 'id_mangled';
  SELECT RAISE(ABORT, 'bad_id') WHERE id_fault(NEW.id_no) IS NOT NULL;
  SELECT RAISE(ABORT, 'bad_name') WHERE NEW.name GLOB '*[ 0-9!-,:-@]*' OR instr(NEW.name, '　');
  SELECT RAISE(ABORT, 'entry_name') FROM person WHERE id_no = NEW.id_no AND name <> NEW.name;
  SELECT RAISE(ABORT, 'entry_serving') FROM person p JOIN service_spell s ON s.worker_id = p.id AND s.void_reason IS NULL
    AND (s.ends_on IS NULL OR s.ends_on > NEW.starts_on) WHERE p.id_no = NEW.id_no;
  SELECT RAISE(ABORT, 'entry_certificate') WHERE NEW.certificate IS NOT NULL AND NEW.certificate_on IS NULL;
END;

CREATE TRIGGER worker_entry_law_set BEFORE UPDATE ON worker_entry WHEN by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'entry_made') WHERE (NEW.id_no, NEW.name, NEW.post, NEW.education, NEW.starts_on, NEW.community_id) IS NOT
      (OLD.id_no, OLD.name, OLD.post, OLD.education, OLD.starts_on, OLD.community_id)
    OR NEW.phone IS NOT OLD.phone OR NEW.certificate IS NOT OLD.certificate OR NEW.certificate_on IS NOT OLD.certificate_on
    OR NEW.ethnicity IS NOT OLD.ethnicity OR NEW.job IS NOT OLD.job OR NEW.person_id IS NOT OLD.person_id OR NEW.void_reason IS NOT OLD.void_reason;
END;

-- Who served before is known already; all else is new.
CREATE TRIGGER worker_entry_made AFTER INSERT ON worker_entry
BEGIN
  SELECT by_law(by_law() + 1);
  INSERT INTO person (code, name, name_keys, id_no, sex, birth_on, ethnicity, education, phone, category, home_organ_id)
  SELECT printf('P%06d', coalesce((SELECT max(CAST(substr(code, 2) AS INTEGER)) FROM person WHERE code GLOB 'P[0-9]*'), 0) + 1),
    NEW.name, name_keys(NEW.name), NEW.id_no, CAST(id_sex(NEW.id_no) AS TEXT), id_birth(NEW.id_no), NEW.ethnicity, NEW.education, NEW.phone, 'community', NEW.community_id
  WHERE NOT EXISTS (SELECT 1 FROM person WHERE id_no = NEW.id_no);
  INSERT INTO worker (code, person_id, contract_from)
  SELECT printf('%04d', coalesce((SELECT max(CAST(code AS INTEGER)) FROM worker WHERE code NOT GLOB '*[^0-9]*'), 0) + 1), p.id, NEW.starts_on
  FROM person p WHERE p.id_no = NEW.id_no AND NOT EXISTS (SELECT 1 FROM worker WHERE person_id = p.id);
  INSERT INTO service_spell (code, worker_id, community_id, starts_on, probation_until)
  SELECT NEW.code || '-F', p.id, NEW.community_id, NEW.starts_on, (SELECT term_end(NEW.starts_on, nullif(b.months, 0)) FROM organ_probation b
    WHERE b.organ_id = NEW.community_id AND b.effective_from <= NEW.starts_on ORDER BY b.effective_from DESC LIMIT 1) FROM person p WHERE p.id_no = NEW.id_no;
  INSERT INTO worker_post (code, worker_id, post, job, starts_on)
  SELECT NEW.code || '-R', p.id, NEW.post, NEW.job, NEW.starts_on FROM person p WHERE p.id_no = NEW.id_no;
  INSERT INTO worker_education (code, worker_id, education)
  SELECT NEW.code || '-X', p.id, NEW.education FROM person p WHERE p.id_no = NEW.id_no
    AND NOT EXISTS (SELECT 1 FROM worker_education e WHERE e.worker_id = p.id AND e.education = NEW.education AND e.void_reason IS NULL);
  INSERT INTO worker_certificate (code, worker_id, level, issued_on)
  SELECT NEW.code || '-Z', p.id, NEW.certificate, NEW.certificate_on FROM person p WHERE p.id_no = NEW.id_no AND NEW.certificate IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM worker_certificate c WHERE c.worker_id = p.id AND c.level = NEW.certificate AND c.void_reason IS NULL);
  UPDATE worker_entry SET person_id = (SELECT id FROM person WHERE id_no = NEW.id_no) WHERE id = NEW.id;
  SELECT by_law(by_law() - 1);
END;
