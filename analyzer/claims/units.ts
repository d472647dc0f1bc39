/** Units of measure beside a number, as data: what they measure, and how many base units (元, %, 人, 吨, 亩) one holds. */
/** bare: a scale without a unit (81亿); plain: neither (收入比2.12, 指数101.8). */
export type Dimension =
  | 'yuan'
  | 'usd'
  | 'percent'
  | 'points'
  | 'persons'
  | 'times'
  | 'tons'
  | 'mu'
  | 'other'
  | 'bare'
  | 'plain'

export type Unit = { dimension: Dimension; factor: string; name: string }

const unit = (dimension: Dimension, name: string, factor = '1'): Unit => ({ dimension, name, factor })

/** `other`: a unit that none of our indicators is counted in; it keeps a number from being taken for one of them. */
const units: Record<string, Unit> = {
  元人民币: unit('yuan', '元'),
  元: unit('yuan', '元'),
  块钱: unit('yuan', '元'),
  块: unit('yuan', '元'),
  圆: unit('yuan', '元'),
  yuan: unit('yuan', '元'),
  'renminbi yuan': unit('yuan', '元'),
  renminbi: unit('yuan', '元'),
  rmb: unit('yuan', '元'),
  cny: unit('yuan', '元'),
  美元: unit('usd', '美元'),
  美金: unit('usd', '美元'),
  'u.s. dollars': unit('usd', '美元'),
  'us dollars': unit('usd', '美元'),
  dollars: unit('usd', '美元'),
  usd: unit('usd', '美元'),
  港元: unit('other', '港元'),
  港币: unit('other', '港元'),
  日元: unit('other', '日元'),
  欧元: unit('other', '欧元'),
  英镑: unit('other', '英镑'),
  新台币: unit('other', '新台币'),
  台币: unit('other', '新台币'),
  人次: unit('other', '人次'),
  人: unit('persons', '人'),
  名: unit('other', '名'),
  people: unit('persons', '人'),
  persons: unit('persons', '人'),
  residents: unit('persons', '人'),
  吨: unit('tons', '吨'),
  公吨: unit('tons', '吨'),
  tonnes: unit('tons', '吨'),
  'metric tons': unit('tons', '吨'),
  tons: unit('tons', '吨'),
  公斤: unit('tons', '公斤', '0.001'),
  千克: unit('tons', '公斤', '0.001'),
  斤: unit('tons', '斤', '0.0005'),
  亩: unit('mu', '亩'),
  mu: unit('mu', '亩'),
  公顷: unit('mu', '公顷', '15'),
  hectares: unit('mu', '公顷', '15'),
  户: unit('other', '户'),
  倍: unit('times', '倍'),
  times: unit('times', '倍'),
  '%': unit('percent', '%'),
  percent: unit('percent', '%'),
  'per cent': unit('percent', '%'),
  pct: unit('percent', '%'),
  趴: unit('percent', '%'),
  '‰': unit('percent', '‰', '0.1'),
  成: unit('percent', '成', '10'),
  个百分点: unit('points', '百分点'),
  百分点: unit('points', '百分点'),
  'percentage points': unit('points', '百分点'),
  'percentage point': unit('points', '百分点'),
  'percentage-point': unit('points', '百分点'),
  'percent points': unit('points', '百分点'),
  个基点: unit('points', '基点', '0.01'),
  'basis points': unit('points', '基点', '0.01'),
  个千分点: unit('points', '千分点', '0.1'),
  个: unit('other', '个'),
  家: unit('other', '家'),
  件: unit('other', '件'),
  套: unit('other', '套'),
  辆: unit('other', '辆'),
  台: unit('other', '台'),
  项: unit('other', '项'),
  次: unit('other', '次'),
  平方米: unit('other', '平方米'),
  平方公里: unit('other', '平方公里'),
  公里: unit('other', '公里'),
  千瓦时: unit('other', '千瓦时'),
  头: unit('other', '头'),
  只: unit('other', '只'),
  岁: unit('other', '岁'),
  天: unit('other', '天'),
}

const byFirst = new Map<string, string[]>()
for (const word of Object.keys(units).sort((a, b) => b.length - a.length)) {
  const list = byFirst.get(word[0] ?? '')
  if (list === undefined) byFirst.set(word[0] ?? '', [word])
  else list.push(word)
}

/** 成都, 成为, 人均, 元月 begin with a unit and are none. */
const notHere: Record<string, RegExp> = {
  成: /^成(?:[为立功本员果都长绩交品人年熟分就因])/,
  人: /^人(?:均|口|民|类|士|才|力|工|员|家|数)/,
  元: /^元(?:月|旦|素|件|年)/,
  名: /^名(?:义|列|单|次|为|称|牌)/,
  家: /^家(?:庭|具|电|长|乡)/,
  倍: /^倍(?:增|数)/,
  台: /^台(?:阶|湾|币|商|资|积)/,
  户: /^户(?:籍|均|口)/,
  头: /^头(?:部|条)/,
  天: /^天(?:津|然|气)/,
}

/** The longest unit that stands at `at`, with its length in the text; null when none does. */
export function unitAt(text: string, at: number): (Unit & { length: number }) | null {
  for (const word of byFirst.get(text[at] ?? '') ?? []) {
    if (!text.startsWith(word, at)) continue
    if (notHere[word]?.test(text.slice(at, at + 3))) return null
    // English words end where they end.
    if (/[a-z]$/.test(word) && /[a-z]/.test(text[at + word.length] ?? '')) continue
    const found = units[word]
    if (found !== undefined) return { ...found, length: word.length }
  }
  return null
}

const scales: [string, string][] = [
  ['万亿', '1e12'],
  ['亿', '1e8'],
  ['百万', '1e6'],
  ['万', '1e4'],
  ['千', '1e3'],
]

/** The unit of a figure (亿元, 千公顷, 亿千瓦时): its name, what it measures, and how many base units one holds. */
export function unitOf(text: string): { name: string; dimension: Dimension; factor: string; scale: string } {
  const plain = unitAt(text, 0)
  if (plain !== null && plain.length === text.length) return { ...plain, scale: '1' }
  const [word, scale] = scales.find(([name]) => text.startsWith(name)) ?? ['', '1']
  const rest = text.slice(word.length)
  const found = unitAt(rest, 0)
  if (found !== null && found.length === rest.length) return { ...found, scale }
  return { name: rest, dimension: rest === '' ? 'plain' : 'other', factor: '1', scale }
}

const englishScales: Record<string, { scale: string; name: string }> = {
  trillion: { scale: '1e12', name: '万亿' },
  tn: { scale: '1e12', name: '万亿' },
  billion: { scale: '1e9', name: '十亿' },
  bn: { scale: '1e9', name: '十亿' },
  million: { scale: '1e6', name: '百万' },
  mn: { scale: '1e6', name: '百万' },
  thousand: { scale: '1e3', name: '千' },
}

/** trillion, billion, million behind the number at `at`. */
export function englishScale(text: string, at: number): { scale: string; name: string; end: number } | null {
  const match = /^[ -]?(trillion|billion|million|thousand|tn|bn|mn)(?![a-z])/.exec(text.slice(at, at + 10))
  const found = englishScales[match?.[1] ?? '']
  return match === null || found === undefined ? null : { ...found, end: at + match[0].length }
}
