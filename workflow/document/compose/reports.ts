/** 初报、续报、终报 by the form they were sent in (FLD-01…19), 向党委政府的报告, 专报, 快报. A report upward holds no request. */
import type { Block, DocumentContent } from '../../../domain/document.ts'
import type { ReportKind } from '../../../domain/incident.ts'
import { formSent, usualForm } from '../../report/forms.ts'
import type { MatterFacts } from '../facts.ts'
import { asOfLine, cited, content, headings, lines, para, table, timeCell, timeWords } from '../writing.ts'
import {
  channelWord,
  decisionWord,
  gradeWord,
  originWord,
  outletWord,
  reportWord,
  scopeWord,
  stateWord,
} from '../words.ts'

const drill = (f: MatterFacts): string => (f.incident.mode === 'drill' ? '（演练）' : '')

/** The newest report of the unit of this kind, with its current fields. */
function reportOf(f: MatterFacts, kind: ReportKind) {
  const ours = f.reports.filter((r) => r.kind === kind && r.fromUnitId === f.unitId)
  const report = ours.at(-1) ?? f.reports.filter((r) => r.kind === kind).at(-1)
  return report ? { report, form: formSent(report), fields: report.revisionList.at(-1)?.fields ?? {} } : null
}

export const composeReport =
  (kind: ReportKind) =>
  (f: MatterFacts): DocumentContent => {
    const found = reportOf(f, kind)
    // Without a report the paper still has the headings of the form it would take, so that somebody can write it.
    const plans = f.runs.map(({ plan }) => plan)
    const form = found?.form ?? usualForm(plans, kind) ?? formSent({ form: null })
    const source = found ? (['report', found.report.id] as const) : (['incident', f.incident.id] as const)
    const h = headings()
    const known: Record<string, string> = found
      ? found.fields
      : {
          occurredAt: timeWords(f.incident.occurredAt ?? f.incident.publishedAt),
          place: f.incident.place,
          mediaSource: firstMember(f),
        }
    // What nobody was asked for and nobody wrote has no heading.
    const asked = form.fields.filter(
      (field) => known[field.field] || (!field.offline && field.required.includes(found ? kind : 'first')),
    )
    return content({
      title: `关于“${f.incident.title}”有关情况的${reportWord(kind)}${drill(f)}`,
      addressee: f.superior,
      body: [
        para(
          '现将有关情况报告如下。事件编号',
          cited('incident', f.incident.id, f.incident.no),
          '，发现时间',
          cited('incident', f.incident.id, timeWords(f.incident.humanFoundAt)),
          ...(found ? ['，本报告送达时间', cited('report', found.report.id, timeWords(found.report.sentAt))] : []),
          '。',
        ),
        ...asked.flatMap(({ field, label }): Block[] => [h(label), ...lines(source[0], source[1], known[field] ?? '')]),
        ...form.fields.filter((field) => field.offline).map(({ label }) => para(`${label}：见纸质件。`)),
        para(`${asOfLine(f.asOf)}。`),
      ],
      signature: f.unitName,
      printedBy: `${f.unitName}办公室`,
    })
  }

const firstMember = (f: MatterFacts): string => {
  const first = f.members[0]
  return first ? `${first.outlet.name}《${first.title}》` : ''
}

/** 柳州市统计局 reports to 中共柳州市委员会、柳州市人民政府; a bureau of another name says to whom by hand. */
const committeeAndGovernment = (bureau: string): string => {
  const place = /^(.+)统计局$/.exec(bureau)?.[1]
  return place ? `中共${place}委员会、${place}人民政府` : '中共本级党委、本级人民政府'
}

export function composeGovernmentReport(f: MatterFacts): DocumentContent {
  const h = headings()
  const { incident } = f
  return content({
    title: `关于“${incident.title}”处置情况的报告${drill(f)}`,
    addressee: committeeAndGovernment(f.unitName),
    body: [
      h('基本情况'),
      ...overview(f),
      h('传播情况'),
      ...spread(f),
      h('已采取的措施'),
      ...measures(f),
      h('下一步工作'),
      para('继续跟踪传播情况和更正进展，按规定续报。'),
      para('专此报告。', `${asOfLine(f.asOf)}。`),
    ],
    signature: f.unitName,
    printedBy: `${f.unitName}办公室`,
  })
}

export function composeSpecial(f: MatterFacts): DocumentContent {
  const h = headings()
  return content({
    title: `舆情专报：${f.incident.title}${drill(f)}`,
    body: [
      h('事件概况'),
      ...overview(f),
      h('传播情况'),
      ...spread(f),
      h('处置情况'),
      ...measures(f),
      para(`${asOfLine(f.asOf)}。`),
    ],
    signature: f.unitName,
  })
}

/** To be read on a phone or over the telephone. */
export function composeFlash(f: MatterFacts): DocumentContent {
  const { incident } = f
  const first = f.members[0]
  return content({
    title: `舆情快报${drill(f)}`,
    body: [
      para(
        ...[cited('incident', incident.id, timeWords(incident.humanFoundAt)), `，${f.unitName}发现“`],
        ...[cited('incident', incident.id, incident.title), '”（编号'],
        ...[cited('incident', incident.id, incident.no), '）。首发媒体：'],
        first ? cited('article', first.id, first.outlet.name) : '待核实',
        ...['；目前见', cited('incident', incident.id, f.members.length), '篇；状态：'],
        ...[cited('incident', incident.id, stateWord(incident.state)), '。', `${asOfLine(f.asOf)}。`],
      ),
    ],
    signature: f.unitName,
  })
}

export const overview = (f: MatterFacts): Block[] => {
  const { incident } = f
  const fact = (text: string) => cited('incident', incident.id, text)
  return [
    para(
      ...['事件“', fact(incident.title), '”（编号', fact(incident.no), '）由', fact(f.nameOf(incident.unitId))],
      ...['发现。媒体发布时间：', fact(timeWords(incident.publishedAt)), '；系统发现时间：'],
      ...[
        fact(timeWords(incident.machineDetectedAt)),
        '；人员发现时间：',
        fact(timeWords(incident.humanFoundAt)),
        '。',
      ],
    ),
    para(
      ...['等级：', fact(gradeWord(incident.grade)), '；范围：', fact(scopeWord(incident.scope)), '；当前状态：'],
      ...[fact(stateWord(incident.state)), '。'],
    ),
  ]
}

export const spread = (f: MatterFacts): Block[] => {
  const first = f.members[0]
  const byKind = new Map<string, number>()
  for (const m of f.members) byKind.set(outletWord(m.outlet.kind), (byKind.get(outletWord(m.outlet.kind)) ?? 0) + 1)
  return [
    para(
      '截至目前共见相关报道',
      cited('incident', f.incident.id, f.members.length),
      '篇。首发：',
      first ? cited('article', first.id, `${first.outlet.name}《${first.title}》`) : '待核实',
      '，发布时间：',
      first ? cited('article', first.id, timeWords(first.publishedAt)) : '待核实',
      '。',
    ),
    table(
      '相关报道',
      [
        ['媒体', 3],
        ['类别', 2, 'center'],
        ['标题', 6],
        ['发布时间', 4, 'center'],
      ],
      f.members
        .slice(0, 30)
        .map((m) => [
          cited('article', m.id, m.outlet.name),
          `${originWord(m.outlet.origin)}${outletWord(m.outlet.kind)}`,
          cited('article', m.id, m.title),
          cited('article', m.id, timeCell(m.publishedAt)),
        ]),
    ),
    ...(byKind.size > 1
      ? [
          {
            kind: 'chart' as const,
            chart: {
              ...{ type: 'bar' as const, title: '渠道分布', unit: '篇', categories: [...byKind.keys()] },
              series: [{ name: '报道', values: [...byKind.values()] }],
              cites: [...byKind.values()].map((n) => cited('incident', f.incident.id, n).cite!),
            },
          },
        ]
      : []),
  ]
}

export const measures = (f: MatterFacts): Block[] => [
  table(
    '上报情况',
    [
      ['类别', 2, 'center'],
      ['报送单位', 4],
      ['方式', 2, 'center'],
      ['送达时间', 4, 'center'],
    ],
    f.reports.map((r) => [
      cited('report', r.id, reportWord(r.kind)),
      f.nameOf(r.fromUnitId),
      channelWord(r.channel),
      cited('report', r.id, timeCell(r.sentAt)),
    ]),
  ),
  table(
    '决定',
    [
      ['事项', 2, 'center'],
      ['结果和理由', 6],
      ['决定人', 2, 'center'],
      ['时间', 4, 'center'],
    ],
    f.decisions.map((d) => [
      decisionWord(d.kind),
      cited('incident', d.incidentId, d.reason),
      d.byName,
      cited('incident', d.incidentId, timeCell(d.at)),
    ]),
  ),
]
