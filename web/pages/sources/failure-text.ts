/** Why a fetch brought nothing, in words. */
import type { PollShown } from '../../../api/contract.ts'
import type { Words } from '../../locales/zh-CN.ts'

type Failure = NonNullable<PollShown['failure']>

export function failureSentence(failure: Failure, words: Words): string {
  const sentences: Record<string, string> = words.failures
  const sentence = sentences[failure.code] ?? words.failures.unknown
  return failure.code === 'http_status' && failure.status !== undefined
    ? words.sources.answered(failure.status)
    : sentence
}
