/**
 * Tone toward a unit: positive, neutral, negative or accusing, from −1 to 1. By the trained model where one is in force
 * (models/tone-model.ts), asked about the sentences that name the unit or its figures; else by a lexicon with negation and
 * emphasis, whose words count fully in such a sentence and a third elsewhere. Accusing is always the lexicon's to say.
 */
import type { Finding, FindingPart, Mention, Span, Tone } from '../domain/finding.ts'
import { withRest } from './add-up.ts'
import { languageOf } from './language.ts'
import { plainSpan } from './lexicon.ts'
import { type ArticleText, type Joined, joinPieces, type Piece, partsOfReasons } from './models/article-text.ts'
import type { Loaded } from './models/model-file.ts'
import { readText, reasonsOf } from './models/text-head.ts'
import { chancesOf, sidesOf } from './models/tone-model.ts'
import { fold } from './script.ts'
import { maxToneText, type WordFound, type WordKind, wordsIn } from './tone-words.ts'

export const toneVersion = 'tone-1'

const aboutUs = /统计|调查总?队|普查|调查员|生产总值|gdp|cpi|居民消费价格|数据|官方|增速|statistic|bureau|figures|data/

/** The finding of one article. `names` are the unit's names and aliases; without them the tone is the article's own. */
export const tone = (article: ArticleText, model: Loaded<'tone'> | null, names: readonly string[] = []): Finding =>
  toneReader(article, model, wordsIn(article))(names, [])

/** The same for several units: the words are looked up once, and weighed for each with the mentions of it. */
export function toneReader(
  article: ArticleText,
  model: Loaded<'tone'> | null,
  found: readonly WordFound[],
): (names: readonly string[], mentions: readonly Mention[]) => Finding {
  const byWords = wordReader(found)
  const byModel =
    model && languageOf(`${article.title}\n${article.text}`).startsWith('zh') ? modelReader(article, model) : null
  return (names, mentions) => {
    const folds = foldedNames(names)
    // Each accusation is of somebody else or answered in the text: then it is no tone toward this unit.
    const cleared = mentions.length > 0 && !mentions.some((mention) => mention.tone === 'accusing')
    const words = byWords(folds, cleared)
    const whole = byModel?.(folds) ?? words
    const isAccusing = words.label === 'accusing' || mentions.some((mention) => mention.tone === 'accusing')
    const finding = isAccusing ? withAccusation(words, whole) : whole
    return { ...finding, mentions: [...mentions] }
  }
}

function modelReader(article: ArticleText, model: Loaded<'tone'>): (folds: readonly string[]) => Finding {
  const read = sentencesOf(article)
  const asked = new Map<string, Finding>()
  return (folds) => {
    const about = joinPieces(piecesAbout(read, folds))
    const known = asked.get(about.whole) ?? toneByModel(about, model)
    asked.set(about.whole, known)
    return known
  }
}

/** A sentence as the model may see it, and as it is asked whom it concerns. */
type Sentence = { folded: string; ofStatistics: boolean; pieces: Piece[] }

/** The title, and the sentences of the text; of each only what is more than a stated movement. */
function sentencesOf(article: ArticleText): { title: Piece[]; sentences: Sentence[] } {
  const [title, text] = [article.title, article.text.slice(0, maxToneText)]
  const ofTitle = text.startsWith(title) ? [] : withoutMovements({ field: 'title', start: 0, text: title }, fold(title))
  const sentences = [...fold(text).matchAll(/[^。!?;\n]+[。!?;]*/g)].map(({ 0: folded, index }) => ({
    folded,
    ofStatistics: aboutUs.test(folded),
    pieces: withoutMovements({ field: 'text', start: index, text: text.slice(index, index + folded.length) }, folded),
  }))
  return { title: ofTitle, sentences }
}

/** The title and the sentences that name the unit or its figures; the whole article where none does. */
function piecesAbout({ title, sentences }: ReturnType<typeof sentencesOf>, folds: readonly string[]): Piece[] {
  const concerns = ({ ofStatistics, folded }: Sentence) => ofStatistics || folds.some((name) => folded.includes(name))
  const about = folds.length === 0 ? [] : sentences.filter(concerns)
  return [...title, ...(about.length === 0 ? sentences : about).flatMap(({ pieces }) => pieces)]
}

/** A stated rise or fall is a fact and no tone, whatever companies' news taught the model of 下降: it is cut out. */
function withoutMovements(piece: Piece, folded: string): Piece[] {
  const kept: Piece[] = []
  let from = 0
  const keep = (end: number) => {
    const text = piece.text.slice(from, end)
    if (/[\p{L}\p{N}]/u.test(text)) kept.push({ ...piece, start: piece.start + from, text })
  }
  for (const match of folded.matchAll(movement)) {
    keep(match.index)
    from = match.index + match[0].length
  }
  keep(piece.text.length)
  return kept
}

const movement =
  /(?:(?:同比|环比|比上年|较上年|比去年|按年|按月|比上月|由上月|平均|实际|名义|累计|转为|由升转降|由降转升)[^,。;、]{0,6})?(?:增长|下降|上涨|下跌|上升|回落|减少|增加|收窄|扩大|提高|降低|下滑|减产|增产|年增|年减)(?:了|约|为|至|到)?\d[\d.,]*(?:%|‰|个?百分点|万?亿?(?:元|人|吨|美元|户|平方米)?)|(?:降幅|涨幅|增幅|增速)[^,。;、]{0,8}(?:扩大|收窄|回落|加快|放缓)/g

/** A side is taken only where it is clearly likelier than both other answers together. */
const sureFrom = 0.6

/** Positive less negative chance. */
function toneByModel(text: Joined, { model, version }: Loaded<'tone'>): Finding {
  const read = readText(text.whole)
  const chances = chancesOf(model, read)
  const score = Math.round((chances.positive - chances.negative) * 1000) / 1000
  const label: Tone = chances.positive >= sureFrom ? 'positive' : chances.negative >= sureFrom ? 'negative' : 'neutral'
  const parts = partsOfReasons(text, reasonsOf(sidesOf(model, read)[0]!.head, read, 10), {
    codes: { for: 'positive-words', against: 'negative-words' },
    share: score,
  })
  const matter: FindingPart[] =
    chances.neutral > 0.5
      ? [{ code: 'matter-of-fact', weight: 0, facts: { percent: Math.round(chances.neutral * 100) }, spans: [] }]
      : []
  const all = withRest([...matter, ...parts], score)
  return { analyzer: 'tone', version: `${toneVersion}/${version}`, score, label, parts: all }
}

/** An accusation outweighs whatever else the text says in praise. */
function withAccusation(words: Finding, model: Finding): Finding {
  const score = Math.min(words.score, model.score, 0)
  const own = [...words.parts.filter(({ code }) => code === 'accusing-words'), ...model.parts]
  const parts = own.filter(({ code }) => code !== 'rest')
  return { ...model, score, label: 'accusing', parts: withRest(parts, score) }
}

const foldedNames = (names: readonly string[]): string[] =>
  names.map((name) => fold(name)).filter((name) => name.length >= 2)

function wordReader(found: readonly WordFound[]): (folds: readonly string[], cleared: boolean) => Finding {
  return (folds, cleared) => {
    const sums = { positive: 0, negative: 0, accusing: 0 }
    const spans: Record<WordKind, Span[]> = { positive: [], negative: [], accusing: [] }
    for (const { kind, hit, turned, emphasis, sentence } of found) {
      // 严查造假, 并非编造: the accusation is turned round and says nothing against us.
      if (kind === 'accusing' && (turned || cleared)) continue
      const strength = weightOf(hit.field, sentence, folds) * emphasis
      const side = turned ? (kind === 'positive' ? 'negative' : 'positive') : kind
      sums[side] += turned ? strength * 0.7 : strength
      spans[side].push(plainSpan(hit))
    }
    return findingOf(sums, spans)
  }
}

function weightOf(field: 'title' | 'text', sentence: string, names: readonly string[]): number {
  const place = field === 'title' ? 1.3 : 1
  if (names.length === 0) return place
  return aboutUs.test(sentence) || names.some((name) => sentence.includes(name)) ? place : 0.33 * place
}

function findingOf(
  sums: Record<'positive' | 'negative' | 'accusing', number>,
  spans: Record<'positive' | 'negative' | 'accusing', Span[]>,
): Finding {
  const against = sums.negative + 2 * sums.accusing
  const balance = sums.positive - against
  // Three plain words on one side are a clear tone.
  const score = Math.round(Math.tanh(balance / 3) * 1000) / 1000
  const parts: FindingPart[] = (['positive', 'negative', 'accusing'] as const)
    .filter((kind) => spans[kind].length > 0)
    .map((kind) => {
      const signed = kind === 'positive' ? sums.positive : kind === 'negative' ? -sums.negative : -2 * sums.accusing
      return {
        code: `${kind}-words`,
        weight: Math.round((balance === 0 ? 0 : (signed / balance) * score) * 1000) / 1000,
        spans: spans[kind].slice(0, 10),
      }
    })
  const label: Tone =
    sums.accusing >= 0.9 && score < 0.2
      ? 'accusing'
      : score > 0.25
        ? 'positive'
        : score < -0.25
          ? 'negative'
          : 'neutral'
  return { analyzer: 'tone', version: toneVersion, score, label, parts: withRest(parts, score) }
}
