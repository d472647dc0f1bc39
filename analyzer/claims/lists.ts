/**
 * 分别, 依次, respectively: 一季度、上半年增速分别为5.8%和5.5%. Gives each number of the list the name of the same rank.
 */
import type { Quantity } from './quantities.ts'

type Mention = { start: number; end: number }
type Listed = { text: string; sentence: Mention; quantity: Quantity; quantities: Quantity[] }

const respectively = /分别|依次|respectively/g
const between =
  /^\s*(?:、|和|与|及|以及|,|and|, and)\s*(?:同比|环比)?(?:增长|上涨|上升|下降|下跌|减少|下滑|增|涨|升|降|跌|减|高于|低于)?\s*$/

/**
 * `mentions` are those of the line: a list may follow a semicolon and take its names from the half before it.
 * The mention that belongs to this number by rank, or null when the sentence holds no such list, the number is not in
 * it, or the counts differ (then nothing is certain and nothing is assigned).
 */
export function listedPart<T extends Mention>(
  { text, sentence, quantity, quantities }: Listed,
  mentions: T[],
): T | null {
  const word = [...text.slice(sentence.start, quantity.numberStart).matchAll(respectively)].at(-1)
  if (word === undefined) return null
  const at = sentence.start + word.index
  const numbers = coordinated(
    quantities.filter(
      (other) => other.numberStart > at && other.numberStart < sentence.end && other.dimension === quantity.dimension,
    ),
    text,
  )
  const rank = numbers.indexOf(quantity)
  if (rank < 0 || numbers.length < 2) return null
  const before = mentions.filter((mention) => mention.end <= at)
  const list = lastList(before, text)
  if (list.length === numbers.length) return list[rank] ?? null
  // 钦州…居首,北海…次之,防城港…;增速依次为: the names stand apart, one a clause.
  return word[0] === '依次' && before.length >= numbers.length ? (before.slice(-numbers.length)[rank] ?? null) : null
}

function coordinated(numbers: Quantity[], text: string): Quantity[] {
  const out: Quantity[] = []
  for (const number of numbers) {
    const last = out.at(-1)
    if (last !== undefined && !between.test(text.slice(last.end, number.start))) break
    out.push(number)
  }
  return out
}

function lastList<T extends Mention>(mentions: T[], text: string): T[] {
  const out: T[] = []
  for (const mention of mentions.toReversed()) {
    const next = out[0]
    if (next !== undefined && !between.test(text.slice(mention.end, next.start))) break
    out.unshift(mention)
  }
  return out
}
