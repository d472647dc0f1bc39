/**
 * M14, M15: statements about statistical work and people who pose as the bureau (fees, fines, bank cards at the door, an
 * "authorised platform"). Topic and entity in one sentence. Surveys cost nothing and never ask for bank data, and no platform is run
 * for a bureau, so such a statement is called false; a fine may be lawful and is left open. A person decides in any case.
 */
import type { Claim } from '../../domain/figure.ts'
import { isWithin, nationCode, regionsNamedIn } from '../../domain/regions.ts'

const worker =
  '统计局|调查总?队|普查(?:员|办|登记)?|(?:入户|人口|住户|抽样)调查员?|调查员|人口抽[查样]|statistics bureau|bureau of statistics|census'
const demand =
  '收(?:取|费|钱)|缴费|缴纳|登记费|监测费|手续费|工本费|罚款|罚[一二三四五六七八九十\\d]|银行卡|密码|验证码|指纹|刷脸|房产税|征税|查税|押金|保证金|转账|bank details|fees?\\b|fined?\\b|fingerprints?'
const pretence =
  '授权(?:运营|平台|开发|代理)|(?:唯一)?指定(?:的)?(?:平台|问卷|app|合作)|官方(?:app|平台|合作)|实名认证后|每天分红|做问卷|刷单|数据员招募|招募[“"]?数据员|冒充|假冒|posing as|impersonat'
const settled =
  /从未|不收(?:取)?(?:任何)?费|不会(?:收|要求|索)|免费|提醒(?:市民|居民|群众|大家)|谨防|警惕|辟谣|不实|谣言|核实并无|声明|警方|立案|骗局|否认|并非|如实申报|依法(?:查处|处罚)|行政处罚决定|denied|warned|hoax/

/** At most five; those that a sentence itself reports as settled or denied are passed over. Input folded. */
export function workClaimsIn(
  article: { title: string; text: string },
  original: { title: string; text: string },
  home: string,
): Claim[] {
  const places = regionsNamedIn(`${article.title}\n${article.text}`)
  if (places.length > 0 && !places.some(({ code }) => code === nationCode || isWithin(code, home))) return []
  return (['title', 'text'] as const)
    .flatMap((field) => [
      ...sentences(article[field]).flatMap((sentence) => claimIn(sentence, field, original[field], 'M14', demand)),
      ...sentences(article[field]).flatMap((sentence) => claimIn(sentence, field, original[field], 'M15', pretence)),
    ])
    .slice(0, 5)
}

type Sentence = { text: string; start: number }

function claimIn(
  sentence: Sentence,
  field: 'title' | 'text',
  original: string,
  type: 'M14' | 'M15',
  what: string,
): Claim[] {
  if (settled.test(sentence.text)) return []
  const match = sentence.text.match(
    new RegExp(`(?:${worker})[^。!?;\\n]{0,40}?(?:${what})|(?:${what})[^。!?;\\n]{0,24}?(?:${worker})`),
  )
  if (match?.index === undefined) return []
  const start = sentence.start + match.index
  const end = start + match[0].length
  return [
    {
      field,
      start,
      end,
      quote: original.slice(start, end),
      indicator: null,
      region: null,
      period: null,
      periodType: null,
      measure: null,
      value: null,
      unit: null,
      // Who reports an impersonation (冒充) is not its author.
      verdict: /罚|fine|冒充|假冒|posing|impersonat/.test(match[0]) ? 'not_checkable' : 'false',
      type,
      figureId: null,
      accepts: null,
      reason:
        type === 'M14'
          ? '涉及统计工作的说法（收费、处罚、索取信息）；统计调查不收费、不索取账户信息，须由人员核实。'
          : '疑似冒用统计机构名义，须由人员核实。',
      score: 0.6,
    },
  ]
}

const sentences = (text: string): Sentence[] =>
  [...text.matchAll(/[^。!?;\n]+/g)].map((match) => ({ text: match[0], start: match.index }))
