import { describe, expect, it } from 'vitest'
import { copyGroups, storyGroups } from './clusters.ts'
import { figuresAgree, fingerprint, numbersOf, sameness, similarity } from './fingerprint.ts'
import { openModels } from './models/open-models.ts'
import { originOf } from './origin.ts'
import { isPredictTask, predictorOf, predictTasks } from './predict.ts'
import { relevance, relevanceToRegion } from './relevance.ts'
import { namesOutlet, type Publication, reprintEdge, titleChanged } from './reprint.ts'
import { rumour } from './rumour.ts'
import { forecastSpread } from './spread.ts'
import { tone } from './tone.ts'

const story =
  '广西壮族自治区统计局今日发布数据，2022年全区生产总值26300.87亿元，按不变价格计算，比上年增长2.9%。分产业看，第一产业增长5.0%，第二产业增长3.2%，第三产业增长2.0%。有关负责人表示，全区经济运行总体平稳，主要指标好于预期。'

describe('fingerprints', () => {
  const print = fingerprint(story)
  it('knows a reprint with other punctuation, a source line and an advertisement', () => {
    const copy = fingerprint(`【快讯】${story.replaceAll('，', ',')}（来源：八桂财经网）`)
    expect(sameness(print, copy)).toBe('same')
    expect(copy.bands.some((band) => print.bands.includes(band))).toBe(true)
  })
  it('keeps apart a copy that differs in one figure only', () => {
    const changed = fingerprint(story.replace('2.9%', '9.2%'))
    expect(similarity(print, changed)).toBeGreaterThan(0.75)
    expect(sameness(print, changed)).toBe('figures-differ')
  })
  it('lets a shortened reprint lack figures, and dates differ', () => {
    expect(figuresAgree(numbersOf('增长2.9%，第一产业增长5.0%'), numbersOf('增长2.9%'))).toBe(true)
    expect(numbersOf('2月10日 09:30 增长2.9%')).toEqual(numbersOf('2月11日 10:45 增长2.9%'))
    expect(figuresAgree(numbersOf('增长4.2%，降4.2%'), numbersOf('增长4.2%，降4.5%'))).toBe(false)
    expect(figuresAgree(numbersOf('总量2.63万亿元'), numbersOf('总量26300亿元'))).toBe(true)
    expect(figuresAgree(numbersOf('高2.9%'), numbersOf('高2.9个百分点'))).toBe(false)
  })
  it('says of different texts that they are different', () => {
    expect(sameness(print, fingerprint('昨晚的比赛中，主队以三比一取胜，球迷庆祝到深夜。'))).toBe('different')
    expect(similarity(fingerprint(''), fingerprint(''))).toBe(0)
  })
  it('groups copies and leaves strangers alone', () => {
    const other = '今天天气晴朗，气温回升，市民纷纷走出家门踏青赏花，公园里人头攒动。'
    expect(copyGroups([story, other, `${story}（完）`, other.replace('晴朗', '很晴朗')])).toEqual([0, 1, 0, 1])
  })
})

describe('one story in other words', () => {
  const day = 86_400_000
  const told = (...texts: [text: string, day: number | null][]) =>
    storyGroups(texts.map(([text, n]) => ({ text, at: n === null ? null : n * day })))
  const posts: [string, number][] = [
    ['#最新消息#听说城北冷库昨夜制冷管破裂，附近三个小区连夜疏散，空气里都是氨味。', 1],
    ['#最新消息#晒晒今天的早餐，豆浆油条，周末愉快。', 1],
    ['城北那个冷库氨气泄漏了？小区群里都在说要疏散，有知道的吗', 2],
    ['官方通报：城北冷库氨泄漏已处置，疏散居民陆续返回', 3],
  ]
  it('joins rewordings of some days, and is not led by a hashtag', () => expect(told(...posts)).toEqual([0, 1, 0, 0]))
  it('does not depend on the order they are given in', () =>
    expect(told(...[...posts].reverse())).toEqual([0, 0, 2, 0]))
  it('lets weeks part what is only alike', () =>
    expect(told(posts[0]!, [posts[2]![0], 60], [`${posts[0]![0]}转发`, 90])).toEqual([0, 1, 0]))
  it('keeps apart what statistics say of different places and indicators, however alike the words', () => {
    expect(
      told(
        ['南宁市统计局发布：上半年南宁地区生产总值同比增长5.1%，经济运行平稳。', 1],
        ['柳州市统计局发布：上半年柳州地区生产总值同比增长4.2%，经济运行平稳。', 1],
        ['南宁市统计局发布：上半年南宁居民消费价格同比上涨0.1%，物价运行平稳。', 1],
        ['上半年南宁GDP增5.1%，官方称经济运行平稳', 1],
      ),
    ).toEqual([0, 1, 2, 0])
  })
  it('is not led by what platforms put into every text', () => {
    const face = '<img alt=[doge] src="https://h5.sinaimg.cn/m/emoticon/icon/others/d_doge.png">'
    expect(
      told([`城北冷库昨夜漏氨${face}点击链接查看更多 网页链接`, 1], [`晒早餐${face}点击链接查看更多 网页链接`, 1]),
    ).toEqual([0, 1])
  })
  it('answers for nothing, blanks and no time', () => {
    expect(told()).toEqual([])
    expect(told(['', 1], ['', 1], ['看图', null])).toEqual([0, 1, 2])
  })
})

describe('reprints', () => {
  const first: Publication = {
    id: 'a',
    url: 'https://www.bagui.example/2023/gdp.html',
    outletName: '八桂财经网',
    outletAliases: ['八桂财经'],
    title: '2022年广西GDP增长2.9%',
    sourceLine: '',
    sourceUrl: '',
    publishedAt: new Date('2023-02-10T01:00:00Z'),
    print: fingerprint(story),
  }
  const copy: Publication = {
    ...first,
    id: 'b',
    url: 'https://liu.example/1',
    outletName: '柳江在线',
    outletAliases: [],
    publishedAt: new Date('2023-02-10T03:00:00Z'),
  }
  const unrelated: Publication = {
    ...first,
    id: 'c',
    outletName: '某报',
    outletAliases: [],
    print: fingerprint('完全不同的另一篇文章，讲的是天气和出行。'),
  }

  it('a link is the strongest ground', () => {
    const edge = reprintEdge({ ...copy, sourceUrl: 'http://bagui.example/2023/gdp.html?from=wx', sourceLine: '某报' }, [
      unrelated,
      first,
    ])
    expect(edge).toMatchObject({ fromId: 'a', basis: 'link', titleChanged: false, figuresDiffer: false })
  })
  it('then a source line, then likeness', () => {
    expect(reprintEdge({ ...copy, sourceLine: '来源：八桂财经' }, [first])).toMatchObject({ basis: 'source_line' })
    expect(reprintEdge(copy, [first])).toMatchObject({ basis: 'similarity' })
  })
  it('a source line alone, without a common text, is none', () => {
    expect(reprintEdge({ ...copy, sourceLine: '某报' }, [unrelated])).toBeNull()
  })
  it('never takes a later publication for the source', () => {
    expect(reprintEdge(first, [copy])).toBeNull()
  })
  it('notices a changed figure and a changed headline', () => {
    const edge = reprintEdge(
      { ...copy, title: '广西经济断崖下跌', print: fingerprint(story.replace('2.9%', '9.2%')) },
      [first],
    )
    expect(edge).toMatchObject({ figuresDiffer: true, titleChanged: true })
    expect(titleChanged('2022年广西GDP增长2.9%', '快讯|2022年广西GDP增长2.9%！')).toBe(false)
    expect(titleChanged('2022年广西GDP增长2.9%', '2022年广西GDP增长9.2%')).toBe(true)
  })
  it('knows an outlet by its name in a source line', () => {
    expect(namesOutlet('转自：八桂财经網', first)).toBe(true)
    expect(namesOutlet('来源：人民日报', first)).toBe(false)
    expect(namesOutlet('', first)).toBe(false)
  })
})

describe('origin, three ways', () => {
  const origin = (more: Partial<Parameters<typeof originOf>[0]>) =>
    originOf({ outletOrigin: 'domestic', sourceLine: '', title: '', text: '', ...more }).label
  it.each([
    ['foreign', { sourceLine: '来源：路透社' }],
    ['tw', { sourceLine: '中央社' }],
    ['hk_mo', { sourceLine: '星島日報' }],
    ['foreign', { text: 'BEIJING, Aug 9 (Reuters) - Growth slowed.' }],
    ['tw', { text: '（中央社台北10日電）陸前三季GDP年增5.2%' }],
    ['foreign', { text: '据彭博社报道，广西经济放缓。' }],
    ['hk_mo', { outletOrigin: 'hk_mo' as const, text: '廣西首三季經濟增5.2%' }],
    ['domestic', { sourceLine: '新华社', text: '据新华社报道' }],
    ['domestic', { text: '广西统计局发布数据' }],
  ])('%s: %j', (label, input) => expect(origin(input)).toBe(label))
})

describe('relevance', () => {
  const units = [
    { id: 'gx', name: '广西壮族自治区统计局', aliases: ['广西统计局'], regionCode: '450000' },
    { id: 'bh', name: '北海市统计局', aliases: [], regionCode: '450500' },
  ]
  const scores = (text: string, title = '') => relevance({ title, text }, units).map((finding) => finding.score >= 0.5)
  it.each<[string, boolean, boolean]>([
    ['广西统计局召开发布会', true, false],
    ['北海市统计局开展入户调查', true, true],
    ['2022年北海人均GDP超过8万元', true, true],
    ['廣西統計局否認外洩數據', true, false],
    ['Guangxi retail sales rose 3.6% in 2025', true, false],
    ['北海一乡镇统计员虚报产值被处分', true, true],
    ['国家统计局派出督察组进驻广西', true, false],
    ['我在北海当普查指导员的日子', true, true],
    ['老板让我做仓库统计员，在北海够花吗', false, false],
    ['长期服用PPI需警惕骨质疏松，北海某医院药师说', false, false],
    ['比基尼超模大赛在北海银滩举行', false, false],
    ['中学数学：统计与概率单元测验', false, false],
    ['贵州省统计局发布公报，贵州GDP增长5%', false, false],
    ['日本总务省统计局公布人口推算', false, false],
    ['泰国二季度GDP增长2.8%', false, false],
    ['柳州某汽配厂招聘统计文员', false, false],
    ['桂林一条河里发现新鱼种', false, false],
  ])('%s', (text, gx, bh) => expect(scores(text)).toEqual([gx, bh]))
  it('labels each finding with its unit and shows why', () => {
    const [finding] = relevance({ title: '', text: '广西统计局召开发布会' }, units)
    expect(finding).toMatchObject({ label: 'gx', analyzer: 'relevance' })
    expect(finding?.parts[0]?.spans[0]?.quote).toBe('广西统计局')
    expect(relevanceToRegion({ title: '', text: '' }, '450000').score).toBe(0)
  })
})

const models = openModels()

describe('tone toward us, by the word lists', () => {
  it.each([
    ['广西统计局数据公开透明，工作扎实，值得点赞', 'positive'],
    ['广西统计局的数据全是假的，造假太明显', 'accusing'],
    ['广西统计局数据混乱，令人失望，质疑不断', 'negative'],
    ['广西统计局今日召开会议', 'neutral'],
  ])('%s is %s', (text, label) => expect(tone({ title: '', text }, null, ['广西统计局']).label).toBe(label))
  it('is turned round by a negation', () => {
    expect(tone({ title: '', text: '广西统计局严查数据造假' }, null, ['广西统计局']).label).not.toBe('accusing')
    expect(tone({ title: '', text: '数据并不准确透明' }, null).score).toBeLessThan(
      tone({ title: '', text: '数据准确透明' }, null).score,
    )
  })
  it('reads English by stems', () => {
    expect(tone({ title: '', text: 'Critics say the bureau fabricated the figures' }, null).label).toBe('accusing')
  })
})

describe('rumour-likeness, by the word lists', () => {
  it('ranks hearsay above an office that reports, and a denial lowest', () => {
    const score = (text: string) => rumour({ title: '', text }, null).score
    const hearsay = score('震惊！内部人士爆料，网传广西数据有问题，速转！')
    const report = score('新华社南宁2月10日电，记者从自治区统计局获悉，2022年广西生产总值26300.87亿元。')
    const denial = score('警方通报：网传消息不实，系谣言。')
    expect(hearsay).toBeGreaterThan(0.8)
    expect(report).toBeLessThan(0.2)
    expect(denial).toBeLessThan(0.35)
  })
})

describe('the forecast of spread', () => {
  it('never promises less than was seen, and its interval holds its point', () => {
    for (const [count, model] of [0, 1, 30, 400, 5000].flatMap(
      (n) =>
        [
          [n, null],
          [n, models.spread],
        ] as const,
    )) {
      const dt = Array.from({ length: count }, (_, i) => (i * 3599) / Math.max(1, count))
      const replies = { dt, parent: dt.map(() => -1), said: [], windowSeconds: 3600 }
      const post = { text: '', hasUrl: false, pictures: 0, hour: null, replies }
      const { size, low, high, pTop, reasons } = forecastSpread(post, model)
      expect(reasons.length > 0).toBe(model !== null)
      expect(low).toBeGreaterThanOrEqual(count)
      expect(size).toBeGreaterThanOrEqual(low)
      expect(high).toBeGreaterThanOrEqual(size)
      expect(pTop).toBeGreaterThanOrEqual(0)
      expect(pTop).toBeLessThanOrEqual(1)
    }
  })
})

describe('predict', () => {
  it('answers every task, also a line it cannot use', () => {
    for (const task of predictTasks) {
      const predictor = predictorOf(task, { models })
      const answers = predictor.kind === 'line' ? [predictor.answer({ id: 1 })] : predictor.answerAll([{ id: 1 }])
      expect(answers).toHaveLength(1)
      expect(answers[0]?.id).toBe(1)
    }
    expect(isPredictTask('extraction')).toBe(false)
  })
  it('checks claims against the files it is given', () => {
    const figuresCsv =
      'id,indicator,region,period,period_type,measure,price_basis,value,unit,status,published_at,superseded_at,owner,source_url\n' +
      'x,gdp,450000,2022,year,yoy,constant,2.9,%,preliminary,2023-01-19T10:00:00+08:00,,广西统计局,\n'
    const predictor = predictorOf('claims', { figuresCsv })
    if (predictor.kind !== 'line') throw new Error('claims answers line by line')
    const { claims } = predictor.answer({
      id: 'a',
      published_at: '2023-02-10T09:00:00+08:00',
      title: '',
      text: '2022年广西GDP增长2.9%。',
    })
    expect(claims).toMatchObject([
      { quote: '增长2.9%', value: 2.9, figure_id: 'x', period_type: 'year', verdict: 'supported' },
    ])
  })
})
