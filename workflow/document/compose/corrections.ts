/** 更正函, and what an after-action report says of the requests: asked when, of whom, and what the page showed at the look that counts. */
import type { Block, DocumentContent } from '../../../domain/document.ts'
import type { MatterFacts } from '../facts.ts'
import { correctionWord, outcomeWord, wayWord } from '../words.ts'
import { cited, content, lines, para, table, timeCell } from '../writing.ts'

/** The letter as it stands now, of the request asked for; else of the first one of the matter. Its sender and day stand below the paper. */
export function composeCorrectionLetter(f: MatterFacts): DocumentContent {
  const one = f.corrections.find((c) => c.row.id === f.aboutId) ?? f.corrections.at(0)
  if (!one) return content({ title: '关于更正有关统计数据的函', body: [para('本事件没有更正要求。')] })
  const { title, recipient, text } = one.letter
  const own = text.trimEnd().split('\n')
  if (/^\d{4}年\d{1,2}月\d{1,2}日$/.test(own.at(-1) ?? '')) own.pop()
  if (own.at(-1) === f.unitName) own.pop()
  return content({
    ...{ title, addressee: recipient, signature: f.unitName },
    body: lines('correction', one.row.id, own.join('\n')),
  })
}

export function correctionBlocks(f: MatterFacts): Block[] {
  const asked = f.corrections.filter(({ row }) => row.state !== 'cancelled' && row.state !== 'retracted')
  const reprints = asked.filter(({ row }) => row.leadId !== null)
  const count = (among: MatterFacts['corrections'], ...outcomes: string[]) =>
    cited('incident', f.incident.id, among.filter(({ row }) => outcomes.includes(row.outcome ?? '')).length)
  const say = (name: string, among: MatterFacts['corrections']): Block =>
    para(
      ...[`${name}更正要求`, cited('incident', f.incident.id, among.length), '项：已更正并说明'],
      ...[count(among, 'corrected'), '项，改稿未说明', count(among, 'silently_edited', 'withdrawn'), '项，页面已删除'],
      ...[count(among, 'removed'), '项。'],
    )
  return [
    ...(asked.length > 0 ? [say('', asked)] : []),
    ...(reprints.length > 0 ? [say('其中转载', reprints)] : []),
    table(
      '更正要求',
      [
        ['媒体和报道', 5],
        ['发出', 4, 'center'],
        ['状态', 3, 'center'],
        ['复查所见', 4, 'center'],
        ['证据', 4, 'center'],
      ],
      asked.map(({ row, article, sendings, look }) => {
        const fact = (text: string) => cited('correction', row.id, text)
        const sent = sendings.map((s) => `${timeCell(s.at)} ${wayWord(s.way)}`).join('；')
        return [
          fact(`${row.outletName}《${article.title}》`),
          fact(sent || '未发出'),
          fact(correctionWord(row.state)),
          fact(look ? `${outcomeWord(look.outcome)} ${timeCell(look.at)}` : '尚未复查'),
          look?.evidenceId ? cited('evidence', look.evidenceId, look.evidenceId) : '无',
        ]
      }),
    ),
  ]
}
