-- What only the screen shows: pictures made of text.  A unit is a cell while
-- all fit into 36 cells, else `scale` says how many a cell stands for.
CREATE VIEW grade_histogram (code, grade_name, people, bar, scale) AS
WITH cell (grade, grade_name, post_no, people) AS (
  SELECT grade, grade_name, post_no, sum(people) FROM grade_table GROUP BY grade, post_no),
row (grade, people) AS (SELECT grade, sum(people) FROM cell GROUP BY grade),
unit (n) AS (SELECT max(1, (max(people) + 35) / 36) FROM row),
part (grade, grade_name, post_no, sign, people) AS (
  SELECT grade, grade_name, post_no,
    CASE dense_rank() OVER (ORDER BY post_no) WHEN 1 THEN '#' WHEN 2 THEN '+' WHEN 3 THEN '.' ELSE '=' END, people FROM cell)
SELECT printf('%02d', p.grade), min(p.grade_name), sum(p.people),
  (SELECT group_concat(replace(hex(zeroblob((o.people + u.n - 1) / u.n)), '00', o.sign), '')
     FROM (SELECT * FROM part WHERE grade = p.grade ORDER BY post_no) o WHERE o.people > 0),
  CASE u.n WHEN 1 THEN '' ELSE '每格 ' || u.n || ' 人' END
FROM part p, unit u GROUP BY p.grade;

CREATE VIEW pay_month_line (code, heads, gross, bar, scale) AS
WITH month (code, heads, gross) AS (
  SELECT m.code, count(l.id), coalesce(sum(l.gross), 0) FROM pay_month m LEFT JOIN pay_line l ON l.pay_month_id = m.id AND l.void_reason IS NULL
  WHERE m.void_reason IS NULL AND m.code > substr(add_months(as_of(), -12), 1, 7) AND m.code <= substr(as_of(), 1, 7) GROUP BY m.code),
unit (n) AS (SELECT max(1000000, (max(gross) / 36 + 999999) / 1000000 * 1000000) FROM month)
SELECT m.code, m.heads, m.gross, replace(hex(zeroblob((m.gross + u.n / 2) / u.n)), '00', '#'), '每格 ' || u.n / 1000000 || ' 万元'
FROM month m, unit u;

-- The checks of the month as they are read before it is closed: what falls
-- short first, what is left out, and then what holds.
CREATE VIEW month_check (code, sign, label, sum, form, filter, rank) AS
WITH at (month) AS (SELECT substr(as_of(), 1, 7)),
line (code, sign, label, "left", "right", money, form, filter) AS (
  SELECT code, CASE WHEN ok THEN '+' ELSE 'x' END, label, "left", "right", 0, form, filter FROM book_check
  UNION ALL
  SELECT 'pay/' || c.code, CASE WHEN c."left" = c."right" THEN '+' WHEN c.code LIKE 'P-%' THEN '!' ELSE 'x' END, lang('工资：') || c.label, c."left", c."right",
    c.unit = 'money', 'pay_line', 'pay_month=' || month FROM pay_check c JOIN pay_month m ON m.id = c.pay_month_id, at WHERE m.code = month AND m.void_reason IS NULL
  UNION ALL
  SELECT 'left/' || paper, '.', lang('未进表：') || paper, 0, count(*), 0, 'left_out', 'paper=' || paper FROM left_out GROUP BY paper)
SELECT code, sign, label,
  CASE WHEN money THEN printf('%,.2f', "left" / 100.0) || CASE WHEN "left" = "right" THEN ' = ' ELSE ' <> ' END || printf('%,.2f', "right" / 100.0)
    WHEN "left" = 0 THEN "right" || ''
    WHEN "left" = "right" THEN "left" || ' = ' || "right"
    ELSE "left" || ' <> ' || "right" || lang('   差 ') || ("right" - "left") END, form, filter,
  instr('x!.+', sign)
FROM line;

-- A month of pay as it is looked through: a row a person, what is new about
-- it at the end.
CREATE VIEW pay_board (code, worker, worker_code, name, post, grade, basic, performance, allowance, arrears, gross, deducted, net, remark, month, form, key) AS
SELECT l.code, p.id, p.code, p.name, l.post, nullif(l.grade, 0), l.basic, l.performance_paid,
  coalesce((SELECT sum(i.amount) FROM pay_line_item i WHERE i.pay_line_id = l.id AND i.kind = 'earning' AND i.void_reason IS NULL), 0),
  coalesce((SELECT sum(i.amount) FROM pay_line_item i WHERE i.pay_line_id = l.id AND i.kind = 'arrears' AND i.void_reason IS NULL), 0),
  l.gross, l.deducted, l.net,
  CASE WHEN l.status <> 'ok' THEN '! ' || coalesce(l.reason, l.status)
    WHEN b.id IS NULL THEN lang('. 新进表')
    WHEN b.post IS NOT l.post THEN lang('. 转岗')
    WHEN b.grade <> l.grade THEN '. ' || b.grade || ' -> ' || l.grade || lang(' 级') END,
  m.code, 'pay_line', l.code
FROM pay_line l JOIN pay_month m ON m.id = l.pay_month_id JOIN person p ON p.id = l.worker_id
  LEFT JOIN pay_month q ON q.code = substr(add_months(m.code || '-01', -1), 1, 7) AND q.void_reason IS NULL
  LEFT JOIN pay_line b ON b.pay_month_id = q.id AND b.worker_id = l.worker_id AND b.void_reason IS NULL AND b.status <> 'missing'
WHERE l.void_reason IS NULL AND m.void_reason IS NULL AND m.code = substr(as_of(), 1, 7);

INSERT INTO code_column VALUES ('pay_board', 'post', 'pay_post');
