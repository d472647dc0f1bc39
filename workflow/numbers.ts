/**
 * The claim checker's word on a text that is to go out: every number of it held against the official figures. It is asked outside
 * of the transaction (it reads all figures), and counts inside only while the same text and the same figures stand.
 */
import type { Claim } from '../domain/figure.ts'
import type { NumberFault, NumbersChecked } from '../domain/talking-points.ts'
import type { Refusal, Result } from '../domain/result.ts'
import { figuresStamp } from '../store/figures.ts'
import type { Db } from '../store/open.ts'

/** Given by whoever holds the figures in memory: the API and the machine. `home`: region code that 全区, 全市 stand for. */
export type CheckText = (
  text: { title: string; text: string; publishedAt: Date; isOurs: true },
  home: string,
) => Promise<Claim[]>

/** The text and what it quotes in order to refute it. */
export type TextToCheck = { title: string; text: string; quoted: readonly string[]; hash: string; home: string }

const wrong = new Set<string>(['false', 'misleading', 'outdated', 'unreleased'])
const tries = 4

/** `run` gets the word on the text that `read` gives, and is run again when figures or text changed in between. */
export async function withNumbers<T>(
  db: Db,
  { read, check, at }: { read: () => Promise<TextToCheck | null>; check: CheckText; at: Date },
  run: (numbers: NumbersChecked | null) => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let n = 1; ; n++) {
    const text = await read()
    const result = await run(text && (await checkNumbers(db, text, { check, at })))
    const again = !result.ok && result.refusal.code === 'conflict' && result.refusal.field === 'numbers'
    if (!again || n === tries) return result
  }
}

async function checkNumbers(
  db: Db,
  { title, text, quoted, hash, home }: TextToCheck,
  { check, at }: { check: CheckText; at: Date },
): Promise<NumbersChecked> {
  const stamp = await stampOf(db)
  const claims = await check({ title, text, publishedAt: at, isOurs: true }, home)
  return { hash, stamp, faults: faultsOf(claims, quoted) }
}

/** What the figures do not bear out, but for what the text says it quotes as wrong. */
export const faultsOf = (claims: readonly Claim[], quoted: readonly string[]): NumberFault[] =>
  claims
    .filter((c) => wrong.has(c.verdict) && !quoted.some((q) => q.includes(c.quote) || c.quote.includes(q)))
    .map(({ quote, verdict, type }) => ({ quote: quote.slice(0, 200), verdict, type }))

/** The refusal of a text by its first wrong number, or by a word on it that does not count any more; null when it may pass. */
export function wrongNumber(hash: string, numbers: NumbersChecked | null): Refusal | null {
  // The figures changed, or another text was looked at, between the look and this instant: look again.
  if (!numbers || numbers.hash !== hash) return { code: 'conflict', field: 'numbers' }
  const [fault] = numbers.faults
  if (!fault) return null
  const detail = { quote: fault.quote, verdict: fault.verdict, ...(fault.type ? { type: fault.type } : {}) }
  const rule = fault.verdict === 'unreleased' ? 'law-release-28' : 'policy-current-figure'
  return { code: 'invalid-field', rule, field: 'text', detail }
}

/**
 * Of a matter about a number that is not out yet, the one thing said is that it is not out and when it will be (B12, AC-10): who
 * confirms, denies or comments on it says something of it, and who speaks of a leak makes it known (PRO-04).
 */
export function onlyLine(isUnreleased: boolean, text: string): Refusal | null {
  if (!isUnreleased) return null
  const rule = 'policy-unreleased'
  if (!notOut.test(text) || !/发布(?:日程|日历|计划|时间)/.test(text))
    return { code: 'missing-field', rule, field: 'text' }
  // 不证实、不评论 is what the rule itself says.
  const said = tells.exec(text.replace(/不(?:予|作|做)?(?:证实|否认|评论|置评)[^。；，\n]*/g, ''))
  return said ? { code: 'invalid-field', rule, field: 'text', detail: { quote: said[0] } } : null
}

const notOut = /(?:尚未|还未|未)(?:正式)?(?:公布|发布|对外发布)/
const tells =
  /属实|不实|失实|虚假|谣言|编造|捏造|有误|错误|准确|吻合|一致|相符|不符|接近|相近|差距|偏[高低大小]|泄露|泄密|涉密|外泄|立案|查处|追查|追责/

/** Inside the transaction: the word still counts, or null. */
export async function stillCounts(tx: Db, numbers: NumbersChecked | null): Promise<NumbersChecked | null> {
  return numbers && numbers.stamp === (await stampOf(tx)) ? numbers : null
}

const stampOf = async (db: Db): Promise<string> => {
  const { figures, calendar } = await figuresStamp(db)
  return `${figures}/${calendar}`
}
