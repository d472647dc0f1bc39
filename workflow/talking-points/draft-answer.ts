/**
 * What a language model answered, held against the sources it was given: sentence by sentence, and a sentence that fails is named with
 * its reason. Pure; the answer is trusted in nothing. A right number in a wrong sentence is for the person who revises it.
 */
import { numbersOf, standsIn, type TextNumber } from '../../analyzer/claims/text-numbers.ts'
import type { DraftSentence, DraftSource, RefusedSentence, SentenceFault } from '../../domain/draft.ts'
import type { Claim } from '../../domain/figure.ts'
import type { TalkingPointsBody } from '../../domain/talking-points.ts'
import { faultsOf } from '../numbers.ts'
import { bodyLimits } from './body.ts'

export type CheckedAnswer = { sentences: DraftSentence[]; refused: RefusedSentence[] }

/** Sentences beyond these are refused: nobody reads a hundred of them before a deadline. */
const most = { sentences: 30, refused: 100, characters: 300, quote: 60 } as const

/** [F1], 【A2】, [F1、F2]: a key of a source, or several. */
const citation = /[[【［]\s*([FAfaＦＡ][\d０-９]{1,3}(?:[\s,，、;；]+[FAfaＦＡ][\d０-９]{1,3})*)\s*[\]】］]/g
/** A sentence goes up to its sign, with closing quotes and the citations that follow; a line ends one too. */
const ends = new RegExp(`(?:[。！？!?]+[”’」』）)"]*(?:\\s*${citation.source})*|\\.(?=\\s|$)|\\n)`, 'g')

/** The answer cut into pieces; put together they are the answer. */
export function pieces(answer: string): string[] {
  const out: string[] = []
  let from = 0
  for (const end of answer.matchAll(ends)) {
    out.push(answer.slice(from, end.index + end[0].length))
    from = end.index + end[0].length
  }
  return [...out, answer.slice(from)].filter((piece) => piece !== '')
}

const label = /^(统一答复|答复|事实与数据|事实|数据)\s*[：:]\s*/
/** Signs of lists and of marked-up text, which are no words. */
const listSign =
  /^(?:\s|[-–—](?=\s)|[•·*#>]|\d{1,2}[.、)）](?!\d)|[一二三四五六七八九十]{1,3}、|[（(][\d一二三四五六七八九十]{1,3}[)）])+/

/** Sentences without citations and list signs, each with its part and the keys it cites. */
export function sentencesOf(answer: string): DraftSentence[] {
  let part: DraftSentence['part'] = 'summary'
  return pieces(answer).flatMap((piece) => {
    const cites = [...piece.matchAll(citation)].flatMap(([, keys = '']) =>
      keys
        .normalize('NFKC')
        .toUpperCase()
        .split(/[\s,、;]+/),
    )
    let text = piece.replace(citation, '').replace(/[*`]/g, '').replace(listSign, '').trim()
    const named = label.exec(text)?.[1]
    if (named) {
      part = named.endsWith('答复') ? 'summary' : 'facts'
      text = text.replace(label, '').trim()
    }
    return /[\p{L}\p{N}]/u.test(text) ? [{ part, text, cites: [...new Set(cites)] }] : []
  })
}

/**
 * Keeps what may stand. `claimsIn`: the claim checker's word on one sentence. A sentence said twice in one part is kept once.
 */
export function checkAnswer(
  answer: string,
  { sources, claimsIn }: { sources: readonly DraftSource[]; claimsIn: (text: string) => readonly Claim[] },
): CheckedAnswer {
  const known = new Map(sources.map((source) => [source.key, { source, numbers: numbersOf(source.text) }]))
  const out: CheckedAnswer = { sentences: [], refused: [] }
  for (const sentence of sentencesOf(answer)) {
    const isSaid = out.sentences.some((s) => s.part === sentence.part && s.text === sentence.text)
    if (isSaid) continue
    const no = out.sentences.length < most.sentences ? faultOf(sentence, known, claimsIn) : fault('too_many')
    if (!no) out.sentences.push(sentence)
    else if (out.refused.length < most.refused)
      out.refused.push({ text: sentence.text.slice(0, most.characters), ...no })
  }
  return out
}

type Known = ReadonlyMap<string, { source: DraftSource; numbers: TextNumber[] }>
type Fault = Omit<RefusedSentence, 'text'>
const fault = (fault: SentenceFault, quote = ''): Fault => ({ fault, quote: quote.slice(0, most.quote) })

function faultOf(
  { text, cites }: DraftSentence,
  known: Known,
  claimsIn: (text: string) => readonly Claim[],
): Fault | null {
  if (text.length > most.characters) return fault('too_long')
  if (!/\p{Script=Han}/u.test(text)) return fault('not_chinese')
  if (cites.length === 0) return fault('no_citation')
  const unknown = cites.find((key) => !known.has(key))
  if (unknown) return fault('unknown_source', unknown)
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '')
  const address = link.exec(plain)
  if (address) return fault('has_link', address[0])
  const accusation = accusations.exec(plain.replace(/\s/g, ''))
  if (accusation) return fault('accuses', accusation[0])
  const cited = cites.flatMap((key) => known.get(key) ?? [])
  const official = cited.filter(({ source }) => source.kind === 'figure').flatMap(({ numbers }) => numbers)
  const claimed = cited.filter(({ source }) => source.kind === 'article').flatMap(({ numbers }) => numbers)
  const own = numbersOf(text).filter((number) => !standsIn(number, official))
  const invented = own.find((number) => !standsIn(number, claimed))
  if (invented) return fault('number_not_in_source', invented.quote)
  // What only an article says is said as what it says, and never as a fact.
  if (own[0] && !reported.test(text)) return fault('claim_as_fact', own[0].quote)
  const [wrong] = faultsOf(
    claimsIn(text),
    own.map(({ quote }) => quote),
  )
  return wrong ? fault('against_figures', wrong.quote) : null
}

/** Nobody is sent anywhere by a machine: addresses, accounts, codes to scan. */
const link = /[a-z][a-z\d+.-]*:\/\/\S*|www\.\S*|[\w.-]+@[\w-]+|[a-z\d-]+\.[a-z]{2,}\b\S*|二维码|扫码|公众号|点击链接/i
/**
 * Verdicts on people and outlets, threats, and the wish that something be deleted: a person's to say, if anybody's (domain catalogue
 * B9). 不一致 and 不符 of a number stay.
 */
const accusations =
  /谣言|谣传|造谣|传谣|辟谣|捏造|编造|杜撰|造假|作假|虚假|假新闻|恶意|故意|蓄意|别有用心|抹黑|诋毁|污蔑|诽谤|炒作|煽动|误导|欺骗|违法|违规|违纪|犯罪|罪|立案|查处|查办|处罚|惩处|追究|追查|追责|问责|起诉|封号|封禁|删除|删帖|撤稿|下架/
const reported =
  /网传|传言|流传|传播|报道|文章|帖|网上|网络|媒体|有人|所称|宣称|声称|称[：:，,“]|所述|提到|提及|表述|说法/

/**
 * The text they make: the answer in the words of the first part, facts bound to the figure each cites first. Null when there is
 * nothing that a text could be made of.
 */
export function bodyOfDraft(
  sentences: readonly DraftSentence[],
  sources: readonly DraftSource[],
): TalkingPointsBody | null {
  const figureOf = ({ cites }: DraftSentence): string | null => {
    const source = cites.map((key) => sources.find((s) => s.key === key)).find((s) => s?.kind === 'figure')
    return source?.kind === 'figure' ? source.figureId : null
  }
  const fact = (s: DraftSentence) => ({ text: s.text, figureId: figureOf(s) })
  const answers = sentences.filter((s) => s.part === 'summary')
  const facts = sentences.filter((s) => s.part === 'facts').map(fact)
  // What the answer says of a figure is bound to it as well, by the first sentence that cites it.
  const bound = new Set(facts.map((f) => f.figureId))
  const more = answers.map(fact).filter((f) => f.figureId !== null && !bound.has(f.figureId) && bound.add(f.figureId))
  const summary =
    answers.length > 0
      ? answers.map((s) => (/[。！？!?”’」』）)]$/.test(s.text) ? s.text : `${s.text}。`)).join('')
      : (facts[0]?.text ?? '')
  if ([...summary].length < bodyLimits.summary.min) return null
  return { summary, facts: [...facts, ...more].slice(0, bodyLimits.facts), dos: [], donts: [], questions: [] }
}
