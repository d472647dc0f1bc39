/**
 * The JSON of the national data site (data.stats.gov.cn, easyquery): `returndata.datanodes` hold values, `wdnodes` say what the codes of
 * indicator (zb), region (reg) and period (sj) mean. It says neither when a value was published nor its status: whoever brings it does.
 */
import Big from 'big.js'
import { z } from 'zod'
import { type IndicatorEntry, indicatorNamed } from '../../analyzer/indicators/catalogue.ts'
import type { Measure, PeriodType } from '../../domain/figure.ts'
import type { ImportDefaults, ImportFault } from '../../domain/figure-import.ts'
import { regionByCode } from '../../domain/regions.ts'
import type { StagedFigure } from '../../store/figure-imports.ts'
import { tableLimits, UnreadableTable } from '../table/cells.ts'
import { idOf } from './figure-row.ts'

const node = z.object({
  code: z.string(),
  cname: z.string().optional(),
  name: z.string().optional(),
  unit: z.string().optional(),
})
const shape = z.object({
  returndata: z.object({
    datanodes: z.array(
      z.object({
        data: z.object({ data: z.number(), hasdata: z.boolean(), strdata: z.string().default('') }),
        wds: z.array(z.object({ wdcode: z.string(), valuecode: z.string() })),
      }),
    ),
    wdnodes: z.array(z.object({ wdcode: z.string(), nodes: z.array(node) })),
  }),
})

type Read = { rows: StagedFigure[]; faults: ImportFault[] }

/** `row`: place among the data nodes, from 1; nodes without data are passed over. Throws UnreadableTable. */
export function readNbs(text: string, { now, defaults }: { now: Date; defaults: ImportDefaults }): Read {
  const parsed = shape.safeParse(parseJson(text))
  if (!parsed.success) throw new UnreadableTable('not_nbs', 0, parsed.error.issues[0]?.path.join('.') ?? '')
  const { datanodes, wdnodes } = parsed.data.returndata
  if (datanodes.length > tableLimits.rows) throw new UnreadableTable('too_many_rows')
  const meanings = new Map(
    wdnodes.flatMap(({ wdcode, nodes }) => nodes.map((n) => [`${wdcode} ${n.code}`, n] as const)),
  )
  const read: Read = { rows: [], faults: [] }
  const publishedAt = defaults.publishedAt ? new Date(defaults.publishedAt) : null
  for (const [n, { data, wds }] of datanodes.entries()) {
    if (!data.hasdata) continue
    const fault = (field: string, code: string, value: string) =>
      read.faults.push({ row: n + 1, column: '', field, code, value: value.slice(0, 100) })
    const codeOf = (wdcode: string) => wds.find((w) => w.wdcode === wdcode)?.valuecode ?? ''
    const meant = meanings.get(`zb ${codeOf('zb')}`)
    const title = meant?.cname ?? meant?.name ?? codeOf('zb')
    const spoken = readTitle(title)
    if (!spoken) fault('indicator', 'unknown_indicator', title)
    const region = codeOf('reg') || '100000'
    const regionName = regionByCode(region)?.shortName ?? meanings.get(`reg ${region}`)?.cname
    if (!/^\d{6}$/.test(region) || !regionName) fault('region', 'not_a_region', region)
    const period = periodOf(codeOf('sj'), spoken?.periodType)
    if (!period) fault('period', 'not_a_period', codeOf('sj'))
    const digits = data.strdata.trim().replaceAll(',', '') || String(data.data)
    if (!/^-?\d{1,18}(\.\d{1,10})?$/.test(digits)) fault('value', 'not_a_number', digits)
    if (!publishedAt) fault('published_at', 'missing', '')
    else if (publishedAt > now) fault('published_at', 'not_yet_published', defaults.publishedAt ?? '')
    if (read.faults.at(-1)?.row === n + 1 || !spoken || !period || !regionName || !publishedAt) continue
    const { entry, measure, isBase100 } = spoken
    const figure = {
      ...{ indicator: entry.code, indicatorName: entry.name, region, regionName, scope: 'whole' as const },
      ...{ ...period, measure, priceBasis: basisOf(entry, measure) },
      // 上月=100: an index of 100.4 is published as a rise of 0.4%, with the same digits.
      value: isBase100 ? new Big(digits).minus(100).toFixed(digits.split('.')[1]?.length ?? 0) : digits,
      unit: measure === 'level' ? meant?.unit || entry.unit : measure === 'index' ? '指数' : '%',
      status: defaults.status ?? 'preliminary',
      ...{ publishedAt, supersededAt: null },
      owner: defaults.owner ?? '国家统计局',
      sourceUrl: defaults.sourceUrl ?? 'https://data.stats.gov.cn/',
    }
    read.rows.push({ row: n + 1, id: idOf(figure), ...figure })
  }
  return read
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new UnreadableTable('not_nbs')
  }
}

type Spoken = { entry: IndicatorEntry; measure: Measure; periodType?: PeriodType; isBase100?: true }

/** 社会消费品零售总额_累计增长, 居民消费价格指数(上年同月=100): the indicator, and what is said of it. */
function readTitle(title: string): Spoken | null {
  const text = title.normalize('NFKC').replace(/\s/g, '')
  const said = /_(当期值|当季值|累计值|期末值|同比增长|当季同比|累计增长|累计同比|环比增长)$/.exec(text)?.[1]
  const base = /\((上年同月|上年同期|上年|上月|上季)=100\)/.exec(text)?.[1]
  const bare = text
    .replace(/_[^_]*$/, '')
    .replace(/\([^)]*=100\)/, '')
    .replace(/\((亿元|万元|元|万人|%)\)$/, '')
  const entry = indicatorNamed(bare) ?? indicatorNamed(bare.replace(/指数$/, ''))
  if (!entry) return null
  if (base === '上月') return { entry, measure: 'mom', isBase100: true }
  if (base === '上季') return { entry, measure: 'qoq', isBase100: true }
  if (base) return { entry, measure: 'index', ...(said?.startsWith('累计') ? { periodType: 'cumulative' } : {}) }
  switch (said) {
    case '累计值':
      return { entry, measure: 'level', periodType: 'cumulative' }
    case '期末值':
      return { entry, measure: 'level', periodType: 'point' }
    case '同比增长':
    case '当季同比':
      return { entry, measure: 'yoy' }
    case '累计增长':
    case '累计同比':
      return { entry, measure: 'yoy', periodType: 'cumulative' }
    case '环比增长':
      return { entry, measure: entry.step === 'quarter' ? 'qoq' : 'mom' }
    default:
      return { entry, measure: 'level' }
  }
}

/** 2024, 2024A…D (quarters), 202408. */
function periodOf(code: string, type: PeriodType | undefined): { period: string; periodType: PeriodType } | null {
  if (/^(19|20)\d{2}$/.test(code)) return { period: code, periodType: type === 'point' ? 'point' : 'year' }
  const quarter = /^((?:19|20)\d{2})([A-D])$/.exec(code)
  if (quarter) return { period: `${quarter[1]}Q${'ABCD'.indexOf(quarter[2]!) + 1}`, periodType: type ?? 'quarter' }
  const month = /^((?:19|20)\d{2})(0[1-9]|1[0-2])$/.exec(code)
  return month ? { period: `${month[1]}-${month[2]}`, periodType: type ?? 'month' } : null
}

function basisOf(entry: IndicatorEntry, measure: Measure): 'current' | 'constant' | null {
  const basis = measure === 'level' ? entry.level : ['yoy', 'qoq', 'mom'].includes(measure) ? entry.growth : 'none'
  return basis === 'none' ? null : basis
}
