/**
 * Where an article names a statistics bureau, and how it speaks of it there: by rules over words, one mention at a time. A word
 * counts toward the body it is said of (南宁市统计局造假 says nothing of 柳州市统计局), a bureau that exposes or denies is not
 * the one accused, and how the economy does is no tone toward those who count it.
 */
import type { Mention, Span, Tone } from '../domain/finding.ts'
import type { BodySeen } from './relevance.ts'
import type { UnitNames } from './relevance.ts'
import { fold } from './script.ts'
import { before, type Stretch, stretches } from './sentences.ts'
import type { WordFound } from './tone-words.ts'

export const mentionsVersion = 'mentions-1'

/** Of one unit at most so many: what more a page repeats says nothing new. */
const mostMentions = 50

/** What a word is said of, and what takes it back, stands within so many characters of it. */
const reach = 240

type Body = BodySeen & { sentence: number; clause: number; unitId: string | 'other' | null; bound: Bound[] }
type Bound = { word: WordFound; tone: 'positive' | 'negative' | 'accusing'; quoted: boolean; rebutted: boolean }
type Field = { field: Span['field']; original: string; folded: string; sentences: Stretch[]; clauses: Stretch[] }

/** An institution, not its law, its book or its trade. */
const institution = /统计(?:局|部门|系统|机构)|调查总?队|普查办|bureau|census/
const surveyOffice = /调查总?队/
const samePlace = /该局|该队|该单位|该部门|the bureau/g

/** What reads the tone at each mention; `nearest`: the unit that bodies without any place belong to. */
export type MentionReader = (unit: UnitNames, nearest: boolean) => Mention[]

export function mentionReader(
  article: { title: string; text: string },
  seen: { bodies: readonly BodySeen[]; words: readonly WordFound[]; units: readonly UnitNames[] },
): MentionReader {
  const fields = (['title', 'text'] as const).map((field) => fieldOf(field, article[field].slice(0, 20_000)))
  const bodies = bodiesIn(fields, seen)
  for (const word of seen.words) bind(word, fields.find(({ field }) => field === word.hit.field)!, bodies)
  return (unit, nearest) =>
    bodies
      .filter(({ unitId }) => (unitId === null ? nearest : unitId === unit.id))
      .slice(0, mostMentions)
      .map((body) => mentionOf(body, fields))
}

function fieldOf(field: Span['field'], original: string): Field {
  const folded = fold(original)
  return {
    ...{ field, original, folded },
    sentences: stretches(folded, /[^。!?;\n]+/g),
    clauses: stretches(folded, /[^。!?;\n,:、]+/g),
  }
}

/** Which stretch a place stands in. */
const placeIn = (all: readonly Stretch[], at: number): number => before(all, (one) => one.end <= at)

/** Bodies in order, each with the unit it is; one without a place is the one named last before it. */
function bodiesIn(fields: Field[], seen: { bodies: readonly BodySeen[]; units: readonly UnitNames[] }): Body[] {
  const again = fields.flatMap(({ field, folded, original }) =>
    stretches(folded, samePlace).map((at) => ({
      ...at,
      field,
      quote: original.slice(at.start, at.end),
      owner: undefined,
    })),
  )
  const all = [...seen.bodies.filter(({ quote }) => institution.test(fold(quote))), ...again]
  const named = namesIn(fields, seen.units)
  const units = new Map(seen.units.map((unit) => [unit.regionCode, unit]))
  let last: Body['unitId'] = null
  return fields.flatMap(({ field, original, folded, sentences, clauses }) =>
    all
      .filter((body) => body.field === field)
      .sort((a, b) => a.start - b.start)
      .map((body) => {
        const name = named.find((one) => one.field === field && one.start <= body.start && one.end >= body.end)
        const unitId: Body['unitId'] =
          name?.unitId ?? ownUnit(body, folded.slice(body.end, body.end + 14), units) ?? last
        last = unitId
        const { start, end } = name ?? body
        const quote = original.slice(start, end)
        const [sentence, clause] = [placeIn(sentences, start), placeIn(clauses, start)]
        return { ...body, ...{ start, end, quote, sentence, clause, unitId, bound: [] } }
      }),
  )
}

function ownUnit(body: BodySeen, follows: string, units: Map<string, UnitNames>): Body['unitId'] {
  if (body.owner === undefined) return null
  const unit = typeof body.owner === 'string' ? units.get(body.owner) : undefined
  // A survey office is another body than the bureau of the same place.
  const isOffice = surveyOffice.test(body.quote) || /^[^,。]{0,8}调查总?队/.test(follows)
  const isOther = isOffice && !unit?.aliases.concat(unit.name).some((name) => surveyOffice.test(name))
  return unit && !isOther ? unit.id : 'other'
}

type NamedUnit = Stretch & { field: Span['field']; unitId: string }

/** The longest name first: 广西壮族自治区统计局 holds 自治区统计局. */
function namesIn(fields: Field[], units: readonly UnitNames[]): NamedUnit[] {
  const names = units.flatMap(({ id, name, aliases }) =>
    [name, ...aliases].filter((one) => one.length >= 3).map((one) => ({ unitId: id, name: fold(one) })),
  )
  names.sort((a, b) => b.name.length - a.name.length)
  return fields.flatMap(({ field, folded }) =>
    names.flatMap(({ unitId, name }) => {
      const found: NamedUnit[] = []
      for (let at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + name.length))
        found.push({ field, start: at, end: at + name.length, unitId })
      return found
    }),
  )
}

/** Verbs that a body suffers from others, unless it is the one that does it. */
const done = /^(?:质疑|批评|指责|举报|投诉|通报批评|曝光|问责|处分|处罚|立案|罚款|表扬|表彰|点赞|肯定|感谢|推荐|不满)$/
const passive = /[被遭受获]|引发|引起|招致|惹|得到|收到|饱受/
/** Between a body and a word: then the body is the one who acts, not the one meant. */
const acts =
  /查处|查实|通报|曝光|公布|揭露|整治|纠治|打击|移送|立案|严查|惩治|惩处|防范|杜绝|整改|督促|要求|提醒|警示|调查|核查|指出|约谈|批评|指责|处罚|问责|质疑|表彰|授予|感谢|expos|investigat/
const answers = /否认|辟谣|澄清|驳斥|回应|不实|不属实|谣言|并非|绝无|denie|denied|reject/
/** Somebody says it: what the text reports is not yet what it says. */
const reports =
  /网传|传言|流传|网[友民帖文]|评论区|(?:^|[,。文])称|有人|自媒体|博主|爆料|举报|被指|知情人士?|据[称传]|声称|指[称控]|质疑|号称|怀疑|alleg|claim|accus/
const rebuts =
  /不实|不属实|谣言|辟谣|否认|澄清|子虚乌有|无中生有|没有(?:任何)?(?:事实)?(?:根据|依据)|纯属|并非事实|未发现|查无实据|denied|denies|no evidence|untrue|rejected/
const stands =
  /(?:但|然而|不过|却|随后|最终|事实上|but|however)[^。!?\n]{0,40}(?:属实|证实|查实|确有|确实|存在|confirmed|found)/
/** How the economy does: no tone toward the bureau that says so. */
const ofEconomy =
  /^(?:稳中有进|稳中向好|回升向好|开门红|向好|改善|提升|稳步|稳健|亮眼|亮点|突破|创新高|新高|领先|首位|增强|优化|丰收|红火|活力|十足|增长|喜人|振奋|信心|下滑|恶化|疲软|低迷|垫底|倒数|萎缩|拖累|隐忧|堪忧|担忧|忧虑|困难|艰难|压力|走弱|失速|滞后|落后|不足|矛盾|下跌|暴跌|跌停|涨停|利好|亏损|盈利|扭亏|死亡|伤亡|事故|贵|慢|坑|吵|脏|订单|裁员|逾期|破产|减持|增持|weak\w*|slump\w*|plung\w*|improv\w*|robust\w*|strong\w*|recov\w*|gain\w*|resili\w*|upbeat|solid\w*|concern\w*|worri\w*|crisis|stagnat\w*|dismal\w*|loss\w*)$/

/** Gives a word to the body of its sentence that it is said of, if any is. */
function bind(word: WordFound, field: Field, bodies: Body[]): void {
  const { hit, kind, turned } = word
  if (ofEconomy.test(fold(hit.quote))) return
  const [sentence, clause] = [placeIn(field.sentences, hit.start), placeIn(field.clauses, hit.start)]
  const own = bodies.filter(
    (body) => body.sentence === sentence && body.field === hit.field && Math.abs(body.start - hit.start) <= reach,
  )
  const target = targetOf(word, own, { folded: field.folded, clause })
  if (!target || isWithin(hit, target)) return
  const between = field.folded.slice(target.end, hit.start)
  const answered = kind !== 'positive' && answers.test(between)
  // 没有造假: nothing is said against it. 不准确: the opposite is said.
  if (turned && kind !== 'positive' && !answered) return
  const tone = turned && kind === 'positive' ? 'negative' : kind
  const range = field.sentences[sentence]!
  const lead = field.folded.slice(Math.max(range.start, hit.start - reach), hit.start)
  const last = field.sentences[Math.min(sentence + 2, field.sentences.length - 1)]!.end
  const follows = field.folded.slice(hit.end, Math.min(last, hit.end + reach))
  target.bound.push({
    word,
    tone,
    quoted: reports.test(lead),
    rebutted: (answered || rebuts.test(follows)) && !stands.test(follows),
  })
}

const isWithin = (inner: Stretch, outer: Stretch) => inner.start >= outer.start && inner.end <= outer.end

function targetOf(
  { hit, kind }: WordFound,
  own: readonly Body[],
  { folded, clause }: { folded: string; clause: number },
): Body | null {
  const here = own.filter((body) => body.clause === clause)
  const lead = here.findLast((body) => body.end <= hit.start) ?? null
  const next = here.find((body) => body.start >= hit.end) ?? null
  const earlier = own.findLast((body) => body.end <= hit.start) ?? null
  const said = folded.slice((lead ?? earlier)?.end ?? hit.start, hit.start)
  if (done.test(fold(hit.quote))) {
    if (passive.test(said)) return suffering(here, folded, hit.start) ?? earlier
    return next
  }
  const subject = suffering(here, folded, hit.start) ?? lead
  if (subject !== null)
    return kind !== 'positive' && acts.test(said) && !passive.test(said) && !answers.test(said) ? null : subject
  if (earlier !== null) return acts.test(said) && !passive.test(said) && !answers.test(said) ? null : earlier
  return next ?? (kind === 'accusing' ? (own.find((body) => body.start >= hit.end) ?? null) : null)
}

/** 甲被乙举报造假: the one before 被. */
const suffering = (here: readonly Body[], folded: string, at: number): Body | null =>
  here.find((body, n) => {
    const next = here[n + 1]
    return next !== undefined && next.end <= at && /[被遭]/.test(folded.slice(body.end, next.start))
  }) ?? null

function mentionOf({ field, start, end, quote, sentence, bound }: Body, fields: Field[]): Mention {
  const { original, sentences } = fields.find((one) => one.field === field)!
  const range = sentences[sentence] ?? { start, end }
  const accusing = bound.filter(({ tone }) => tone === 'accusing')
  const standing = accusing.filter(({ rebutted }) => !rebutted)
  const open = bound.filter(({ rebutted }) => !rebutted)
  const count = (tone: Tone) => open.filter((one) => one.tone === tone).length
  const tone: Tone =
    standing.length > 0
      ? 'accusing'
      : count('negative') > count('positive')
        ? 'negative'
        : count('positive') > count('negative') && accusing.length === 0
          ? 'positive'
          : 'neutral'
  const isRebutted = open.length < bound.length && (tone === 'neutral' || tone === 'positive')
  return {
    span: { field, start, end, quote },
    sentence: { field, ...range, quote: original.slice(range.start, range.end) },
    tone,
    words: (tone === 'neutral' && !isRebutted ? [] : bound).slice(0, 8).map(({ word: { hit } }) => ({
      ...{ field, start: hit.start, end: hit.end, quote: hit.quote },
    })),
    note: isRebutted
      ? 'rebutted'
      : tone !== 'neutral' && open.some((one) => one.tone === tone) && open.every(({ quoted }) => quoted)
        ? 'quoted'
        : null,
  }
}
