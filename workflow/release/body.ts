/** What a release may consist of: sizes, characters, and for a spoken kind its meeting. The hash that approvals name is taken here. */
import { createHash } from 'node:crypto'
import { type Meeting, type ReleaseBody, type ReleaseKind, spokenKinds } from '../../domain/release.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { canonical } from '../../store/audit.ts'
import { readText } from '../text.ts'

/** Characters, and counts of lines. */
export const releaseLimits = {
  ...{ title: 120, text: 20_000, quote: 100, quotes: 20, claim: 500 },
  ...{ venue: 200, invitation: 4_000, speakers: 10, name: 60, post: 100, agenda: 20, line: 300 },
} as const

/** SHA-256 over content and the talking points it is bound to: an approval holds for both. */
export const releaseHash = (body: ReleaseBody, talkingPointsId: string): string =>
  createHash('sha256')
    .update(canonical({ ...body, talkingPointsId }))
    .digest('hex')

/** Reads a body as it came from outside. A press conference needs its meeting, a notice may have none. */
export function readRelease(given: ReleaseBody, kind: ReleaseKind): Result<ReleaseBody> {
  const isSpoken = spokenKinds.includes(kind)
  if (isSpoken && !given.meeting) return refuse('missing-field', { field: 'meeting' })
  if (!isSpoken && given.meeting) return refuse('invalid-field', { field: 'meeting' })
  if (given.quoted.length > releaseLimits.quotes) return tooMany('quoted', releaseLimits.quotes)
  const texts = new Texts()
  const body: ReleaseBody = {
    title: texts.read(given.title, 'title', 2, releaseLimits.title),
    text: texts.read(given.text, 'text', 10, releaseLimits.text),
    publicity: given.publicity,
    quoted: given.quoted.map((q, n) => texts.read(q, `quoted.${n}`, 1, releaseLimits.quote)),
    claim: texts.read(given.claim, 'claim', 0, releaseLimits.claim),
    meeting: given.meeting && readMeeting(given.meeting, texts),
  }
  if (texts.refused) return texts.refused
  const absent = body.quoted.findIndex((q) => !`${body.title}\n${body.text}`.includes(q))
  return absent < 0 ? ok(body) : refuse('invalid-field', { field: `quoted.${absent}` })
}

function readMeeting(given: Meeting, texts: Texts): Meeting {
  const { venue, invitation, speakers, agenda, at } = given
  if (speakers.length > releaseLimits.speakers) texts.refuse(tooMany('meeting.speakers', releaseLimits.speakers))
  if (agenda.length > releaseLimits.agenda) texts.refuse(tooMany('meeting.agenda', releaseLimits.agenda))
  // 国办发〔2016〕61号: a head or the spokesperson attends.
  if (speakers.length === 0) texts.refuse(refuse('missing-field', { field: 'meeting.speakers' }))
  if (Number.isNaN(Date.parse(at))) texts.refuse(refuse('invalid-field', { field: 'meeting.at' }))
  return {
    venue: texts.read(venue, 'meeting.venue', 1, releaseLimits.venue),
    at: Number.isNaN(Date.parse(at)) ? '' : new Date(at).toISOString(),
    invitation: texts.read(invitation, 'meeting.invitation', 0, releaseLimits.invitation),
    speakers: speakers.map(({ name, post }, n) => ({
      name: texts.read(name, `meeting.speakers.${n}.name`, 1, releaseLimits.name),
      post: texts.read(post, `meeting.speakers.${n}.post`, 1, releaseLimits.post),
    })),
    agenda: agenda.map((line, n) => texts.read(line, `meeting.agenda.${n}`, 1, releaseLimits.line)),
  }
}

const tooMany = (field: string, max: number) => refuse('too-large', { field, detail: { max } })

/** Reads many texts and keeps the first refusal. */
class Texts {
  refused: ReturnType<typeof refuse> | null = null
  refuse(refusal: ReturnType<typeof refuse>): void {
    this.refused ??= refusal
  }
  read(given: string, field: string, min: number, max: number): string {
    const text = readText(given, { field, min, max })
    if (text.ok) return text.value
    this.refuse(text)
    return ''
  }
}
