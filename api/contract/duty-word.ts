/** What a duty is called in lists, messages and files. */
import { isWordedDuty } from '../../domain/worded-duties.ts'
import type { FileWords } from './file-words-zh.ts'

/** The program's own word where it has one for a duty of this rule, else what the plan says; never the bare key. */
export function dutyWordOf(
  words: Pick<FileWords, 'duty' | 'otherDuty'>,
  { duty, rule, what }: { duty: string; rule: string; what: string },
): string {
  const known: Record<string, string> = words.duty
  return (isWordedDuty({ duty, rule }) ? known[duty] : what) || known[duty] || words.otherDuty
}
