import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CalendarEntry, Figure, Measure, PeriodType } from '../../domain/figure.ts'
import { bookOf, checkClaims } from './claims.ts'

type Row = [
  indicator: string,
  region: string,
  period: string,
  type: PeriodType,
  measure: Measure,
  value: string,
  unit: string,
]
const figure = (
  [indicator, region, period, periodType, measure, value, unit]: Row,
  more: Partial<Figure> = {},
): Figure => ({
  id: `${region}-${indicator}-${period}-${periodType}-${measure}`,
  indicator,
  region,
  period,
  periodType,
  measure,
  priceBasis: measure === 'level' ? 'current' : indicator === 'gdp' ? 'constant' : null,
  value,
  unit,
  status: 'preliminary',
  publishedAt: new Date('2023-01-19T10:00:00+08:00'),
  supersededAt: null,
  owner: indicator === 'cpi' ? '国家统计局广西调查总队' : '广西统计局',
  sourceUrl: '',
  ...more,
})

// Guangxi's own figures of 2021 and 2022 and its consumer prices of 2012 are public (domain catalogue B6); the others are made up.
const figures: Figure[] = [
  figure(['gdp', '450000', '2022', 'year', 'level', '26300.87', '亿元']),
  figure(['gdp', '450000', '2022', 'year', 'yoy', '2.9', '%']),
  figure(['gdp', '450000', '2021', 'year', 'level', '24740.86', '亿元'], {
    id: 'gx-2021-v1',
    publishedAt: new Date('2022-01-20T10:00:00+08:00'),
    supersededAt: new Date('2022-12-29T10:00:00+08:00'),
  }),
  figure(['gdp', '450000', '2021', 'year', 'level', '25209.10', '亿元'], {
    id: 'gx-2021-v2',
    publishedAt: new Date('2022-12-29T10:00:00+08:00'),
  }),
  figure(['gdp', '450000', '2021', 'year', 'yoy', '7.5', '%']),
  figure(['gdp', '100000', '2022', 'year', 'yoy', '3.0', '%']),
  figure(['gdp', '450500', '2022', 'year', 'level', '1674.21', '亿元']),
  figure(['gdp', '450500', '2022', 'year', 'yoy', '3.5', '%']),
  figure(['gdp', '450200', '2022', 'year', 'level', '3109.09', '亿元']),
  figure(['gdp', '450200', '2022', 'year', 'yoy', '-1.0', '%']),
  figure(['gdp_per_capita', '450500', '2022', 'year', 'level', '89211', '元']),
  figure(['cpi', '450000', '2012-03', 'cumulative', 'yoy', '3.2', '%']),
  figure(['cpi', '450000', '2012-03', 'month', 'yoy', '3.4', '%']),
  figure(['cpi', '450000', '2012-03', 'month', 'mom', '0.4', '%']),
  figure(['cpi', '100000', '2012-03', 'month', 'yoy', '3.6', '%']),
  figure(['cpi', '450500', '2022', 'year', 'index', '101.8', '指数']),
  figure(['cpi', '450500', '2022', 'year', 'yoy', '1.8', '%']),
].map((one) => (one.period === '2012-03' ? { ...one, publishedAt: new Date('2012-04-13T10:00:00+08:00') } : one))
const calendar: CalendarEntry[] = [
  {
    id: 'cal-2026Q3',
    indicators: ['gdp'],
    region: '450000',
    period: '2026Q3',
    periodType: 'cumulative',
    scheduledAt: new Date('2026-10-22T10:00:00+08:00'),
    publisher: '广西统计局',
    releasedAt: null,
  },
]
const book = bookOf(figures, calendar)

const check = (text: string, { title = '', at = '2023-02-10' } = {}) =>
  checkClaims({ title, text, publishedAt: new Date(`${at}T09:00:00+08:00`) }, book).map(
    (claim) => `${claim.verdict}${claim.type ? ` ${claim.type}` : ''}`,
  )

describe('AC-11: true but critical, rounded, revised', () => {
  it('(a) 约2.63万亿元 is rounding', () => expect(check('2022年广西GDP约2.63万亿元。')).toEqual(['supported M19']))
  it('(b) true criticism accuses nobody', () => {
    expect(check('2022年广西GDP增速仅2.9%，低于全国0.1个百分点，值得反思。')).toEqual(['supported', 'supported'])
  })
  it('(c) 增长2.9个百分点 is a matter of wording', () =>
    expect(check('2022年广西GDP增长2.9个百分点。')).toEqual(['misleading M04']))
  it('(d) an old version is outdated, not false', () => {
    expect(check('2021年广西GDP为24740.86亿元。')).toEqual(['outdated M08'])
    expect(check('2021年广西GDP为24740.86亿元。', { at: '2022-06-01' })).toEqual(['supported'])
    expect(check('2021年广西GDP由初步核算的24740.86亿元修订为25209.10亿元。')).toEqual(['supported', 'supported'])
  })
})

describe('each kind of misreport, beside a true twin', () => {
  it.each([
    ['M01', '2012年3月份广西CPI同比上涨3.2%。', '2012年一季度广西CPI同比上涨3.2%。', '2012-04-20'],
    ['M02', '2012年3月份广西CPI环比上涨3.4%。', '2012年3月份广西CPI环比上涨0.4%。', '2012-04-20'],
    ['M05', '2022年北海人均生产总值1674.21亿元。', '2022年北海生产总值1674.21亿元。', '2023-04-20'],
    ['M06', '2022年广西GDP同比增长7.5%。', '2021年广西GDP同比增长7.5%。', '2023-02-10'],
    ['M07', '2022年柳州GDP达到1674.21亿元。', '2022年北海GDP达到1674.21亿元。', '2023-02-10'],
    ['M09', '2022年广西GDP为26300.87万元。', '2022年广西GDP为263008700万元。', '2023-02-10'],
    ['M10', '2022年广西GDP下降2.9%。', '2022年柳州GDP下降1.0%。', '2023-02-10'],
    ['M12', '2022年广西GDP为28030.87亿元。', '2022年广西GDP为26300.87亿元。', '2023-02-10'],
  ])('%s: %s — %s', (type, wrong, right, at) => {
    const [verdict] = check(wrong, { at })
    expect(verdict).toBe(`false ${type}`)
    expect(check(right, { at })[0]).toMatch(/^supported/)
  })
  it('M03: growth worked out from two levels at current prices', () => {
    expect(check('2022年广西GDP增长4.3%。')).toEqual(['misleading M03'])
  })
  it('M09: an index read as a rate', () => expect(check('2022年北海CPI同比上涨101.8%。')).toEqual(['false M09']))
  it('M13: an accusation of fraud is for people, a report on fighting it is not', () => {
    expect(check('网友称广西统计局的GDP就是编的。')).toEqual(['not_checkable M13'])
    expect(check('广西统计局部署防范和惩治统计造假工作。')).toEqual([])
    expect(check('江苏某企业统计造假。')).toEqual([])
  })
  it('M14 and M15: fees, fines and false names are for people; a warning against them is not', () => {
    expect(check('有居民称，柳州市统计局入户调查要收50元登记费。')).toEqual(['false M14'])
    expect(check('拒绝经济普查的商户被柳州市统计局罚款。')).toEqual(['not_checkable M14'])
    expect(check('柳州市统计局提醒市民，入户调查不收取任何费用。')).toEqual([])
    expect(check('“圆梦统计”平台由广西统计局授权运营，做问卷每单50元。')).toEqual(['false M15'])
    expect(check('广西统计局声明，从未授权平台运营问卷。')).toEqual([])
  })
  it('M17: the survey office publishes prices', () => {
    expect(check('广西统计局公布，2012年3月份广西CPI同比上涨3.4%。', { at: '2012-04-20' })).toEqual(['misleading M17'])
    expect(check('国家统计局广西调查总队公布，2012年3月份广西CPI同比上涨3.4%。', { at: '2012-04-20' })).toEqual([
      'supported',
    ])
  })
})

describe('AC-10: a figure for a period that is not out yet', () => {
  const leak = '广西前三季度GDP 2.1万亿元，增长4.7%，官方人士称。'
  it('is raised by the calendar alone', () =>
    expect(check(leak, { at: '2026-10-20' })).toEqual(['unreleased M12', 'unreleased M12']))
  it('gives the same answer whatever the figures hold', () => {
    const knowing = bookOf(
      [
        ...figures,
        figure(['gdp', '450000', '2026Q3', 'cumulative', 'yoy', '4.7', '%'], {
          publishedAt: new Date('2026-10-22T10:00:00+08:00'),
        }),
      ],
      calendar,
    )
    const [, claim] = checkClaims(
      { title: '', text: leak, publishedAt: new Date('2026-10-20T09:00:00+08:00') },
      knowing,
    )
    expect(claim).toMatchObject({ verdict: 'unreleased', type: 'M12', figureId: null, accepts: null })
    expect(claim?.reason).toMatchObject({ code: 'not_released', planned: '2026-10-22 10:00' })
    expect(JSON.stringify(claim?.reason)).not.toContain('4.7')
  })
  it('does not touch forecasts and targets', () => {
    expect(check('预计广西前三季度GDP增长4.7%。', { at: '2026-10-20' })).toEqual(['not_checkable'])
  })
})

describe('what is not sure is not accused', () => {
  it.each([
    ['a region without figures', '2022年浙江GDP为77715亿元。'],
    ['another country', '2022年泰国GDP增长2.6%，高于2.9%的预期。'],
    ['a target', '2023年广西GDP增长预期目标5.5%左右。'],
    ['no period', '广西GDP增长9.9%。'],
    ['two regions at once', '2022年广西、北海GDP增长9.9%。'],
    ['another matter', '2022年广西猪肉价格上涨9.9%。'],
    ['a company', '2022年广西某公司营收增长9.9%。'],
    ['a private count', '2022年广西旅游收入增长9.9%。'],
    ['a forecast by a bank', '瑞信：2026年广西GDP增速4.1%。'],
    ['a range', '2022年广西GDP增长5%—6%。'],
  ])('%s', (_, text) => {
    for (const verdict of check(text)) expect(verdict).toMatch(/^(?:not_checkable|supported)/)
  })
  it('passes over a wrong number that is quoted to correct it', () => {
    expect(check('网传“2022年广西GDP为36300亿元”不实。')).toEqual([])
    // Our own text must say what it quotes; a wrong number beside a denial is no quotation.
    const ours = (text: string) =>
      checkClaims({ title: '', text, publishedAt: new Date('2023-02-10T01:00:00Z'), isOurs: true }, book)
    const denial = '网传数据不实。2022年广西GDP为26308.87亿元。'
    expect(check(denial)).toEqual([])
    expect(ours(denial).map((c) => [c.quote, c.verdict])).toEqual([['GDP为26308.87亿元', 'false']])
    expect(ours('网传“2022年广西GDP为36300亿元”不实，应为26300.87亿元。').map((c) => c.verdict)).toEqual([
      'false',
      'supported',
    ])
    expect(check('更正：昨日误报，2022年广西GDP应为26300.87亿元。')).toEqual(['supported'])
  })
  it('gives each number of a list its own name', () => {
    expect(check('2022年，广西、北海GDP增速分别为2.9%和3.5%。')).toEqual(['supported', 'supported'])
  })
  it('carries region and period on', () => {
    expect(check('2022年，广西生产总值26300.87亿元，同比增长2.9%。北海增长3.5%，柳州下降1.0%。')).toEqual([
      'supported',
      'supported',
      'supported',
      'supported',
    ])
  })
})

describe('how a claim explains itself', () => {
  it('quotes the text, names the figure and the values it would accept', () => {
    const text = '2022年，廣西經濟總量約２．６３兆元，年增2.9%。'
    const [level, growth] = checkClaims({ title: '', text, publishedAt: new Date('2023-02-10T09:00:00+08:00') }, book)
    expect(level).toMatchObject({
      value: '2.63',
      unit: '万亿元',
      verdict: 'supported',
      figureId: '450000-gdp-2022-year-level',
      period: '2022',
      periodType: 'year',
    })
    expect(level?.accepts).toEqual({ low: '26200.00', high: '26399.99' })
    expect(growth?.quote).toBe('年增2.9%')
    for (const claim of [level, growth]) expect(text.slice(claim!.start, claim!.end)).toBe(claim!.quote)
  })
  it('gives the reason as a code with the figures it speaks of', () => {
    const [claim] = checkClaims(
      { title: '', text: '2012年3月份广西CPI环比上涨3.4%。', publishedAt: new Date('2012-04-20T09:00:00+08:00') },
      book,
    )
    expect(claim?.reason).toMatchObject({
      code: 'is_other',
      stated: '3.4%',
      other: { indicator: { zh: '居民消费价格' }, region: { zh: '广西' }, measure: 'yoy', value: '3.4' },
      official: { measure: 'mom', value: '0.4', unit: '%' },
    })
  })
  it('reads English', () => {
    expect(check("Guangxi's GDP grew 2.9 percent in 2022, and Beihai's GDP rose 3.5%.")).toEqual([
      'supported',
      'supported',
    ])
    expect(check("Guangxi's GDP fell 2.9 percent in 2022.")).toEqual(['false M10'])
  })
})

describe('properties', () => {
  const phrasings = [
    (value: string) => `2022年广西地区生产总值${value}。`,
    (value: string) => `2022年，广西GDP达到${value}，同比增长2.9%。`,
    (value: string) => `据初步核算，廣西2022年生產總值為${value}。`,
    (value: string) => `广西去年GDP${value}，经济平稳。`,
  ]
  const trueValues = [
    '26300.87亿元',
    '26,300.87亿元',
    '２６３００．８７亿元',
    '2.63万亿元',
    '2.630万亿元',
    '约2.6万亿元',
    '两万六千三百亿元',
    '逾2.6万亿元',
    '263008700万元',
    '2.63兆元',
    '26301亿元',
  ]
  it('any rendering of the official figure is supported', () => {
    fc.assert(
      fc.property(fc.constantFrom(...phrasings), fc.constantFrom(...trueValues), (phrase, value) => {
        const text = phrase(value)
        expect(check(text)[0], text).toMatch(/^supported/)
      }),
    )
  })
  it('a figure times a power of ten, or of another year, is never supported', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...phrasings),
        fc.constantFrom('263008.7亿元', '2630.087亿元', '26300.87万元', '26.3万亿元', '25209.10亿元', '1674.21亿元'),
        (phrase, value) => {
          expect(check(phrase(value))[0]).not.toMatch(/^supported/)
        },
      ),
    )
  })
  it('never fails, and always quotes the text, whatever it is given', () => {
    const piece = fc.constantFrom(
      ...'2022年 广西 北海 GDP CPI 增长 下降 同比 环比 2.9% 26300.87亿元 ， 。 分别 、 比 全国 低 0.1个百分点 其中 上年 一季度 在 由 转为 rose in'.split(
        ' ',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        for (const claim of checkClaims({ title: '', text, publishedAt: new Date('2023-02-10T01:00:00Z') }, book))
          expect(text.slice(claim.start, claim.end)).toBe(claim.quote)
      }),
      { numRuns: 500 },
    )
  })
})
