/**
 * M13: the text says that the figures are made up. That is no number to check; a person must see it. Reports that fraud
 * is being fought (严查统计造假) say the opposite and are passed over.
 */
import type { Claim } from '../../domain/figure.ts'
import { isWithin, nationCode, regionsNamedIn } from '../../domain/regions.ts'

const subject =
  '统计局|统计部门|统计系统|统计机构|调查总队|调查队|官方数据|官方数字|经济数据|统计数据|统计|gdp|cpi|生产总值|增速|产量|数据|有关部门|bureau of statistics|statistics bureau|official (?:data|figures|statistics)'
const fraud =
  '造假|作假|做假|弄虚作假|编造|瞎编|乱编|靠编|编的|编出来|编数|捏造|伪造|虚报|注水|灌水|掺水|挤水分|水分(?:太|很)?大|凑数|拍脑袋|拍胸脯|全是假|都是假|假数据|假的|fabricat\\w*|faked|cooked|made[- ]up|falsif\\w*|doctored'
const patterns = [
  new RegExp(`(?:${subject})[^。!?;\\n]{0,24}?(?:${fraud})`, 'g'),
  new RegExp(`(?:${fraud})[^。!?;,，\\n]{0,10}?(?:数据|统计|产值|增加值|报表|gdp|data|figures|statistics)`, 'g'),
]
/** The fight against fraud, its denial, other people's fraud, and fiction. */
const notAnAccusation =
  /防范|惩治|严查|查处|打击|治理|整治|杜绝|零容忍|严禁|依法|通报|坚决|防止|问责|自查|反对|遏制|不实|谣言|辟谣|系谣|并非|否认|澄清|财务造假|论文|学历|考试|剧集|小说|电影|虚构|crack ?down|punish|denied|denies/

/** Accusations against our statistics or the whole system; regions wholly elsewhere are not ours. Input folded. */
export function accusationsIn(
  article: { title: string; text: string },
  original: { title: string; text: string },
  home: string,
): Claim[] {
  const places = regionsNamedIn(`${article.title}\n${article.text}`)
  const ours = places.length === 0 || places.some(({ code }) => code === nationCode || isWithin(code, home))
  if (!ours) return []
  return (['title', 'text'] as const).flatMap((field) => accusationsInField(field, article[field], original[field]))
}

function accusationsInField(field: 'title' | 'text', text: string, original: string): Claim[] {
  const found: Claim[] = []
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const start = clauseStart(text, match.index)
      const end = match.index + match[0].length
      const sentence = text.slice(sentenceStart(text, start), sentenceEnd(text, end))
      if (notAnAccusation.test(sentence)) continue
      if (found.some((claim) => start < claim.end && end > claim.start)) continue
      found.push({ ...blank, field, start, end, quote: original.slice(start, end) })
    }
  }
  return found.slice(0, 10)
}

const blank = {
  indicator: null,
  region: null,
  period: null,
  periodType: null,
  measure: null,
  value: null,
  unit: null,
  verdict: 'not_checkable' as const,
  type: 'M13' as const,
  figureId: null,
  accepts: null,
  reason: { code: 'fraud_said' as const },
  score: 0.7,
}

const clauseStart = (text: string, at: number): number =>
  Math.max(...[...',,。!?;:\n、'].map((sign) => text.lastIndexOf(sign, at - 1))) + 1
const sentenceStart = (text: string, at: number): number =>
  Math.max(...[...'。!?;\n'].map((sign) => text.lastIndexOf(sign, at - 1))) + 1
function sentenceEnd(text: string, at: number): number {
  const match = text.slice(at).match(/[。!?;\n]/)
  return match?.index === undefined ? text.length : at + match.index
}
