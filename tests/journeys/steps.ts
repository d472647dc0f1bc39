/** Steps that several journeys share, said as a person would. */
import type {
  ArticleHit,
  ClockShown,
  FlagActionAnswer,
  IncidentRoom,
  Message,
  Messages,
  Page,
  Problem,
  ReportSentAnswer,
} from '../../api/contract.ts'
import type { Answer, House, Person } from '../support/house.ts'

export const reportFields = {
  occurredAt: '2026年9月30日',
  place: '广西柳州',
  kind: '重大统计新闻舆论事件',
  impact: '网文称数据系编造,可能影响政府统计公信力',
  measures: '已固定证据,正在核实信息来源',
  other: '',
  mediaSource: '华南门户网首发',
}

/** Publishes articles of the demo's script and lets the machine find and judge them. */
export async function published(house: House, ...keys: string[]): Promise<void> {
  for (const key of keys) house.world.publish(key)
  await house.poll()
}

/** The person finds an article by search and brings it to their bureau's queue; the id of its flag. */
export async function bringsToQueue(person: Person, words: string): Promise<string> {
  const found = await person.get<Page<ArticleHit>>(`/api/articles?q=${encodeURIComponent(words)}`)
  const article = found.body.items[0]
  if (!article) throw new Error(`nobody finds an article with the words ${words}`)
  return done(await person.post(`/api/articles/${article.id}/flag`, { reason: '涉及统计数据,请研判' })).id
}

/** Marks a flag as suspected major; the id of the incident. */
export const marks = async (person: Person, flagId: string, more: object = {}): Promise<string> =>
  done(await person.post<FlagActionAnswer>(`/api/flags/${flagId}/mark-suspected-major`, more)).incidentId ?? ''

export const reports = (
  person: Person,
  incidentId: string,
  fromUnitId: string,
  recipientIds: string[],
  more: object = {},
) =>
  person.post<ReportSentAnswer>(`/api/incidents/${incidentId}/reports`, {
    kind: 'first',
    fromUnitId,
    recipientIds,
    fields: reportFields,
    ...more,
  })

export const room = async (person: Person, incidentId: string): Promise<IncidentRoom> =>
  done(await person.get<IncidentRoom>(`/api/incidents/${incidentId}`))

/** The clock of one duty and unit in a room. */
export async function clockOf(
  person: Person,
  incidentId: string,
  unitId: string,
  duty = 'report-2h',
): Promise<ClockShown> {
  const { clocks } = await room(person, incidentId)
  const clock = clocks.find((c) => c.unit.id === unitId && c.duty === duty)
  if (!clock) throw new Error(`no clock ${duty} of ${unitId} among ${clocks.map((c) => `${c.duty}/${c.unit.id}`)}`)
  return clock
}

export const messagesOf = async (person: Person, kind: string): Promise<Message[]> =>
  done(await person.get<Messages>('/api/messages?pageSize=100')).items.filter((m) => m.kind === kind)

/** The body of an answer that must be a success; a refusal is shown whole. */
export function done<T>(answer: Answer<T>): T {
  if (answer.status !== 200) throw new Error(`refused: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** What a refusal says: its code and the citation of its rule. */
export function refusalOf(answer: Answer<unknown>) {
  const { code, rule } = answer.body as Problem
  return { status: answer.status, code, rule: rule?.citation }
}
