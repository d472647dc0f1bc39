/**
 * People at work on a running program: each tries what is there to do, marks it with words of its own, and writes down what
 * the server acknowledged. A request that the kill cut off may have been done or not, but never twice.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type {
  ArticleHit,
  FlagActionAnswer,
  FlagDetail,
  IncidentRoom,
  IncidentRow,
  Page,
  Stories,
  TalkingPointsDetail,
} from '../../api/contract.ts'
import { reportFields } from '../journeys/steps.ts'
import type { Dice } from './dice.ts'
import type { Answer, Done, Person } from './house.ts'

export type Decision = {
  kind: string
  /** Words that no other decision bears; they stand in a reason, a report or a text. '' where the act takes no words. */
  marker: string
  /** Event of the record it must have left: action and, once known, its subject. */
  action: string
  subjectId: string | null
  /** `lost`: the program was killed before it answered. */
  outcome: 'acknowledged' | 'refused' | 'lost'
}

export type Crew = Record<string, Person>
/** Who is signed in: one for each kind of act, and the duty officers of four cities. */
export const crewNames = [
  'gx-monitor',
  'gx-office',
  'gx-zonghe',
  'gx-hesuan',
  'gx-lg',
  'lz-duty',
  'nn-duty',
  'gl-duty',
  'bh-duty',
]
const cities: Record<string, string> = {
  'lz-duty': 'gx-liuzhou',
  'nn-duty': 'gx-nanning',
  'gl-duty': 'gx-guilin',
  'bh-duty': 'gx-beihai',
}

export type Worksite = { crew: Crew; dice: Dice; decisions: Decision[]; stopped: () => boolean }

/** Works until stopped, `hands` acts at once; a lost connection ends a hand. */
export async function peopleAtWork(site: Worksite, hands: number): Promise<void> {
  await Promise.all(Array.from({ length: hands }, () => oneHand(site)))
}

async function oneHand(site: Worksite): Promise<void> {
  while (!site.stopped())
    try {
      await site.dice.pick(acts)(site)
      await sleep(site.dice.between(0, 40))
    } catch (e) {
      if (site.stopped() || isCutOff(e)) return
      throw e
    }
}

/** fetch throws TypeError when the connection breaks; a half answer is no JSON. */
const isCutOff = (e: unknown): boolean => e instanceof TypeError || e instanceof SyntaxError

/** Posts and keeps account. The decision is written down before the request leaves. */
async function decide(
  { decisions }: Worksite,
  {
    person,
    path,
    body,
    ...what
  }: Pick<Decision, 'kind' | 'marker' | 'action' | 'subjectId'> & { person: Person; path: string; body: object },
): Promise<Done | FlagActionAnswer | null> {
  const decision: Decision = { ...what, outcome: 'lost' }
  decisions.push(decision)
  const answer: Answer<Done> = await person.post<Done>(path, body)
  if (answer.status >= 500) throw new Error(`${what.kind}: ${answer.status} ${JSON.stringify(answer.body)}`)
  decision.outcome = answer.status === 200 ? 'acknowledged' : 'refused'
  if (answer.status !== 200) return null
  decision.subjectId ??= answer.body.id
  return answer.body
}

let words = 0
/** Words that stand nowhere else. */
const marked = (kind: string) => `${kind}〔${process.pid}-${++words}〕`

type Act = (site: Worksite) => Promise<unknown>
const cityOf = (dice: Dice) => dice.pick(Object.keys(cities))

const bringAndMark: Act = async (site) => {
  const who = cityOf(site.dice)
  const person = site.crew[who]!
  const { items } = (await person.get<Page<ArticleHit>>('/api/articles?pageSize=50')).body
  if (items.length === 0) return
  const article = site.dice.pick(items)
  const bring = marked('提请研判')
  const flag = await decide(site, {
    ...{ kind: 'bring', marker: '', action: 'open', subjectId: null, person },
    ...{ path: `/api/articles/${article.id}/flag`, body: { reason: bring } },
  })
  if (!flag || !('id' in flag)) return
  const marker = marked('标为疑似重大')
  await decide(site, {
    ...{ kind: 'mark', marker, action: 'mark-suspected-major', subjectId: flag.id, person },
    ...{
      path: `/api/flags/${flag.id}/mark-suspected-major`,
      body: { reason: marker, subject: site.dice.pick(['region', 'may_spread', 'own_level']) },
    },
  })
}

const acknowledge: Act = async (site) => {
  const person = site.crew['gx-monitor']!
  const { items } = (await person.get<Stories>('/api/flags?pageSize=50')).body
  const open = items.find((s) => s.alertedAt && !s.acknowledgedAt)
  if (open)
    await decide(site, {
      ...{ kind: 'acknowledge', marker: '', action: 'acknowledge', subjectId: open.flagId, person },
      ...{ path: `/api/flags/${open.flagId}/acknowledge`, body: {} },
    })
}

const judge: Act = async (site) => {
  const [proposer, confirmer] = [site.crew['gx-zonghe']!, site.crew['gx-hesuan']!]
  const { items } = (await proposer.get<Stories>('/api/flags?pageSize=50')).body
  if (items.length === 0) return
  const { flagId } = site.dice.pick(items)
  const { flag } = (await proposer.get<FlagDetail>(`/api/flags/${flagId}`)).body
  const path = `/api/flags/${flagId}`
  const marker = marked('核对意见')
  const body = {
    verdict: site.dice.pick(['false', 'misleading', 'outdated']),
    reason: marker,
    articleVersionId: flag.articleVersionId,
  }
  const review = await decide(site, {
    ...{ kind: 'verdict', marker, action: 'propose-verdict', subjectId: flagId, person: proposer },
    ...{ path: `${path}/verdict`, body },
  })
  if (!review || !('id' in review)) return
  const second = marked('复核意见')
  await decide(site, {
    ...{ kind: 'confirm-verdict', marker: second, action: 'confirm-verdict', subjectId: flagId, person: confirmer },
    ...{ path: `${path}/confirm-verdict`, body: { reviewId: review.id, reason: second } },
  })
}

/** A random open matter as the regional office sees it. */
async function someRoom({ crew, dice }: Worksite): Promise<IncidentRoom | null> {
  const office = crew['gx-office']!
  const { items } = (await office.get<Page<IncidentRow>>('/api/incidents?state=open&pageSize=50')).body
  if (items.length === 0) return null
  return (await office.get<IncidentRoom>(`/api/incidents/${dice.pick(items).id}`)).body
}

const report: Act = async (site) => {
  const room = await someRoom(site)
  if (!room) return
  const found = room.incident.units.map((u) => u.id)
  const who = Object.keys(cities).find((name) => found.includes(cities[name]!))
  const [person, fromUnitId] = who ? [site.crew[who]!, cities[who]!] : [site.crew['gx-office']!, 'gx']
  const first = !room.reports.some((r) => r.from.id === fromUnitId)
  const marker = marked('补充情况')
  const sent = await decide(site, {
    ...{
      kind: 'report',
      marker,
      action: 'send',
      subjectId: null,
      person,
      path: `/api/incidents/${room.incident.id}/reports`,
    },
    body: {
      kind: first ? 'first' : 'follow_up',
      fromUnitId,
      recipientIds: ['gx'],
      fields: { ...reportFields, other: marker },
    },
  })
  if (!sent || !('id' in sent) || site.dice.chance(0.5)) return
  const again = marked('更正情况')
  await decide(site, {
    ...{ kind: 'revise-report', marker: again, action: 'revise', subjectId: sent.id, person },
    ...{ path: `/api/reports/${sent.id}/revisions`, body: { fields: { ...reportFields, other: again } } },
  })
}

const handle: Act = async (site) => {
  const room = await someRoom(site)
  if (!room) return
  const { id, grade } = room.incident
  const marker = marked('处置意见')
  const yes = { media: true, untrue: true, serious: true, sudden: true }
  const grades = ['general', 'larger', 'major', 'extraordinary'].filter((g) => g !== grade)
  const choices = [
    { who: 'gx-lg', action: 'grade', path: 'grade', body: { grade: site.dice.pick(grades), reason: marker } },
    { who: 'gx-office', action: 'confirm', path: 'confirm', body: { elements: yes, reason: marker } },
    { who: 'gx-office', action: 'study', path: 'study', body: { reason: marker } },
    { who: 'gx-lg', action: 'activate', path: 'activate', body: { reason: marker } },
  ]
  const { who, action, path, body } = site.dice.pick(choices)
  await decide(site, {
    ...{
      kind: action,
      marker,
      action,
      subjectId: id,
      person: site.crew[who]!,
      path: `/api/incidents/${id}/${path}`,
      body,
    },
  })
}

const write: Act = async (site) => {
  const room = await someRoom(site)
  if (!room) return
  const person = site.crew['gx-office']!
  const marker = marked('网传数据不实,以官方公布为准')
  const body = { summary: marker, facts: [], dos: [], donts: [], questions: [] }
  const known = room.talkingPoints[0]
  if (!known)
    return decide(site, {
      ...{ kind: 'draft', marker, action: 'draft', subjectId: null, person },
      ...{ path: `/api/incidents/${room.incident.id}/talking-points`, body: { body } },
    })
  const { talkingPoints } = (await person.get<TalkingPointsDetail>(`/api/talking-points/${known.id}`)).body
  return decide(site, {
    ...{ kind: 'revise', marker, action: 'revise', subjectId: known.id, person },
    ...{ path: `/api/talking-points/${known.id}/revisions`, body: { revision: talkingPoints.revision, body } },
  })
}

const acts: Act[] = [bringAndMark, acknowledge, judge, report, report, handle, handle, write, write]
