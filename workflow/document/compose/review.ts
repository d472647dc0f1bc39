/** 处置台账、迟报事实清单、总结评估、演练记录: what happened, by the record. They state times and never set liability (G0§20). */
import { type Block, type DocumentContent, documentNumber } from '../../../domain/document.ts'
import { aboutEntry } from '../../plan/entry-about.ts'
import { formOfStep } from '../../plan/step-form.ts'
import type { MatterFacts } from '../facts.ts'
import { clockWord, drillResultWord, dutyWord, pointsWord, recordWord, releaseWord, runWord } from '../words.ts'
import { asOfLine, cited, content, headings, para, span, table, timeCell } from '../writing.ts'
import { correctionBlocks } from './corrections.ts'
import { measures, overview, spread } from './reports.ts'

const drill = (f: MatterFacts): string => (f.incident.mode === 'drill' ? '（演练）' : '')

/** Every duty: required against reached. */
const dutyTable = (f: MatterFacts, clocks = f.clocks): Block =>
  table(
    '时限要求与实际',
    [
      ['事项', 4],
      ['责任单位', 3],
      // Wide enough for a date: it is not broken at its hyphen.
      ['起算', 4, 'center'],
      ['期限', 4, 'center'],
      ['完成', 4, 'center'],
      ['结果', 2, 'center'],
    ],
    clocks.map((k) => {
      const late = k.metAt && k.metAt > k.limitAt ? `，迟${span(k.metAt.getTime() - k.limitAt.getTime())}` : ''
      return [
        cited('clock', k.id, dutyWord(k)),
        f.nameOf(k.unitId),
        cited('clock', k.id, timeCell(k.startAt)),
        cited('clock', k.id, timeCell(k.limitAt)),
        cited('clock', k.id, timeCell(k.metAt) || '未完成'),
        cited('clock', k.id, `${clockWord(k.state)}${late}`),
      ]
    }),
  )

/** What was done, and to which step, decision or duty of a plan. */
function eventWord(f: MatterFacts, e: MatterFacts['timeline'][number]): string {
  const texts = new Map(f.runs.map(({ run, plan }) => [run.id, plan]))
  const clock = e.subjectKind === 'clock' ? f.clocks.find((k) => k.id === e.subjectId) : undefined
  const about = clock ? dutyWord(clock) : aboutEntry(e, { clocks: f.clocks, texts })
  return [recordWord(e.subjectKind, e.action), about].filter(Boolean).join('：')
}

const timeTable = (f: MatterFacts): Block =>
  table(
    '处置经过',
    [
      ['时间', 4, 'center'],
      ['事项', 5],
      ['经办', 3],
      ['说明', 5],
    ],
    f.timeline.map((e) => [
      cited('event', String(e.seq), timeCell(e.at)),
      eventWord(f, e),
      e.actorKind === 'machine' ? '系统' : e.actorName,
      cited('event', String(e.seq), e.reason || '无'),
    ]),
  )

export const composeLedger = (f: MatterFacts): DocumentContent =>
  content({
    title: `“${f.incident.title}”处置台账${drill(f)}`,
    body: [...overview(f), timeTable(f), para(`${asOfLine(f.asOf)}。`)],
    signature: f.unitName,
  })

export function composeLateList(f: MatterFacts): DocumentContent {
  const late = f.clocks.filter(
    (k) => k.kind === 'hard' && (k.state === 'overdue' || k.state === 'met_late' || k.overdueOnCreation),
  )
  return content({
    title: `迟报事实清单${drill(f)}`,
    body: [
      ...overview(f),
      late.length > 0 ? dutyTable(f, late) : para('截至本清单的数据时刻，没有超过法定时限的事项。'),
      para('本清单只载明时间事实，不作责任认定。', `${asOfLine(f.asOf)}。`),
    ],
    signature: f.unitName,
  })
}

const papers = (f: MatterFacts): Block[] => [
  table(
    '口径',
    [
      ['版本', 2, 'center'],
      ['状态', 3, 'center'],
      ['起草', 4, 'center'],
      ['生效', 4, 'center'],
      ['终止', 4, 'center'],
    ],
    f.points.map(({ row }) => [
      cited('talking_points', row.id, `第${row.n}版`),
      pointsWord(row.state),
      cited('talking_points', row.id, timeCell(row.openedAt)),
      cited('talking_points', row.id, timeCell(row.inForceAt) || '未生效'),
      cited('talking_points', row.id, timeCell(row.endedAt) || '—'),
    ]),
  ),
  table(
    '对外发布',
    [
      ['方式', 3],
      ['标题', 6],
      ['发布时间', 4, 'center'],
    ],
    f.releases.map((r) => [
      releaseWord(r.kind),
      cited('release', r.id, r.title),
      cited('release', r.id, timeCell(r.liveAt) || '未发布'),
    ]),
  ),
  table(
    '境外移交',
    [
      ['媒体', 4],
      ['发现', 4, 'center'],
      ['移交', 4, 'center'],
      ['办结', 4, 'center'],
    ],
    f.handoffs.map(({ row }) => [
      cited('handoff', row.id, row.outletName),
      cited('handoff', row.id, timeCell(row.detectedAt)),
      cited('handoff', row.id, timeCell(row.sentAt) || '未移交'),
      cited('handoff', row.id, timeCell(row.endedAt) || '未办结'),
    ]),
  ),
  table(
    '公文',
    [
      ['标题', 6],
      ['字号', 4, 'center'],
      ['起草', 4, 'center'],
      ['印发', 4, 'center'],
    ],
    f.papers.map((p) => [
      cited('document', p.id, p.title),
      cited('document', p.id, p.n === null ? '未印发' : documentNumber(p.series!, p.year!, p.n)),
      cited('document', p.id, timeCell(p.draftedAt)),
      cited('document', p.id, timeCell(p.issuedAt) || '未印发'),
    ]),
  ),
]

export function composeReview(f: MatterFacts): DocumentContent {
  const h = headings()
  const on = f.clocks.filter((k) => k.state === 'met').length
  const late = f.clocks.filter((k) => k.state === 'met_late' || k.state === 'overdue').length
  return content({
    title: `“${f.incident.title}”处置总结评估${drill(f)}`,
    body: [
      h('事件概况'),
      ...overview(f),
      h('传播情况'),
      ...spread(f),
      h('上报和决定'),
      ...measures(f),
      h('时限履行'),
      para(
        ...[
          '应履行事项',
          cited('incident', f.incident.id, f.clocks.length),
          '项，按时完成',
          cited('incident', f.incident.id, on),
        ],
        ...['项，超时', cited('incident', f.incident.id, late), '项。'],
      ),
      dutyTable(f),
      h('口径、发布和公文'),
      ...papers(f),
      h('媒体更正'),
      ...correctionBlocks(f),
      h('预案执行'),
      runs(f),
      ...stepForms(f),
      h('处置经过'),
      timeTable(f),
      h('经验和改进'),
      para('（由起草人填写）'),
      para(`${asOfLine(f.asOf)}。`),
    ],
    signature: f.unitName,
    printedBy: `${f.unitName}办公室`,
  })
}

const runs = (f: MatterFacts): Block =>
  table(
    '预案运行',
    [
      ['预案', 5],
      ['状态', 2, 'center'],
      ['开始', 4, 'center'],
      ['结束', 4, 'center'],
      ['完成步骤', 2, 'center'],
    ],
    f.runs.map(({ run, plan, steps }) => [
      cited('incident', run.incidentId, plan.title),
      runWord(run.state),
      cited('incident', run.incidentId, timeCell(run.startedAt)),
      cited('incident', run.incidentId, timeCell(run.endedAt) || '未结束'),
      cited('incident', run.incidentId, `${steps.filter((s) => s.state === 'done').length}`),
    ]),
  )

/** What was written into the forms of steps, as the newest revision has it, with who and when. */
const stepForms = (f: MatterFacts): Block[] =>
  f.runs.flatMap(({ plan, forms }) =>
    plan.procedures
      .flatMap((p) => p.steps)
      .flatMap((step) => {
        const filled = forms.findLast((form) => form.step === step.step)
        const asked = filled && formOfStep(plan, step)
        if (!asked) return []
        const fact = (text: string) => cited('incident', f.incident.id, text)
        const caption = `${step.step} ${asked.form.title}（第${filled.n}稿，${filled.byName}，${timeCell(filled.at)}）`
        return [
          table(
            caption,
            [
              ['项目', 4],
              ['内容', 10],
            ],
            asked.form.fields.flatMap(({ field, label }) =>
              filled.fields[field] ? [[label, fact(filled.fields[field].replaceAll('\n', '；'))]] : [],
            ),
          ),
        ]
      }),
  )

/** What the script expected, by when, and what the record shows: facts, no marks given. */
const results = (f: MatterFacts): Block =>
  table(
    '应做事项和完成情况',
    [
      ['情况', 3],
      ['应做事项', 5],
      ['应完成时间', 3, 'center'],
      ['完成时间', 3, 'center'],
      ['完成人', 2, 'center'],
      ['结果', 2, 'center'],
    ],
    f.drillResults.map((r) => [
      r.inject.from,
      r.expected.text,
      cited('incident', f.incident.id, timeCell(r.dueAt) || '未定'),
      cited('incident', f.incident.id, timeCell(r.doneAt) || '未完成'),
      r.doneBy ?? '',
      drillResultWord(r.state),
    ]),
  )

export function composeDrillRecord(f: MatterFacts): DocumentContent {
  const h = headings()
  return content({
    title: `“${f.incident.title}”演练记录`,
    body: [
      h('演练概况'),
      ...overview(f),
      ...(f.drillResults.length > 0 ? [h('演练结果'), results(f)] : []),
      h('时限履行'),
      dutyTable(f),
      h('预案执行'),
      runs(f),
      ...stepForms(f),
      h('演练经过'),
      timeTable(f),
      para(`${asOfLine(f.asOf)}。`),
    ],
    signature: f.unitName,
  })
}
