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
