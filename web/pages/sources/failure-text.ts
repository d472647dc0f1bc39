/** Why a fetch brought nothing, in words. */
import type { PollShown, SourceShown } from '../../../api/contract.ts'
import type { Words } from '../../locales/zh-CN.ts'

type Failure = NonNullable<PollShown['failure']>

/** Why a source is not well although it answers; '' where the failure itself says it. */
export function healthSentence(reason: SourceShown['healthReason'], words: Words): string {
  const say = words.sources.healthReason
  const fact = (name: string) => Number(reason?.facts[name] ?? 0)
  if (reason?.code === 'quiet') return say.quiet(fact('hours'), fact('expected'))
  if (reason?.code === 'never_any') return say.never_any
  if (reason?.code === 'quarantined') return say.quarantined
  if (reason?.code === 'short_texts') return say.short_texts(fact('median'), fact('usual'))
  return reason?.code === 'no_texts' ? say.no_texts(fact('empty'), fact('of')) : ''
}

/** Why an alarm was raised, whether a failure or a habit was the reason. */
export const alarmSentence = (reason: NonNullable<SourceShown['healthReason']>, words: Words): string =>
  healthSentence(reason, words) || ((words.failures as Record<string, string>)[reason.code] ?? words.failures.unknown)

/** A site answers 429 or 503 to ask for patience; without such an answer it was our own queue at that site. */
const isOwnQueue = ({ code, status }: Failure): boolean => code === 'rate_limited' && status === undefined

export function failureSentence(failure: Failure, words: Words): string {
  const sentences: Record<string, string> = words.failures
  if (isOwnQueue(failure)) return words.failures.own_queue
  const sentence = sentences[failure.code] ?? words.failures.unknown
  return failure.code === 'http_status' && failure.status !== undefined
    ? words.sources.answered(failure.status)
    : sentence
}

/** What the failure means for whoever wants the address read, and what to do about it. */
export function failureAdvice(failure: Failure, words: Words): string {
  const say: Record<string, string> = words.failureAdvice
  if (isOwnQueue(failure)) return words.failureAdvice.own_queue
  return say[failure.code === 'http_status' ? answerClass(failure.status) : failure.code] ?? words.failureAdvice.unknown
}

function answerClass(status: number | undefined): string {
  if (status === 404 || status === 410) return 'not_there'
  if (status === 401 || status === 402 || status === 403 || status === 451) return 'not_allowed'
  return status !== undefined && status >= 500 ? 'site_broken' : 'odd_answer'
}
