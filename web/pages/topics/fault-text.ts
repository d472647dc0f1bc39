/** What is wrong with a topic, as a sentence with its place. */
import type { TopicFaultShown } from '../../../api/contract.ts'
import type { Words } from '../../locales/zh-CN.ts'

export function faultText({ problem, field, at, piece, position, max }: TopicFaultShown, words: Words): string {
  const w = words.topics
  if (problem === 'empty') return w.problem.empty
  const fields = { must: w.must, any: w.any, exclude: w.exclude, patterns: w.patterns, outletIds: w.outlets }
  const more = [
    w.problem[problem],
    piece === undefined ? '' : w.piece(piece),
    position === undefined ? '' : w.position(position + 1),
    max === undefined ? '' : w.most(max),
  ]
  return w.faultAt(fields[field], at + 1, more.filter(Boolean).join(w.comma))
}
