/**
 * 失泄密事件报告 and 移交清单 (附3). They say who, when, by which branch, and under which number the paper lies; what was leaked stays on
 * paper (涉密不上网), so each point of 附3第五条 that would tell of it points there.
 */
import type { Block, DocumentContent } from '../../../domain/document.ts'
import type { Plan, Step } from '../../plan/shape.ts'
import { formOfStep } from '../../plan/step-form.ts'
import { planById } from '../../plan/plan.ts'
import type { MatterFacts } from '../facts.ts'
import { asOfLine, cited, content, headings, para, table, timeCell, timeWords, unknown } from '../writing.ts'
import { clockWord, dutyWord, runStepWord } from '../words.ts'

const onPaper = '见纸质件'
/** As 附3第五条 numbers what a report contains. */
const numerals = ['一', '二', '三', '四', '五', '六']
const drill = (f: MatterFacts): string => (f.incident.mode === 'drill' ? '（演练）' : '')

type Reference = { step: string; name: string; no: string; at: Date | null }

/** A step that a decision carries names it as `activate:yes`: that is no paper. */
const isDecision = (plan: Plan, evidence: string): boolean =>
  plan.decisions.some(({ decision }) => evidence.startsWith(`${decision}:`))

/** Papers that a step left behind by name and number, attached or written into its form, each once. No other word of a form is taken. */
function papersOf({ plan, steps, forms }: MatterFacts['runs'][number], step: Step): [name: string, no: string][] {
  const run = steps.find((s) => s.step === step.step)
  const fields = forms.findLast((f) => f.step === step.step)?.fields ?? {}
  const attached = Object.entries(run?.evidence ?? {}).filter(([, no]) => no.trim() !== '' && !isDecision(plan, no))
  const written = (formOfStep(plan, step)?.form.fields ?? []).flatMap(({ field, kind, label }): [string, string][] =>
    kind === 'reference' && fields[field] ? [[label, fields[field]]] : [],
  )
  return [...attached, ...written.filter(([, no]) => !attached.some(([, known]) => known === no))]
}

const stepsOf = (plan: Plan): Step[] => plan.procedures.flatMap((procedure) => procedure.steps)

/** Numbers of papers that the steps left behind, in the order of the plan. */
export const referencesOf = (f: MatterFacts): Reference[] =>
  f.runs.flatMap((run) =>
    stepsOf(run.plan).flatMap((step) => {
      const row = run.steps.find((s) => s.step === step.step)
      const at = row?.endedAt ?? row?.startedAt ?? null
      return papersOf(run, step).map(([name, no]) => ({ step: step.text, name, no, at }))
    }),
  )

/** What was decided in a run, in the plan's own words; reasons are not taken over. */
const decided = (f: MatterFacts): { text: string; is: string; outcome: string; byName: string; at: Date }[] =>
  f.decisions.flatMap((d) => {
    const plan = f.runs.find(({ run }) => run.id === d.activationId)?.plan
    const asked = plan?.decisions.find((one) => one.decision === d.decision)
    const outcome = asked?.options.find((option) => option.is === d.outcome)?.text
    return asked && outcome ? [{ text: asked.text, is: d.outcome, outcome, byName: d.byName, at: d.at }] : []
  })

const appraisal = (f: MatterFacts): Block => {
  const fact = (text: string) => cited('incident', f.incident.id, text)
  const no = f.runs.flatMap((run) => {
    const step = stepsOf(run.plan).find((one) => one.decisions.includes('classification'))
    return step ? papersOf(run, step).map(([, number]) => number) : []
  })
  return para('密级鉴定书文号：', no.length > 0 ? fact(no.join('，')) : '尚未出具', '。')
}

const offline = para('本件只载明编号、时间、接报人和去向；涉密内容按保密规定在纸质或涉密载体上办理，不在本件记载。')

export function composeLeakReport(f: MatterFacts): DocumentContent {
  const { incident } = f
  const h = headings()
  const fact = (text: string) => cited('incident', incident.id, text)
  const opened = incident.opening?.fields ?? {}
  const plans = [...f.runs.map(({ plan }) => plan), planById('leak')]
  const form = plans.flatMap((plan) => plan?.forms ?? []).find((one) => one.form === 'leak-report')
  const paper = opened.paper || referencesOf(f)[0]?.no
  return content({
    title: `关于失泄密事件有关情况的报告${drill(f)}`,
    addressee: '失泄密事件应急工作小组',
    body: [
      h('登记'),
      para(
        ...['事件编号', fact(incident.no), '，发生单位', fact(opened.unit || f.nameOf(incident.unitId)), '，发现时间'],
        ...[fact(timeWords(incident.humanFoundAt)), '，接报时间', fact(timeWords(incident.openedAt)), '。'],
      ),
      para('纸质报告或保密渠道编号：', paper ? fact(paper) : '待登记', '。'),
      h('报告内容'),
      ...(form?.fields ?? [])
        .filter((field) => field.field !== 'paper')
        .map(({ field, label, offline }, n) => {
          const told = !offline && opened[field] ? fact(opened[field]) : offline ? onPaper : unknown
          return para(`（${numerals[n]}）${label}：`, told, '。')
        }),
      h('时限'),
      table(
        '时限要求与实际',
        [
          ['事项', 5],
          ['责任单位', 3],
          ['期限', 4, 'center'],
          ['完成', 4, 'center'],
          ['结果', 2, 'center'],
        ],
        f.clocks.map((k) => [
          cited('clock', k.id, dutyWord(k)),
          f.nameOf(k.unitId),
          cited('clock', k.id, timeCell(k.limitAt)),
          cited('clock', k.id, timeCell(k.metAt) || '未完成'),
          cited('clock', k.id, clockWord(k.state)),
        ]),
      ),
      h('决定和去向'),
      table(
        '决定',
        [
          ['事项', 5],
          ['结果', 4],
          ['经办', 2, 'center'],
          ['时间', 4, 'center'],
        ],
        decided(f).map((d) => [d.text, fact(d.outcome), d.byName, fact(timeCell(d.at))]),
        '尚未作出',
      ),
      appraisal(f),
      h('处置环节'),
      table(
        '处置环节',
        [
          ['环节', 6],
          ['状态', 2, 'center'],
          ['文号', 4],
          ['时间', 4, 'center'],
        ],
        f.runs.flatMap((run) =>
          stepsOf(run.plan).flatMap((step) => {
            const row = run.steps.find((s) => s.step === step.step)
            if (!row) return []
            const numbers = papersOf(run, step)
              .map(([, no]) => no)
              .join('，')
            const at = timeCell(row.endedAt ?? row.startedAt)
            return [[step.text, fact(runStepWord(row.state)), numbers ? fact(numbers) : '无', at ? fact(at) : '']]
          }),
        ),
        '尚未开始',
      ),
      offline,
      para(`${asOfLine(f.asOf)}。`),
    ],
    signature: f.unitName,
  })
}

/** Which papers go over, by their numbers; who gives and who takes sign on the printed sheet. */
export function composeLeakHandover(f: MatterFacts): DocumentContent {
  const { incident } = f
  const fact = (text: string) => cited('incident', incident.id, text)
  const to = decided(f).findLast((d) => d.is === 'referred')
  return content({
    title: `失泄密事件材料移交清单${drill(f)}`,
    body: [
      para(
        ...['事件编号', fact(incident.no), '；接收单位类别：', to ? '保密、国家安全或公安部门' : '本单位保密领导小组'],
        ...['；移交依据：', to ? fact(`${timeCell(to.at)}决定${to.outcome}`) : '附3第八条（二）', '。'],
      ),
      table(
        '移交材料',
        [
          ['序号', 1, 'center'],
          ['环节', 6],
          ['材料', 3],
          ['文号', 4],
          ['登记时间', 4, 'center'],
          ['份数', 1, 'center'],
        ],
        referencesOf(f).map((r, n) => [`${n + 1}`, r.step, r.name, fact(r.no), fact(timeCell(r.at)), '']),
      ),
      appraisal(f),
      offline,
      para('移交人（签字）：　　　　　　　　移交时间：　　　　　　'),
      para('接收人（签字）：　　　　　　　　接收单位（盖章）：　　'),
      para(`${asOfLine(f.asOf)}。`),
    ],
    signature: f.unitName,
  })
}
