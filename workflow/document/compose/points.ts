/** 应答口径审批单、新闻发布方案、境外媒体移交函: what is said, to whom, and who said yes. */
import type { Block, DocumentContent } from '../../../domain/document.ts'
import type { MatterFacts } from '../facts.ts'
import { asOfLine, cited, content, headings, lines, para, table, timeCell, timeWords } from '../writing.ts'
import { originWord, pointsWord, releaseWord, scopeWord, stepWord } from '../words.ts'

export function composePointsApproval(f: MatterFacts): DocumentContent {
  const version = f.points.at(0)
  const h = headings()
  const list = (title: string, items: string[]): Block[] =>
    items.length === 0
      ? []
      : [h(title), ...items.map((t, n) => para(`${n + 1}．`, cited('talking_points', version!.row.id, t)))]
  return content({
    title: '应答口径审批单',
    body: version
      ? [
          para(
            ...['事件：', cited('incident', f.incident.id, `${f.incident.no} ${f.incident.title}`), '；口径第'],
            ...[cited('talking_points', version.row.id, version.row.n), '版第'],
            ...[
              cited('talking_points', version.row.id, version.row.revision),
              '次修订；范围：',
              scopeWord(version.row.scope),
            ],
            ...['；状态：', cited('talking_points', version.row.id, pointsWord(version.row.state)), '；生效时间：'],
            ...[cited('talking_points', version.row.id, timeWords(version.row.inForceAt)), '。'],
          ),
          h('统一答复'),
          ...lines('talking_points', version.row.id, version.body.summary),
          ...list('简短口径', Object.values(version.body.short ?? {}).filter(Boolean)),
          ...(version.body.facts.length > 0 ? [h('事实和数据')] : []),
          ...version.body.facts.map((fact, n) =>
            para(
              `${n + 1}．`,
              fact.figureId
                ? cited('figure', fact.figureId, fact.text)
                : cited('talking_points', version.row.id, fact.text),
            ),
          ),
          ...list('应说', version.body.dos),
          ...list('不说', version.body.donts),
          ...list(
            '问答',
            version.body.questions.map((q) => `问：${q.question} 答：${q.answer}`),
          ),
          h('审核意见'),
          table(
            '审核和批准',
            [
              ['环节', 3],
              ['意见', 2, 'center'],
              ['说明', 4],
              ['签署', 2, 'center'],
              ['时间', 4, 'center'],
            ],
            version.approvals.map((a) => [
              stepWord(a.step),
              cited('talking_points', version.row.id, a.approved ? '同意' : '退回'),
              cited('talking_points', version.row.id, a.comment || '无'),
              a.byName,
              cited('talking_points', version.row.id, timeCell(a.at)),
            ]),
            '尚无审核意见',
          ),
          para(`${asOfLine(f.asOf)}。`),
        ]
      : [para('本事件没有口径。')],
    signature: f.unitName,
  })
}

export function composePressPlan(f: MatterFacts): DocumentContent {
  const release = f.releases.find((r) => r.meeting)
  const h = headings()
  const fact = (text: string) => cited('release', release?.id ?? '', text)
  const meeting = release?.meeting
  return content({
    title: `新闻发布方案${f.incident.mode === 'drill' ? '（演练）' : ''}`,
    body:
      release && meeting
        ? [
            h('会议安排'),
            para(
              '方式：',
              fact(releaseWord(release.kind)),
              '；时间：',
              fact(timeWords(new Date(meeting.at))),
              '；地点：',
              fact(meeting.venue),
              '。',
            ),
            h('邀请范围'),
            ...lines('release', release.id, meeting.invitation),
            h('出席发布人'),
            ...meeting.speakers.map((s) => para(fact(`${s.name}，${s.post}`), '。')),
            h('议程'),
            ...meeting.agenda.map((a, n) => para(`${n + 1}．`, fact(a))),
            h('发布词'),
            ...lines('release', release.id, release.text),
            para(`${asOfLine(f.asOf)}。`),
          ]
        : [para('没有登记新闻发布会。')],
    signature: f.unitName,
  })
}

export function composeHandoffLetter(f: MatterFacts): DocumentContent {
  const handoff = f.handoffs.at(-1)
  const h = headings()
  const fact = (text: string) => cited('handoff', handoff?.row.id ?? '', text)
  return content({
    title: '关于移交境外媒体报道的函',
    addressee: handoff?.row.recipient || '待核实',
    body: handoff
      ? [
          para(
            ...[
              '我局发现',
              fact(handoff.row.outletName),
              '（',
              fact(originWord(handoff.row.originClass)),
              '媒体）报道《',
            ],
            ...[cited('article', handoff.article.id, handoff.article.title), '》，发布时间'],
            ...[cited('article', handoff.article.id, timeWords(handoff.article.publishedAt)), '，发现时间'],
            ...[fact(timeWords(handoff.row.detectedAt)), '。现移交有关材料。'],
          ),
          h('译文'),
          ...lines('handoff', handoff.row.id, handoff.row.content.translation),
          h('需要答复的问题'),
          ...(handoff.row.content.questions.length > 0 ? handoff.row.content.questions : ['']).map((q) =>
            para(fact(q)),
          ),
          h('可以提供的事实'),
          ...(handoff.row.content.facts.length > 0 ? handoff.row.content.facts : ['']).map((t) => para(fact(t))),
          para(`${asOfLine(f.asOf)}。`),
        ]
      : [para('没有境外媒体报道。')],
    signature: f.unitName,
  })
}
