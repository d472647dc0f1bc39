/** The parts of talking points that people read, by the names that a comparison of two revisions uses; empty ones are left out. */
import type { TalkingPointsBody } from '../../domain/talking-points.ts'

export function partsOf({ summary, short, facts, dos, donts, questions }: TalkingPointsBody): Map<string, string> {
  const named: [string, string][] = [
    ['summary', summary],
    ['short.core', short?.core ?? ''],
    ['short.reply', short?.reply ?? ''],
    ...facts.map(({ text }, at): [string, string] => [`facts.${at + 1}`, text]),
    ...dos.map((line, at): [string, string] => [`dos.${at + 1}`, line]),
    ...donts.map((line, at): [string, string] => [`donts.${at + 1}`, line]),
    ...questions.flatMap(({ question, answer }, at): [string, string][] => [
      [`questions.${at + 1}.question`, question],
      [`questions.${at + 1}.answer`, answer],
    ]),
  ]
  return new Map(named.filter(([, text]) => text !== ''))
}
