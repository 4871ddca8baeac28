-- Pay of community workers: the policy (dated rows, loaded from schemes/ and
-- kept by the office), the facts about each worker, and what a month's run
-- made of them.  Money is 分, coefficients and multipliers 1/10000, percentages
-- 1/10000 of a percent.  Section 社工薪酬.

-- The policy.

CREATE TABLE pay_scheme (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_scheme_code_length CHECK (length(code) <= 60),
  name TEXT NOT NULL CONSTRAINT pay_scheme_name_length CHECK (length(name) <= 100),
  kind TEXT NOT NULL DEFAULT 'grade' CONSTRAINT pay_scheme_kind CHECK (kind IN ('grade', 'statutory')),
  place TEXT CONSTRAINT pay_scheme_place_length CHECK (length(place) <= 100),
  authority TEXT CONSTRAINT pay_scheme_authority_length CHECK (length(authority) <= 100),
  status TEXT NOT NULL DEFAULT 'local' CONSTRAINT pay_scheme_status CHECK (status IN ('published', 'reconstructed', 'assumed', 'local', 'frame')),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE scheme_use (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT scheme_use_code_length CHECK (length(code) <= 60),
  organ_id INTEGER NOT NULL REFERENCES organ (id),
  pay_scheme_id INTEGER NOT NULL REFERENCES pay_scheme (id),
  valid_from TEXT NOT NULL CONSTRAINT scheme_use_valid_from CHECK (date(valid_from) IS valid_from),
  valid_to TEXT CONSTRAINT scheme_use_valid_to CHECK (date(valid_to) IS valid_to),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT scheme_use_dates CHECK (valid_to >= valid_from)
) STRICT;

CREATE TABLE pay_version (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_version_code_length CHECK (length(code) <= 160),
  pay_scheme_id INTEGER NOT NULL REFERENCES pay_scheme (id),
  number INTEGER NOT NULL CONSTRAINT pay_version_number CHECK (number >= 0),
  effective_from TEXT NOT NULL CONSTRAINT pay_version_effective_from CHECK (date(effective_from) IS effective_from),
  doc_no TEXT CONSTRAINT pay_version_doc_no_length CHECK (length(doc_no) <= 48),
  title TEXT CONSTRAINT pay_version_title_length CHECK (length(title) <= 200),
  mode TEXT NOT NULL DEFAULT 'matrix' CONSTRAINT pay_version_mode CHECK (mode IN ('matrix', 'ladder')),
  amount TEXT NOT NULL DEFAULT 'coefficient' CONSTRAINT pay_version_amount CHECK (amount IN ('coefficient', 'table', 'additive')),
  start TEXT NOT NULL DEFAULT 'first' CONSTRAINT pay_version_start CHECK (start IN ('first', 'matrix')),
  convert TEXT NOT NULL DEFAULT 'carry' CONSTRAINT pay_version_convert CHECK (convert IN ('carry', 'matrix', 'first')),
  over_ceiling TEXT NOT NULL DEFAULT 'keep' CONSTRAINT pay_version_over_ceiling CHECK (over_ceiling IN ('keep', 'lose')),
  approval TEXT NOT NULL DEFAULT 'hold' CONSTRAINT pay_version_approval CHECK (approval IN ('hold', 'list')),
  band_months INTEGER NOT NULL DEFAULT 36 CONSTRAINT pay_version_band_months CHECK (band_months >= 0),
  clock TEXT NOT NULL DEFAULT 'service' CONSTRAINT pay_version_clock CHECK (clock IN ('service', 'ratings')),
  clock_from TEXT CONSTRAINT pay_version_clock_from CHECK (date(clock_from) IS clock_from),
  count TEXT NOT NULL DEFAULT 'full' CONSTRAINT pay_version_count CHECK (count IN ('full', 'begun')),
  edge TEXT NOT NULL DEFAULT 'complete' CONSTRAINT pay_version_edge CHECK (edge IN ('complete', 'inclusive')),
  years_of TEXT NOT NULL DEFAULT 'community' CONSTRAINT pay_version_years_of CHECK (years_of IN ('community', 'in_post', 'best')),
  continuity TEXT NOT NULL DEFAULT 'cumulative' CONSTRAINT pay_version_continuity CHECK (continuity IN ('cumulative', 'continuous')),
  gap_days INTEGER NOT NULL DEFAULT 0 CONSTRAINT pay_version_gap_days CHECK (gap_days >= 0),
  scope TEXT NOT NULL DEFAULT 'province' CONSTRAINT pay_version_scope CHECK (scope IN ('street', 'city', 'province', 'other')),
  probation_counts TEXT NOT NULL DEFAULT 'yes' CONSTRAINT pay_version_probation_counts CHECK (probation_counts IN ('yes', 'no')),
  deemed_counts TEXT NOT NULL DEFAULT 'yes' CONSTRAINT pay_version_deemed_counts CHECK (deemed_counts IN ('yes', 'no')),
  step_start TEXT NOT NULL DEFAULT 'january' CONSTRAINT pay_version_step_start CHECK (step_start IN ('january', 'month_start', 'same_month', 'next_month')),
  post_start TEXT NOT NULL DEFAULT 'month_start' CONSTRAINT pay_version_post_start CHECK (post_start IN ('january', 'month_start', 'same_month', 'next_month')),
  post_up TEXT NOT NULL DEFAULT 'rematrix' CONSTRAINT pay_version_post_up CHECK (post_up IN ('rematrix', 'higher', 'keep', 'shift')),
  post_down TEXT NOT NULL DEFAULT 'rematrix' CONSTRAINT pay_version_post_down CHECK (post_down IN ('rematrix', 'cap', 'shift')),
  post_gap_days INTEGER NOT NULL DEFAULT 30 CONSTRAINT pay_version_post_gap_days CHECK (post_gap_days >= 0),
  acting TEXT NOT NULL DEFAULT 'ignore' CONSTRAINT pay_version_acting CHECK (acting IN ('ignore', 'count')),
  treat_grade TEXT NOT NULL DEFAULT 'no' CONSTRAINT pay_version_treat_grade CHECK (treat_grade IN ('no', 'yes')),
  combine TEXT NOT NULL DEFAULT 'sum' CONSTRAINT pay_version_combine CHECK (combine IN ('sum', 'max')),
  education_stack TEXT NOT NULL DEFAULT 'best' CONSTRAINT pay_version_education_stack CHECK (education_stack IN ('best', 'sum')),
  certificate_stack TEXT NOT NULL DEFAULT 'best' CONSTRAINT pay_version_certificate_stack CHECK (certificate_stack IN ('best', 'sum')),
  honour_stack TEXT NOT NULL DEFAULT 'sum' CONSTRAINT pay_version_honour_stack CHECK (honour_stack IN ('sum', 'best')),
  honour_max INTEGER CONSTRAINT pay_version_honour_max CHECK (honour_max >= 0),
  honour_over_ceiling TEXT NOT NULL DEFAULT 'no' CONSTRAINT pay_version_honour_over_ceiling CHECK (honour_over_ceiling IN ('no', 'yes')),
  certificate_date TEXT NOT NULL DEFAULT 'registered_on' CONSTRAINT pay_version_certificate_date CHECK (certificate_date IN ('registered_on', 'issued_on')),
  early_steps INTEGER NOT NULL DEFAULT 0 CONSTRAINT pay_version_early_steps CHECK (early_steps >= 0),
  early_run INTEGER NOT NULL DEFAULT 2 CONSTRAINT pay_version_early_run CHECK (early_run >= 0),
  early_max INTEGER NOT NULL DEFAULT 2 CONSTRAINT pay_version_early_max CHECK (early_max >= 0),
  early_rating TEXT NOT NULL DEFAULT 'excellent' CONSTRAINT pay_version_early_rating_length CHECK (length(early_rating) <= 30),
  early_reset TEXT NOT NULL DEFAULT 'yes' CONSTRAINT pay_version_early_reset CHECK (early_reset IN ('yes', 'no')),
  early_clock TEXT NOT NULL DEFAULT 'keep' CONSTRAINT pay_version_early_clock CHECK (early_clock IN ('keep', 'restart')),
  base_per TEXT NOT NULL DEFAULT 'month' CONSTRAINT pay_version_base_per CHECK (base_per IN ('month', 'year')),
  base_unit INTEGER NOT NULL DEFAULT 0 CONSTRAINT pay_version_base_unit CHECK (base_unit BETWEEN 0 AND 100000000000),
  base_round TEXT NOT NULL DEFAULT 'down' CONSTRAINT pay_version_base_round CHECK (base_round IN ('down', 'half_up', 'up')),
  multiplier INTEGER NOT NULL DEFAULT 10000 CONSTRAINT pay_version_multiplier CHECK (multiplier >= 0),
  multiplier_min INTEGER CONSTRAINT pay_version_multiplier_min CHECK (multiplier_min >= 0),
  multiplier_max INTEGER CONSTRAINT pay_version_multiplier_max CHECK (multiplier_max >= 0),
  unit INTEGER NOT NULL DEFAULT 100 CONSTRAINT pay_version_unit CHECK (unit BETWEEN 0 AND 100000000000),
  round TEXT NOT NULL DEFAULT 'half_up' CONSTRAINT pay_version_round CHECK (round IN ('half_up', 'down', 'up')),
  basic_pct INTEGER NOT NULL DEFAULT 1000000 CONSTRAINT pay_version_basic_pct CHECK (basic_pct >= 0),
  split_unit INTEGER NOT NULL DEFAULT 100 CONSTRAINT pay_version_split_unit CHECK (split_unit BETWEEN 0 AND 100000000000),
  performance_pays TEXT NOT NULL DEFAULT 'month' CONSTRAINT pay_version_performance_pays CHECK (performance_pays IN ('month', 'quarter', 'half', 'year')),
  performance_sum TEXT NOT NULL DEFAULT 'total' CONSTRAINT pay_version_performance_sum CHECK (performance_sum IN ('total', 'months')),
  probation_months INTEGER NOT NULL DEFAULT 0 CONSTRAINT pay_version_probation_months CHECK (probation_months >= 0),
  probation_pct INTEGER NOT NULL DEFAULT 1000000 CONSTRAINT pay_version_probation_pct CHECK (probation_pct >= 0),
  probation_of TEXT NOT NULL DEFAULT 'own' CONSTRAINT pay_version_probation_of CHECK (probation_of IN ('own', 'lowest')),
  probation_performance TEXT NOT NULL DEFAULT 'no' CONSTRAINT pay_version_probation_performance CHECK (probation_performance IN ('no', 'yes')),
  probation_credits TEXT NOT NULL DEFAULT 'no' CONSTRAINT pay_version_probation_credits CHECK (probation_credits IN ('no', 'yes')),
  probation_end TEXT NOT NULL DEFAULT 'month_after' CONSTRAINT pay_version_probation_end CHECK (probation_end IN ('month_after', 'same_month')),
  proration TEXT NOT NULL DEFAULT 'calendar' CONSTRAINT pay_version_proration CHECK (proration IN ('calendar', 'workdays', 'thirty', 'none')),
  join_month TEXT NOT NULL DEFAULT 'by_day' CONSTRAINT pay_version_join_month CHECK (join_month IN ('by_day', 'whole', 'none')),
  leave_month TEXT NOT NULL DEFAULT 'by_day' CONSTRAINT pay_version_leave_month CHECK (leave_month IN ('by_day', 'whole', 'none')),
  retire_month TEXT NOT NULL DEFAULT 'whole' CONSTRAINT pay_version_retire_month CHECK (retire_month IN ('whole', 'by_day', 'none')),
  credit_prorate TEXT NOT NULL DEFAULT 'no' CONSTRAINT pay_version_credit_prorate CHECK (credit_prorate IN ('no', 'yes')),
  protect_version TEXT NOT NULL DEFAULT 'shrink' CONSTRAINT pay_version_protect_version CHECK (protect_version IN ('shrink', 'none', 'fixed')),
  protect_down TEXT NOT NULL DEFAULT 'none' CONSTRAINT pay_version_protect_down CHECK (protect_down IN ('none', 'shrink', 'fixed')),
  label_graded TEXT CONSTRAINT pay_version_label_graded_length CHECK (length(label_graded) <= 30),
  label_basic TEXT CONSTRAINT pay_version_label_basic_length CHECK (length(label_basic) <= 30),
  label_performance TEXT CONSTRAINT pay_version_label_performance_length CHECK (length(label_performance) <= 30),
  label_education TEXT CONSTRAINT pay_version_label_education_length CHECK (length(label_education) <= 30),
  label_certificate TEXT CONSTRAINT pay_version_label_certificate_length CHECK (length(label_certificate) <= 30),
  label_honour TEXT CONSTRAINT pay_version_label_honour_length CHECK (length(label_honour) <= 30),
  label_protected TEXT CONSTRAINT pay_version_label_protected_length CHECK (length(label_protected) <= 30),
  tax_free INTEGER CONSTRAINT pay_version_tax_free CHECK (tax_free BETWEEN 0 AND 100000000000),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE pay_article (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_article_code_length CHECK (length(code) <= 160),
  pay_version_id INTEGER NOT NULL REFERENCES pay_version (id),
  step TEXT NOT NULL CONSTRAINT pay_article_step CHECK (step IN ('version', 'post', 'years', 'band', 'credit', 'honour', 'rating', 'early', 'grade', 'amount', 'split', 'probation', 'part', 'beside', 'deduct', 'arrears')),
  text TEXT NOT NULL CONSTRAINT pay_article_text_length CHECK (length(text) <= 500),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX pay_article_by_version ON pay_article (pay_version_id);

CREATE TABLE pay_post (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_post_code_length CHECK (length(code) <= 160),
  pay_version_id INTEGER NOT NULL REFERENCES pay_version (id),
  post TEXT NOT NULL CONSTRAINT pay_post_post_length CHECK (length(post) <= 30),
  rank INTEGER NOT NULL CONSTRAINT pay_post_rank CHECK (rank >= 0),
  name TEXT NOT NULL CONSTRAINT pay_post_name_length CHECK (length(name) <= 50),
  floor INTEGER NOT NULL DEFAULT 0 CONSTRAINT pay_post_floor CHECK (floor >= 0),
  ceiling INTEGER NOT NULL DEFAULT 0 CONSTRAINT pay_post_ceiling CHECK (ceiling >= 0),
  first INTEGER CONSTRAINT pay_post_first CHECK (first >= 0),
  origin TEXT CONSTRAINT pay_post_origin CHECK (origin IN ('published', 'reconstructed', 'assumed', 'local', 'frame')),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX pay_post_by_version ON pay_post (pay_version_id);

CREATE TABLE pay_credit (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_credit_code_length CHECK (length(code) <= 160),
  pay_version_id INTEGER NOT NULL REFERENCES pay_version (id),
  credit TEXT NOT NULL CONSTRAINT pay_credit_credit_length CHECK (length(credit) <= 30),
  rank INTEGER NOT NULL CONSTRAINT pay_credit_rank CHECK (rank >= 0),
  kind TEXT NOT NULL DEFAULT 'education' CONSTRAINT pay_credit_kind CHECK (kind IN ('education', 'certificate', 'honour')),
  level TEXT NOT NULL CONSTRAINT pay_credit_level_length CHECK (length(level) <= 30),
  label TEXT CONSTRAINT pay_credit_label_length CHECK (length(label) <= 30),
  holds TEXT NOT NULL DEFAULT 'any' CONSTRAINT pay_credit_holds CHECK (holds IN ('any', 'both', 'one')),
  study TEXT NOT NULL DEFAULT 'any' CONSTRAINT pay_credit_study CHECK (study IN ('any', 'full_time')),
  steps INTEGER NOT NULL DEFAULT 0 CONSTRAINT pay_credit_steps CHECK (steps BETWEEN -99 AND 99),
  months INTEGER NOT NULL DEFAULT 0 CONSTRAINT pay_credit_months CHECK (months >= 0),
  cash INTEGER CONSTRAINT pay_credit_cash CHECK (cash BETWEEN 0 AND 100000000000),
  part TEXT NOT NULL DEFAULT 'extra' CONSTRAINT pay_credit_part CHECK (part IN ('extra', 'standard')),
  least TEXT NOT NULL DEFAULT 'no' CONSTRAINT pay_credit_least CHECK (least IN ('no', 'yes')),
  start TEXT NOT NULL DEFAULT 'month_start' CONSTRAINT pay_credit_start CHECK (start IN ('january', 'month_start', 'same_month', 'next_month')),
  steps_start TEXT NOT NULL DEFAULT 'start' CONSTRAINT pay_credit_steps_start CHECK (steps_start IN ('january', 'month_start', 'same_month', 'next_month', 'start')),
  grants TEXT NOT NULL DEFAULT 'yes' CONSTRAINT pay_credit_grants CHECK (grants IN ('yes', 'no')),
  once TEXT NOT NULL DEFAULT 'yes' CONSTRAINT pay_credit_once CHECK (once IN ('yes', 'no')),
  after_months INTEGER NOT NULL DEFAULT 0 CONSTRAINT pay_credit_after_months CHECK (after_months >= 0),
  treat_as TEXT CONSTRAINT pay_credit_treat_as_length CHECK (length(treat_as) <= 30),
  cash_open INTEGER NOT NULL DEFAULT 0 CONSTRAINT pay_credit_cash_open CHECK (cash_open IN (0, 1)),
  origin TEXT CONSTRAINT pay_credit_origin CHECK (origin IN ('published', 'reconstructed', 'assumed', 'local', 'frame')),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX pay_credit_by_version ON pay_credit (pay_version_id);

CREATE TABLE pay_rating (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_rating_code_length CHECK (length(code) <= 160),
  pay_version_id INTEGER NOT NULL REFERENCES pay_version (id),
  rating TEXT NOT NULL CONSTRAINT pay_rating_rating_length CHECK (length(rating) <= 30),
  rank INTEGER NOT NULL CONSTRAINT pay_rating_rank CHECK (rank >= 0),
  label TEXT CONSTRAINT pay_rating_label_length CHECK (length(label) <= 30),
  year TEXT NOT NULL DEFAULT 'counted' CONSTRAINT pay_rating_year CHECK (year IN ('counted', 'not_counted', 'delay', 'restart')),
  steps INTEGER NOT NULL DEFAULT 0 CONSTRAINT pay_rating_steps CHECK (steps BETWEEN -99 AND 99),
  performance INTEGER NOT NULL DEFAULT 1000000 CONSTRAINT pay_rating_performance CHECK (performance >= 0),
  max_share INTEGER CONSTRAINT pay_rating_max_share CHECK (max_share >= 0),
  origin TEXT CONSTRAINT pay_rating_origin CHECK (origin IN ('published', 'reconstructed', 'assumed', 'local', 'frame')),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX pay_rating_by_version ON pay_rating (pay_version_id);

CREATE TABLE pay_absence (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_absence_code_length CHECK (length(code) <= 160),
  pay_version_id INTEGER NOT NULL REFERENCES pay_version (id),
  kind TEXT NOT NULL CONSTRAINT pay_absence_kind_length CHECK (length(kind) <= 30),
  rank INTEGER NOT NULL CONSTRAINT pay_absence_rank CHECK (rank >= 0),
  label TEXT CONSTRAINT pay_absence_label_length CHECK (length(label) <= 30),
  counts TEXT NOT NULL DEFAULT 'yes' CONSTRAINT pay_absence_counts CHECK (counts IN ('yes', 'no')),
  pay INTEGER NOT NULL DEFAULT 1000000 CONSTRAINT pay_absence_pay CHECK (pay >= 0),
  origin TEXT CONSTRAINT pay_absence_origin CHECK (origin IN ('published', 'reconstructed', 'assumed', 'local', 'frame')),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX pay_absence_by_version ON pay_absence (pay_version_id);

CREATE TABLE pay_item (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_item_code_length CHECK (length(code) <= 160),
  pay_version_id INTEGER NOT NULL REFERENCES pay_version (id),
  item TEXT NOT NULL CONSTRAINT pay_item_item_length CHECK (length(item) <= 30),
  rank INTEGER NOT NULL CONSTRAINT pay_item_rank CHECK (rank >= 0),
  label TEXT CONSTRAINT pay_item_label_length CHECK (length(label) <= 30),
  kind TEXT NOT NULL DEFAULT 'earning' CONSTRAINT pay_item_kind CHECK (kind IN ('earning', 'deduction', 'employer')),
  part TEXT NOT NULL DEFAULT 'extra' CONSTRAINT pay_item_part CHECK (part IN ('extra', 'standard', 'performance')),
  "by" TEXT NOT NULL DEFAULT 'none' CONSTRAINT pay_item_by CHECK ("by" IN ('none', 'post', 'grade', 'job', 'star', 'year')),
  amount INTEGER CONSTRAINT pay_item_amount CHECK (amount BETWEEN 0 AND 100000000000),
  rate INTEGER CONSTRAINT pay_item_rate CHECK (rate >= 0),
  "of" TEXT NOT NULL DEFAULT 'standard' CONSTRAINT pay_item_of CHECK ("of" IN ('standard', 'graded', 'gross', 'insurance', 'fund')),
  base_min INTEGER CONSTRAINT pay_item_base_min CHECK (base_min BETWEEN 0 AND 100000000000),
  base_max INTEGER CONSTRAINT pay_item_base_max CHECK (base_max BETWEEN 0 AND 100000000000),
  max INTEGER CONSTRAINT pay_item_max CHECK (max BETWEEN 0 AND 100000000000),
  who TEXT NOT NULL DEFAULT 'all' CONSTRAINT pay_item_who CHECK (who IN ('all', 'elected', 'combined')),
  months TEXT CONSTRAINT pay_item_months_length CHECK (length(months) <= 40),
  pays TEXT NOT NULL DEFAULT 'month' CONSTRAINT pay_item_pays CHECK (pays IN ('month', 'rating')),
  times TEXT NOT NULL DEFAULT 'once' CONSTRAINT pay_item_times CHECK (times IN ('once', 'months')),
  ratings TEXT CONSTRAINT pay_item_ratings_length CHECK (length(ratings) <= 100),
  follows TEXT NOT NULL DEFAULT 'post' CONSTRAINT pay_item_follows CHECK (follows IN ('post', 'treatment')),
  start TEXT NOT NULL DEFAULT 'january' CONSTRAINT pay_item_start CHECK (start IN ('january', 'month_start', 'same_month', 'next_month')),
  prorate TEXT NOT NULL DEFAULT 'no' CONSTRAINT pay_item_prorate CHECK (prorate IN ('no', 'yes')),
  taxable TEXT NOT NULL DEFAULT 'yes' CONSTRAINT pay_item_taxable CHECK (taxable IN ('yes', 'no')),
  open_value TEXT CONSTRAINT pay_item_open_value CHECK (open_value IN ('amount', 'rate')),
  origin TEXT CONSTRAINT pay_item_origin CHECK (origin IN ('published', 'reconstructed', 'assumed', 'local', 'frame')),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX pay_item_by_version ON pay_item (pay_version_id);

CREATE TABLE pay_item_amount (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_item_amount_code_length CHECK (length(code) <= 160),
  pay_item_id INTEGER NOT NULL REFERENCES pay_item (id),
  key TEXT NOT NULL CONSTRAINT pay_item_amount_key_length CHECK (length(key) <= 50),
  rank INTEGER NOT NULL CONSTRAINT pay_item_amount_rank CHECK (rank >= 0),
  amount INTEGER CONSTRAINT pay_item_amount_amount CHECK (amount BETWEEN 0 AND 100000000000),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX pay_item_amount_by_item ON pay_item_amount (pay_item_id);

CREATE TABLE pay_band (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_band_code_length CHECK (length(code) <= 160),
  pay_version_id INTEGER NOT NULL REFERENCES pay_version (id),
  post TEXT CONSTRAINT pay_band_post_length CHECK (length(post) <= 30),
  band INTEGER NOT NULL CONSTRAINT pay_band_band CHECK (band >= 0),
  from_months INTEGER CONSTRAINT pay_band_from_months CHECK (from_months >= 0),
  grade INTEGER CONSTRAINT pay_band_grade CHECK (grade >= 0),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX pay_band_by_version ON pay_band (pay_version_id);

CREATE TABLE pay_grade (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_grade_code_length CHECK (length(code) <= 160),
  pay_version_id INTEGER NOT NULL REFERENCES pay_version (id),
  post TEXT CONSTRAINT pay_grade_post_length CHECK (length(post) <= 30),
  grade INTEGER NOT NULL CONSTRAINT pay_grade_grade CHECK (grade BETWEEN 1 AND 999),
  coefficient INTEGER CONSTRAINT pay_grade_coefficient CHECK (coefficient >= 0),
  amount INTEGER CONSTRAINT pay_grade_amount CHECK (amount BETWEEN 0 AND 100000000000),
  open INTEGER NOT NULL DEFAULT 0 CONSTRAINT pay_grade_open CHECK (open IN (0, 1)),
  origin TEXT CONSTRAINT pay_grade_origin CHECK (origin IN ('published', 'reconstructed', 'assumed', 'local', 'frame')),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX pay_grade_by_version ON pay_grade (pay_version_id);

CREATE TABLE pay_base (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_base_code_length CHECK (length(code) <= 160),
  pay_scheme_id INTEGER NOT NULL REFERENCES pay_scheme (id),
  valid_from TEXT NOT NULL CONSTRAINT pay_base_valid_from CHECK (date(valid_from) IS valid_from),
  amount INTEGER CONSTRAINT pay_base_amount CHECK (amount BETWEEN 0 AND 100000000000),
  doc_no TEXT CONSTRAINT pay_base_doc_no_length CHECK (length(doc_no) <= 48),
  origin TEXT CONSTRAINT pay_base_origin CHECK (origin IN ('published', 'reconstructed', 'assumed', 'local', 'frame')),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE pay_unit (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_unit_code_length CHECK (length(code) <= 160),
  organ_id INTEGER NOT NULL REFERENCES organ (id),
  name TEXT NOT NULL CONSTRAINT pay_unit_name_length CHECK (length(name) <= 40),
  value TEXT NOT NULL CONSTRAINT pay_unit_value_length CHECK (length(value) <= 40),
  valid_from TEXT NOT NULL CONSTRAINT pay_unit_valid_from CHECK (date(valid_from) IS valid_from),
  valid_to TEXT CONSTRAINT pay_unit_valid_to CHECK (date(valid_to) IS valid_to),
  doc_no TEXT CONSTRAINT pay_unit_doc_no_length CHECK (length(doc_no) <= 48),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT pay_unit_dates CHECK (valid_to >= valid_from)
) STRICT;

CREATE TABLE tax_bracket (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT tax_bracket_code_length CHECK (length(code) <= 160),
  pay_version_id INTEGER NOT NULL REFERENCES pay_version (id),
  rank INTEGER NOT NULL CONSTRAINT tax_bracket_rank CHECK (rank >= 0),
  upto INTEGER CONSTRAINT tax_bracket_upto CHECK (upto BETWEEN 0 AND 100000000000),
  rate INTEGER NOT NULL CONSTRAINT tax_bracket_rate CHECK (rate >= 0),
  quick INTEGER NOT NULL CONSTRAINT tax_bracket_quick CHECK (quick BETWEEN 0 AND 100000000000),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX tax_bracket_by_version ON tax_bracket (pay_version_id);

-- The facts.

CREATE TABLE service_spell (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT service_spell_code_length CHECK (length(code) <= 60),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  community_id INTEGER NOT NULL REFERENCES organ (id),
  starts_on TEXT NOT NULL CONSTRAINT service_spell_starts_on CHECK (date(starts_on) IS starts_on),
  ends_on TEXT CONSTRAINT service_spell_ends_on CHECK (date(ends_on) IS ends_on),
  leave_reason TEXT,
  served_at TEXT NOT NULL DEFAULT 'street',
  probation_until TEXT CONSTRAINT service_spell_probation_until CHECK (date(probation_until) IS probation_until),
  document_id INTEGER REFERENCES document (id),
  paper TEXT CONSTRAINT service_spell_paper_length CHECK (length(paper) <= 200),
  effect_on TEXT CONSTRAINT service_spell_effect_on CHECK (date(effect_on) IS effect_on),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT service_spell_dates CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX service_spell_by_worker ON service_spell (worker_id);
CREATE INDEX service_spell_by_community ON service_spell (community_id, starts_on);

CREATE TABLE worker_absence (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT worker_absence_code_length CHECK (length(code) <= 60),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL,
  starts_on TEXT NOT NULL CONSTRAINT worker_absence_starts_on CHECK (date(starts_on) IS starts_on),
  ends_on TEXT CONSTRAINT worker_absence_ends_on CHECK (date(ends_on) IS ends_on),
  document_id INTEGER REFERENCES document (id),
  paper TEXT CONSTRAINT worker_absence_paper_length CHECK (length(paper) <= 200),
  effect_on TEXT CONSTRAINT worker_absence_effect_on CHECK (date(effect_on) IS effect_on),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT worker_absence_dates CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX worker_absence_by_worker ON worker_absence (worker_id);

CREATE TABLE worker_deemed (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT worker_deemed_code_length CHECK (length(code) <= 60),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  cause TEXT NOT NULL,
  starts_on TEXT NOT NULL CONSTRAINT worker_deemed_starts_on CHECK (date(starts_on) IS starts_on),
  ends_on TEXT NOT NULL CONSTRAINT worker_deemed_ends_on CHECK (date(ends_on) IS ends_on),
  document_id INTEGER REFERENCES document (id),
  paper TEXT CONSTRAINT worker_deemed_paper_length CHECK (length(paper) <= 200),
  effect_on TEXT CONSTRAINT worker_deemed_effect_on CHECK (date(effect_on) IS effect_on),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT worker_deemed_dates CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX worker_deemed_by_worker ON worker_deemed (worker_id);

CREATE TABLE worker_post (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT worker_post_code_length CHECK (length(code) <= 60),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  post TEXT NOT NULL,
  job TEXT NOT NULL CONSTRAINT worker_post_job_length CHECK (length(job) <= 30),
  way TEXT,
  combined INTEGER NOT NULL DEFAULT 0 CONSTRAINT worker_post_combined CHECK (combined IN (0, 1)),
  acting INTEGER NOT NULL DEFAULT 0 CONSTRAINT worker_post_acting CHECK (acting IN (0, 1)),
  starts_on TEXT NOT NULL CONSTRAINT worker_post_starts_on CHECK (date(starts_on) IS starts_on),
  ends_on TEXT CONSTRAINT worker_post_ends_on CHECK (date(ends_on) IS ends_on),
  document_id INTEGER REFERENCES document (id),
  paper TEXT CONSTRAINT worker_post_paper_length CHECK (length(paper) <= 200),
  effect_on TEXT CONSTRAINT worker_post_effect_on CHECK (date(effect_on) IS effect_on),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT worker_post_dates CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX worker_post_by_worker ON worker_post (worker_id);

CREATE TABLE worker_education (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT worker_education_code_length CHECK (length(code) <= 60),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  education TEXT,
  graduated_on TEXT CONSTRAINT worker_education_graduated_on CHECK (date(graduated_on) IS graduated_on),
  degree TEXT,
  degree_on TEXT CONSTRAINT worker_education_degree_on CHECK (date(degree_on) IS degree_on),
  full_time INTEGER NOT NULL DEFAULT 0 CONSTRAINT worker_education_full_time CHECK (full_time IN (0, 1)),
  school TEXT CONSTRAINT worker_education_school_length CHECK (length(school) <= 100),
  major TEXT CONSTRAINT worker_education_major_length CHECK (length(major) <= 100),
  document_id INTEGER REFERENCES document (id),
  paper TEXT CONSTRAINT worker_education_paper_length CHECK (length(paper) <= 200),
  effect_on TEXT CONSTRAINT worker_education_effect_on CHECK (date(effect_on) IS effect_on),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT worker_education_papers CHECK (education IS NOT NULL OR degree IS NOT NULL)
) STRICT;
CREATE INDEX worker_education_by_worker ON worker_education (worker_id);

CREATE TABLE worker_certificate (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT worker_certificate_code_length CHECK (length(code) <= 60),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  level TEXT NOT NULL,
  certificate_no TEXT CONSTRAINT worker_certificate_certificate_no_length CHECK (length(certificate_no) <= 50),
  issued_on TEXT NOT NULL CONSTRAINT worker_certificate_issued_on CHECK (date(issued_on) IS issued_on),
  registered_on TEXT CONSTRAINT worker_certificate_registered_on CHECK (date(registered_on) IS registered_on),
  valid_until TEXT CONSTRAINT worker_certificate_valid_until CHECK (date(valid_until) IS valid_until),
  withdrawn_on TEXT CONSTRAINT worker_certificate_withdrawn_on CHECK (date(withdrawn_on) IS withdrawn_on),
  document_id INTEGER REFERENCES document (id),
  paper TEXT CONSTRAINT worker_certificate_paper_length CHECK (length(paper) <= 200),
  effect_on TEXT CONSTRAINT worker_certificate_effect_on CHECK (date(effect_on) IS effect_on),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX worker_certificate_by_worker ON worker_certificate (worker_id);

CREATE TABLE worker_rating (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT worker_rating_code_length CHECK (length(code) <= 60),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  year INTEGER NOT NULL CONSTRAINT worker_rating_year CHECK (year BETWEEN 1950 AND 2200),
  rating TEXT NOT NULL,
  rated_on TEXT CONSTRAINT worker_rating_rated_on CHECK (date(rated_on) IS rated_on),
  document_id INTEGER REFERENCES document (id),
  paper TEXT CONSTRAINT worker_rating_paper_length CHECK (length(paper) <= 200),
  effect_on TEXT CONSTRAINT worker_rating_effect_on CHECK (date(effect_on) IS effect_on),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX worker_rating_by_worker ON worker_rating (worker_id);
CREATE UNIQUE INDEX worker_rating_by_year ON worker_rating (worker_id, year) WHERE void_reason IS NULL;

CREATE TABLE performance_rating (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT performance_rating_code_length CHECK (length(code) <= 60),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  period TEXT NOT NULL CONSTRAINT performance_rating_period_length CHECK (length(period) <= 7) CONSTRAINT performance_rating_period CHECK (period GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR period GLOB '[12][0-9][0-9][0-9]-Q[1-4]' OR period GLOB '[12][0-9][0-9][0-9]-H[12]' OR period GLOB '[12][0-9][0-9][0-9]'),
  rating TEXT NOT NULL,
  document_id INTEGER REFERENCES document (id),
  paper TEXT CONSTRAINT performance_rating_paper_length CHECK (length(paper) <= 200),
  effect_on TEXT CONSTRAINT performance_rating_effect_on CHECK (date(effect_on) IS effect_on),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX performance_rating_by_worker ON performance_rating (worker_id);
CREATE UNIQUE INDEX performance_rating_by_period ON performance_rating (worker_id, period) WHERE void_reason IS NULL;

CREATE TABLE worker_honour (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT worker_honour_code_length CHECK (length(code) <= 60),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  title TEXT NOT NULL CONSTRAINT worker_honour_title_length CHECK (length(title) <= 100),
  level TEXT NOT NULL,
  awarded_on TEXT NOT NULL CONSTRAINT worker_honour_awarded_on CHECK (date(awarded_on) IS awarded_on),
  document_id INTEGER REFERENCES document (id),
  paper TEXT CONSTRAINT worker_honour_paper_length CHECK (length(paper) <= 200),
  effect_on TEXT CONSTRAINT worker_honour_effect_on CHECK (date(effect_on) IS effect_on),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX worker_honour_by_worker ON worker_honour (worker_id);

CREATE TABLE grade_change (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT grade_change_code_length CHECK (length(code) <= 60),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  from_grade INTEGER CONSTRAINT grade_change_from_grade CHECK (from_grade >= 0),
  to_grade INTEGER NOT NULL CONSTRAINT grade_change_to_grade CHECK (to_grade >= 0),
  cause TEXT,
  effect_on TEXT NOT NULL CONSTRAINT grade_change_effect_on CHECK (date(effect_on) IS effect_on),
  paid_from TEXT CONSTRAINT grade_change_paid_from CHECK (date(paid_from || '-01') IS paid_from || '-01'),
  document_id INTEGER REFERENCES document (id),
  paper TEXT CONSTRAINT grade_change_paper_length CHECK (length(paper) <= 200),
  state TEXT NOT NULL DEFAULT 'proposed',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX grade_change_by_worker ON grade_change (worker_id);

CREATE TABLE worker_override (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT worker_override_code_length CHECK (length(code) <= 60),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  grade INTEGER NOT NULL CONSTRAINT worker_override_grade CHECK (grade >= 0),
  cause TEXT NOT NULL CONSTRAINT worker_override_cause_length CHECK (length(cause) <= 200),
  document_id INTEGER NOT NULL REFERENCES document (id),
  starts_on TEXT NOT NULL CONSTRAINT worker_override_starts_on CHECK (date(starts_on) IS starts_on),
  ends_on TEXT CONSTRAINT worker_override_ends_on CHECK (date(ends_on) IS ends_on),
  paper TEXT CONSTRAINT worker_override_paper_length CHECK (length(paper) <= 200),
  effect_on TEXT CONSTRAINT worker_override_effect_on CHECK (date(effect_on) IS effect_on),
  state TEXT NOT NULL DEFAULT 'proposed',
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT worker_override_dates CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX worker_override_by_worker ON worker_override (worker_id);

CREATE TABLE insurance_base (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT insurance_base_code_length CHECK (length(code) <= 60),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL,
  amount INTEGER NOT NULL CONSTRAINT insurance_base_amount CHECK (amount BETWEEN 0 AND 100000000000),
  starts_on TEXT NOT NULL CONSTRAINT insurance_base_starts_on CHECK (date(starts_on) IS starts_on),
  ends_on TEXT CONSTRAINT insurance_base_ends_on CHECK (date(ends_on) IS ends_on),
  document_id INTEGER REFERENCES document (id),
  paper TEXT CONSTRAINT insurance_base_paper_length CHECK (length(paper) <= 200),
  effect_on TEXT CONSTRAINT insurance_base_effect_on CHECK (date(effect_on) IS effect_on),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT insurance_base_dates CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX insurance_base_by_worker ON insurance_base (worker_id);

CREATE TABLE tax_deduction (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT tax_deduction_code_length CHECK (length(code) <= 60),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  amount INTEGER NOT NULL CONSTRAINT tax_deduction_amount CHECK (amount BETWEEN 0 AND 100000000000),
  starts_on TEXT NOT NULL CONSTRAINT tax_deduction_starts_on CHECK (date(starts_on) IS starts_on),
  ends_on TEXT CONSTRAINT tax_deduction_ends_on CHECK (date(ends_on) IS ends_on),
  document_id INTEGER REFERENCES document (id),
  paper TEXT CONSTRAINT tax_deduction_paper_length CHECK (length(paper) <= 200),
  effect_on TEXT CONSTRAINT tax_deduction_effect_on CHECK (date(effect_on) IS effect_on),
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT tax_deduction_dates CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX tax_deduction_by_worker ON tax_deduction (worker_id);

-- The result.  Lines and items are computed rows: written by a run alone,
-- not journalled one by one (the seal of a closed month hashes them).
CREATE TABLE pay_month (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CONSTRAINT pay_month_code CHECK (date(code || '-01') IS code || '-01'),
  state TEXT NOT NULL DEFAULT 'open',
  heads INTEGER,
  gross INTEGER,
  net INTEGER,
  inputs INTEGER,
  seal TEXT,
  note TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE pay_line (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  pay_month_id INTEGER NOT NULL REFERENCES pay_month (id),
  worker_id INTEGER NOT NULL REFERENCES person (id),
  pay_version_id INTEGER REFERENCES pay_version (id),
  post TEXT,
  job TEXT,
  community_id INTEGER REFERENCES organ (id),
  clock_months INTEGER NOT NULL DEFAULT 0,
  grade INTEGER NOT NULL DEFAULT 0,
  uncapped INTEGER NOT NULL DEFAULT 0,
  base INTEGER NOT NULL DEFAULT 0,
  multiplier INTEGER NOT NULL DEFAULT 0,
  coefficient INTEGER NOT NULL DEFAULT 0,
  graded INTEGER NOT NULL DEFAULT 0,
  standard INTEGER NOT NULL DEFAULT 0,
  basic INTEGER NOT NULL DEFAULT 0,
  performance INTEGER NOT NULL DEFAULT 0,
  performance_paid INTEGER NOT NULL DEFAULT 0,
  gross INTEGER NOT NULL DEFAULT 0,
  deducted INTEGER NOT NULL DEFAULT 0,
  net INTEGER NOT NULL DEFAULT 0,
  employer INTEGER NOT NULL DEFAULT 0,
  taxable INTEGER NOT NULL DEFAULT 0,
  contributed INTEGER NOT NULL DEFAULT 0,
  tax INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL DEFAULT 'ok' CONSTRAINT pay_line_status CHECK (status = 'ok' OR status = 'held' OR status = 'missing'), -- IN makes a list of it anew for each row
  reason TEXT,
  trace TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX pay_line_by_worker ON pay_line (pay_month_id, worker_id);

CREATE TABLE pay_line_item (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  pay_line_id INTEGER NOT NULL REFERENCES pay_line (id),
  item TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CONSTRAINT pay_line_item_kind CHECK (kind = 'earning' OR kind = 'deduction' OR kind = 'employer' OR kind = 'arrears'),
  amount INTEGER,
  for_month TEXT,
  reason TEXT,
  doc_no TEXT,
  void_reason TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX pay_line_item_by_line ON pay_line_item (pay_line_id);
CREATE INDEX pay_line_item_by_month ON pay_line_item (pay_line_id, for_month) WHERE for_month IS NOT NULL;

-- What a closed month was computed by: the text of each scheme in use.
CREATE TABLE pay_seal (
  id INTEGER PRIMARY KEY,
  pay_month_id INTEGER NOT NULL REFERENCES pay_month (id),
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX pay_seal_by_month ON pay_seal (pay_month_id);

-- The steps behind every line, a row each: 计算依据.
CREATE VIEW pay_step AS
SELECT l.code || '/' || (SELECT f.value FROM json_each(s.value) f WHERE f.key = 'n') AS code, l.id AS pay_line_id, l.worker_id AS worker_id,
  (SELECT f.value FROM json_each(s.value) f WHERE f.key = 'n') AS n, (SELECT f.value FROM json_each(s.value) f WHERE f.key = 'step') AS step, (SELECT f.value FROM json_each(s.value) f WHERE f.key = 'words') AS words,
  (SELECT f.value FROM json_each(s.value) f WHERE f.key = 'rule') AS rule, (SELECT f.value FROM json_each(s.value) f WHERE f.key = 'value') AS value, coalesce((SELECT f.value FROM json_each(s.value) f WHERE f.key = 'doc_no'), '') AS doc_no
FROM pay_line l, json_each(l.trace) s;

-- By which scheme an organ pays: its own use, else its street's, else the district's.
CREATE VIEW organ_above (organ_id, above_id, depth) AS
SELECT o.id, o.id, 0 FROM organ o UNION ALL
SELECT o.id, o.parent_id, 1 FROM organ o WHERE o.parent_id IS NOT NULL UNION ALL
SELECT o.id, p.parent_id, 2 FROM organ o JOIN organ p ON p.id = o.parent_id WHERE p.parent_id IS NOT NULL UNION ALL
SELECT o.id, g.parent_id, 3 FROM organ o JOIN organ p ON p.id = o.parent_id JOIN organ g ON g.id = p.parent_id WHERE g.parent_id IS NOT NULL;

-- A book that names no use pays by its only scheme.
CREATE VIEW organ_scheme (organ_id, pay_scheme_id) AS
SELECT a.organ_id, u.pay_scheme_id FROM organ_above a JOIN scheme_use u ON u.organ_id = a.above_id AND u.void_reason IS NULL UNION
SELECT o.id, s.id FROM organ o, pay_scheme s WHERE s.kind = 'grade' AND s.void_reason IS NULL
  AND (SELECT count(*) FROM pay_scheme n WHERE n.kind = 'grade' AND n.void_reason IS NULL) = 1
  AND NOT EXISTS (SELECT 1 FROM scheme_use u JOIN pay_scheme n ON n.id = u.pay_scheme_id WHERE n.kind = 'grade' AND u.void_reason IS NULL);

-- How long an organ's schemes try a newcomer.
CREATE VIEW organ_probation (organ_id, effective_from, months) AS
SELECT u.organ_id, v.effective_from, v.probation_months FROM organ_scheme u JOIN pay_scheme s ON s.id = u.pay_scheme_id AND s.kind = 'grade'
  JOIN pay_version v ON v.pay_scheme_id = s.id AND v.void_reason IS NULL;

-- The community, post, grade and status of a worker on as_of().
CREATE VIEW worker_derived AS
SELECT w.id AS id,
  (SELECT s.community_id FROM service_spell s WHERE s.worker_id = w.person_id AND s.void_reason IS NULL AND s.starts_on <= as_of()
     AND (s.ends_on IS NULL OR s.ends_on > as_of()) ORDER BY s.starts_on DESC LIMIT 1) AS community_id,
  (SELECT p.post FROM worker_post p WHERE p.worker_id = w.person_id AND p.void_reason IS NULL AND p.starts_on <= as_of()
     AND (p.ends_on IS NULL OR p.ends_on > as_of()) ORDER BY p.starts_on DESC LIMIT 1) AS post,
  (SELECT l.grade FROM pay_line l JOIN pay_month m ON m.id = l.pay_month_id WHERE l.worker_id = w.person_id AND m.code <= substr(as_of(), 1, 7)
     AND l.status <> 'missing' ORDER BY m.code DESC LIMIT 1) AS grade,
  CASE WHEN EXISTS (SELECT 1 FROM service_spell s WHERE s.worker_id = w.person_id AND s.void_reason IS NULL AND s.starts_on <= as_of()
     AND (s.ends_on IS NULL OR s.ends_on > as_of())) THEN
    CASE WHEN EXISTS (SELECT 1 FROM service_spell s WHERE s.worker_id = w.person_id AND s.void_reason IS NULL AND s.starts_on <= as_of()
     AND (s.ends_on IS NULL OR s.ends_on > as_of()) AND s.probation_until >= as_of()) THEN '试用' ELSE '在岗' END ELSE '离岗' END AS status
FROM worker w;

INSERT INTO record (name, numbering) VALUES
  ('pay_scheme', NULL),
  ('scheme_use', 'FA{seq:4}'),
  ('pay_version', NULL),
  ('pay_article', NULL),
  ('pay_post', NULL),
  ('pay_credit', NULL),
  ('pay_rating', NULL),
  ('pay_absence', NULL),
  ('pay_item', NULL),
  ('pay_item_amount', NULL),
  ('pay_band', NULL),
  ('pay_grade', NULL),
  ('pay_base', NULL),
  ('pay_unit', 'DC{seq:4}'),
  ('tax_bracket', NULL),
  ('service_spell', 'FW{seq:6}'),
  ('worker_absence', 'LG{seq:6}'),
  ('worker_deemed', 'ST{seq:6}'),
  ('worker_post', 'RZ{seq:6}'),
  ('worker_education', 'XL{seq:6}'),
  ('worker_certificate', 'ZS{seq:6}'),
  ('worker_rating', 'KH{seq:6}'),
  ('performance_rating', 'JX{seq:6}'),
  ('worker_honour', 'BZ{seq:6}'),
  ('grade_change', 'DJ{seq:6}'),
  ('worker_override', 'HD{seq:6}'),
  ('insurance_base', 'JF{seq:6}'),
  ('tax_deduction', 'KC{seq:6}'),
  ('pay_month', NULL);

INSERT INTO code_column VALUES
  ('service_spell', 'leave_reason', 'leave_reason'),
  ('service_spell', 'served_at', 'served_at'),
  ('worker_absence', 'kind', 'absence_kind'),
  ('worker_deemed', 'cause', 'deemed_cause'),
  ('worker_post', 'post', 'pay_post'),
  ('worker_post', 'way', 'post_way'),
  ('worker_education', 'education', 'education'),
  ('worker_education', 'degree', 'degree'),
  ('worker_certificate', 'level', 'certificate_level'),
  ('worker_rating', 'rating', 'rating'),
  ('performance_rating', 'rating', 'rating'),
  ('worker_honour', 'level', 'honour_level'),
  ('grade_change', 'cause', 'grade_cause'),
  ('grade_change', 'state', 'grade_change_state'),
  ('worker_override', 'state', 'worker_override_state'),
  ('insurance_base', 'kind', 'insurance_kind'),
  ('pay_month', 'state', 'pay_month_state'),
  ('worker', 'post', 'pay_post'),
  ('pay_line', 'post', 'pay_post'),
  ('pay_line', 'status', 'pay_line_status'),
  ('pay_line_item', 'kind', 'pay_line_item_kind');

INSERT INTO derived_reference VALUES ('worker', 'community_id', 'organ');

INSERT INTO state_move VALUES
  ('pay_scheme', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('scheme_use', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('pay_version', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('pay_article', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('pay_post', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('pay_credit', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('pay_rating', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('pay_absence', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('pay_item', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('pay_item_amount', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('pay_band', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('pay_grade', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('pay_base', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('pay_unit', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('tax_bracket', 'add', '新增', NULL, NULL, 'worker admin', NULL, NULL),
  ('service_spell', 'add', '新增', NULL, NULL, 'worker', NULL, NULL),
  ('worker_absence', 'add', '新增', NULL, NULL, 'worker', NULL, NULL),
  ('worker_deemed', 'add', '新增', NULL, NULL, 'worker', NULL, NULL),
  ('worker_post', 'add', '新增', NULL, NULL, 'worker', NULL, NULL),
  ('worker_education', 'add', '新增', NULL, NULL, 'worker', NULL, NULL),
  ('worker_certificate', 'add', '新增', NULL, NULL, 'worker', NULL, NULL),
  ('worker_rating', 'add', '新增', NULL, NULL, 'worker', NULL, NULL),
  ('performance_rating', 'add', '新增', NULL, NULL, 'worker', NULL, NULL),
  ('worker_honour', 'add', '新增', NULL, NULL, 'worker', NULL, NULL),
  ('insurance_base', 'add', '新增', NULL, NULL, 'worker', NULL, NULL),
  ('tax_deduction', 'add', '新增', NULL, NULL, 'worker', NULL, NULL),
  ('grade_change', 'add', '新增', NULL, 'proposed', 'worker', NULL, NULL),
  ('grade_change', 'approve', '批准', 'proposed', 'approved', 'lead', 'document', 'add'),
  ('grade_change', 'refuse', '不批', 'proposed', 'refused', 'lead', '*', NULL),
  ('worker_override', 'add', '新增', NULL, 'proposed', 'worker', NULL, NULL),
  ('worker_override', 'approve', '批准', 'proposed', 'approved', 'lead', NULL, 'add'),
  ('worker_override', 'refuse', '不批', 'proposed', 'refused', 'lead', '*', NULL),
  ('pay_month', 'run', '计算', 'open', 'computed', 'worker', NULL, NULL),
  ('pay_month', 'run', '计算', 'computed', 'computed', 'worker', NULL, NULL),
  ('pay_month', 'check', '审核', 'computed', 'checked', 'lead', NULL, 'run'),
  ('pay_month', 'back', '退回', 'checked', 'computed', 'lead', '*', NULL),
  ('pay_month', 'close', '封账', 'checked', 'closed', 'checker lead', NULL, 'run'),
  ('pay_month', 'reopen', '重开', 'closed', 'computed', 'checker lead', '*', 'close');

INSERT INTO code (list, code, label, sort_no) VALUES
  ('leave_reason', '01', '辞职', 1), ('leave_reason', '02', '解聘', 2), ('leave_reason', '03', '退休', 3),
  ('leave_reason', '04', '调动', 4), ('leave_reason', '05', '死亡', 5), ('leave_reason', '06', '其他', 6),
  ('served_at', 'street', '本街道', 1), ('served_at', 'city', '本市', 2), ('served_at', 'province', '本省', 3), ('served_at', 'other', '外省', 4),
  ('absence_kind', 'sick', '病假', 1), ('absence_kind', 'maternity', '产假', 2), ('absence_kind', 'study', '脱产学习', 3),
  ('absence_kind', 'unpaid', '停薪', 4), ('absence_kind', 'suspended', '停职', 5),
  ('deemed_cause', '01', '退役军人', 1), ('deemed_cause', '02', '三支一扶', 2), ('deemed_cause', '03', '西部计划', 3),
  ('deemed_cause', '04', '大学生村官', 4), ('deemed_cause', '05', '其他', 5),
  ('pay_post', 'chief', '社区正职', 1), ('pay_post', 'deputy', '社区副职', 2), ('pay_post', 'full', '专职工作人员', 3),
  ('pay_post', 'member', '专职委员', 4), ('pay_post', 'staff', '工作人员', 5),
  ('post_way', '01', '选任', 1), ('post_way', '02', '聘任', 2),
  ('certificate_level', 'assistant', '助理社会工作师', 1), ('certificate_level', 'social', '社会工作师', 2), ('certificate_level', 'senior', '高级社会工作师', 3),
  ('grade_cause', '01', '满年限', 1), ('grade_cause', '02', '连续优秀', 2), ('grade_cause', '03', '学历', 3), ('grade_cause', '04', '证书', 4),
  ('grade_cause', '05', '表彰', 5), ('grade_cause', '06', '岗位变动', 6), ('grade_cause', '07', '考核', 7), ('grade_cause', '08', '套改', 8), ('grade_cause', '09', '其他', 9),
  ('insurance_kind', 'insurance', '社会保险', 1), ('insurance_kind', 'fund', '住房公积金', 2),
  ('grade_change_state', 'proposed', '拟变动', 1), ('grade_change_state', 'approved', '已批', 2), ('grade_change_state', 'refused', '不批', 3),
  ('worker_override_state', 'proposed', '拟核定', 1), ('worker_override_state', 'approved', '已批', 2), ('worker_override_state', 'refused', '不批', 3),
  ('pay_month_state', 'open', '开放', 1), ('pay_month_state', 'computed', '已算', 2), ('pay_month_state', 'checked', '已核', 3), ('pay_month_state', 'closed', '封账', 4),
  ('pay_line_status', 'ok', '正常', 1), ('pay_line_status', 'held', '待批', 2), ('pay_line_status', 'missing', '未进表', 3),
  ('pay_line_item_kind', 'earning', '应发', 1), ('pay_line_item_kind', 'deduction', '扣款', 2), ('pay_line_item_kind', 'employer', '单位缴纳', 3),
  ('pay_line_item_kind', 'arrears', '补发补扣', 4);

INSERT INTO refusal (code, rule, sentence, detail_sql) VALUES
  ('grade_range', 'R-29', '{post}等级{floor}-{ceiling}，现为{grade}',
   'SELECT r.name AS post, r.floor AS floor, r.ceiling AS ceiling, coalesce(:grade, :to_grade) AS grade FROM worker_pay_range r
    WHERE r.worker_id = :worker_id AND r.starts_on <= coalesce(:effect_on, :starts_on) AND (r.ends_on IS NULL OR r.ends_on > coalesce(:effect_on, :starts_on)) ORDER BY r.rank LIMIT 1'),
  ('pay_spell_overlap', 'R-30', '服务时段与{from}至{to}的一段重叠，须先结束前一段',
   'SELECT starts_on AS "from", coalesce(ends_on, ''今'') AS "to" FROM service_spell WHERE worker_id = :worker_id AND void_reason IS NULL AND id IS NOT :id
      AND starts_on < coalesce(:ends_on, ''9999-12-31'') AND coalesce(ends_on, ''9999-12-31'') > :starts_on ORDER BY starts_on LIMIT 1'),
  ('pay_multiplier_range', 'R-30', '上浮系数{value}不在{least}至{most}之间',
   'SELECT :value AS value, min(v.multiplier_min) / 10000.0 AS least, max(v.multiplier_max) / 10000.0 AS most FROM organ_scheme u JOIN pay_version v ON v.pay_scheme_id = u.pay_scheme_id WHERE u.organ_id = :organ_id'),
  ('pay_below_least', 'R-30', '{name}为{value}元，低于规定的最低{least}元',
   'SELECT :name AS name, :value AS value, printf(''%.2f'', max(c.cash) / 100.0) AS least FROM organ_scheme u JOIN pay_version v ON v.pay_scheme_id = u.pay_scheme_id
    JOIN pay_credit c ON c.pay_version_id = v.id AND c.credit = substr(:name, 6) WHERE u.organ_id = :organ_id'),
  ('pay_unit_value', 'R-30', '「{name}」不能是「{value}」：可定 basic_pct（百分数）、multiplier（数）、performance_pays（month quarter half year）、cash.补贴（元）、star（星级）', NULL),
  ('pay_version_words', 'R-30', 'mode 为 matrix 时，post_up 不能用 keep、shift，post_down 不能用 shift', NULL),
  ('pay_version_numbers', 'R-30', '每档月数、连续年数应在 1 以上，基本工资比例不能大于 100，上浮系数应在上下限之内', NULL),
  ('pay_post_range', 'R-30', '等级{floor}-{ceiling}、起点{first}：最低不能高于最高，起点应在其中', NULL),
  ('pay_grade_one', 'R-30', '{grade} 级的系数与金额只能写一个', NULL),
  ('pay_credit_many', 'R-30', '一版的学历、证书、表彰至多 64 项', NULL),
  ('pay_item_many', 'R-30', '一版的项目至多 96 个', NULL),
  ('pay_no_version', 'R-30', '没有执行中的薪酬方案', NULL),
  ('pay_no_post', 'R-30', '没有任职', NULL),
  ('pay_not_in_service', 'R-30', '不在服务期内', NULL),
  ('pay_value_open', 'R-30', '标准未定', NULL),
  ('pay_grade_off_table', 'R-30', '等级不在标准表内', NULL),
  ('pay_scheme', 'R-30', '薪酬方案有误', NULL),
  ('pay_month_order', 'R-31', '上月尚未封账，不能计算{code}', NULL),
  ('pay_line_stale', 'R-31', '{code}计算之后资料有变动，请重新计算', NULL),
  ('pay_by_command', 'R-31', '{code}的计算、封账、重开须由命令「pay run」「month close」「month reopen」办理，不能只改状态', NULL),
  ('pay_computed', 'R-38', '工资由程序计算，不能手工填写；更正请改事实或政策后重算', NULL),
  ('service_spell_dates', NULL, '结束日期{ends_on}早于开始日期{starts_on}', NULL),
  ('worker_post_dates', NULL, '结束日期{ends_on}早于开始日期{starts_on}', NULL),
  ('worker_absence_dates', NULL, '结束日期{ends_on}早于开始日期{starts_on}', NULL),
  ('worker_deemed_dates', NULL, '结束日期{ends_on}早于开始日期{starts_on}', NULL),
  ('worker_override_dates', NULL, '结束日期{ends_on}早于开始日期{starts_on}', NULL),
  ('worker_education_papers', NULL, '学历、学位至少填一项', NULL),
  ('performance_rating_period', NULL, '考核期「{period}」应写作 2025-06、2025-Q3、2025-H1 或 2025', NULL);

-- Grades a worker's posts allow, by the version in force when the post was taken or later.
CREATE VIEW worker_pay_range AS
SELECT p.worker_id AS worker_id, p.starts_on AS starts_on, p.ends_on AS ends_on, q.rank AS rank, q.name AS name,
  q.floor AS floor, q.ceiling AS ceiling, v.effective_from AS effective_from
FROM worker_post p JOIN service_spell s ON s.worker_id = p.worker_id AND s.void_reason IS NULL
JOIN organ_scheme u ON u.organ_id = s.community_id
JOIN pay_version v ON v.pay_scheme_id = u.pay_scheme_id AND v.void_reason IS NULL
JOIN pay_post q ON q.pay_version_id = v.id AND q.post = p.post AND q.void_reason IS NULL
WHERE p.void_reason IS NULL;

CREATE TRIGGER service_spell_law_add BEFORE INSERT ON service_spell
BEGIN
  SELECT RAISE(ABORT, 'pay_spell_overlap') FROM service_spell s
  WHERE NEW.void_reason IS NULL AND s.worker_id = NEW.worker_id AND s.void_reason IS NULL
    AND s.starts_on < coalesce(NEW.ends_on, '9999-12-31') AND coalesce(s.ends_on, '9999-12-31') > NEW.starts_on;
END;
CREATE TRIGGER service_spell_law_set BEFORE UPDATE OF worker_id, starts_on, ends_on, void_reason ON service_spell
BEGIN
  SELECT RAISE(ABORT, 'pay_spell_overlap') FROM service_spell s
  WHERE NEW.void_reason IS NULL AND s.worker_id = NEW.worker_id AND s.void_reason IS NULL AND s.id <> NEW.id
    AND s.starts_on < coalesce(NEW.ends_on, '9999-12-31') AND coalesce(s.ends_on, '9999-12-31') > NEW.starts_on;
END;

CREATE TRIGGER worker_override_law_add BEFORE INSERT ON worker_override
BEGIN
  SELECT RAISE(ABORT, 'grade_range') WHERE NEW.void_reason IS NULL AND EXISTS (SELECT 1 FROM worker_pay_range r
      WHERE r.worker_id = NEW.worker_id AND r.starts_on <= NEW.starts_on AND (r.ends_on IS NULL OR r.ends_on > NEW.starts_on))
    AND NOT EXISTS (SELECT 1 FROM worker_pay_range r
      WHERE r.worker_id = NEW.worker_id AND r.starts_on <= NEW.starts_on AND (r.ends_on IS NULL OR r.ends_on > NEW.starts_on)
        AND NEW.grade BETWEEN r.floor AND r.ceiling);
END;
CREATE TRIGGER worker_override_law_set BEFORE UPDATE OF worker_id, grade, starts_on, void_reason ON worker_override
BEGIN
  SELECT RAISE(ABORT, 'grade_range') WHERE NEW.void_reason IS NULL AND EXISTS (SELECT 1 FROM worker_pay_range r
      WHERE r.worker_id = NEW.worker_id AND r.starts_on <= NEW.starts_on AND (r.ends_on IS NULL OR r.ends_on > NEW.starts_on))
    AND NOT EXISTS (SELECT 1 FROM worker_pay_range r
      WHERE r.worker_id = NEW.worker_id AND r.starts_on <= NEW.starts_on AND (r.ends_on IS NULL OR r.ends_on > NEW.starts_on)
        AND NEW.grade BETWEEN r.floor AND r.ceiling);
END;
CREATE TRIGGER grade_change_law_add BEFORE INSERT ON grade_change
BEGIN
  SELECT RAISE(ABORT, 'grade_range') WHERE by_law() = 0 AND NEW.void_reason IS NULL AND EXISTS (SELECT 1 FROM worker_pay_range r
      WHERE r.worker_id = NEW.worker_id AND r.starts_on <= NEW.effect_on AND (r.ends_on IS NULL OR r.ends_on > NEW.effect_on))
    AND NOT EXISTS (SELECT 1 FROM worker_pay_range r
      WHERE r.worker_id = NEW.worker_id AND r.starts_on <= NEW.effect_on AND (r.ends_on IS NULL OR r.ends_on > NEW.effect_on)
        AND NEW.to_grade BETWEEN r.floor AND r.ceiling);
END;
CREATE TRIGGER grade_change_law_set BEFORE UPDATE OF worker_id, to_grade, effect_on, void_reason ON grade_change
BEGIN
  SELECT RAISE(ABORT, 'grade_range') WHERE by_law() = 0 AND NEW.void_reason IS NULL AND EXISTS (SELECT 1 FROM worker_pay_range r
      WHERE r.worker_id = NEW.worker_id AND r.starts_on <= NEW.effect_on AND (r.ends_on IS NULL OR r.ends_on > NEW.effect_on))
    AND NOT EXISTS (SELECT 1 FROM worker_pay_range r
      WHERE r.worker_id = NEW.worker_id AND r.starts_on <= NEW.effect_on AND (r.ends_on IS NULL OR r.ends_on > NEW.effect_on)
        AND NEW.to_grade BETWEEN r.floor AND r.ceiling);
END;

CREATE TRIGGER pay_unit_law_add BEFORE INSERT ON pay_unit
BEGIN
  SELECT RAISE(ABORT, 'pay_unit_value') WHERE NEW.void_reason IS NULL AND NOT CASE
    WHEN NEW.name = 'star' THEN 1
    WHEN NEW.name = 'performance_pays' THEN NEW.value IN ('month', 'quarter', 'half', 'year')
    WHEN NEW.value GLOB '*[^0-9.]*' OR NEW.value GLOB '*.*.*' OR NEW.value NOT GLOB '[0-9]*' THEN 0
    WHEN NEW.name = 'basic_pct' THEN NEW.value NOT GLOB '*.?????*' AND CAST(NEW.value AS REAL) <= 100
    WHEN NEW.name = 'multiplier' THEN NEW.value NOT GLOB '*.?????*'
    ELSE NEW.name GLOB 'cash.?*' AND NEW.value NOT GLOB '*.???*' END;
  SELECT RAISE(ABORT, 'pay_multiplier_range') FROM organ_scheme u
    JOIN pay_version v ON v.pay_scheme_id = u.pay_scheme_id AND v.void_reason IS NULL
  WHERE NEW.void_reason IS NULL AND NEW.name = 'multiplier' AND u.organ_id = NEW.organ_id
    AND (round(CAST(NEW.value AS REAL) * 10000) < v.multiplier_min OR round(CAST(NEW.value AS REAL) * 10000) > v.multiplier_max);
  SELECT RAISE(ABORT, 'pay_below_least') FROM organ_scheme u
    JOIN pay_version v ON v.pay_scheme_id = u.pay_scheme_id AND v.void_reason IS NULL
    JOIN pay_credit c ON c.pay_version_id = v.id AND c.void_reason IS NULL AND c.least = 'yes' AND 'cash.' || c.credit = NEW.name
  WHERE NEW.void_reason IS NULL AND u.organ_id = NEW.organ_id AND round(CAST(NEW.value AS REAL) * 100) < c.cash;
END;
CREATE TRIGGER pay_unit_law_set BEFORE UPDATE OF organ_id, name, value, void_reason ON pay_unit
BEGIN
  SELECT RAISE(ABORT, 'pay_unit_value') WHERE NEW.void_reason IS NULL AND NOT CASE
    WHEN NEW.name = 'star' THEN 1
    WHEN NEW.name = 'performance_pays' THEN NEW.value IN ('month', 'quarter', 'half', 'year')
    WHEN NEW.value GLOB '*[^0-9.]*' OR NEW.value GLOB '*.*.*' OR NEW.value NOT GLOB '[0-9]*' THEN 0
    WHEN NEW.name = 'basic_pct' THEN NEW.value NOT GLOB '*.?????*' AND CAST(NEW.value AS REAL) <= 100
    WHEN NEW.name = 'multiplier' THEN NEW.value NOT GLOB '*.?????*'
    ELSE NEW.name GLOB 'cash.?*' AND NEW.value NOT GLOB '*.???*' END;
  SELECT RAISE(ABORT, 'pay_multiplier_range') FROM organ_scheme u
    JOIN pay_version v ON v.pay_scheme_id = u.pay_scheme_id AND v.void_reason IS NULL
  WHERE NEW.void_reason IS NULL AND NEW.name = 'multiplier' AND u.organ_id = NEW.organ_id
    AND (round(CAST(NEW.value AS REAL) * 10000) < v.multiplier_min OR round(CAST(NEW.value AS REAL) * 10000) > v.multiplier_max);
  SELECT RAISE(ABORT, 'pay_below_least') FROM organ_scheme u
    JOIN pay_version v ON v.pay_scheme_id = u.pay_scheme_id AND v.void_reason IS NULL
    JOIN pay_credit c ON c.pay_version_id = v.id AND c.void_reason IS NULL AND c.least = 'yes' AND 'cash.' || c.credit = NEW.name
  WHERE NEW.void_reason IS NULL AND u.organ_id = NEW.organ_id AND round(CAST(NEW.value AS REAL) * 100) < c.cash;
END;

-- A scheme's own words are words of the facts: its posts, ratings, absences.
CREATE TRIGGER pay_post_word_add AFTER INSERT ON pay_post
BEGIN
  SELECT by_law(by_law() + 1);
  INSERT INTO code (list, code, label, sort_no) SELECT 'pay_post', NEW.post, NEW.name, 99 WHERE NOT EXISTS (SELECT 1 FROM code WHERE list = 'pay_post' AND code = NEW.post);
  SELECT by_law(by_law() - 1);
END;
CREATE TRIGGER pay_post_word_set AFTER UPDATE OF post ON pay_post
BEGIN
  SELECT by_law(by_law() + 1);
  INSERT INTO code (list, code, label, sort_no) SELECT 'pay_post', NEW.post, NEW.name, 99 WHERE NOT EXISTS (SELECT 1 FROM code WHERE list = 'pay_post' AND code = NEW.post);
  SELECT by_law(by_law() - 1);
END;
CREATE TRIGGER pay_rating_word_add AFTER INSERT ON pay_rating
BEGIN
  SELECT by_law(by_law() + 1);
  INSERT INTO code (list, code, label, sort_no) SELECT 'rating', NEW.rating, coalesce(NEW.label, NEW.rating), 99 WHERE NOT EXISTS (SELECT 1 FROM code WHERE list = 'rating' AND code = NEW.rating);
  SELECT by_law(by_law() - 1);
END;
CREATE TRIGGER pay_rating_word_set AFTER UPDATE OF rating ON pay_rating
BEGIN
  SELECT by_law(by_law() + 1);
  INSERT INTO code (list, code, label, sort_no) SELECT 'rating', NEW.rating, coalesce(NEW.label, NEW.rating), 99 WHERE NOT EXISTS (SELECT 1 FROM code WHERE list = 'rating' AND code = NEW.rating);
  SELECT by_law(by_law() - 1);
END;
CREATE TRIGGER pay_absence_word_add AFTER INSERT ON pay_absence
BEGIN
  SELECT by_law(by_law() + 1);
  INSERT INTO code (list, code, label, sort_no) SELECT 'absence_kind', NEW.kind, coalesce(NEW.label, NEW.kind), 99 WHERE NOT EXISTS (SELECT 1 FROM code WHERE list = 'absence_kind' AND code = NEW.kind);
  SELECT by_law(by_law() - 1);
END;
CREATE TRIGGER pay_absence_word_set AFTER UPDATE OF kind ON pay_absence
BEGIN
  SELECT by_law(by_law() + 1);
  INSERT INTO code (list, code, label, sort_no) SELECT 'absence_kind', NEW.kind, coalesce(NEW.label, NEW.kind), 99 WHERE NOT EXISTS (SELECT 1 FROM code WHERE list = 'absence_kind' AND code = NEW.kind);
  SELECT by_law(by_law() - 1);
END;

-- Rows of a scheme typed by hand; a file's faults are told with their line.
CREATE TRIGGER pay_version_law_add BEFORE INSERT ON pay_version WHEN by_law() = 0 AND NEW.void_reason IS NULL
BEGIN
  SELECT RAISE(ABORT, 'pay_version_words') WHERE NEW.mode = 'matrix' AND (NEW.post_up IN ('keep', 'shift') OR NEW.post_down = 'shift');
  SELECT RAISE(ABORT, 'pay_version_numbers') WHERE NEW.band_months < 1 OR NEW.early_run < 1 OR NEW.basic_pct > 1000000
    OR NEW.multiplier < NEW.multiplier_min OR NEW.multiplier > NEW.multiplier_max;
END;
CREATE TRIGGER pay_version_law_set BEFORE UPDATE OF mode, post_up, post_down, band_months, early_run, multiplier, multiplier_min, multiplier_max, void_reason ON pay_version WHEN by_law() = 0 AND NEW.void_reason IS NULL
BEGIN
  SELECT RAISE(ABORT, 'pay_version_words') WHERE NEW.mode = 'matrix' AND (NEW.post_up IN ('keep', 'shift') OR NEW.post_down = 'shift');
  SELECT RAISE(ABORT, 'pay_version_numbers') WHERE NEW.band_months < 1 OR NEW.early_run < 1 OR NEW.basic_pct > 1000000
    OR NEW.multiplier < NEW.multiplier_min OR NEW.multiplier > NEW.multiplier_max;
END;
CREATE TRIGGER pay_post_law_add BEFORE INSERT ON pay_post WHEN by_law() = 0 AND NEW.void_reason IS NULL
BEGIN
  SELECT RAISE(ABORT, 'pay_post_range') WHERE NEW.floor > NEW.ceiling OR NEW.ceiling > 0 AND NEW.first IS NOT NULL AND NEW.first NOT BETWEEN NEW.floor AND NEW.ceiling;
END;
CREATE TRIGGER pay_post_law_set BEFORE UPDATE OF floor, ceiling, first, void_reason ON pay_post WHEN by_law() = 0 AND NEW.void_reason IS NULL
BEGIN
  SELECT RAISE(ABORT, 'pay_post_range') WHERE NEW.floor > NEW.ceiling OR NEW.ceiling > 0 AND NEW.first IS NOT NULL AND NEW.first NOT BETWEEN NEW.floor AND NEW.ceiling;
END;
CREATE TRIGGER pay_grade_law_add BEFORE INSERT ON pay_grade WHEN by_law() = 0 AND NEW.void_reason IS NULL
BEGIN
  SELECT RAISE(ABORT, 'pay_grade_one') WHERE NEW.coefficient IS NOT NULL AND NEW.amount IS NOT NULL;
END;
CREATE TRIGGER pay_grade_law_set BEFORE UPDATE OF coefficient, amount, void_reason ON pay_grade WHEN by_law() = 0 AND NEW.void_reason IS NULL
BEGIN
  SELECT RAISE(ABORT, 'pay_grade_one') WHERE NEW.coefficient IS NOT NULL AND NEW.amount IS NOT NULL;
END;
CREATE TRIGGER pay_credit_law_add BEFORE INSERT ON pay_credit WHEN by_law() = 0 AND NEW.void_reason IS NULL
BEGIN
  SELECT RAISE(ABORT, 'pay_credit_many') WHERE (SELECT count(*) FROM pay_credit o
    WHERE o.pay_version_id = NEW.pay_version_id AND o.void_reason IS NULL AND o.id IS NOT NEW.id) >= 64;
END;
CREATE TRIGGER pay_credit_law_set BEFORE UPDATE OF pay_version_id, void_reason ON pay_credit WHEN by_law() = 0 AND NEW.void_reason IS NULL
BEGIN
  SELECT RAISE(ABORT, 'pay_credit_many') WHERE (SELECT count(*) FROM pay_credit o
    WHERE o.pay_version_id = NEW.pay_version_id AND o.void_reason IS NULL AND o.id IS NOT NEW.id) >= 64;
END;
CREATE TRIGGER pay_item_law_add BEFORE INSERT ON pay_item WHEN by_law() = 0 AND NEW.void_reason IS NULL
BEGIN
  SELECT RAISE(ABORT, 'pay_item_many') WHERE (SELECT count(*) FROM pay_item o
    WHERE o.pay_version_id = NEW.pay_version_id AND o.void_reason IS NULL AND o.id IS NOT NEW.id) >= 96;
END;
CREATE TRIGGER pay_item_law_set BEFORE UPDATE OF pay_version_id, void_reason ON pay_item WHEN by_law() = 0 AND NEW.void_reason IS NULL
BEGIN
  SELECT RAISE(ABORT, 'pay_item_many') WHERE (SELECT count(*) FROM pay_item o
    WHERE o.pay_version_id = NEW.pay_version_id AND o.void_reason IS NULL AND o.id IS NOT NEW.id) >= 96;
END;

-- Lines are written by a run alone.
CREATE TRIGGER pay_line_law_add BEFORE INSERT ON pay_line WHEN by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'pay_computed');
END;
CREATE TRIGGER pay_line_law_set BEFORE UPDATE ON pay_line WHEN by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'pay_computed');
END;
CREATE TRIGGER pay_line_law_delete BEFORE DELETE ON pay_line
  WHEN by_law() = 0 OR EXISTS (SELECT 1 FROM pay_month m WHERE m.id = OLD.pay_month_id AND m.state IN ('checked', 'closed'))
BEGIN
  SELECT RAISE(ABORT, 'pay_computed');
END;
CREATE TRIGGER pay_line_item_law_add BEFORE INSERT ON pay_line_item WHEN by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'pay_computed');
END;
CREATE TRIGGER pay_line_item_law_set BEFORE UPDATE ON pay_line_item WHEN by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'pay_computed');
END;
CREATE TRIGGER pay_line_item_law_delete BEFORE DELETE ON pay_line_item WHEN by_law() = 0
BEGIN
  SELECT RAISE(ABORT, 'pay_computed');
END;
-- The checks of a month, beside those of book_check: each holds when left and
-- right are equal.
CREATE VIEW pay_check AS
SELECT m.id AS pay_month_id, 'X-05a' AS code, lang('上月人数 + 本月进 - 上月后离 = 本月人数') AS label, 'count' AS unit,
  (SELECT count(DISTINCT worker_id) FROM service_spell WHERE void_reason IS NULL AND starts_on < m.code || '-01' AND coalesce(ends_on, '9999') > date(m.code || '-01', '-1 month')) + (SELECT count(*) FROM (SELECT worker_id FROM service_spell WHERE void_reason IS NULL AND starts_on < date(m.code || '-01', '+1 month') AND coalesce(ends_on, '9999') > m.code || '-01' EXCEPT SELECT worker_id FROM service_spell WHERE void_reason IS NULL AND starts_on < m.code || '-01' AND coalesce(ends_on, '9999') > date(m.code || '-01', '-1 month'))) - (SELECT count(*) FROM (SELECT worker_id FROM service_spell WHERE void_reason IS NULL AND starts_on < m.code || '-01' AND coalesce(ends_on, '9999') > date(m.code || '-01', '-1 month') EXCEPT SELECT worker_id FROM service_spell WHERE void_reason IS NULL AND starts_on < date(m.code || '-01', '+1 month') AND coalesce(ends_on, '9999') > m.code || '-01')) AS "left",
  (SELECT count(*) FROM pay_line WHERE pay_month_id = m.id AND community_id IS NOT NULL) AS "right" FROM pay_month m UNION ALL
SELECT m.id, 'X-05b', lang('按岗位人数之和 = 进表人数'), 'count',
  (SELECT count(*) FROM pay_line WHERE pay_month_id = m.id AND post IS NOT NULL AND status <> 'missing'),
  (SELECT count(*) FROM pay_line WHERE pay_month_id = m.id AND community_id IS NOT NULL AND status <> 'missing') FROM pay_month m UNION ALL
SELECT m.id, 'X-06a', lang('应发 - 扣款 = 实发'), 'money',
  (SELECT coalesce(sum(gross - deducted), 0) FROM pay_line WHERE pay_month_id = m.id),
  (SELECT coalesce(sum(net), 0) FROM pay_line WHERE pay_month_id = m.id) FROM pay_month m UNION ALL
SELECT m.id, 'X-06b', lang('基本 + 绩效 + 各项 + 补发 = 应发'), 'money',
  (SELECT coalesce(sum(l.basic + l.performance_paid), 0) + (SELECT coalesce(sum(i.amount), 0) FROM pay_line_item i JOIN pay_line l ON l.id = i.pay_line_id WHERE l.pay_month_id = m.id AND i.kind IN ('earning', 'arrears')) FROM pay_line l WHERE l.pay_month_id = m.id),
  (SELECT coalesce(sum(l.gross), 0) FROM pay_line l WHERE l.pay_month_id = m.id) FROM pay_month m UNION ALL
SELECT m.id, 'X-06c', lang('各行之和 = 本月合计'), 'money',
  (SELECT coalesce(sum(gross), 0) FROM pay_line WHERE pay_month_id = m.id),
  coalesce(m.gross, 0) FROM pay_month m UNION ALL
SELECT m.id, 'X-06d', lang('补发扣回未注明月份的'), 'count',
  0,
  (SELECT count(*) FROM pay_line_item i JOIN pay_line l ON l.id = i.pay_line_id WHERE l.pay_month_id = m.id AND i.kind = 'arrears' AND i.for_month IS NULL) FROM pay_month m UNION ALL
SELECT m.id, 'P-01', lang('未进表人数'), 'count',
  0,
  (SELECT count(*) FROM pay_line WHERE pay_month_id = m.id AND status = 'missing') FROM pay_month m UNION ALL
SELECT m.id, 'P-02', lang('标准未定而空着的扣缴项'), 'count',
  0,
  (SELECT count(*) FROM pay_line_item i JOIN pay_line l ON l.id = i.pay_line_id WHERE l.pay_month_id = m.id AND i.amount IS NULL) FROM pay_month m UNION ALL
SELECT m.id, 'P-03', lang('用复原、推定或框架方案的人数（应有本地文号）'), 'count',
  0,
  (SELECT count(*) FROM pay_line l JOIN pay_version v ON v.id = l.pay_version_id JOIN pay_scheme s ON s.id = v.pay_scheme_id WHERE l.pay_month_id = m.id AND (s.status IN ('reconstructed', 'assumed', 'frame') OR v.doc_no IS NULL)) FROM pay_month m UNION ALL
SELECT m.id, 'P-04', lang('优秀等次超过占比上限的'), 'count',
  0,
  (SELECT count(*) FROM (SELECT r.rating FROM pay_rating r JOIN pay_version v ON v.id = r.pay_version_id WHERE r.max_share IS NOT NULL AND r.void_reason IS NULL AND v.id IN (SELECT pay_version_id FROM pay_line WHERE pay_month_id = m.id) AND (SELECT count(*) FROM worker_rating w WHERE w.year = substr(m.code, 1, 4) - 1 AND w.rating = r.rating AND w.void_reason IS NULL) * 1000000 > r.max_share * (SELECT count(*) FROM worker_rating w WHERE w.year = substr(m.code, 1, 4) - 1 AND w.void_reason IS NULL))) FROM pay_month m UNION ALL
SELECT m.id, 'P-05', lang('试用期工资低于最低工资的'), 'count',
  0,
  (SELECT count(*) FROM pay_line l JOIN service_spell s ON s.worker_id = l.worker_id AND s.void_reason IS NULL AND s.probation_until >= m.code || '-01' AND s.starts_on <= m.code || '-01' WHERE l.pay_month_id = m.id AND l.status = 'ok' AND l.gross < (SELECT CAST(value AS INTEGER) * 100 FROM setting WHERE code = 'minimum_wage' AND void_reason IS NULL ORDER BY valid_from DESC LIMIT 1)) FROM pay_month m UNION ALL
SELECT m.id, 'P-06', lang('等级变动而无批准文件的人数'), 'count',
  0,
  (SELECT count(*) FROM pay_line l JOIN pay_month q ON q.code = strftime('%Y-%m', m.code || '-01', '-1 month')
    JOIN pay_line p ON p.pay_month_id = q.id AND p.worker_id = l.worker_id WHERE l.pay_month_id = m.id AND l.status <> 'missing' AND p.status <> 'missing' AND l.grade <> p.grade
    AND NOT EXISTS (SELECT 1 FROM grade_change g WHERE g.worker_id = l.worker_id AND g.to_grade = l.grade AND g.state = 'approved' AND g.document_id IS NOT NULL AND g.void_reason IS NULL)
    AND NOT EXISTS (SELECT 1 FROM worker_override o WHERE o.worker_id = l.worker_id AND o.grade = l.grade AND o.state = 'approved' AND o.void_reason IS NULL)) FROM pay_month m UNION ALL
SELECT m.id, 'P-07', lang('基数或系数不是方案所定的人数'), 'count',
  0,
  (SELECT count(*) FROM pay_line l JOIN pay_version v ON v.id = l.pay_version_id WHERE l.pay_month_id = m.id AND l.coefficient > 0
    AND (l.base IS NOT (SELECT b.amount FROM pay_base b WHERE b.pay_scheme_id = v.pay_scheme_id AND b.valid_from <= m.code || '-01' AND b.void_reason IS NULL ORDER BY b.valid_from DESC LIMIT 1)
      OR NOT EXISTS (SELECT 1 FROM pay_grade g WHERE g.pay_version_id = v.id AND g.grade = l.grade AND g.coefficient = l.coefficient AND g.void_reason IS NULL))) FROM pay_month m UNION ALL
SELECT m.id, 'P-08', lang('证书未登记而发补贴的人数'), 'count',
  0,
  (SELECT count(*) FROM pay_line l JOIN pay_version v ON v.id = l.pay_version_id AND v.certificate_date = 'registered_on' JOIN pay_line_item i ON i.pay_line_id = l.id AND i.kind = 'earning'
    JOIN pay_credit c ON c.pay_version_id = v.id AND c.credit = i.item AND c.kind = 'certificate' AND c.void_reason IS NULL WHERE l.pay_month_id = m.id
    AND NOT EXISTS (SELECT 1 FROM worker_certificate w WHERE w.worker_id = l.worker_id AND w.void_reason IS NULL AND w.registered_on < date(m.code || '-01', '+1 month'))) FROM pay_month m UNION ALL
SELECT m.id, 'P-09', lang('上年满年在岗而无年度考核的人数（四月起）'), 'count',
  0,
  (SELECT count(*) FROM pay_line l WHERE l.pay_month_id = m.id AND substr(m.code, 6) >= '04'
    AND EXISTS (SELECT 1 FROM service_spell s WHERE s.worker_id = l.worker_id AND s.void_reason IS NULL AND s.starts_on <= (substr(m.code, 1, 4) - 1) || '-01-01' AND coalesce(s.ends_on, '9999') > m.code || '-01')
    AND NOT EXISTS (SELECT 1 FROM worker_rating w WHERE w.worker_id = l.worker_id AND w.year = substr(m.code, 1, 4) - 1 AND w.void_reason IS NULL)) FROM pay_month m;

-- Computed months whose inputs changed since, earlier months among them.
CREATE VIEW pay_month_stale AS
SELECT m.id AS id FROM pay_month m WHERE EXISTS (SELECT 1 FROM journal j WHERE j.seq > coalesce(m.inputs, 0) AND (j.record IN
  ('pay_scheme', 'scheme_use', 'pay_version', 'pay_post', 'pay_credit', 'pay_rating', 'pay_absence', 'pay_item', 'pay_item_amount', 'pay_band', 'pay_grade', 'pay_base', 'pay_unit',
   'tax_bracket', 'workday', 'insurance_base', 'tax_deduction', 'service_spell', 'worker_absence', 'worker_deemed', 'worker_post', 'worker_education', 'worker_certificate',
   'worker_rating', 'performance_rating', 'worker_honour', 'grade_change', 'worker_override')
  OR j.record = 'pay_month' AND j.row_id IN (SELECT p.id FROM pay_month p WHERE p.code < m.code)));

CREATE TRIGGER pay_month_law_state BEFORE UPDATE OF state ON pay_month
BEGIN
  SELECT RAISE(ABORT, 'pay_by_command') WHERE OLD.state <> NEW.state AND (OLD.state = 'open' AND by_law() = 0
    OR NEW.state = 'closed' AND NEW.seal IS NULL OR OLD.state = 'closed' AND NEW.seal IS NOT NULL);
  SELECT RAISE(ABORT, 'pay_line_stale') FROM pay_month_stale s WHERE s.id = OLD.id AND NEW.state IN ('checked', 'closed') AND OLD.state <> NEW.state;
  SELECT RAISE(ABORT, 'check_failed') FROM pay_check c WHERE c.pay_month_id = OLD.id AND c."left" <> c."right"
    AND NEW.state IN ('checked', 'closed') AND OLD.state <> NEW.state AND reason() IS NULL;
  SELECT RAISE(ABORT, 'month_closed') WHERE OLD.state = 'closed' AND NEW.state <> 'closed'
    AND EXISTS (SELECT 1 FROM pay_month p WHERE p.code > OLD.code AND p.state = 'closed');
END;
