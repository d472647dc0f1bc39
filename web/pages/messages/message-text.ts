/** A message's facts as sentences: what happened, until when, how late it comes. Missing facts are left out. */
import { dutyWordOf, type Message } from '../../../api/contract.ts'
import { wordOf } from '../../components/StateTag.tsx'
import type { Words } from '../../locales/zh-CN.ts'
import { lengthText, timeText } from '../../times.ts'

export function messageText(message: Pick<Message, 'kind' | 'facts'>, words: Words): { title: string; body: string } {
  const { facts } = message
  const titles: Record<string, string> = words.messages.kind
  const parts = [
    facts.no === undefined ? '' : String(facts.no),
    typeof facts.names === 'string' ? words.messages.sources(facts.names.split('\n'), Number(facts.count ?? 1)) : '',
    typeof facts.alarm === 'string' ? wordOf(words.states.health, facts.alarm, '') : '',
    typeof facts.topic === 'string' ? facts.topic : '',
    facts.title === undefined ? '' : words.messages.about(String(facts.title)),
    typeof facts.absorbedNo === 'string' ? words.messages.absorbed(facts.absorbedNo) : '',
    typeof facts.duty === 'string'
      ? dutyWordOf(
          { duty: words.states.duty, otherDuty: words.clock.otherDuty },
          { duty: facts.duty, rule: String(facts.rule ?? ''), what: String(facts.what ?? '') },
        )
      : '',
    typeof facts.who === 'string' ? facts.who : '',
    typeof facts.phone === 'string' ? words.contacts.phone(facts.phone) : '',
    typeof facts.email === 'string' ? words.contacts.email(facts.email) : '',
    typeof facts.cells === 'string' ? facts.cells.replaceAll('\n', words.common.listComma) : '',
    typeof facts.left === 'string'
      ? words.heads.told(String(facts.name), facts.left, timeText(String(facts.since)))
      : '',
    typeof facts.forName === 'string'
      ? words.delegations.told(
          String(facts.name),
          facts.forName,
          String(facts.number),
          timeText(String(facts.fromAt)),
          timeText(String(facts.untilAt)),
        )
      : '',
    dutyText(message, words),
    message.kind === 'standing_missing'
      ? words.standing.missing(String(facts.what).replaceAll('\n', words.common.listComma), String(facts.period))
      : '',
    typeof facts.figure === 'string'
      ? words.messages.revised(facts.figure, `${facts.oldValue}${facts.oldUnit}`, `${facts.newValue}${facts.newUnit}`)
      : '',
    typeof facts.n === 'number' ? textNamed(facts.n, Number(facts.revision ?? 1)) : '',
    message.kind.startsWith('correction_') && typeof facts.outlet === 'string' ? facts.outlet : '',
    message.kind.startsWith('correction_') && typeof facts.event === 'string'
      ? (words.corrections.event[facts.event] ?? wordOf(words.corrections.outcome, facts.event, ''))
      : '',
    typeof facts.told === 'string' ? words.messages.told(String(facts.from), facts.told) : '',
    time('limitAt', words.clock.limit),
    time('acknowledgeBy', words.messages.acknowledgeBy),
    time('dueAt', words.clock.limit),
    typeof facts.cause === 'string' ? wordOf(words.messages.cause, facts.cause, '') : '',
    typeof facts.newN === 'number' ? words.messages.useInstead(facts.newN) : '',
    message.kind === 'comment_news' ? wordOf(words.comments.acts, String(facts.act), '') : '',
    typeof facts.comment === 'string' && facts.comment !== '' ? words.messages.comment(facts.comment) : '',
    typeof facts.reason === 'string' && facts.reason !== '' ? words.messages.comment(facts.reason) : '',
    typeof facts.byName === 'string' ? facts.byName : '',
    typeof facts.lateMs === 'number' && facts.lateMs >= 60_000
      ? words.messages.sentLate(lengthText(facts.lateMs, words.time))
      : '',
  ]
  // Numbers of drills begin with Y: nobody may take one for real.
  const drill = typeof facts.no === 'string' && facts.no.startsWith('Y') ? words.messages.drill : ''
  return {
    title: `${drill}${wordOf(titles, message.kind, words.messages.other)}`,
    body: parts.filter(Boolean).join(' · '),
  }

  /** A release and talking points are counted apart. */
  function textNamed(n: number, revision: number): string {
    if (typeof facts.releaseId !== 'string') return words.talkingPoints.named(n, revision)
    return `${words.releases.numbered(n)} ${words.releases.revision(revision)}`
  }

  function time(name: string, label: string): string {
    const value = facts[name]
    return typeof value === 'string' ? `${label} ${timeText(value)}` : ''
  }
}

/** Which duty, when: of a turn, a gap or a hand-over. */
function dutyText({ kind, facts }: Pick<Message, 'kind' | 'facts'>, words: Words): string {
  if (typeof facts.dutyKind !== 'string' || typeof facts.fromAt !== 'string') return ''
  const w = words.roster
  const [from, to] = [timeText(facts.fromAt), typeof facts.toAt === 'string' ? timeText(facts.toAt) : null]
  const said =
    kind === 'duty_gap'
      ? w.gapText(from, to)
      : kind === 'duty_handed_over'
        ? w.handedText(from, Number(facts.count ?? 0))
        : w.turnText(from, to ?? '', Number(facts.count ?? 1))
  return `${wordOf(w.kind, facts.dutyKind, w.title)} ${said}`
}
