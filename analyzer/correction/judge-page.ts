/**
 * What a look at a page proves about one request for correction: are the wrong words gone everywhere (headline, text, captions), are
 * the right ones there, does a note say so, and where. Pure. Holding a page for corrected that is not is the worst error: what is
 * not surely read is `unclear`, and what is not sealed proves nothing.
 */
import type Big from 'big.js'
import {
  type CorrectionOutcome,
  type CorrectionProof,
  type ProofPlace,
  type ProofQuote,
  remedied,
} from '../../domain/correction.ts'
import type { Claim, Figure } from '../../domain/figure.ts'
import { bookOf, checkClaims } from '../claims/claims.ts'
import { type Quantity, quantitiesIn } from '../claims/quantities.ts'
import { fold } from '../script.ts'
import { likeness, squeezed } from './likeness.ts'
import { type Note, notesIn, saidInNote } from './notes.ts'

/** What the request is about, as pinned. */
export type Asked = {
  /** The sentence or passage of the pinned version. */
  quote: string
  /** The number in it that is wrong, as printed with its unit (`3.4%`); null for a fact without one. */
  wrongValue: string | null
  /** The official figure; null where a fact without a number is asked for. */
  figure: Figure | null
  /** What is right, in words. */
  right: string
  pinnedTitle: string
  pinnedText: string
  publishedAt: Date
  /** GB/T 2260 of what 全区 and 我省 mean there. */
  home: string
}

/** One look. `sealedAs` names the evidence; without it nothing is proven. */
export type Look =
  | { kind: 'page'; title: string; subtitle: string; text: string; captions: string[]; sealedAs: string | null }
  | { kind: 'missing'; sealedAs: string | null }
  | { kind: 'failed' }
/** A page of the outlet that may carry a note: published after the request. */
export type OtherPage = { title: string; text: string; sealedAs: string | null }

const nothing = { wrong: [], doubtful: [], right: [], note: null }
/** A page that shows a beginning only. */
const barred =
  /订阅后(?:可)?(?:阅读|查看)|付费(?:阅读|后|内容)|开通会员|登录后(?:可)?(?:阅读|查看)|剩余\d+%|查看(?:全文|剩余)|阅读全文|展开全文|下载(?:客户端|app)(?:阅读|查看)|subscribe to (?:read|continue)|sign in to (?:read|continue)|subscribers? only|continue reading/
const gone =
  /页面不存在|文章不存在|内容(?:已被?|已经)?(?:删除|下线)|已被作者删除|该内容已|找不到(?:该)?页面|404 not found|page not found/
/** What is so much shorter than it was may be a beginning. */
const leastShare = 0.35
/** From here on two sentences say the same with other numbers. */
const leastLikeness = 0.6
const refutes = /不实|失实|有误|错误|谣|并非|而非|incorrect|\bfalse\b|not true/

export function judgePage(asked: Asked, look: Look, others: readonly OtherPage[] = []): CorrectionProof {
  if (look.kind === 'failed') return { outcome: 'unreadable', ...nothing }
  if (look.sealedAs === null) return { outcome: 'unreadable', ...nothing }
  if (look.kind === 'missing') return { outcome: 'removed', ...nothing }
  const page = pageOf(look)
  const isShort = page.text.length < asked.pinnedText.length * leastShare
  if (isShort && gone.test(page.text)) return { outcome: 'removed', ...nothing }
  const seen = asked.figure === null ? seenOfFact(asked, page) : seenOfFigure(asked, asked.figure, page)
  const note = noteOf(asked, page) ?? noteElsewhere(asked, others)
  const found = { ...seen, note: note?.said ?? null }
  const isCut = barred.test(page.text.slice(-400)) || (isShort && seen.right.length === 0)
  // The end may hold the rest; what stands before it is seen all the same.
  if (isCut && seen.wrong.length === 0) return { outcome: 'unreadable', ...found }
  return { outcome: outcomeOf(asked, found), ...found }
}

function outcomeOf(
  asked: Asked,
  { wrong, doubtful, right, note }: Omit<CorrectionProof, 'outcome'>,
): CorrectionOutcome {
  if (wrong.length > 0) {
    if (note?.place === 'other_page' && right.length === 0) return 'note_elsewhere'
    if (right.length > 0 || note) return 'partly'
    const isOther = asked.wrongValue !== null && wrong.every(({ quote }) => !saysValue(quote, asked.wrongValue ?? ''))
    return isOther ? 'other_wrong' : 'unchanged'
  }
  if (doubtful.length > 0) return 'unclear'
  if (right.length === 0) return 'withdrawn'
  return note ? 'corrected' : 'silently_edited'
}

/**
 * What the looks of a page come to, in their order: looks that say nothing are passed over, and a wrong statement that is back after
 * it was gone is `changed_back`.
 */
export function judgeHistory(proofs: readonly CorrectionProof[]): CorrectionProof | null {
  let wasGone = false
  let last: CorrectionProof | null = null
  for (const proof of proofs) {
    if (proof.outcome === 'unreadable') continue
    last = proof.wrong.length > 0 && wasGone ? { ...proof, outcome: 'changed_back' } : proof
    wasGone ||= remedied.includes(proof.outcome)
  }
  return last ?? proofs.at(-1) ?? null
}

type Page = {
  title: string
  /** Folded: text, then subtitle and each caption on a line. */
  text: string
  subtitleFrom: number
  captionsFrom: number
  notes: Note[]
  /** As it stands there, with the same offsets: what is quoted as proof. */
  printed: { title: string; text: string }
}

function pageOf(look: Extract<Look, { kind: 'page' }>): Page {
  const printed = { title: look.title, text: [look.text, look.subtitle, ...look.captions].join('\n') }
  const whole = fold(printed.text)
  const [subtitleFrom, captionsFrom] = [look.text.length + 1, look.text.length + look.subtitle.length + 2]
  return { title: fold(look.title), text: whole, subtitleFrom, captionsFrom, notes: notesIn(whole), printed }
}

type Seen = Pick<CorrectionProof, 'wrong' | 'doubtful' | 'right'>
type Place = { field: 'title' | 'text'; start: number; end: number }

function seenOfFigure(asked: Asked, official: Figure, page: Page): Seen {
  const seen: Seen = { wrong: [], doubtful: [], right: [] }
  const figure = { ...official, publishedAt: new Date(0), supersededAt: null }
  const wrongAmount = asked.wrongValue === null ? null : amountOf(asked.wrongValue)
  const rightAmount = amountOf(`${official.value.replace(/^-/, '')}${official.unit}`)
  const claims = checkClaims(
    { title: page.title, text: withoutNotes(page), publishedAt: asked.publishedAt },
    bookOf([figure], []),
    { home: asked.home },
  )
  for (const claim of claims) {
    if (!isAsked(claim, figure)) continue
    if (claim.verdict === 'supported') seen.right.push(said(page, claim))
    else if (['false', 'misleading', 'outdated'].includes(claim.verdict)) seen.wrong.push(said(page, claim))
  }
  for (const field of ['title', 'text'] as const)
    for (const quantity of quantitiesIn(page[field])) {
      const place = { field, start: quantity.numberStart, end: quantity.end }
      const note = noteAround(page, place)
      const is = (amount: Amount | null) => amount !== null && sameAmount(quantity, amount)
      if (note) {
        const says = saidInNote(note.text, place.start - note.start)
        if (is(rightAmount) && says !== 'wrong') seen.right.push({ place: 'note', quote: printedNote(page, note) })
        else if (is(wrongAmount) && says !== 'wrong')
          seen[says === 'right' ? 'wrong' : 'doubtful'].push({
            place: 'note',
            quote: sentenceAt(page, place, page.printed),
          })
        else if (says === 'right' && !is(rightAmount) && rightAmount?.dimension === quantity.dimension)
          seen.wrong.push({ place: 'note', quote: sentenceAt(page, place, page.printed) })
        continue
      }
      const own = claims.filter((c) => c.field === field && c.start < place.end && place.start < c.end)
      if (own.some((c) => isAsked(c, figure) && c.verdict === 'supported')) continue
      if (own.some((c) => isOther(c, figure))) continue
      const isLike = likeness(sentenceAt(page, place), asked.quote) >= leastLikeness
      if (is(rightAmount) && !is(wrongAmount)) {
        if (isLike && !own.some((c) => isAsked(c, figure))) seen.right.push(said(page, place))
      } else if (is(wrongAmount)) placeWrong({ asked, figure, page, seen }, place, own)
      // In the place of the wrong number stands a third one.
      else if (isLike && quantity.dimension === rightAmount?.dimension && !own.some((c) => isAsked(c, figure)))
        seen.doubtful.push(said(page, place))
    }
  seen.doubtful.push(...bareNumbers(asked, page))
  if (keepsQuote(asked, page)) seen.wrong.push({ place: 'text', quote: asked.quote })
  return { wrong: distinct(seen.wrong), doubtful: distinct(seen.doubtful), right: distinct(seen.right) }
}

/** The wrong number stands outside of a note and of other statements: as the wrong one, as it always stood there, or nobody can say. */
function placeWrong(
  { asked, figure, page, seen }: { asked: Asked; figure: Figure; page: Page; seen: Seen },
  place: Place,
  own: Claim[],
): void {
  if (own.some((c) => isAsked(c, figure) && ['false', 'misleading', 'outdated'].includes(c.verdict))) return
  const sentence = sentenceAt(page, place)
  const isPinned = likeness(sentence, asked.quote) >= leastLikeness
  const wasThere = pinnedSentences(asked).some((s) => s === squeezed(sentence)) && !isPinned
  if (wasThere) return
  // 网传3.4%不实，公布的是2.9%: told to be refuted.
  const isRefuted = refutes.test(sentence) && saysValue(sentence, `${figure.value.replace(/^-/, '')}${figure.unit}`)
  if (isRefuted) return
  ;(isPinned ? seen.wrong : seen.doubtful).push(said(page, place))
}

/** The wrong number without its unit, as in a row of a table: nobody can say what it means, so nobody calls the page corrected. */
function bareNumbers(asked: Asked, page: Page): ProofQuote[] {
  const digits = /[\d.]+/.exec(fold(asked.wrongValue ?? ''))?.[0] ?? ''
  if (digits.replace(/\D/g, '').length < (digits.includes('.') ? 2 : 4)) return []
  const pattern = new RegExp(`(?<![\\d.])${digits.replaceAll('.', '\\.')}(?![\\d.]*\\d)`, 'g')
  return (['title', 'text'] as const).flatMap((field) => {
    const measured = quantitiesIn(page[field])
    return [...page[field].matchAll(pattern)]
      .map((m) => ({ field, start: m.index, end: m.index + m[0].length }))
      .filter((place) => !noteAround(page, place) && !measured.some((q) => q.start < place.end && place.start < q.end))
      .map((place) => said(page, place))
  })
}

/** A fact in words: the machine sees whether they stand there, and leaves the rest to people. */
function seenOfFact(asked: Asked, page: Page): Seen {
  const seen: Seen = { wrong: [], doubtful: [], right: [] }
  for (const [field, text] of [['title', page.title] as const, ['text', page.text] as const])
    for (const m of text.matchAll(/[^。!?;\n]+/g)) {
      const place = { field, start: m.index, end: m.index + m[0].length }
      const [wrong, right] = [likeness(m[0], asked.quote), likeness(m[0], asked.right)]
      const note = noteAround(page, place)
      if (right >= leastLikeness && right > wrong) seen.right.push(said(page, place))
      else if (note) continue
      else if (wrong >= 0.75) seen.wrong.push(said(page, place))
      else if (wrong >= 0.5 && !pinnedSentences(asked).includes(squeezed(m[0]))) seen.doubtful.push(said(page, place))
    }
  if (keepsQuote(asked, page)) seen.wrong.push({ place: 'text', quote: asked.quote })
  return { wrong: distinct(seen.wrong), doubtful: distinct(seen.doubtful), right: distinct(seen.right) }
}

/** The passage word for word, outside of notes. A bare number is no passage. */
function keepsQuote(asked: Asked, page: Page): boolean {
  const quote = squeezed(fold(asked.quote))
  if (quote.length < 6 || !/[\p{L}]{3}/u.test(quote)) return false
  return squeezed(withoutNotes(page)).includes(quote) || squeezed(page.title).includes(quote)
}

/** With the same offsets. */
function withoutNotes({ text, notes }: Page): string {
  let rest = text
  for (const { start, end } of notes) rest = rest.slice(0, start) + '\n'.repeat(end - start) + rest.slice(end)
  return rest
}

/** A note on the page that was not there before and speaks of this: it names one of the two numbers, or no number at all. */
function noteOf(asked: Asked, page: Page): { said: ProofQuote } | null {
  const before = squeezed(fold(asked.pinnedText))
  const note = page.notes.find((n) => !before.includes(squeezed(n.text)) && speaksOf(asked, n.text))
  return note ? { said: { place: 'note', quote: printedNote(page, note) } } : null
}

/** A note on another page names what it corrects: the headline of the article, or both numbers. */
function noteElsewhere(asked: Asked, others: readonly OtherPage[]): { said: ProofQuote } | null {
  const headline = squeezed(fold(asked.pinnedTitle))
  for (const other of others) {
    if (other.sealedAs === null) continue
    const whole = fold(`${other.title}\n${other.text}`)
    if (notesIn(whole).length === 0) continue
    const namesIt = headline.length >= 6 && squeezed(whole).includes(headline)
    const amounts = quantitiesIn(whole)
    const has = (printed: string | null) => {
      const amount = printed === null ? null : amountOf(printed)
      return amount !== null && amounts.some((q) => sameAmount(q, amount))
    }
    const { figure } = asked
    const right = figure ? has(`${figure.value.replace(/^-/, '')}${figure.unit}`) : likeness(whole, asked.right) >= 0.5
    if (right && (namesIt || has(asked.wrongValue)))
      return { said: { place: 'other_page', quote: `${other.title} ${other.text}`.slice(0, 300) } }
  }
  return null
}

function speaksOf(asked: Asked, note: string): boolean {
  const amounts = quantitiesIn(note)
  if (amounts.length === 0) return asked.figure !== null || likeness(note, `${asked.quote}${asked.right}`) >= 0.1
  const ours = [asked.wrongValue, asked.figure && `${asked.figure.value.replace(/^-/, '')}${asked.figure.unit}`]
    .map((printed) => (printed ? amountOf(printed) : null))
    .filter((amount) => amount !== null)
  return amounts.some((q) => ours.some((amount) => sameAmount(q, amount)))
}

type Amount = Pick<Quantity, 'dimension'> & { amount: Big }
function amountOf(printed: string): Amount | null {
  const [quantity] = quantitiesIn(fold(printed))
  return quantity ? { dimension: quantity.dimension, amount: quantity.value.times(quantity.scale) } : null
}
const sameAmount = (q: Quantity, { dimension, amount }: Amount): boolean =>
  (q.dimension === dimension || q.dimension === 'bare' || dimension === 'bare') &&
  q.value.times(q.scale).abs().eq(amount.abs())
const saysValue = (quote: string, printed: string): boolean => {
  const amount = amountOf(printed)
  return amount !== null && quantitiesIn(fold(quote)).some((q) => sameAmount(q, amount))
}

/** The claim states the very figure that is asked for. */
const isAsked = (claim: Claim, figure: Figure): boolean => claim.figureId === figure.id
/** The claim surely states something else: another indicator, place, time or comparison. */
const isOther = (claim: Claim, figure: Figure): boolean =>
  (claim.indicator !== null && claim.indicator !== figure.indicator) ||
  (claim.region !== null && claim.region !== figure.region) ||
  (claim.period !== null && (claim.period !== figure.period || claim.periodType !== figure.periodType)) ||
  (claim.measure !== null && claim.measure !== figure.measure)

const noteAround = (page: Page, place: Place): Note | null =>
  place.field === 'title' ? null : (page.notes.find((n) => n.start <= place.start && place.end <= n.end) ?? null)

/** The sentence around a place, folded for comparing or as printed for quoting. */
function sentenceAt(page: Page, { field, start, end }: Place, as: Pick<Page, 'title' | 'text'> = page): string {
  const text = page[field]
  const from = Math.max(...['。', '!', '?', ';', '\n'].map((mark) => text.lastIndexOf(mark, start - 1))) + 1
  const rest = /[。!?;\n]/.exec(text.slice(end))
  return as[field].slice(from, rest ? end + rest.index : undefined).trim()
}

function said(page: Page, place: Place): ProofQuote {
  const where: ProofPlace =
    place.field === 'title' || (place.start >= page.subtitleFrom && place.start < page.captionsFrom)
      ? 'title'
      : place.start >= page.captionsFrom
        ? 'caption'
        : 'text'
  return { place: where, quote: sentenceAt(page, place, page.printed).slice(0, 300) }
}

const printedNote = ({ printed }: Page, { start, end }: Note): string => printed.text.slice(start, end).trim()

const pinnedSentences = (asked: Asked): string[] =>
  fold(`${asked.pinnedTitle}\n${asked.pinnedText}`)
    .split(/[。!?;\n]/)
    .map(squeezed)

function distinct(quotes: ProofQuote[]): ProofQuote[] {
  const seen = new Set<string>()
  return quotes.filter(({ place, quote }) => {
    const key = `${place} ${quote}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
