/**
 * Sentences about invented official figures with the verdicts that the checker owes them: a wording of misreport and its true
 * twins side by side, in the words of newspapers and of posts. Grown whenever a reading went wrong. `S` supported, `N` not
 * checkable, `O` outdated, `U` not yet released; `F` or `M` with the type: false or misleading.
 */
import type { CalendarEntry, Figure, Measure, PeriodType } from '../../domain/figure.ts'
import { sentenceFigures } from './figure-sentences.ts'

type Row = [
  indicator: string,
  region: string,
  period: string,
  type: PeriodType,
  measure: Measure,
  value: string,
  unit: string,
]
type More = { basis?: 'current' | 'constant'; version?: string; published?: string; superseded?: string }

const figure = ([indicator, region, period, periodType, measure, value, unit]: Row, more: More = {}): Figure => ({
  id: [region, indicator, period, periodType, measure, more.version ?? more.basis ?? ''].join('-'),
  indicator,
  region,
  period,
  periodType,
  measure,
  priceBasis: more.basis ?? null,
  value,
  unit,
  status: 'preliminary',
  publishedAt: new Date(more.published ?? '2026-01-20T10:00:00+08:00'),
  supersededAt: more.superseded === undefined ? null : new Date(more.superseded),
  owner: '广西统计局',
  sourceUrl: '',
})

export const corpusFigures: Figure[] = [
  ...sentenceFigures.map((one) =>
    one.indicator === 'gdp' && one.measure === 'yoy' ? { ...one, priceBasis: 'constant' as const } : one,
  ),
  figure(['ppi', '450000', '2025-10', 'month', 'yoy', '-2.1', '%']),
  figure(['ppi', '450000', '2025-11', 'month', 'yoy', '-1.8', '%']),
  figure(['fixed_investment', '450000', '2025', 'year', 'yoy', '-3.4', '%']),
  figure(['fixed_investment', '450000', '2024', 'year', 'yoy', '-5.2', '%']),
  figure(['gdp_tertiary', '450000', '2025', 'year', 'share', '51.3', '%']),
  figure(['gdp_tertiary', '450000', '2025', 'year', 'level', '16150.56', '亿元']),
  figure(['gdp_secondary', '450000', '2025', 'year', 'level', '9884.61', '亿元']),
  figure(['gdp_tertiary', '450000', '2025', 'year', 'yoy', '6.3', '%']),
  figure(['urbanisation_rate', '450000', '2025', 'point', 'level', '58.64', '%']),
  figure(['urbanisation_rate', '450000', '2025', 'point', 'share_change_pp', '0.92', '百分点']),
  figure(['income_urban', '450000', '2025', 'year', 'level', '44731', '元']),
  figure(['income_rural', '450000', '2025', 'year', 'level', '22318', '元']),
  figure(['income_urban', '450000', '2025', 'year', 'yoy', '4.9', '%'], { basis: 'current' }),
  figure(['income_urban', '450000', '2025', 'year', 'yoy', '4.7', '%'], { basis: 'constant' }),
  figure(['trade_total', '450000', '2025', 'year', 'level', '8123.4', '亿元']),
  figure(['exports', '450000', '2025', 'year', 'level', '4711.2', '亿元']),
  figure(['imports', '450000', '2025', 'year', 'level', '3412.2', '亿元']),
  figure(['trade_asean', '450000', '2025', 'year', 'level', '4386.6', '亿元']),
  figure(['exports', '450000', '2025', 'year', 'yoy', '8.9', '%']),
  figure(['wage_nonprivate', '450000', '2024', 'year', 'level', '98760', '元'], {
    published: '2025-05-20T10:00:00+08:00',
  }),
  figure(['wage_private', '450000', '2024', 'year', 'level', '54320', '元'], {
    published: '2025-05-20T10:00:00+08:00',
  }),
  figure(['pop_registered', '450000', '2025', 'point', 'level', '5731', '万人']),
  figure(['gdp_per_capita', '450000', '2025', 'year', 'level', '63015', '元']),
  figure(['gdp_per_capita', '450000', '2025', 'year', 'yoy', '5.9', '%']),
  figure(['grain_output', '450000', '2025', 'year', 'level', '1423.6', '万吨']),
  figure(['unemployment_surveyed', '100000', '2025-12', 'month', 'level', '5.1', '%']),
  figure(['unemployment_surveyed', '100000', '2025-11', 'month', 'level', '5.2', '%']),
  figure(['gdp', '450000', '2023', 'year', 'level', '27011.37', '亿元'], {
    version: '1',
    published: '2024-01-20T10:00:00+08:00',
    superseded: '2025-02-01T10:00:00+08:00',
  }),
  figure(['gdp', '450000', '2023', 'year', 'level', '27455.80', '亿元'], {
    version: '2',
    published: '2025-02-01T10:00:00+08:00',
  }),
  figure(['cpi', '450000', '2025', 'year', 'index', '100.2', '指数']),
  figure(['cpi', '450000', '2025', 'year', 'yoy', '0.2', '%']),
  figure(['cpi', '450000', '2025-12', 'month', 'yoy', '0.4', '%']),
  figure(['cpi', '450000', '2025-10', 'month', 'yoy', '0.1', '%']),
  figure(['industry_va', '450000', '2025-11', 'month', 'yoy', '6.1', '%']),
  figure(['gdp', '450500', '2025', 'year', 'level', '1893.27', '亿元']),
  figure(['gdp', '451100', '2025', 'year', 'level', '1023.41', '亿元']),
  figure(['gdp', '450500', '2025', 'year', 'yoy', '5.1', '%']),
  figure(['gdp', '451100', '2025', 'year', 'yoy', '5.3', '%']),
]

const planned = (
  id: string,
  indicator: string,
  period: string,
  periodType: PeriodType,
  day: string,
): CalendarEntry => ({
  id,
  indicators: [indicator],
  region: '450000',
  period,
  periodType,
  scheduledAt: new Date(`${day}T10:00:00+08:00`),
  publisher: '广西统计局',
  releasedAt: null,
})
export const corpusCalendar: CalendarEntry[] = [
  planned('c', 'gdp', '2026Q1', 'quarter', '2026-04-20'),
  planned('d', 'cpi', '2026-01', 'month', '2026-02-11'),
]

/** sentence | verdicts in order [| day of publication, else 2026-02-10] */
export const corpus: { text: string; verdicts: string[]; day: string }[] = `
2025年，全区工业生产者出厂价格11月同比下降1.8%，降幅较上月收窄0.3个百分点。 | S S
11月广西PPI同比降幅收窄至1.8% | S
11月广西PPI同比下降1.8%，降幅比上月扩大0.3个百分点。 | S F:M10
11月广西PPI同比涨1.8%。 | F:M10
广西固投2025年同比减少3.4%，跌幅较2024年缩小1.8个百分点。 | S S
全年广西固定资产投资增长-3.4%。 | S
2025年广西服务业增加值占GDP比重51.3% | 
2025年广西第三产业增加值占地区生产总值的比重为51.3%。 | S
2025年广西第三产业增加值占地区生产总值的比重为71.3%。 | F:M12
2025年末广西城镇化率58.64%，比上年末提高0.92个百分点 | S S
2025年末广西城镇化率58.64%，比上年末提高0.92% | S M:M04
2025年末广西城镇化率58.64%，比上年末下降0.92个百分点 | S F:M10
2025年广西城镇居民人均可支配收入44731元，是农村居民的2.0倍。 | S S
2025年广西城镇居民人均可支配收入44731元，是农村居民的3倍。 | S F:M11
2025年广西城镇居民人均可支配收入比农村居民高2倍。 | M:M11
2025年，广西城镇居民人均可支配收入为22318元。 | F:M07
2025年，广西农村居民人均可支配收入为44731元。 | F:M07
2025年广西城乡居民收入绝对差22413元 | S
2025年广西出口占外贸总额的58%。 | S
2025年广西出口占外贸总额近六成。 | S
2025年广西出口占外贸比重超过七成。 | F:M11
2025年广西进口3412.2亿元，出口比进口多1299亿元 | S S
2025年广西外贸进出口总额8123.4亿美元。 | F:M09
2025年广西外贸达8123.4亿，其中对东盟4386.6亿，占比54%。 | S S S
2024年广西非私营单位平均工资98760元，是私营单位的1.8倍 | S S
南宁去年GDP相当于柳州的1.84倍 | S
南宁去年GDP是柳州的近两倍 | S
南宁去年GDP比柳州多84% | S
南宁去年GDP是柳州的三倍多 | F:M11
柳州2025年GDP比北海高出近八成 | S
广西人口5731万 | 
2025年末广西常住人口5731万人 | F:M05
2025年广西人均GDP为31482.57亿元 | F:M05
广西去年人均生产总值63015元，增长5.9% | S S
2025年广西人均生产总值增长5.6% | F:M05
广西GDP31482.57亿元，比上年增长7.98% | S N
2025年，全国城镇调查失业率12月为5.1%，比上月下降0.1个百分点 | S S
2025年广西CPI为100.2% | F:M09
2025年广西居民消费价格指数为100.2（上年=100） | S
2023年广西GDP为27011.37亿元 | O
2023年广西GDP初步核算为27011.37亿元，后修订为27455.80亿元 | S S
广西一季度GDP同比增长6.8%，内部人士透露 | U | 2026-04-10
据悉广西2026年1月CPI同比上涨0.9% | U
今年1月份，广西CPI环比上涨0.4% | U
2026年1月广西规模以上工业增加值同比增长9.2% | F:M12
2026年1月份，广西社会消费品零售总额同比增长6.1% | F:M12
2026年1月广西固定资产投资同比增长3.5% | F:M12
2026年1月广西规模以上工业增加值环比增长0.3% | 
2026年1月广西外贸进出口总额增长3.5% | 
机构预计广西2026年GDP增长5.5%左右 | N
2026年广西GDP预期增长目标为5%以上 | N
广西力争2026年GDP突破3.3万亿元 | N
2025年全区GDP首次站上3万亿元台阶，达到31482.57亿元。 | S S
2025年广西GDP突破3.2万亿元。 | F:M12
2025年广西经济总量不足3.2万亿元 | S
2025年广西GDP接近3.15万亿元 | S
2025年广西GDP增速跑赢全国0.6个百分点 | S
2025年广西GDP增长5.6%，高出全国0.6个百分点，高于2024年1.2个百分点 | S S S
2025年广西GDP增长5.6%，低于全国0.6个百分点 | S F:M10
2025年广西GDP增长5.6%，比全国高0.6% | S M:M04
南宁、柳州2025年GDP分别为6219.38亿元和3374.91亿元，同比分别增长4.7%和下降1.3% | S S S S
南宁、柳州2025年GDP分别为3374.91亿元和6219.38亿元 | F:M07 F:M07
2025年，南宁GDP增长4.7%，柳州则下滑1.3%，北海和贺州分别增长5.1%、5.3%。 | S S S S
2025年柳州GDP同比增长1.3% | F:M10
柳州2025年经济总量3374.91万元 | F:M09
柳州2025年经济总量为3374.91万亿元 | F:M09
2025年前三季度柳州GDP为3374.91亿元 | F:M06
2024年柳州GDP为3374.91亿元 | F:M06
柳州2025年GDP达6219.38亿元 | F:M07
2025年全国GDP增长5.6% | F:M07
11月全国CPI同比上涨0.3% | F:M07
去年11月广西CPI环比上涨0.3% | F:M02
去年11月广西CPI同比下降0.2% | F:M02
1—11月广西社零增长2.2% | F:M01
11月当月广西社零总额增速3.4% | F:M01
2025年11月广西社会消费品零售总额8524.73亿元 | F:M01
国家统计局广西调查总队数据：2025年12月广西CPI同比上涨0.4% | S
2025年广西GDP增长5.6个百分点 | M:M04
2025年南宁增长4.7%的GDP背后 | S
Guangxi's GDP grew 5.6 percent last year to 3.148 trillion yuan. | S S
Guangxi's GDP shrank 5.6 percent in 2025. | F:M10
Guangxi's economy grew 5.6 percentage points in 2025. | M:M04
Guangxi exports climbed 8.9% in 2025, making up 58 percent of total trade. | S S
Guangxi's permanent population stood at 49.96 million at the end of 2025. | S
Guangxi's GDP was 31.48 billion yuan in 2025. | F:M09
Liuzhou's GDP fell 1.3% in 2025 while Nanning's rose 4.7%. | S S
廣西去年本地生產總值3.15兆元，按年增5.6% | S S
廣西2025年GDP年增率5.6%，優於全國的5.0% | S S
去年南寧經濟年增4.7%，柳州年減1.3% | S S
二〇二五年广西粮食总产量一千四百二十三点六万吨，约合二百八十四点七亿斤 | S S
广西2025年粮食产量1423.6吨 | F:M09
广西2025年粮食产量达142.36亿公斤 | S
2025年广西GDP三万一千四百八十二亿元 | N
2025年广西GDP比2024年增加2326.95亿元 | S
广西GDP从2024年的29155.62亿元增加到2025年的31482.57亿元 | S S
广西CPI涨幅由10月的0.1%扩大至11月的0.3% | S S
2025年广西规上工业增加值11月份同比增长6.1%，1至11月累计增长7.4% | S S
2025年11月广西规上工业增加值同比增长7.4% | F:M01
网传2025年广西GDP达到4万亿元，不实。 | 
广西某企业2025年营收增长31% | 
广西2025年旅游收入8123.4亿元 | 
浙江2025年GDP增长5.6% | N
越南2025年GDP增长8% | N
2025年广西新能源汽车产量增长41.2% | 
2025年广西GDP名义增长5.6% | M:M03
2025年广西城镇居民收入名义增长4.9%，扣除价格因素实际增长4.7% | S S
2025年广西城镇居民人均可支配收入实际增长4.9% | F:M03
广西统计局发布：2025年12月广西CPI同比上涨0.4% | S
2025年三产增速6.3%，高于广西GDP增速0.7个百分点 | N N
据自治区统计局初步核算结果，2025年全区GDP为31482.57亿元，按不变价格计算，比上年增长5.6%。 | S S
2025年广西第三产业增加值16150.56亿元，增长6.3% | S S
2025年广西三产增加值9884.61亿元 | S
2025年南宁的人均可支配收入是41869元，柳州是37258元 | S S
2025年南宁人均可支配收入37258元 | F:M07
去年柳州居民人均可支配收入41869元 | F:M07
2025年广西人均可支配收入4.1869万元 | F:M07
2025年，我国GDP总量136.1万亿元，同比增长5% | S S
2025年，我国GDP总量136.1亿元 | F:M09
全国2025年GDP增速5.0%，较2024年回落0.3个百分点 | S S
全国2025年GDP增速5.0%，较2024年提高0.3个百分点 | S F:M10
2025年前三季度，全区GDP同比增长6.2%，增速比全国快1.1个百分点 | S S
2025年前三季度，全区GDP同比增长6.2%，增速比全国慢1.1个百分点 | S F:M10
2025年11月，柳州CPI同比下降0.9%，环比上涨0.5% | S S
2025年11月，柳州CPI同比上涨0.5%，环比下降0.9% | F:M02 F:M02
2025年11月柳州CPI同比上涨0.9% | F:M10
柳州物价去年11月同比降了0.9个百分点 | M:M04
柳州规上工业1-11月负增长2.2% | S
1—11月，柳州规上工业增加值同比增长-2.2% | S
1—11月柳州规上工业增加值增长2.2% | F:M10
2025年广西社会消费品零售总额1-11月完成8524.73亿元，增长3.4个百分点 | S M:M04
前11个月广西社零8524.73万亿元 | F:M09
前11个月广西社零852.473亿元 | F:M09
前11个月广西社零约8500亿元，增速3%左右 | N S
南宁1—11月社零总额8524.73亿元 | F:M07
2025年广西常住人口4996万人，户籍人口5731万人 | S S
2025年末全区户籍人口4996万人 | F:M05
2025年末全区常住人口跌破5000万 | S
2025年末全区常住人口超过5000万 | F:M12
2025年末全区常住人口近5000万人 | S
广西粮食连年丰收，2025年产量达到1423.6万吨。 | S
广西粮食2025年产量达到1423.6亿吨。 | F:M09
2025年广西粮食总产142.36亿公斤 | S
2023年广西地区生产总值27455.80亿元 | S
当时公布的2023年广西GDP是27011.37亿元 | O
2025年广西对东盟进出口4386.6亿元，占外贸总额的54.0% | S S
2025年广西对东盟进出口占外贸比重达到八成 | F:M11
2025年广西出口4711.2亿元，是进口的1.38倍 | S S
2025年广西出口是进口的2.5倍 | F:M11
2025年广西出口比进口多1.38倍 | M:M11
贺州GDP不到南宁的六分之一 | S
2025年北海GDP1893.27亿元，贺州1023.41亿元，前者是后者的1.85倍 | S S
2025年北海GDP是贺州的1.85倍 | S
2025年北海GDP比贺州多85% | S
2025年北海、贺州GDP分别增长5.3%和5.1% | F:M07 F:M07
2025年北海GDP比2024年翻了一番 | N
广西GDP比2023年翻了一番 | F:M11
2025年广西GDP比2023年翻番 | F:M11
2025年广西GDP是2023年的1.15倍 | S
广西去年固定资产投资同比下降3.4%，其中房地产开发投资下降18.2% | S N
广西去年固定资产投资同比下降3.4%，其中制造业投资增长11.2% | S
广西去年出口增长8.9%，其中机电产品出口增长21.7% | S
广西去年GDP同比增长5.6%，其中数字经济核心产业增加值增长11.3% | S
广西11月CPI同比上涨0.3%，其中猪肉价格下降12.5%，鲜菜上涨8.1% | S
广西2025年GDP增速5.6%，在全国排名第12位 | S
“十四五”时期，广西GDP年均增长4.9% | 
2021—2025年广西GDP年均增长4.9% | 
近五年广西GDP年均增速达到6.1% | 
广西GDP五年增长了32% | 
广西计划到2030年GDP突破4.5万亿元 | N
若广西2025年GDP增长6.5%，总量将超过3.2万亿 | N N
2025年12月广西CPI同比涨0.4%，全年平均上涨0.2% | S S
2025年全年广西CPI上涨0.4% | F:M01
2025年12月广西CPI上涨0.2% | F:M01
广西某县2025年GDP增长11.9% | N
南宁市青秀区2025年GDP增长3.3% | N
2025年广西全社会用电量增长7.3% | 
2025年广西GDP能耗下降2.9% | 
2025年广西绿色GDP增长9.9% | 
2025年南宁机场旅客吞吐量1523万人次，增长9.8% | 
2025年广西百强企业营收2.1万亿元，相当于全区GDP的67% | 
2025年广西居民人均消费支出21033元，增长4.8% | 
2025年广西地方一般公共预算支出6500亿元，增长3.2% | 
2025年广西规上服务业营业收入增长8.8% | 
2025年广西高技术制造业增加值增长18.4%，快于规上工业11.0个百分点 | 
Guangxi's retail sales edged up 3.4% in the first 11 months of 2025. | S
Guangxi retail sales hit 852.5 billion yuan in January-November 2025. | S
Retail sales in Nanning hit 852.5 billion yuan in January-November 2025. | F:M07
China's GDP expanded 5.0% in 2025, down from 5.3% in 2024. | S S
China's GDP expanded 5.6% in 2025. | F:M07
Nanning's GDP grew 4.7% in 2025, 0.9 percentage points slower than Guangxi's. | S S
Guangxi's GDP is expected to grow 5.5% in 2026. | N
廣西11月消費物價按年升0.3%，按月跌0.2% | S S
廣西11月消費物價按月升0.3% | F:M02
廣西前11個月零售額8524.73億元，年增3.4% | S
柳州去年經濟倒退1.3% | S
柳州去年經濟成長1.3% | F:M10
2025年广西GDP增长5.6%，快递业务量增长21.3%，机场吞吐量增长9.9%。 | S
2025年，全区地区生产总值31482.57亿元，增长5.6%，新登记经营主体增长12.4%。 | S S
广西去年固定资产投资下降3.4%，水利、环境和公共设施管理业下降20.1%。 | S
2025年11月广西CPI同比上涨0.3%。其中，食品烟酒类上涨1.2%，衣着类下降0.6%，交通通信类下降2.9%。 | S
2025年广西出口4711.2亿元，增长8.9%，“新三样”增长45%，劳动密集型产品下降6.6%。 | S S
2025年广西粮食产量1423.6万吨，糖料蔗产量7600万吨，园林水果产量3800万吨，增长6.2%。 | S
2025年广西海洋生产总值2890亿元，增长6.7%，占地区生产总值的9.7%。 |
2025年广西社会融资规模增量3120亿元，占GDP的10.5%，增长4.9%。 |
2025年广西固定资产投资下降3.4%，扣除房地产开发投资后增长0.3%。 | S
与2020年相比，2025年广西GDP增长29%。 |
以2020年价格计算，2025年广西GDP增长28%。 |
广西某集团2025年营收增长10.2%，净利润增长31%，出口增长25%。 |
2025年广西GDP增长5.6%，比年初预期目标高0.6个百分点。 | S
2025年广西GDP增长预期目标为5%左右，实际完成5.6%。 | S
2026年主要预期目标：地区生产总值增长5.5%左右，居民消费价格涨幅2%左右。 |
如果按5.5%增长，今年广西GDP可达3.3万亿元。 |
全国城镇调查失业率12月为5.1%，16—24岁劳动力失业率16.5%。 | S
针对网上“2025年广西GDP仅增长2.1%”的说法，自治区统计局回应称，该数据不属实，正确数据为5.6%。 | S
有自媒体称2025年广西GDP同比下降5.6%，经核实，此说法与事实不符，实际为增长5.6%。 | S
近日，有网友发帖称“2025年广西常住人口跌破4900万”，统计部门提醒：请以官方发布为准，不信谣不传谣。 |
辟谣！“南宁2025年GDP 8219.38亿元”是假的，真实数据：6219.38亿元 | S
更正启事：本报1月22日第3版“2025年广西GDP增长1.6%”有误，应为“5.6%”。 | S
广西2025年GDP增速并非6%，而是5.6%。 | S
广西2025年GDP增速是5.6%，不是网传的8.1%。 | S
“2025年广西CPI上涨2.5%”？官方：0.2% | S
事实核查：广西2025年GDP真的只增长了1%吗？答案：否，增长5.6%。 | S
统计局：2025年广西GDP增长7.1%的说法不准确 |
Fact check: Claims that Guangxi's GDP shrank 5.6% in 2025 are false. |
Correction: An earlier version of this story said Guangxi's 2025 GDP rose 15 percent. It rose 5.6 percent. | S
這則「廣西2025年GDP衰退5.6%」的訊息是假訊息。 |
2025年广西GDP增长7.1%，统计局今天公布。 | F:M12
2025年南宁GDP是柳州的1.84倍，是北海的3.28倍。 | S S
2025年，北海GDP约为南宁的三成。 | S
南宁占广西GDP的19.8%。 | S
2025年南宁一城独占广西GDP的四成。 | F:M11
广西CPI涨幅连续收窄后，11月同比上涨0.3%。 | S
广西PPI连续8个月负增长，11月同比下降1.8%。 | S
柳州物价连降数月后，11月环比转正为0.5%。 | S
广西固定资产投资降幅收窄至3.4%，2025年。 | S
2025年广西投资降幅收窄，全年下降3.4%。 | S
2025年11月广西工业增长6.1%。 | S
2025年11月广西工业增长9.9%。 |
2025年，柳州、南宁GDP分别下降1.3%和增长4.7%。 | S S
2025年9月—11月，广西各月CPI涨跌不一。 |
2025年一至三季度，全区GDP为22763.15亿元。 | S
2025年三季度广西GDP为22763.15亿元。 | F:M01
11月广西社零同比增长2.2%，去年同期为1.8%。 | S
2024年，广西GDP增长4.4%；去年同期为4.1%。 | S
2025年，广西GDP 31482.57亿元，人均6.3万元。 | S S
2025年广西城镇居民2025年人均可支配收入44731元。 | S
广西农村居民2025年人均可支配收入44731元。 | F:M07
广西私营单位2024年平均工资54320元。 | 
2025年广西粮食产量1423.6亿斤。 | F:M09
2025年广西GDP突破3万亿元，达31482.57亿元。 | S S
2025年广西GDP突破3.5万亿元。 | F:M12
2025年广西外贸总额突破1万亿元大关。 | F:M12
2025年广西外贸总额突破8000亿元大关。 | S
2025年末广西常住人口不足4990万人。 | F:M12
31482.57亿元！2025年广西GDP出炉 | S
3.15万亿元！5.6%！广西晒出2025年经济成绩单 |
2025年，广西：GDP＋5.6%，固投－3.4%，出口＋8.9% | S S S
广西2025年数据：地区生产总值：31482.57亿元，同比：5.6%；固定资产投资同比：-3.4% | S S S
南宁去年GDP首破6000亿元 | S
柳州去年GDP跌破3400亿元 | S
柳州去年GDP跌破3300亿元 | F:M12
广西统计局数据显示，2025年12月广西CPI同比上涨0.4%。 | S
按年成长5.6%：廣西2025年GDP成績 |
BEIJING, Jan 21 (Reuters) - Guangxi's economy grew 5.6% in 2025, official data showed on Wednesday, up from 4.4% in 2024. | S S
Guangxi's gross domestic product expanded 5.6 percent to 3.15 trillion yuan ($450 billion) last year. | S S
Fixed-asset investment in the southern Chinese region of Guangxi plunged 3.4% in 2025. | S
Fixed-asset investment in Guangxi jumped 3.4% in 2025. | F:M10
Liuzhou's consumer prices rose 0.5% in November from a month earlier. | S
Guangxi's car exports soared 45% in 2025. |
Producer prices in Guangxi fell 1.8% from a year earlier in November, after a 2.1% drop in October. | S S
Guangxi's GDP grew 5.6% in 2025, outpacing Vietnam's 5.1%. | S
If Guangxi's GDP had grown 6.5% in 2025, it would have topped 3.2 trillion yuan. |
2025年11月广西规上工业增加值同比增长6.1%，41个行业大类中有30个增长，增长面73.2%。 | S
广西自贸试验区2025年外贸进出口3200亿元，增长20%。 |
Guangxi's trade with Vietnam rose 12.4% in 2025 to 320 billion yuan. |
`
  .trim()
  .split('\n')
  .map((line) => {
    const [text = '', verdicts = '', day = '2026-02-10'] = line.split('|').map((part) => part.trim())
    return { text, verdicts: verdicts.split(' ').filter(Boolean), day }
  })
