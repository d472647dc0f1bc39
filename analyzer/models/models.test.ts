import { statSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boostedParts, boostedScore, sigmoid, trainBagged, trainBoosted } from './boost.ts'
import { judgeRumour } from './cross-validate.ts'
import { dryReleases } from './dry-releases.ts'
import { distinct, featuresOf } from './features.ts'
import { duplicateGroups, foldOf } from './folds.ts'
import { randomFrom, trainLinear } from './linear.ts'
import { auc, calibrationError, macroF1, precisionTopTenth, quantile, spearman } from './measures.ts'
import { decodeModel, encodeModel, modelKinds } from './model-file.ts'
import { openModels, shippedOnly, shippedPath } from './open-models.ts'
import { replyNumbers, withinWindow } from './replies.ts'
import { rumourChance, trainRumour } from './rumour-model.ts'
import { forecast, trainSpread } from './spread-model.ts'
import { readText, reasonsOf } from './text-head.ts'
import { sidesOf, toneAmong, toneChances, trainTone } from './tone-model.ts'
import { postOf, repliesOf, rumourRows, spreadRows, toneRows } from './training-sets.ts'

const options = { buckets: 64, cost: 10, ratio: 0.5, rounds: 30, leastRows: 2 }

describe('the linear model', () => {
  const rows = Array.from({ length: 40 }, (_, i) => Uint32Array.of(i % 2, 2 + (i % 5), 20 + i))
  const signs = rows.map((_, i) => (i % 2 === 0 ? 1 : -1))
  it('finds the feature that decides, and gives none to what one row alone holds', () => {
    const model = trainLinear({ rows, signs }, options)
    const weightOf = (id: number) => model.weights[model.ids.indexOf(id)] ?? 0
    const score = (row: Uint32Array) => model.bias + row.reduce((sum, id) => sum + weightOf(id), 0) / Math.sqrt(3)
    expect(rows.every((row, i) => score(row) * signs[i]! > 0)).toBe(true)
    expect(weightOf(0)).toBeGreaterThan(0)
    expect(weightOf(1)).toBeLessThan(0)
    expect(Math.max(...model.ids)).toBeLessThan(20)
  })
  it('comes out the same each time', () => {
    expect(trainLinear({ rows, signs }, options)).toEqual(trainLinear({ rows, signs }, options))
  })
})

describe('boosted trees', () => {
  const random = randomFrom(5)
  const rows = Array.from({ length: 600 }, () => [random(), random(), random()])
  it('learn what no sum of the features tells: one or the other, not both', () => {
    const yes = rows.map(([a, b]) => (a! > 0.5 !== b! > 0.5 ? 1 : 0))
    const model = trainBoosted(rows, yes, { loss: 'logistic', trees: 60, depth: 3, rate: 0.2, leastRows: 5 })
    const right = rows.filter((row, i) => boostedScore(model, row) > 0 === (yes[i] === 1)).length
    expect(right / rows.length).toBeGreaterThan(0.95)
  })
  it('explain a score by parts that add up to it', () => {
    const model = trainBoosted(
      rows,
      rows.map(([a]) => a! * 3),
      { loss: 'squared', trees: 30, depth: 2, rate: 0.2, leastRows: 5 },
    )
    const roots = model.trees.reduce((sum, tree) => sum + tree.value[0]!, model.base)
    for (const row of rows.slice(0, 20)) {
      const parts = boostedParts(model, row)
      expect(parts.reduce((sum, one) => sum + one, roots)).toBeCloseTo(boostedScore(model, row), 3)
    }
  })
})

describe('bagged trees', () => {
  it('are one model that miss less than one run alone, and come out the same each time', () => {
    const random = randomFrom(8)
    const rows = Array.from({ length: 400 }, () => Array.from({ length: 8 }, () => random()))
    const real = rows.map(([a, b]) => 2 * a! + (b! > 0.5 ? 1 : 0))
    const heard = real.map((value) => value + 2 * (random() - 0.5))
    const how = { loss: 'squared', trees: 60, depth: 4, rate: 0.2, leastRows: 5, shareOfFeatures: 0.5 } as const
    const learn = () => trainBagged(rows.slice(0, 200), heard.slice(0, 200), { ...how, count: 5 })
    const missOf = (model: Parameters<typeof boostedScore>[0]) =>
      rows.slice(200).reduce((sum, row, i) => sum + Math.abs(boostedScore(model, row) - real[i + 200]!), 0)
    const bagged = learn()
    expect(missOf(bagged)).toBeLessThan(missOf(trainBoosted(rows.slice(0, 200), heard.slice(0, 200), how)))
    expect(learn()).toEqual(bagged)
  })
})

describe('features of a text', () => {
  it('stand where they say, within the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const { starts, ends, length } = featuresOf(text)
        for (let i = 0; i < length; i++) expect(starts[i]! <= ends[i]! && ends[i]! <= text.length).toBe(true)
        expect(readText(text).row.length).toBeLessThanOrEqual(length)
      }),
    )
  })
  it('are blind to numbers, addresses and account names', () => {
    const ids = (text: string) => [...distinct(featuresOf(text))]
    expect(ids('@甲某 说有123人 http://a.example/x1')).toEqual(ids('@乙某 说有987人 http://b.example/y2'))
    expect(ids('网传有人')).not.toEqual(ids('据说有人'))
  })
})

describe('folds', () => {
  it('keep near-duplicates together and are the same each time', () => {
    const text = '网传某市一商场昨夜起火，多人被困，消防赶到现场，大家互相转告，不要前往。'
    const groups = duplicateGroups([text, '今天天气很好，适合出门踏青，公园里的花都开了。', `转发：${text}`])
    expect(groups[0]).toBe(groups[2])
    expect(groups[0]).not.toBe(groups[1])
    expect(foldOf(groups[0]!, 5)).toBe(foldOf(groups[2]!, 5))
  })
})

describe('measures', () => {
  it('agree with what is computed by hand', () => {
    expect(macroF1([true, true, false, false], [true, false, false, false])).toBeCloseTo((2 / 3 + 4 / 5) / 2)
    expect(auc([true, false, true, false], [0.9, 0.8, 0.7, 0.1])).toBeCloseTo(0.75)
    expect(auc([true, false], [0.5, 0.5])).toBe(0.5)
    expect(calibrationError([0.8, 0.8, 0.8, 0.8, 0.8], [true, true, true, true, false])).toBeCloseTo(0)
    expect(precisionTopTenth([true, false, ...Array(18).fill(false)], [1, 0.9, ...Array(18).fill(0)])).toBe(0.5)
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
    expect(spearman([1, 2, 3], [10, 20, 15])).toBeCloseTo(0.5)
  })
})

describe('replies', () => {
  const replies = repliesOf(
    {
      dt: [10, 50, 400, 9000],
      parent: [-1, 0, 1, 0],
      said: [
        [1, '假的吧？'],
        [3, '已辟谣'],
      ],
    },
    3600,
  )!
  it('count only within the window', () => {
    const cut = withinWindow(replies)
    expect(cut.dt).toEqual([10, 50, 400])
    expect(cut.said).toEqual([[1, '假的吧？']])
  })
  it('give finite numbers whatever is handed in', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -10, max: 10_000 }), { maxLength: 30 }),
        fc.array(fc.integer({ min: -3, max: 40 }), { maxLength: 30 }),
        fc.array(fc.tuple(fc.integer({ min: -2, max: 40 }), fc.string()), { maxLength: 10 }),
        (dt, parent, said) => {
          const numbers = replyNumbers(
            withinWindow({ dt: dt.sort((a, b) => a - b), parent, said, windowSeconds: 3600 }),
          )
          expect(numbers.every(Number.isFinite)).toBe(true)
        },
      ),
    )
  })
})

/** Invented posts of two manners, for a training that takes a moment. */
const random = randomFrom(3)
const pick = (words: string) => words.split(' ')[Math.floor(random() * words.split(' ').length)]
const posts = Array.from({ length: 200 }, (_, i) => {
  const rumour = i % 2 === 0
  const text = rumour
    ? `${pick('速转 紧急通知 快看')}！听说${pick('东街 西街 南街 北街')}${pick('有人 昨晚 今天')}${pick('下毒 被抓 中毒')}，${pick('千万别去 大家小心 互相转告')}！`
    : `${pick('记者 本报 本台')}从${pick('交通局 气象台 教育局')}获悉，${pick('明天 本周 下月')}${pick('东街 西街 南街 北街')}${pick('施工 降温 招生')}，${pick('请绕行 注意保暖 详见公告')}。`
  const n = 20 + Math.floor(random() * 60)
  const dt = Array.from({ length: n }, () => Math.floor(random() * 7200)).sort((a, b) => a - b)
  return {
    text,
    label: rumour ? 'rumor' : 'non-rumor',
    dt,
    parent: dt.map(() => -1),
    said: [[0, rumour ? '真的吗' : '收到']],
    size: n * 3,
    has_url: false,
    pics: 0,
  }
})

describe('training', () => {
  it('learns two manners of writing, names the words, and the file keeps what was learnt', () => {
    const model = trainRumour(rumourRows([{ name: 'made', rows: posts }]).map((row) => ({ ...row, replies: null })))
    const bytes = encodeModel('rumour', model)
    const loaded = decodeModel('rumour', bytes)
    const text = '紧急通知！听说东街昨晚有人中毒，大家小心！'
    expect(rumourChance(loaded.model, text, null)).toBeGreaterThan(0.8)
    expect(rumourChance(loaded.model, '记者从气象台获悉，本周降温，注意保暖。', null)).toBeLessThan(0.2)
    expect(rumourChance(loaded.model, text, null)).toBeCloseTo(rumourChance(model, text, null), 10)
    const quoted = reasonsOf(loaded.model.post, readText(text), 5).map(({ start, end }) => text.slice(start, end))
    expect(quoted.join()).toMatch(/听说|小心|紧急/)
    expect(bytes.toString('utf8')).not.toMatch(/听说|东街|气象台/)
    expect(loaded.version).toMatch(/^rumour-model-[0-9a-f]{10}$/)
  })
  it('judges by folds, each answered by a model that has not seen it', () => {
    const scores = judgeRumour(
      rumourRows([{ name: 'made', rows: posts }]).map((row) => ({ ...row, replies: null })),
      { folds: 2, tell: () => undefined },
    )
    expect(scores.find(({ metric }) => metric === 'macroF1')?.value).toBeGreaterThan(0.9)
  })
  it('asks for or against of the kind of text it is: one word praises in one and blames in another', () => {
    const made = (set: string, frame: (word: string) => string, good: string, bad: string) =>
      Array.from({ length: 240 }, (_, i) => ({
        ...{ set, asks: false, group: `${set}${i}` },
        text: frame(i % 2 === 0 ? good : bad),
        label: i % 2 === 0 ? ('positive' as const) : ('negative' as const),
      }))
    const hotel = (word: string) =>
      `${pick('房间 早餐 前台 大堂')}${pick('真的 感觉 总体')}${word}，${pick('住了 订了')}两晚`
    const firm = (word: string) =>
      `${pick('公司 集团 控股')}${pick('公告 年报 季报')}称股价${word}，${pick('券商 机构')}评级`
    const model = trainTone([...made('reviews', hotel, '便宜', '昂贵'), ...made('news', firm, '昂贵', '便宜')], {
      ofKind: 200,
    })
    expect(toneChances(model, '早餐感觉便宜，住了两晚').positive).toBeGreaterThan(0.7)
    expect(toneChances(model, '集团年报称股价便宜，券商评级').negative).toBeGreaterThan(0.7)
    expect(sidesOf(model, readText('早餐感觉便宜，住了两晚'))[0]!.share).toBeGreaterThan(0.9)
    const one = trainTone(made('reviews', hotel, '便宜', '昂贵'), { ofKind: 200 })
    expect(one.sides.map(({ kind }) => kind)).toEqual([null])
    expect(decodeModel('tone', encodeModel('tone', model)).model.sides).toHaveLength(2)
  })
  it('forecasts sizes whose interval holds about four fifths of what came', () => {
    const noise = () => Math.exp(0.8 * (random() + random() - 1))
    const cascades = [...posts, ...posts].map((post) => ({ ...post, size: Math.round(post.size * noise()) }))
    const rows = spreadRows([{ name: 'made', rows: cascades }])
    const model = trainSpread(rows.slice(0, 300))
    const inside = rows.slice(300).filter((row) => {
      const { low, high } = forecast(model, row)
      return low <= row.size && row.size <= high
    }).length
    expect(inside / 100).toBeGreaterThan(0.65)
    expect(inside / 100).toBeLessThan(0.95)
  })
  it('reads of the time of posting the hour of the day alone', () => {
    const shanghaiNine = Date.UTC(2014, 2, 5, 1) / 1000
    const at = (time?: number) => postOf({ text: '', time }, { dt: [], parent: [], said: [], windowSeconds: 3600 })
    expect(at(shanghaiNine).hour).toBe(9)
    expect(at(shanghaiNine + 400 * 86_400)).toEqual(at(shanghaiNine))
    expect(at().hour).toBeNull()
    const rows = spreadRows([
      {
        name: 'made',
        rows: posts.map((post, i) => ({ ...post, time: shanghaiNine + i * 3600, size: 50 + 10 * ((9 + i) % 24) })),
      },
    ])
    const model = trainSpread(rows)
    const sizeAt = (hour: number | null) => forecast(model, { ...rows[0]!, hour }).size
    expect(sizeAt(22)).toBeGreaterThan(sizeAt(null))
    expect(sizeAt(null)).toBeGreaterThan(sizeAt(2))
  })
  it('leaves out rows that lack what is learnt, and sets without neutral texts ask one question only', () => {
    expect(rumourRows([{ name: 'a', rows: [{ text: 'x', label: 'odd' }, { label: 'fake' }] }])).toEqual([])
    const rows = toneRows([
      { name: 'reviews', rows: [{ text: '很好', label: 'positive' }] },
      { name: 'news', rows: [{ text: '盈利', title: '盈利', label: 'positive' }] },
    ])
    expect(rows.map(({ asks }) => asks)).toEqual([false, true])
  })
})

describe('a model file', () => {
  const bytes = encodeModel('spread', trainSpread(spreadRows([{ name: 'made', rows: posts }])))
  it('is refused when it is of another kind, cut off or no model at all', () => {
    expect(() => decodeModel('tone', bytes)).toThrow(/no model file for tone/)
    expect(() => decodeModel('spread', Buffer.concat([bytes, Buffer.from('x')]))).toThrow(/cut off/)
    expect(() => decodeModel('spread', Buffer.from('hello'))).toThrow(/no model file/)
    expect(() => openModels({ ...shippedOnly, tone: '/nowhere/tone.model' })).toThrow(/\/nowhere\/tone\.model/)
  })
})

describe('the models that ship', () => {
  const models = openModels()
  it.each([...modelKinds])('%s is at most five megabytes', (kind) => {
    expect(statSync(shippedPath(kind)).size).toBeLessThanOrEqual(5_000_000)
  })
  it('rank a rumour above a report', () => {
    const chance = (text: string) => rumourChance(models.rumour!.model, text, null)
    expect(
      chance('紧急扩散！听说人贩子已到我市，专抢小孩挖器官，已丢二十多个，看到的都转一下，救救孩子！'),
    ).toBeGreaterThan(
      chance('【我市明起降温】记者从市气象台获悉，受冷空气影响，明天起我市气温下降6℃，请市民注意保暖。') + 0.3,
    )
  })
  it('take replies that doubt into account', () => {
    const post = '某地一女子接电话触电身亡，充电时千万不要接电话，请告诉家人！'
    const dt = Array.from({ length: 80 }, (_, i) => i * 40)
    const chance = (said: string) =>
      rumourChance(models.rumour!.model, post, {
        dt,
        parent: dt.map(() => -1),
        said: dt.slice(0, 40).map((_, i) => [i, said] as const),
        windowSeconds: 3600,
      })
    expect(chance('假的，早就辟谣了')).not.toBe(chance('恭喜恭喜，太棒了'))
  })
  it.each([
    '2025年一季度，全区固定资产投资同比下降12.3%，其中房地产开发投资下降30.1%，商品房销售面积下降18.6%。',
    '10月份，全区居民消费价格同比下降0.3%。其中，食品价格下降1.9%，非食品价格上涨0.1%；消费品价格下降0.6%。',
    '据市统计局公布的数据，上半年全市规模以上工业增加值同比下降2.1%，降幅比一季度收窄1.4个百分点。',
    '第七次人口普查结果显示，全县常住人口为31.26万人，与2010年相比减少2.4万人，下降7.13%。',
    '三季度末，城镇调查失业率为5.4%，比上季度末上升0.2个百分点。',
  ])('call no release negative for its falls: %s', (text) => {
    expect(toneAmong(toneChances(models.tone!.model, text), ['positive', 'neutral', 'negative']).label).toBe('neutral')
  })
  it.each([
    ['这届统计局太不像话了，数据一年比一年离谱，让人气愤', 'negative'],
    ['调查员冒雨上门，耐心又细致，真心为他们点赞，辛苦了！', 'positive'],
    ['公司业绩大增，净利润同比翻番，获多家机构看好', 'positive'],
    ['公司因信息披露违规被证监会立案调查，股价跌停', 'negative'],
  ])('%s: %s', (text, label) => {
    expect(toneAmong(toneChances(models.tone!.model, text), ['positive', 'neutral', 'negative']).label).toBe(label)
  })
  it('learn the manner of releases from sentences that are the same every time', () => {
    expect(dryReleases()).toEqual(dryReleases())
    expect(new Set(dryReleases()).size).toBeGreaterThan(590)
    expect(sigmoid(0)).toBe(0.5)
  })
})
