-- The guided tour: six steps, each done when the book is so (done), or when
-- a row of the screen is so (screen, a GLOB pattern).
CREATE VIEW tour (code, title, words, screen, done) AS
SELECT '1', '找人', 'Ctrl+G，打姓名的拼音首字母如 zjy，回车：看一个人', '*' || lang('人员 > P[0-9]') || '*', 0
UNION ALL SELECT '2', '上编', 'Ctrl+P 打 在编记录，回车，F5：人员 P002001，单位 甲街道，行政；F6 列出，回车', NULL,
  EXISTS (SELECT 1 FROM journal j WHERE j.record = 'posting' AND j.action = 'add' AND j.clerk = clerk())
UNION ALL SELECT '3', '看为什么', '光标停在 编制类型 上按 F7：空编是怎样算出来的', '* ' || lang('为什么 [A-Z0-9]') || '*', 0
UNION ALL SELECT '4', '碰一次超编', '单位改为已满的 乙街道（F2，F6），再按 1 提交：看它怎样拒绝', '*over_quota*', 0
UNION ALL SELECT '5', '撤销', 'Ctrl+Z 退回上一次保存，Ctrl+Y 重做', NULL,
  EXISTS (SELECT 1 FROM change c WHERE c.undone_by IS NOT NULL AND c.clerk = clerk())
UNION ALL SELECT '6', '把月份走到导出', '任何一张清单里按 F9：看到什么就导出什么', '*' || lang('已导出') || '*', 0;
