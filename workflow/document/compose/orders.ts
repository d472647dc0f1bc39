/** 预案启动指令、终止指令. They state what was decided; without the decision there is nothing to order. */
import type { DocumentContent } from '../../../domain/document.ts'
import type { MatterFacts } from '../facts.ts'
import { asOfLine, cited, content, headings, lines, para, timeWords } from '../writing.ts'
import { gradeWord, scopeWord } from '../words.ts'

const order =
  (kind: 'activate' | 'terminate', name: string, tell: string) =>
  (f: MatterFacts): DocumentContent => {
    const decision = f.decisions.filter((d) => d.kind === kind).at(-1)
    const h = headings()
    const fact = (text: string) => cited('incident', f.incident.id, text)
    return content({
      title: `关于“${f.incident.title}”${name}的指令${f.incident.mode === 'drill' ? '（演练）' : ''}`,
      addressee: '各有关单位',
      body: [
        para(
          ...[
            '根据应急领导小组',
            fact(timeWords(decision?.at)),
            '作出的决定，',
            tell,
            '。事件编号',
            fact(f.incident.no),
          ],
          ...['，等级', fact(gradeWord(f.incident.grade)), '，范围', fact(scopeWord(f.incident.scope)), '。'],
        ),
        h('决定依据和理由'),
        ...lines('incident', f.incident.id, decision?.reason),
        para('决定人：', fact(decision?.byName ?? ''), '。'),
        h('有关预案'),
        ...(f.runs.length > 0
          ? f.runs.map(({ run, plan }) =>
              para(fact(plan.title), '，开始执行时间', fact(timeWords(run.startedAt)), '。'),
            )
          : [para('没有登记预案运行。')]),
        para(`${asOfLine(f.asOf)}。`),
      ],
      signature: f.unitName,
      printedBy: `${f.unitName}办公室`,
    })
  }
export const composeActivation = order('activate', '启动预案', '启动有关应急预案')
export const composeTermination = order('terminate', '终止应急处置', '终止应急处置')
