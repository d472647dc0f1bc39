/** One sentence for an entry of the record: what was done to what; codes it does not know become a readable phrase. */
import type { TimelineEntry } from '../../api/contract.ts'
import type { Words } from '../locales/zh-CN.ts'

type Entry = Pick<TimelineEntry, 'action' | 'subject' | 'after'>

/** `about`: what the server knows of it in a plan's own words; else the outcome that the entry holds. */
export function actionSentence(entry: Entry, words: Words, about: string | null = null): string {
  const known: Record<string, string> = words.timeline.known
  const sentence = known[`${entry.subject.kind}.${entry.action}`]
  const detail = about ?? detailOf(entry, words)
  const said = sentence ?? words.timeline.other(subjectWord(entry.subject.kind, words))
  return detail === '' ? said : `${said}${words.common.colon}${detail}`
}

export function subjectWord(kind: string, words: Words): string {
  const subjects: Record<string, string> = words.subjects
  return subjects[kind] ?? words.subjects.other
}

/** The outcome where the entry is about one that has a word: a grade, a scope, a verdict, the duty of a clock. */
function detailOf({ action, subject, after }: Entry, words: Words): string {
  const outcomes: Record<string, { name: string; map: Record<string, string> }> = {
    'incident.grade': { name: 'grade', map: words.states.grade },
    'incident.scope': { name: 'scope', map: words.states.scope },
    'flag.propose-verdict': { name: 'verdict', map: words.states.verdict },
    'flag.confirm-verdict': { name: 'verdict', map: words.states.verdict },
  }
  const ofClock: { name: string; map: Record<string, string> } = { name: 'duty', map: words.states.duty }
  const outcome = subject.kind === 'clock' ? ofClock : outcomes[`${subject.kind}.${action}`]
  const value = outcome && after?.[outcome.name]
  return typeof value === 'string' ? (outcome?.map[value] ?? '') : ''
}
