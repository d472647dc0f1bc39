/**
 * M16: a headline without a number that says the opposite of the text below it: 投资由负转正 over a fall of 6 percent. Judged
 * only against growth rates that the text states and the official figures support, all of one direction.
 */
import type { Claim } from '../../domain/figure.ts'
import { indicatorByCode } from './indicators.ts'
import { indicatorsIn } from './mentions.ts'
import { spanOf } from './spans.ts'
import { indicatorNamed } from './wording.ts'

/** Said of the growth itself: false when the growth has the other sign. */
const says: [RegExp, 1 | -1][] = [
  [
    /由负转正|转正|扭负为正|止跌回升|暴涨|飙升|大涨|猛增|激增|狂飙|井喷|大增|飞涨|涨势|上涨|(?<!负)增长|走高|soar\w*|surg\w+|jump\w*|boom\w*|ris(?:e|es|ing)|climb\w*|rebound\w*/g,
    1,
  ],
  [
    /由正转负|转负|负增长|暴跌|腰斩|崩塌|崩盘|崩了|大跌|跳水|断崖|骤降|锐减|狂跌|萎缩|下滑|下跌|下降|倒退|走低|collaps\w+|plung\w+|crash\w*|slump\w*|tumbl\w+|shrink\w*|contract\w*|fall(?:s|ing)?|drop\w*|declin\w+/g,
    -1,
  ],
]
/** Said of the mood: misleading when the growth has the other sign. */
const suggests: [RegExp, 1 | -1][] = [
  [/升温|过热|火爆|红火|强劲|heat\w* up|overheat\w*/g, 1],
  [/降温|遇冷|低迷|疲软|失速|熄火|cool\w*/g, -1],
]
/** 降幅收窄, 涨幅回落, 增速放缓 say how growth moved, not which sign it has; a question says nothing. */
const movesOnly =
  /幅|增速|放缓|加快|回落|收窄|扩大|势头|为何|为什么|why|how |预期|预计|目标|警惕|防止|避免|未|不|非|[?？吗]|slow|pace|forecast|expect|deepen|narrow|ease/

const otherWords: [RegExp, string][] = [
  [/通[胀膨]|物价|inflation/, 'cpi'],
  [/投资|investment/, 'fixed_investment'],
  [/消费|零售/, 'retail_sales'],
  [/工业|industry/, 'industry_va'],
  [/经济|economy/, 'gdp'],
]

/** At most one claim on the title. `claims` are those already judged. Input folded. */
export function headlineSlip(title: string, original: string, claims: readonly Claim[]): Claim | null {
  if (title === '' || movesOnly.test(title) || claims.some(({ field }) => field === 'title')) return null
  const said = direction(title, says)
  const suggested = said === null ? direction(title, suggests) : null
  const towards = said ?? suggested
  if (towards === null) return null
  for (const code of indicatorsOfTitle(title)) {
    const rates = claims.filter(
      ({ field, indicator, measure, value }) =>
        field === 'text' && indicator === code && value !== null && /^(?:yoy|mom|qoq)$/.test(measure ?? ''),
    )
    const supported = rates.filter(({ verdict, quote }) => verdict === 'supported' && !/点/.test(quote))
    const latest = supported.toSorted((a, b) => endOf(b) - endOf(a))[0]
    if (latest === undefined || rates.some(({ verdict }) => verdict !== 'supported')) continue
    const isOpposed = Number(latest.value) * towards < 0
    // A month's rate of the other sign is what the headline may mean, unless it says it turned.
    const hasExcuse = supported.some(
      ({ value, period, measure }) =>
        Number(value) * towards >= 0 && (period === latest.period || measure !== latest.measure),
    )
    if (!isOpposed || hasExcuse) continue
    return {
      ...latest,
      field: 'title',
      start: 0,
      end: original.length,
      quote: original,
      value: null,
      unit: null,
      verdict: said === null ? 'misleading' : 'false',
      type: 'M16',
      accepts: null,
      reason: { code: 'against_text', indicator: indicatorNamed(code), quote: latest.quote },
      score: 0.6,
    }
  }
  return null
}

/** Year and last month of the claim's period, for order. */
function endOf({ period, periodType }: Claim): number {
  const span = period === null || periodType === null ? null : spanOf(period, periodType)
  return span === null ? 0 : span.year * 12 + span.last
}

function direction(title: string, words: [RegExp, 1 | -1][]): 1 | -1 | null {
  const found = words.filter(([pattern]) => title.search(pattern) >= 0)
  return found.length === 1 ? (found[0]?.[1] ?? null) : null
}

function indicatorsOfTitle(title: string): string[] {
  const named = indicatorsIn(title).flatMap(({ code }) => (code === null ? [] : [code]))
  if (named.length > 0) return [...new Set(named)]
  return otherWords.flatMap(([pattern, code]) => (pattern.test(title) && indicatorByCode(code) !== null ? [code] : []))
}
