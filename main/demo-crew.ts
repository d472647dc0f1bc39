/**
 * What the people of one bureau of the demo did with one false figure before anybody looks: an incident reported in time, letters to
 * four outlets; then the outlets change their pages. Whether one was corrected is found by the product's own looks, as ever. They act
 * through the API like everybody.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type {
  ArticleHit,
  CorrectionDetail,
  CorrectionShown,
  FlagActionAnswer,
  FlagDetail,
  Page,
  ReportSentAnswer,
} from '../api/contract.ts'
import type { World } from '../demo/world.ts'
import { minute, second } from '../domain/time.ts'
import { type Crew, signIn } from './demo-session.ts'

/** How long the crew waits for the machine to have read what it needs; on a slow machine it gives up, and the demo goes on without. */
const patienceMs = 5 * minute

/** Ends when the letters are out and the pages changed. Throws on the first refusal: the demo's own story must be sound. */
export async function playCorrections(crew: Crew): Promise<void> {
  const { world, signal } = crew
  const [monitor, division, office, director] = [
    await signIn(crew, 'bh-monitor'),
    await signIn(crew, 'bh-zonghe'),
    await signIn(crew, 'bh-office'),
    await signIn(crew, 'bh-director'),
  ]
  const articles = await until(signal, async () => {
    const { items } = await monitor.get<Page<ArticleHit>>(`/api/articles?q=${encodeURIComponent('1974.21')}`)
    return items.length === 4 && items.every((a) => a.state === 'analyzed') ? items : null
  })
  const address = world.articleUrl('bh-false')
  const first = articles.find((a) => a.url === address)
  if (!first) throw new Error(`the demo's first report is not at ${address}`)

  const { id: flagId } = await monitor.post<{ id: string }>(`/api/articles/${first.id}/flag`, {
    reason: '涉及我市数据，请研判',
  })
  const flag = `/api/flags/${flagId}`
  const { incidentId } = await monitor.post<FlagActionAnswer>(`${flag}/mark-suspected-major`, { subject: 'may_spread' })
  await office.post<ReportSentAnswer>(`/api/incidents/${incidentId}/reports`, {
    ...{ kind: 'first', fromUnitId: 'gx-beihai', recipientIds: ['gx'] },
    fields: {
      ...{ occurredAt: '今日上午', place: '北海', kind: '重大统计新闻舆论事件', other: '' },
      ...{ impact: '网传北海市地区生产总值数据有误，已有转载', measures: '已固定证据，拟函请更正' },
      mediaSource: '桂江新闻网首发',
    },
  })
  const read = await division.get<FlagDetail>(flag)
  const { id: reviewId } = await monitor.post<{ id: string }>(`${flag}/verdict`, {
    ...{ verdict: 'false', reason: '与公布数据不符', articleVersionId: read.flag.articleVersionId },
  })
  await division.post(`${flag}/confirm-verdict`, { reviewId })

  const { claims } = await office.get<FlagDetail>(flag)
  const claim = claims.find((c) => c.verdict === 'false')
  if (!claim) throw new Error('the demo’s false figure was not read as false')
  const lead = await office.post<{ id: string }>(`${flag}/corrections`, {
    ...{ articleVersionId: read.flag.articleVersionId, ask: 'correct' },
    ...{ field: claim.span.field, start: claim.span.start, end: claim.span.end },
  })
  await office.post(`/api/corrections/${lead.id}/act`, { verb: 'add-reprints' })
  const { items } = await director.get<Page<CorrectionShown>>(`/api/corrections?incidentId=${incidentId}&pageSize=50`)
  for (const { id } of items) {
    const act = async (verb: string, more: object = {}) => {
      const { revision, hash } = await director.get<CorrectionDetail>(`/api/corrections/${id}`)
      await director.post(`/api/corrections/${id}/act`, { verb, revision, hash, ...more })
    }
    await act('approve')
    await act('send', { way: 'paper', address: '总编室，纸质公函' })
  }
  await leavePages(world)
}

/** What the outlets make of the letters: one corrects with a note, one in silence, one takes the page off, one leaves it. */
export async function leavePages(world: World): Promise<void> {
  world.edit('bh-false')
  world.edit('bh-edited')
  world.withdraw('bh-gone')
}

/** Asks until there is an answer, once a second. */
async function until<T>(signal: AbortSignal, ask: () => Promise<T | null>): Promise<T> {
  const end = performance.now() + patienceMs
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (performance.now() > end) throw new Error('the demo’s first story was not read in time')
    await sleep(second, undefined, { signal })
  }
}
