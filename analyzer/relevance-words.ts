/** Words by which an article shows that it is about official statistics, and the words that only look so. Data. */

/** Bodies, staff, surveys and publications of the statistics system. Folded. */
export const bodyPattern =
  /统计(?:局|部门|系统|机构|调查中心|年鉴|公报|微讯|执法|督察|普查中心|信息网|开放日)|调查总?队|普查办|(?:经济|人口|农业|农)普查|普查(?:员|指导员|表|登记|对象)|(?:乡|镇|村|街道|基层|专职)统计(?:员|站|人员)|统计(?:人?员|站)(?=[^,。]{0,8}(?:[虚瞒漏]报|造假|编造|上门|入户))|人口抽样调查|抽样调查员|住户调查|劳动力调查|(?:入户|统计|人口|抽样|普查)调查员|统计法|统计(?:造假|违法|违规|数据造假)|统计处|统计院|@[\p{Script=Han}]{2,8}统计(?!学)|statistics bureau|bureau of statistics|statistical bureau|\bcensus\b/gu

/** 文物普查, 土壤普查, 刑警调查队 …: other people's surveys and brigades. */
export const otherBodies =
  /(?:文物|土壤|林草|草原|水利|地名|污染源|资源|种质|非遗|灾害|风险|地质|隐患|消防|房屋|体质|古树)[\p{Script=Han}]{0,6}普查|(?:刑事|刑警|犯罪|特别|特搜|灵异|事故|海关|经侦|火灾|超自然)[\p{Script=Han}]{0,4}调查队|调查队长?(?:出动|破案)/gu

/** Indicators that mean official statistics whoever publishes them. Folded. */
export const indicatorPattern =
  /生产总值|(?<![a-z])gdp(?![a-z])|(?<![a-z])cpi(?![a-z])|(?<![a-z])ppi(?![a-z])|居民消费价格|经济(?:总量|增速|增长|规模|数据|运行)|人均(?:可支配)?收入|(?:居民|农民)收入|可支配收入|规(?:模以)?上工业|工业增加值|社会消费品零售|社零|社消零|固定资产投资|固投|民间投资|房地产开发投资|常住人口|户籍人口|人口(?:数|总量|自然增长|出生率|又?(?:减少|增加|少了|多了|流失))|城镇化率|调查失业率|失业率|粮食(?:总)?产量|一般公共预算收入|财政收入|平均工资|外贸|进出口|出口(?=[^,。]{0,6}(?:增|升|降|跌|额))|基尼系数|恩格尔系数|统计(?:公报|数据)|物价(?:指数|水平|涨)|房价指数|工业(?:产值|利润)|retail sales|(?:factory|industrial) output|consumer prices|producer prices|gross domestic product|economic growth|\beconomy (?:grew|expanded|shrank)|fixed[- ]asset investment|permanent residents|per capita (?:income|disposable)|urbani[sz]ation rate|unemployment rate|\bexports? (?:rose|fell|grew|from)|foreign trade/g

/** Looser words: only beside one of our places and with a movement behind them (广西投资连续下滑). */
export const loosePattern =
  /(?:投资|出口|进口|人口|工业|消费|经济|收入|物价|产业)(?=[^,。!?]{0,8}(?:增|降|跌|升|涨|下滑|回落|走低|走高|放缓|偏慢|偏弱|领跑|垫底|背离|负增长|少了|多了|差距|%))|output (?:slows|slowed|rose|fell|rises)/g

/** The same letters with another meaning. */
export const homonyms =
  /比基尼|兰博基尼|质子泵|\bppi\b(?=[^。]{0,16}(?:药|服用|骨|胃|溃疡|像素|屏|显示))|(?:屏幕?|寸|分辨率|服用|长期使?用|胃)[^。]{0,8}\bppi\b|像素|gdp(?:女团|组合|男团)|女团|单曲|项目管理|pmi证书|增值税/g

/** Somebody else's counting, a firm, a private platform, a lesson, a game. */
export const otherMatters =
  /股份|有限公司|净利润|三季报|业绩预告|涨停|概念股|板块|上市公司|银行(?=[^。]{0,6}(?:不良|年报|行长|理财))|不良率|中介平台|挂牌|土拍|地块|楼面价|医院|门诊|气象|高速公路|客流|票房|射门|控球|球员|联赛|三双|深渊|双色球|彩票|excel|countif|单元测验|数学|平均数和中位数|业委会|校服|招聘|月薪|仓库统计员|医保|文旅厅|剧集|电视剧|小说|电影|新机型|订单/g

/** Matters of the nation that bind every bureau. */
export const bindingPattern =
  /统计法|统计造假|统计违法|数据造假|统计督察|统计执法|入户(?:登记|调查)|如实申报|各(?:级|地)统计|骗局|诈骗|冒充|假冒|谎称|从未(?:开展|授权)|督察|启动|登记工作|普查员|调查员|巡视|巡察|自查|数据(?:全|都)?是?假|编造|注水/
