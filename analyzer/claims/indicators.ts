/**
 * What can be measured, as data: code, words, unit family, and how growth is meant. Codes equal those of the official
 * figures. `null` codes are things the press also counts that we hold no figures for: they stop a number from being
 * taken for the indicator named before it.
 */
export type Indicator = {
  code: string
  name: string
  english: string
  /** Folded words and patterns, simplified Chinese and English. */
  words: string[]
  kind: 'flow' | 'stock' | 'price' | 'rate' | 'per_head' | 'ratio'
  /** In which steps it is published. */
  step: 'quarter' | 'month' | 'year'
}

export const indicators: readonly Indicator[] = [
  {
    code: 'gdp',
    name: '地区生产总值',
    english: 'gross domestic product',
    kind: 'flow',
    step: 'quarter',
    words: [
      '(?:国内|地区|本地|全区|全市|全省|全县)?生产(?:总值|毛额)(?:\\(gdp\\))?',
      'gdp',
      '经济(?:总量|规模|体量)',
      '(?:国民)?经济(?=(?:同比|年|按年|增速|增长|仅|只|大幅|小幅)*(?:增|扩张|成长|下降|下滑|萎缩|倒退|收缩|衰退|下跌|负增长))',
      '经济(?=数据)',
      "(?<=\\b(?:the|its|region'?s?|'s) )economy",
      'economic (?:growth|output)',
      'gross (?:domestic|regional) product',
    ],
  },
  {
    code: 'gdp_per_capita',
    name: '人均地区生产总值',
    english: 'GDP per head',
    kind: 'per_head',
    step: 'year',
    words: ['人均(?:地区|国内)?生产总值', '人均gdp', '人均经济总量', 'per capita gdp', 'gdp per capita'],
  },
  {
    code: 'gdp_primary',
    name: '第一产业增加值',
    english: 'value added of primary industry',
    kind: 'flow',
    step: 'quarter',
    words: ['第一产业(?:增加值)?', '一产', '(?:the )?primary(?: sector| industry)?'],
  },
  {
    code: 'gdp_secondary',
    name: '第二产业增加值',
    english: 'value added of secondary industry',
    kind: 'flow',
    step: 'quarter',
    words: ['第二产业(?:增加值)?', '二产', '(?:the )?secondary(?: sector| industry)?'],
  },
  {
    code: 'gdp_tertiary',
    name: '第三产业增加值',
    english: 'value added of tertiary industry',
    kind: 'flow',
    step: 'quarter',
    words: ['第三产业(?:增加值)?', '三产', '(?:the )?tertiary(?: sector| industry)?'],
  },
  {
    code: 'cpi',
    name: '居民消费价格',
    english: 'consumer prices',
    kind: 'price',
    step: 'month',
    words: [
      '居民消费价格(?:总水平|总指数|指数)?(?:\\(cpi\\))?',
      '消费者?物价(?:指数)?',
      '居民消费物价(?:指数)?',
      'cpi',
      '物价(?:总水平|指数)',
      '物价(?=(?:同比|环比|总体|整体|水平|去年|今年|\\d|[一二三四五六七八九十]+月|上涨|下降|涨|降|跌|升|温和))',
      '通胀率',
      'consumer (?:prices?|price index)',
      'consumer inflation',
    ],
  },
  {
    code: 'ppi',
    name: '工业生产者出厂价格',
    english: 'producer prices',
    kind: 'price',
    step: 'month',
    words: ['工业生产者出厂价格(?:指数)?', '工业品出厂价格', 'ppi', 'producer prices?', 'factory-gate prices?'],
  },
  {
    code: 'industry_va',
    name: '规模以上工业增加值',
    english: 'value added of industry above designated size',
    kind: 'flow',
    step: 'month',
    words: [
      '(?:规模以上|规上)工业(?:企业)?(?:增加值)?',
      '工业增加值',
      'industrial output',
      'factory output',
      'industrial production',
    ],
  },
  {
    code: 'retail_sales',
    name: '社会消费品零售总额',
    english: 'retail sales of consumer goods',
    kind: 'flow',
    step: 'month',
    words: ['社会消费品零售总?额', '社零(?:总额)?', '社消零(?:总额)?', 'retail sales'],
  },
  {
    code: 'fixed_investment',
    name: '固定资产投资（不含农户）',
    english: 'fixed-asset investment (without rural households)',
    kind: 'flow',
    step: 'month',
    words: ['固定资产投资(?:\\(不含农户\\))?', '固投', 'fixed[- ]?(?:asset )?investment'],
  },
  {
    code: 'private_investment',
    name: '民间固定资产投资',
    english: 'private fixed-asset investment',
    kind: 'flow',
    step: 'month',
    words: ['民间(?:固定资产)?投资', 'private investment'],
  },
  {
    code: 'real_estate_investment',
    name: '房地产开发投资',
    english: 'investment in property development',
    kind: 'flow',
    step: 'month',
    words: [
      '房地产(?:开发)?投资',
      '房地产开发投资',
      '(?:investment in )?(?:property|real estate) (?:development )?investment',
      'investment in (?:property|real estate)(?: development)?',
      'property investment',
      'real estate investment',
    ],
  },
  {
    code: 'income_all',
    name: '全体居民人均可支配收入',
    english: 'disposable income per head',
    kind: 'per_head',
    step: 'quarter',
    words: ['(?:全体|全区)?(?:居民)?人均可支配收入', '居民(?:人均)?收入', 'per capita disposable income'],
  },
  {
    code: 'income_urban',
    name: '城镇居民人均可支配收入',
    english: 'disposable income per head of urban residents',
    kind: 'per_head',
    step: 'quarter',
    words: [
      '城镇居民(?:人均)?(?:可支配)?收入',
      '城乡(?:居民)?(?:人均)?(?:可支配)?收入(?:的)?(?:绝对)?(?=差[^距值]|之差|差值)',
    ],
  },
  {
    code: 'income_rural',
    name: '农村居民人均可支配收入',
    english: 'disposable income per head of rural residents',
    kind: 'per_head',
    step: 'quarter',
    words: ['农村居民(?:人均)?(?:可支配)?收入', '农民(?:人均)?(?:可支配|纯)?收入'],
  },
  {
    code: 'income_median',
    name: '居民人均可支配收入中位数',
    english: 'median disposable income per head',
    kind: 'per_head',
    step: 'quarter',
    words: ['(?:居民)?(?:人均)?(?:可支配)?收入中位数'],
  },
  {
    code: 'income_ratio',
    name: '城乡居民收入比',
    english: 'ratio of urban to rural income',
    kind: 'ratio',
    step: 'year',
    words: ['城乡(?:居民)?收入比(?:值)?'],
  },
  {
    code: 'pop_resident',
    name: '常住人口',
    english: 'resident population',
    kind: 'stock',
    step: 'year',
    words: [
      '(?:年末)?常住(?:总)?人口',
      'permanent residents?',
      'permanent resident population',
      'resident population',
      '(?<!registered )population',
    ],
  },
  {
    code: 'pop_registered',
    name: '户籍人口',
    english: 'registered population',
    kind: 'stock',
    step: 'year',
    words: ['户籍(?:总)?人口', 'registered population'],
  },
  {
    code: 'urbanisation_rate',
    name: '常住人口城镇化率',
    english: 'urbanisation rate of the resident population',
    kind: 'rate',
    step: 'year',
    words: ['(?:常住人口)?城镇化率', 'urbani[sz]ation rate'],
  },
  {
    code: 'unemployment_surveyed',
    name: '城镇调查失业率',
    english: 'surveyed urban unemployment rate',
    kind: 'rate',
    step: 'month',
    words: ['(?:城镇)?调查失业率', '(?:surveyed )?(?:urban )?(?:surveyed )?(?:urban )?(?:unemployment|jobless) rate'],
  },
  {
    code: 'unemployment_youth',
    name: '青年失业率',
    english: 'youth unemployment rate',
    kind: 'rate',
    step: 'month',
    words: ['青年失业率', '16[-—–至]24岁[^，。,]{0,14}失业率'],
  },
  {
    code: 'trade_total',
    name: '外贸进出口总额',
    english: 'foreign trade in goods',
    kind: 'flow',
    step: 'month',
    words: ['(?:外贸)?进出口(?:总额|总值)?', '外贸(?:总额|总值)?', 'foreign trade'],
  },
  {
    code: 'trade_asean',
    name: '对东盟进出口额',
    english: 'trade with ASEAN',
    kind: 'flow',
    step: 'month',
    words: ['对东盟(?:国家)?(?:的)?(?:外贸|贸易|进出口)?(?:总额|总值|额)?(?!出口|进口|投资)'],
  },
  {
    code: 'exports',
    name: '出口总额',
    english: 'exports of goods',
    kind: 'flow',
    step: 'month',
    words: ['出口(?:总额|总值|额)?', 'exports'],
  },
  {
    code: 'imports',
    name: '进口总额',
    english: 'imports of goods',
    kind: 'flow',
    step: 'month',
    words: ['进口(?:总额|总值|额)?', 'imports'],
  },
  {
    code: 'budget_revenue',
    name: '一般公共预算收入',
    english: 'general public budget revenue',
    kind: 'flow',
    step: 'month',
    words: ['一般公共预算收入', '财政收入', '(?:fiscal|budget) revenues?', 'general public budget revenue'],
  },
  {
    code: 'industry_profit',
    name: '规模以上工业企业利润总额',
    english: 'profits of industry above designated size',
    kind: 'flow',
    step: 'month',
    words: ['(?:规模以上|规上)?工业(?:企业)?(?:实现)?利润(?:总额)?', 'industrial profits'],
  },
  {
    code: 'wage_nonprivate',
    name: '城镇非私营单位平均工资',
    english: 'average wage in urban non-private units',
    kind: 'per_head',
    step: 'year',
    words: [
      '(?:城镇)?非私营(?:单位)?(?:就业人员)?(?:年)?(?:平均)?(?:工资|薪酬|收入)',
      'wages? (?:in|at|of) (?:urban )?non-private (?:units|firms|companies)',
      'non-private(?:-sector)? wages?',
    ],
  },
  {
    code: 'wage_private',
    name: '城镇私营单位平均工资',
    english: 'average wage in urban private units',
    kind: 'per_head',
    step: 'year',
    words: [
      '(?<!非)(?:城镇)?私营(?:单位)?(?:就业人员)?(?:年)?(?:平均)?(?:工资|薪酬)',
      '(?<!non-)private-sector wages?',
    ],
  },
  {
    code: 'grain_output',
    name: '粮食总产量',
    english: 'grain output',
    kind: 'flow',
    step: 'year',
    words: ['粮食(?:总)?产量?', '粮食(?=[^,。;]{1,10}产量)', 'grain output'],
  },
  {
    code: 'grain_area',
    name: '粮食播种面积',
    english: 'sown area of grain',
    kind: 'flow',
    step: 'year',
    words: ['(?:粮食)?播种面积'],
  },
  {
    code: 'house_price_new',
    name: '新建商品住宅销售价格',
    english: 'prices of new homes',
    kind: 'price',
    step: 'month',
    words: ['新建商品住宅(?:销售)?价格', '新房价格'],
  },
  {
    code: 'house_price_second_hand',
    name: '二手住宅销售价格',
    english: 'prices of second-hand homes',
    kind: 'price',
    step: 'month',
    words: ['二手住宅(?:销售)?(?:价格)?', '二手房(?:销售)?价格'],
  },
]

/** Other things with numbers: no figures here, and never to be confused with ours. */
export const otherMatters: readonly string[] = [
  '核心cpi',
  // 机电产品出口, 民营企业进出口: a part of trade, not trade.
  '[^,。;、:\\s\\d]{0,8}?(?:产品|商品|品|企业|电商|服务|贸易|汽车|车|设备|电池|材料|材|业)(?:的)?(?:进出口|出口|进口)(?:总额|总值|额)?',
  '(?:每?万元)?gdp(?:能耗|电耗|平减)',
  '(?:对|向|从|自)[^,。;、对向从自占比]{2,6}(?:进出口|出口|进口)(?:总额|额)?',
  'core (?:cpi|inflation|consumer prices)',
  '(?:食品(?:烟酒)?|非食品|猪肉|鲜菜|鲜果|鲜活食品|消费品|服务|能源|汽油|住房租金|购进|工业生产者购进|房屋|粮油|蔬菜|鸡蛋)(?:类)?价格',
  '(?:扣除|不含|剔除)[^，。,]{1,12}(?:的)?(?:cpi|居民消费价格|价格)',
  '(?:城市|农村|城镇)(?:居民)?(?:消费)?价格',
  '名义gdp',
  '(?:新能源|数字|海洋|民营|县域|开放型|首发|夜间|低空|银发|平台|文旅|外向型)经济(?:增加值|总量|规模)?',
  '(?:绿色|单位)gdp[^，。,]{0,4}(?:能耗|电耗)?',
  '单位(?:地区)?生产总值(?:能耗|电耗)',
  '(?:农林牧渔业|建筑业|批发和零售业|金融业|房地产业|服务业|交通运输|住宿和餐饮业|制造业|采矿业|高技术|装备|信息传输|数字经济核心产业|文化)[^，。,]{0,14}(?:增加值|产值|投资)',
  '(?:增加值|总产值|产值|投资|营业收入|营收|净利润|利润|税收|支出|贷款|存款|票房|客流|游客|旅客|用电量|发电量|货运量|吞吐量|销量|销售额|成交|产销|订单|亏损|股价|市值|融资|补贴)',
  '(?:餐饮|商品零售|网上零售|限上|限额以上)[^，。,]{0,10}(?:收入|总?额)?',
  '(?:男性|女性|城市)',
  '(?:房价|楼价|楼市|租金|油价|金价|工资|薪酬|收入)',
  '(?:失业率|基尼系数|恩格尔系数|pmi|采购经理指数)',
  '(?:人口)(?!普查|调查|抽样|抽查)',
  '(?<!fiscal |budget )(?:wages?|salar(?:y|ies)|revenue|profits?|investment|exports? of|loans|deposits)',
]

/** Words that choose among relatives of the indicator spoken of: 人均可支配收入…, 城里4.3万. */
export const narrowings: readonly { words: string[]; to: Record<string, string> }[] = [
  {
    words: ['城里人?', '城镇(?:居民)?', '城市居民', 'urban (?:residents|households)'],
    to: { income_all: 'income_urban', income_urban: 'income_urban', income_rural: 'income_urban' },
  },
  {
    words: ['农村(?:居民)?', '乡村', '乡下', '农民', 'rural (?:residents|households)'],
    to: { income_all: 'income_rural', income_urban: 'income_rural', income_rural: 'income_rural' },
  },
  { words: ['非私营(?:单位)?'], to: { wage_nonprivate: 'wage_nonprivate', wage_private: 'wage_nonprivate' } },
  { words: ['(?<!非)私营(?:单位)?'], to: { wage_nonprivate: 'wage_private', wage_private: 'wage_private' } },
  { words: ['户籍'], to: { pop_resident: 'pop_registered', pop_registered: 'pop_registered' } },
  { words: ['常住'], to: { pop_resident: 'pop_resident', pop_registered: 'pop_resident' } },
  {
    words: ['二手住宅', '二手房'],
    to: { house_price_new: 'house_price_second_hand', house_price_second_hand: 'house_price_second_hand' },
  },
  { words: ['新房'], to: { house_price_new: 'house_price_new', house_price_second_hand: 'house_price_new' } },
]

/** What a part is usually given as a share of: 第三产业占比, 占整体. */
const wholes: Record<string, string> = {
  gdp_primary: 'gdp',
  gdp_secondary: 'gdp',
  gdp_tertiary: 'gdp',
  trade_asean: 'trade_total',
  exports: 'trade_total',
  imports: 'trade_total',
  private_investment: 'fixed_investment',
  real_estate_investment: 'fixed_investment',
}

const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]))

export const indicatorByCode = (code: string | null): Indicator | null => byCode.get(code ?? '') ?? null
export const wholeOf = (part: Indicator): Indicator | null => indicatorByCode(wholes[part.code] ?? null)
