/** 登记表摘录: rows of a register for a named purpose, with the filter used and as of when. Nothing is judged in it. */
import type { DocumentContent } from '../../../domain/document.ts'
import type { ExtractFacts } from '../facts.ts'
import { asOfLine, content, para, table } from '../writing.ts'

/** Where a date or a number of a phone must stand in one piece. */
const widths: Record<string, number> = {
  ...{ 媒体: 5, 岗位: 3, 证件核验: 6, 登记: 6, 联系方式: 7, 许可: 6, 许可证号: 6, 核验: 6, 登记人数: 3 },
  ...{ 事实: 8, 电话: 7, 依据材料: 5 },
}

export function composeExtract(f: ExtractFacts): DocumentContent {
  const { asked } = f
  return content({
    title: `${f.register}摘录`,
    body: [
      para(`摘录自${f.unitName}${f.register}（${f.rule}）。`),
      para(`提请人：${asked.askedBy}；用途：${asked.purpose}。`),
      para(`筛选条件：${f.filter}；共${f.rows.length}条。`, `${asOfLine(f.asOf)}。`),
      table(
        f.register,
        [['序号', 2, 'center'], ...f.columns.map((name): [string, number] => [name, widths[name] ?? 4])],
        f.rows.map((row, n) => [`${n + 1}`, ...row]),
        '没有符合条件的登记',
      ),
      ...(asked.of === 'journalists'
        ? [
            para(
              '只摘录在册条目，限制使用、已合并和已删除的条目不在其列；人员信息以取用时的登记为准，摘录后有变动的在姓名后注明。',
              asked.contacts ? '联系方式只载入有权查阅人取用的文件，每次取用均有记录。' : '',
            ),
          ]
        : []),
      ...(f.reserved ? [para('本摘录只载明事实，不作责任认定。')] : []),
      para('仅供上述用途使用，用毕按规定归档或销毁。'),
    ],
    signature: f.unitName,
  })
}
