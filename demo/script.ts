/**
 * What the demo world publishes in its few minutes, and what a careful reader says of each article. Data only.
 * Outlets, people and events are invented; the right figures are those of figures.csv, the wrong ones differ from them
 * on purpose. The articles name their year, because the demo runs on any day; one speaks of the running year, which is
 * never published before it ends. Already printed when the world opens: background.ts.
 */
import { minute, second, shanghaiDay } from '../domain/time.ts'
import type { DemoArticle } from './outlet.ts'

/** The whole script in order of publication; about five minutes, edits included. */
export function demoScript(now: Date): DemoArticle[] {
  const year = Number(shanghaiDay(now).slice(0, 4))
  return [...figures, ...reprints, ...accusations, unreleased(year), ...overseas, ...cityStories, ...unrelated].sort(
    (one, other) => one.afterMs - other.afterMs,
  )
}

const clean: DemoArticle['expected'] = { flag: false, types: [] }

const figures: DemoArticle[] = [
  {
    key: 'gdp-true',
    outlet: 'guijiang',
    afterMs: 5 * second,
    kind: 'true',
    title: '2022年广西地区生产总值26300.87亿元 比上年增长2.9%',
    paragraphs: [
      '根据广西壮族自治区统计局公布的地区生产总值统一核算结果，2022年广西地区生产总值为26300.87亿元，按不变价格计算，比上年增长2.9%。',
      '分产业看，第一产业增加值4269.81亿元，比上年增长5.0%；第二产业增加值8938.57亿元，增长3.2%；第三产业增加值13092.49亿元，增长2.0%。',
      '自治区统计局有关负责人表示，上述数据为初步核算数，最终核实数以后续公布为准。地区生产总值绝对额按现价计算，增长速度按不变价格计算。',
    ],
    byline: '罗桂生',
    editor: '周采薇',
    expected: clean,
  },
  {
    key: 'gdp-rounded',
    outlet: 'huanan',
    afterMs: 15 * second,
    kind: 'rounding',
    title: '2022年广西经济总量约2.63万亿元',
    paragraphs: [
      '数字显示，2022年广西地区生产总值约2.63万亿元，比上年增长2.9%，经济运行总体平稳。',
      '从结构看，服务业占比接近一半。业内人士认为，平陆运河等重大项目的推进，将为后续发展积蓄动能。',
    ],
    byline: '韦一凡',
    editor: '黄堃',
    expected: { flag: false, types: ['M19'] },
  },
  {
    key: 'gdp-critical',
    outlet: 'huanan',
    afterMs: 30 * second,
    kind: 'critical',
    title: '评论：2.9%的增速，值得反思',
    paragraphs: [
      '2022年广西地区生产总值比上年增长2.9%。增速仅2.9%，低于全国0.1个百分点，值得反思。',
      '全国2022年国内生产总值增长3.0%。差距虽小，背后却是产业层次不高、创新投入不足的老问题。与其年年找客观原因，不如坐下来把营商环境的短板一条条补上。',
      '批评不是唱衰。承认慢，才谈得上快。',
    ],
    byline: '漓边客',
    editor: '黄堃',
    expected: { flag: false, types: ['M18'] },
  },
  {
    key: 'gdp-false',
    outlet: 'guijiang',
    afterMs: 45 * second,
    kind: 'false',
    title: '2022年广西GDP达36300.87亿元 增长9.2%',
    paragraphs: [
      '记者从广西统计局获悉，2022年广西地区生产总值达36300.87亿元，比上年增长9.2%，总量和增速均创历史新高。',
      '“这个成绩来之不易。”一位不愿具名的专家说，按此势头，广西经济总量有望在几年内再上一个台阶。',
      '消息一出，不少网友在评论区留言，称“没想到增长这么快”，也有人质疑数据与自己的感受不符。',
    ],
    byline: '罗桂生',
    editor: '周采薇',
    expected: { flag: true, types: ['M12'] },
  },
  {
    key: 'cpi-mixed-up',
    outlet: 'guijiang',
    afterMs: 100 * second,
    kind: 'mixed_up',
    title: '物价档案：2012年3月广西CPI环比上涨3.4%',
    paragraphs: [
      '翻开当年的物价档案，2012年3月广西居民消费价格（CPI）环比上涨3.4%，猪肉和鲜菜是主要推手。',
      '从累计看，2012年一季度广西居民消费价格同比上涨3.2%。有老南宁人回忆，那年春天菜市场一斤豆角卖到八块钱。',
    ],
    byline: '罗桂生',
    editor: '周采薇',
    edits: [
      { afterMs: 100 * second, replace: [{ from: '环比上涨3.4%', to: '同比上涨3.4%，环比上涨0.4%' }] },
      { afterMs: 160 * second, replace: [{ from: '同比上涨3.4%，环比上涨0.4%', to: '环比上涨3.4%' }] },
    ],
    expected: { flag: true, types: ['M02'] },
  },
  {
    key: 'gdp-outdated',
    outlet: 'liujiang',
    afterMs: 150 * second,
    kind: 'outdated',
    title: '老柳州忆往昔：2021年的广西经济',
    paragraphs: [
      '2021年，广西地区生产总值24740.86亿元。那一年，柳州的新能源小车开进了不少外地的小巷。',
      '街坊老覃说，数字他记不牢，只记得厂里加班多，螺蛳粉店门口天天排队。',
    ],
    byline: '覃晓柳',
    editor: '陶然',
    expected: { flag: false, types: ['M08'] },
  },
  {
    key: 'gdp-rebuttal',
    outlet: 'guijiang',
    afterMs: 290 * second,
    kind: 'rebuttal',
    title: '更正：2022年广西地区生产总值应为26300.87亿元',
    paragraphs: [
      '本网此前报道误将2022年广西地区生产总值写为36300.87亿元、增速误写为9.2%，现予更正并致歉。',
      '据广西壮族自治区统计局公布的数据，2022年广西地区生产总值为26300.87亿元，比上年增长2.9%。',
    ],
    byline: '桂江新闻网编辑部',
    editor: '周采薇',
    expected: clean,
  },
]

const falseReport = figures.find((article) => article.key === 'gdp-false')!
const trueReport = figures.find((article) => article.key === 'gdp-true')!

const reprints: DemoArticle[] = [
  {
    key: 'gdp-false-reprint-1',
    outlet: 'liujiang',
    afterMs: 60 * second,
    kind: 'reprint',
    title: falseReport.title,
    paragraphs: falseReport.paragraphs,
    sourceLine: '桂江新闻网',
    reprintOf: 'gdp-false',
    byline: '罗桂生',
    editor: '陶然',
    expected: falseReport.expected,
  },
  {
    key: 'gdp-false-reprint-2',
    outlet: 'huanan',
    afterMs: 75 * second,
    kind: 'reprint',
    title: '广西2022年GDP达36300.87亿元，增长9.2%',
    paragraphs: falseReport.paragraphs.slice(0, 2),
    sourceLine: '桂江新闻网',
    reprintOf: 'gdp-false',
    byline: '罗桂生',
    editor: '黄堃',
    expected: falseReport.expected,
  },
  {
    // The headline is the aggregator's own (M16); it names the portal, not the first outlet.
    key: 'gdp-false-reprint-3',
    outlet: 'juhe',
    afterMs: 90 * second,
    kind: 'reprint',
    title: '暴涨！广西GDP增长9.2%，总量冲上36300.87亿元',
    paragraphs: ['一个消息刷屏了。', ...falseReport.paragraphs],
    sourceLine: '华南门户网',
    reprintOf: 'gdp-false-reprint-2',
    byline: '聚合小编',
    editor: '阿聚',
    expected: { flag: true, types: ['M12', 'M16'] },
  },
  {
    // Word for word but for one figure: no copy, a story of its own.
    key: 'gdp-true-altered',
    outlet: 'liujiang',
    afterMs: 65 * second,
    kind: 'altered_copy',
    title: trueReport.title.replace('26300.87', '28300.87'),
    paragraphs: trueReport.paragraphs.map((text) => text.replace('26300.87', '28300.87')),
    sourceLine: '桂江新闻网',
    reprintOf: 'gdp-true',
    byline: '罗桂生',
    editor: '陶然',
    expected: { flag: true, types: ['M12'] },
  },
]

const accusations: DemoArticle[] = [
  {
    key: 'gdp-fabricated',
    outlet: 'huanan',
    afterMs: 120 * second,
    kind: 'accusation',
    title: '网文称广西GDP数据系编造 直指广西统计局',
    paragraphs: [
      '今日，一篇网文在多个群组流传，称“广西GDP数据系编造”，广西统计局多年来“层层注水、统一口径”，要求公开全部原始报表。',
      '网文未给出任何证据，作者也未回应采访请求。截至发稿，阅读量已超过十万，评论区出现“统计局数据造假”等说法。',
    ],
    byline: '韦一凡',
    editor: '黄堃',
    expected: { flag: true, types: ['M13'] },
  },
]

function unreleased(year: number): DemoArticle {
  return {
    key: 'gdp-unreleased',
    outlet: 'juhe',
    afterMs: 135 * second,
    kind: 'unreleased',
    title: `独家：${year}年广西全年GDP突破3.3万亿元`,
    paragraphs: [
      `记者从知情人士处提前获悉，${year}年广西地区生产总值达33120.5亿元，比上年增长6.1%，数据将于近期对外公布。`,
      '该人士称，数字“已经定了”，只等统一发布。消息未获官方证实。',
    ],
    byline: '聚合小编',
    editor: '阿聚',
    expected: { flag: true, types: ['M12'] },
  }
}

/** One wire, its translation with a turned sign, and a Hong Kong paper after the translation (AC-05). */
const overseas: DemoArticle[] = [
  {
    key: 'wire',
    outlet: 'meridian',
    afterMs: 165 * second,
    kind: 'wire',
    title: "Economic growth in China's Guangxi slowed to 2.9% in 2022",
    paragraphs: [
      "Economic growth in southern China's Guangxi region slowed to 2.9% in 2022, the Guangxi Bureau of Statistics said, a touch below the national pace of 3.0%.",
      'Gross domestic product in the region, which borders Vietnam, reached about 2.63 trillion yuan. Agriculture grew 5.0% while services expanded 2.0%.',
      'Economists say the region is betting on trade with Southeast Asia and a new canal to the sea to lift growth.',
    ],
    byline: 'Helen Marlowe',
    editor: 'Tom Ashgrove',
    expected: clean,
  },
  {
    key: 'wire-translated',
    outlet: 'huanan',
    afterMs: 180 * second,
    kind: 'translation',
    title: '外媒：2022年广西经济下降2.9%',
    paragraphs: [
      '据子午线通讯社报道，广西统计局称，2022年广西地区生产总值比上年下降2.9%，略低于全国水平。',
      '报道说，这个与越南接壤的自治区地区生产总值约2.63万亿元。经济学家表示，当地正寄望于对东南亚贸易和一条通海的新运河来提振增长。',
    ],
    sourceLine: 'Meridian Wire',
    reprintOf: 'wire',
    byline: '编译 石小叶',
    editor: '黄堃',
    expected: { flag: true, types: ['M10'] },
  },
  {
    key: 'wire-hongkong',
    outlet: 'weigang',
    afterMs: 195 * second,
    kind: 'translation',
    title: '廣西經濟2022年倒退2.9% 遜於全國',
    paragraphs: [
      '內地傳媒引述外電報道，廣西統計局公布，2022年廣西地區生產總值比上年下降2.9%，遜於全國表現。',
      '報道指，廣西地區生產總值約2.63萬億元人民幣。有分析員認為，當地經濟依賴傳統產業，短期難望顯著改善。',
    ],
    sourceLine: '華南門戶網',
    reprintOf: 'wire-translated',
    byline: '何詠詩',
    editor: '鄧家豪',
    expected: { flag: true, types: ['M10'] },
  },
]

/** Stories about one city's bureau; the Nanning one also names the region's bureau, which ends the city scope (AC-04). */
const cityStories: DemoArticle[] = [
  {
    key: 'beihai-true',
    outlet: 'yongjiang',
    afterMs: 55 * second,
    kind: 'true',
    title: '北海2022年地区生产总值1674.21亿元，增长3.5%',
    paragraphs: [
      '北海市统计局数据显示，2022年北海市地区生产总值1674.21亿元，比上年增长3.5%。',
      '全年北海市居民消费价格比上年上涨1.8%。临港产业和滨海旅游仍是这座城市的两张名片，银滩边的民宿主盼着下一个暑假。',
    ],
    byline: '廖海燕',
    editor: '唐小满',
    expected: clean,
  },
  {
    key: 'beihai-edited',
    outlet: 'liujiang',
    afterMs: 110 * second,
    kind: 'edited',
    title: '北海2022年经济成绩单出炉',
    paragraphs: [
      '据北海市统计局公布的数据，2022年北海市地区生产总值1764.21亿元，比上年增长3.5%。',
      '港口、石化与旅游三驾马车继续发力，当地提出要把向海经济做成招牌。',
    ],
    byline: '覃晓柳',
    editor: '陶然',
    edits: [{ afterMs: 80 * second, replace: [{ from: '1764.21亿元', to: '1674.21亿元' }] }],
    expected: { flag: true, types: ['M12'] },
  },
  {
    key: 'liuzhou-fee',
    outlet: 'liujiang',
    afterMs: 210 * second,
    kind: 'false_about_work',
    title: '柳州市统计局入户调查要收50元登记费？有居民称被要求缴费',
    paragraphs: [
      '近日有柳州居民发帖称，柳州市统计局派人入户做人口抽样调查，每户须缴50元“登记费”，不配合就罚款。',
      '帖子在本地群里转发上千次。有人晒出所谓收据，公章模糊难辨。柳州市统计局尚未回应。',
    ],
    byline: '覃晓柳',
    editor: '陶然',
    expected: { flag: true, types: ['M14'] },
  },
  {
    key: 'guilin-fine',
    outlet: 'huanan',
    afterMs: 225 * second,
    kind: 'false_about_work',
    title: '桂林市统计局：拒绝接受经济普查的商户一律罚款五万？',
    paragraphs: [
      '有桂林商户反映，收到自称桂林市统计局工作人员的电话，称拒绝接受经济普查的商户一律罚款五万元，当天不缴就停业。',
      '记者走访多家店铺，说法不一。桂林市统计局值班人员表示正在了解情况。',
    ],
    byline: '韦一凡',
    editor: '黄堃',
    expected: { flag: true, types: ['M14'] },
  },
  {
    key: 'nanning-fine',
    outlet: 'juhe',
    afterMs: 240 * second,
    kind: 'false_about_work',
    title: '南宁也有了！拒绝经济普查罚款五万，自称广西统计局要求',
    paragraphs: [
      '继桂林之后，南宁也有商户称接到电话：拒绝接受经济普查一律罚款五万元，对方自称南宁市统计局工作人员，说这是“广西统计局统一要求”。',
      '多名商户在社交平台留言询问真假，话题阅读量快速上升。',
    ],
    byline: '聚合小编',
    editor: '阿聚',
    expected: { flag: true, types: ['M14'] },
  },
]

/** Far from the subject, with words that lure: 基尼 in 比基尼, "统计" in sport, percentages in the weather. */
const unrelated: DemoArticle[] = [
  {
    key: 'bikini',
    outlet: 'yongjiang',
    afterMs: 25 * second,
    kind: 'unrelated',
    title: '今夏泳装流行什么？复古比基尼回潮',
    paragraphs: [
      '走进南宁几家商场，泳装柜台已经换上新款。店员说，复古高腰比基尼最受年轻人欢迎，比去年卖得好。',
      '设计师提醒，选泳装先看面料：氨纶含量在18%左右的更贴身，回弹也好。下水前记得做好防晒。',
    ],
    byline: '苏小曼',
    editor: '唐小满',
    expected: clean,
  },
  {
    key: 'football',
    outlet: 'guijiang',
    afterMs: 70 * second,
    kind: 'unrelated',
    title: '社区足球赛决赛：红棉队点球取胜',
    paragraphs: [
      '据赛会统计，红棉队全场控球率达58%，射门14次，最终在点球大战中以5比4战胜江畔队，捧起奖杯。',
      '门将阿勇扑出两粒点球，成为全场焦点。“下班后每天练半小时，值了。”他说。',
    ],
    byline: '莫小球',
    editor: '梁子衿',
    expected: clean,
  },
  {
    key: 'weather',
    outlet: 'yongjiang',
    afterMs: 85 * second,
    kind: 'unrelated',
    title: '冷空气到货，南宁最低气温降至11℃',
    paragraphs: [
      '受冷空气影响，预计未来三天南宁以多云天气为主，最低气温降至11℃，空气相对湿度在60%到75%之间。',
      '气象部门提醒，早晚温差较大，老人和小孩注意添衣；江面有4到5级偏北风，过往船只注意安全。',
    ],
    byline: '邕江客户端',
    editor: '唐小满',
    expected: clean,
  },
  {
    key: 'night-reading',
    outlet: 'youjiang',
    afterMs: minute + 50 * second,
    kind: 'unrelated',
    title: '夜读：桥头的灯',
    paragraphs: [
      '桥头那盏灯，父亲说是他进厂那年装的。四十年里换过三次灯泡，一次灯罩，灯杆还是老的。',
      '我每次回家都要从灯下走过，影子先是很长，走到跟前就没有了，像把一天的事都收了起来。',
    ],
    byline: '农亦舟',
    editor: '韦灯',
    expected: clean,
  },
]
