/**
 * M14, M15, M17 without a number: statements about statistical work (fees, fines, bank cards at the door), people and platforms
 * that pose as the bureau, and honours the bureau never gives. Topic and entity near each other. Surveys cost nothing and never
 * ask for bank data, no platform is run for a bureau, and a bureau gives no titles: such a statement is called false; a fine may be
 * lawful and is left open. A person decides in any case.
 */
import type { Claim } from '../../domain/figure.ts'
import { isWithin, nationCode, regionsNamedIn } from '../../domain/regions.ts'

const bureau = '统计局|统计部门|调查总?队|statistics bureau|bureau of statistics|statistical bureau'
const worker = `${bureau}|普查(?:员|办|登记|小组)?|(?:入户|人口|住户|抽样)调查员?|调查员|监测员|人口抽[查样]|记账户|census|enumerators?|survey staff`
const demand =
  '收(?:取|费|钱|[一二三四五六七八九十百\\d]+元)|缴费|缴纳|交[一二三四五六七八九十百\\d]+元|登记费|监测费|手续费|工本费|服务费|罚款|罚[一二三四五六七八九十\\d]|拘留|抓人|坐牢|失信|黑名单|征信|低保|社保(?:停|取消)|停发|银行卡|密码|验证码|指纹|刷脸|人脸|dna|房产税|征税|查税|加税|补税|查(?:你|你家|您家)?(?:的)?房产|押金|保证金|转账|卖给|出售(?:个人)?信息|倒卖|bank details|fees?\\b|fined?\\b|jail|fingerprints?|tax bill'
const pretence =
  '授权(?:运营|平台|开发|代理|推广)|(?:唯一)?指定(?:的)?(?:平台|问卷|app|合作|网站)|官方(?:app|平台|合作|客服|问卷|网站|小程序)|内部(?:渠道|名额|数据)|实名认证后|每天分红|返现|返利|佣金|做问卷|刷单|做任务|数据员招募|招募[“"]?数据员|冒充|假冒|仿冒|山寨|posing as|impersonat|pretend(?:s|ing)? to be|fake'
const honour = '认证|评为|评选|授予|授牌|颁发|推荐(?:为)?|背书|钦定|官宣|certified|named|ranked'
const title =
  '第[一二三1-9]名?|百强|十强|最[\\u4e00-\\u9fff]{1,4}(?:城市|县|品牌|企业|楼盘|小区|社区|景区|村镇|商场|学校|医院)|幸福城市|宜居城市|称号|金奖|品牌|放心企业|诚信企业|best city|happiest'
const settled =
  /从未|不收(?:取)?(?:任何)?费|不会(?:收|要求|索|用于|作为)|无需(?:缴|交)|免费|严禁|不得|提醒(?:市民|居民|群众|大家|广大)|谨防|警惕|当心|防骗|辟谣|不实|谣言|声明|警方|立案|骗局|诈骗案|否认|并非|如实申报|依法(?:查处|处罚)|行政处罚决定|denied|warned|warns|hoax|never (?:asks?|charges?)|scam alert/
/** 冒充统计局 is said by who reports it. */
const reports = /罚|拘留|抓人|失信|征信|fine|jail|冒充|假冒|仿冒|山寨|posing|impersonat|pretend/

const sameSentence = (a: string, b: string, apart: number): RegExp =>
  new RegExp(`(?:${a})[^。!?;\\n]{0,${apart}}?(?:${b})|(?:${b})[^。!?;\\n]{0,24}?(?:${a})`)
const kinds: { type: keyof typeof reasons; pattern: RegExp }[] = [
  { type: 'M15', pattern: sameSentence(bureau, pretence, 60) },
  { type: 'M14', pattern: sameSentence(worker, demand, 40) },
  { type: 'M17', pattern: new RegExp(`(?:${bureau})[^。!?;\\n]{0,6}?(?:${honour})[^。!?;\\n]{0,24}?(?:${title})`) },
]
const demandAlone = new RegExp(demand)
const workerAlone = new RegExp(worker)

const reasons = { M14: 'work_said', M15: 'name_misused', M17: 'honour_said' } as const

/** At most five; those that a sentence itself reports as settled or denied are passed over. Input folded. */
export function workClaimsIn(
  article: { title: string; text: string },
  original: { title: string; text: string },
  home: string,
): Claim[] {
  const places = regionsNamedIn(`${article.title}\n${article.text}`)
  if (places.length > 0 && !places.some(({ code }) => code === nationCode || isWithin(code, home))) return []
  return (['title', 'text'] as const)
    .flatMap((field) => {
      const all = sentences(article[field])
      return all.flatMap((sentence, i) => claimIn(sentence, all[i - 1] ?? null, field, original[field]) ?? [])
    })
    .slice(0, 5)
}

type Sentence = { text: string; start: number }

function claimIn(sentence: Sentence, before: Sentence | null, field: 'title' | 'text', original: string): Claim | null {
  if (settled.test(sentence.text)) return null
  for (const { type, pattern } of kinds) {
    const match = pattern.exec(sentence.text)
    if (match !== null) return claimOf(type, sentence, [match.index, match[0].length], field, original)
  }
  // 千万别给调查员开门!他们登记完就要查你家房产: who is meant stands in the sentence before.
  const goesOn = before !== null && !settled.test(before.text) && workerAlone.test(before.text)
  if (!goesOn || !/^[“"\s]*(?:他们|她们|这些人|人家|对方|they)/.test(sentence.text)) return null
  return demandAlone.test(sentence.text) ? claimOf('M14', sentence, [0, sentence.text.length], field, original) : null
}

function claimOf(
  type: keyof typeof reasons,
  sentence: Sentence,
  [at, length]: [number, number],
  field: 'title' | 'text',
  original: string,
): Claim {
  // The whole clause is quoted: who is named as the platform usually stands before the bureau.
  const clause = Math.max(...[...',,:、'].map((sign) => sentence.text.lastIndexOf(sign, at - 1))) + 1
  const start = sentence.start + (type === 'M14' ? at : Math.min(clause, at))
  const end = sentence.start + at + length
  const words = sentence.text.slice(at, at + length)
  return {
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
    // Who reports an impersonation (冒充) is not its author; a fine may be lawful.
    verdict:
      type !== 'M17' && reports.test(words) && !/posing|platform|平台|网站/.test(words) ? 'not_checkable' : 'false',
    type,
    figureId: null,
    accepts: null,
    reason: { code: reasons[type] },
    score: 0.6,
  }
}

const sentences = (text: string): Sentence[] =>
  [...text.matchAll(/[^。!?;\n]+/g)].map((match) => ({ text: match[0], start: match.index }))
