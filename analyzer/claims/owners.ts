/**
 * M17: a right number under the wrong name. Prices, incomes and grain belong to the survey office (国家统计局广西调查总队), trade to
 * the customs; a text that lets the regional statistics bureau publish them misattributes (domain catalogue B5).
 */
import type { Claim } from '../../domain/figure.ts'
import type { Book } from './figures.ts'
import { spanOf } from './spans.ts'

const bureauPublishes = /(?<!国家)统计局(?:网站)?(?:\d{1,2}日|昨日|今日|近日)?(?:公布|发布|通报|数据显示|称)[^。;\n]*$/

/** The claim as misleading when its sentence names the statistics bureau as publisher of another body's figure. */
export function ownerSlip(claim: Claim, folded: { title: string; text: string }, book: Book, at: Date): Claim | null {
  if (
    claim.verdict !== 'supported' ||
    claim.figureId === null ||
    !claim.indicator ||
    !claim.region ||
    !claim.period ||
    !claim.periodType ||
    !claim.measure
  )
    return null
  const span = spanOf(claim.period, claim.periodType)
  if (span === null) return null
  const official = book
    .current({ indicator: claim.indicator, region: claim.region, span, measure: claim.measure }, at)
    .find(({ figure }) => figure.id === claim.figureId)
  const owner = official?.figure.owner ?? ''
  if (!/调查总?队|海关/.test(owner)) return null
  const text = folded[claim.field]
  const sentence = text.slice(
    Math.max(...[...'。!?;\n'].map((sign) => text.lastIndexOf(sign, claim.start - 1))) + 1,
    claim.start,
  )
  if (!bureauPublishes.test(sentence) || /调查总?队|海关|转载|转自|(?<!数)据/.test(sentence)) return null
  return { ...claim, verdict: 'misleading', type: 'M17', reason: { code: 'wrong_owner', owner }, score: 0.7 }
}
