/**
 * What the first replies to a post tell, as numbers: how many came when, how deep they went, what they said. Only what
 * happened within the window counts; who replied is never looked at, nor at what time of day or year.
 */
import { fold } from '../script.ts'

export type Replies = {
  /** Seconds from the post to each reply, ascending. */
  dt: readonly number[]
  /** For each the place in `dt` of the reply it answers; -1: the post, or unknown. */
  parent: readonly number[]
  /** Texts of some of them: [place in dt, text]. */
  said: readonly (readonly [number, string])[]
  windowSeconds: number
}

const mostReplies = 5_000
const mostTexts = 100
const longestText = 200

/** The same, cut to the window and to what is looked at. */
export function withinWindow({ dt, parent, said, windowSeconds }: Replies): Replies {
  const seen = dt.filter((at) => at >= 0 && at <= windowSeconds).slice(0, mostReplies)
  return {
    dt: seen,
    parent: parent.slice(0, seen.length).map((one) => (one >= 0 && one < seen.length ? one : -1)),
    said: said
      .filter(([at]) => at < seen.length)
      .slice(0, mostTexts)
      .map(([at, text]) => [at, text.slice(0, longestText)]),
    windowSeconds,
  }
}

/** All texts as one, each once, for the model of what is said under rumours. */
export const saidTogether = ({ said }: Replies): string => [...new Set(said.map(([, text]) => text))].join('\n')

const quarters = [0.05, 0.15, 0.3, 0.5, 0.75, 1]

const talk: [name: string, pattern: RegExp][] = [
  ['doubt', /假的|谣言|造谣|辟谣|不实|骗人|胡说|瞎说|扯淡|不信|不可信|假新闻|p的|旧闻|老新闻/],
  ['asking-whether', /真的吗|真的假的|真假|是真的|求证|求真相|是不是真|有这事|靠谱吗|可信吗/],
  ['official', /官方|警方|通报|核实|澄清|回应|记者/],
  ['question-mark', /\?/],
  ['exclamation', /!/],
  ['spread-on', /转发|扩散|速转|转起|大家注意|小心|提醒/],
  ['anger', /怒|\[抓狂\]|该死|畜生|人渣|无耻|可恶|妈的/],
  ['sorrow', /可怜|\[泪\]|\[蜡烛\]|祈祷|愿|平安|同情/],
  ['laughter', /哈哈|\[哈哈\]|\[嘻嘻\]|笑死|搞笑|\[偷笑\]/],
  ['face', /\[[^[\]\s]{1,8}\]/],
  ['name', /@/],
]

export const replyNames: readonly string[] = [
  'replies',
  ...quarters.map((q) => `by-${q * 100}%`),
  'late-share',
  'acceleration',
  'first-after',
  'median-after',
  'longest-pause',
  'depth',
  'deep-share',
  'breadth',
  'self-exciting',
  'texts',
  'empty-texts',
  'same-texts',
  'text-length',
  ...talk.map(([name]) => name),
]

/** The numbers in the order of replyNames. Give it replies that are cut to the window. */
export function replyNumbers({ dt, parent, said, windowSeconds }: Replies): number[] {
  const n = dt.length
  const log = (x: number) => Math.log(1 + Math.max(0, x))
  const before = (share: number) => dt.filter((at) => at <= share * windowSeconds).length
  const pauses = dt.map((at, i) => at - (dt[i - 1] ?? 0))
  const depths = depthsOf(parent)
  const answersTo = new Map<number, number>()
  for (const one of parent) if (one >= 0) answersTo.set(one, (answersTo.get(one) ?? 0) + 1)
  const texts = said.map(([, text]) => fold(text))
  const own = texts.map((text) => text.replace(/@[\p{L}\p{N}_·-]+|\[[^[\]\s]{1,8}\]|转发微博|[^\p{L}\p{N}]/gu, ''))
  const filled = own.filter((text) => text.length > 0)
  const share = (count: number, of: number) => (of === 0 ? -0.1 : count / of)
  return [
    log(n),
    ...quarters.map((q) => log(before(q))),
    share(n - before(0.75), n),
    log(n - before(0.5)) - log(before(0.5)),
    log(dt[0] ?? windowSeconds),
    (dt[n >> 1] ?? windowSeconds) / windowSeconds,
    log(Math.max(0, ...pauses)),
    Math.max(0, ...depths),
    share(depths.filter((depth) => depth > 1).length, n),
    log(Math.max(0, ...answersTo.values())),
    log(stillToCome(dt, windowSeconds)),
    said.length,
    share(texts.length - filled.length, texts.length),
    share(filled.length - new Set(filled).size, filled.length),
    log(filled.reduce((sum, text) => sum + text.length, 0) / Math.max(1, filled.length)),
    ...talk.map(([, pattern]) => share(texts.filter((text) => pattern.test(text)).length, texts.length)),
  ]
}

function depthsOf(parent: readonly number[]): number[] {
  const depths: number[] = []
  for (const [i, one] of parent.entries()) depths.push(one >= 0 && one < i ? depths[one]! + 1 : 1)
  return depths
}

/** Reaction times fall off as a power law from some minutes on (Zhao et al. 2015, SEISMIC; their fitted values). */
const memory = { flatSeconds: 300, exponent: 0.242 }

/**
 * Replies that a self-exciting process still owes, by the weight its memory has left: each reply, and the post itself,
 * calls forth equally many over its life, and of those of the last minutes most are still to come. No account sizes.
 */
function stillToCome(dt: readonly number[], windowSeconds: number): number {
  const { flatSeconds, exponent } = memory
  const whole = flatSeconds * (1 + 1 / exponent)
  const spent = (age: number) =>
    (age <= flatSeconds ? age : flatSeconds + (flatSeconds / exponent) * (1 - (age / flatSeconds) ** -exponent)) / whole
  const effective = [0, ...dt].reduce((sum, at) => sum + spent(windowSeconds - at), 0)
  const each = Math.min(0.95, dt.length / Math.max(1e-9, effective))
  const owed = [0, ...dt].reduce((sum, at) => sum + (1 - spent(windowSeconds - at)), 0)
  return (each * owed) / (1 - each)
}
