/**
 * How a sentence stands to the number in it: an outcome or a forecast, affirmed or denied, present or before a revision.
 * Word lists with one function; everything that is not an outcome is never judged.
 */
const notAnOutcome =
  /预计|预期|预测|预估|预判|目标|力争|争取|有望|将达|望达|或将|将(?:增长|突破|超过|下降|上涨|增至|升至|降至)|料|估计|规划|计划|展望|如果|假如|若能|要达到|确保|forecast|expect|target|predict|project|estimate[sd]? to|aims?\b|would|could|may\b|should\b|\bif\b/
const futureSentence =
  /(?:增长|经济|gdp)[^。]{0,8}(?:预期)?目标|代表委员热议|政府工作报告提出|analysts expect|is (?:expected|forecast|projected)/
const forecaster =
  /瑞信|高盛|摩根|大摩|小摩|瑞银|花旗|野村|汇丰|渣打|标普|穆迪|惠誉|货币基金|世行|世界银行|亚行|亚洲开发银行|投行|大行|证券(?!报|时报)|研究[院所]|研报|智库|分析师|经济学家|\bimf\b|world bank|economists?|analysts?|goldman|moody/
const denied =
  /不实|谣言|辟谣|系谣传|误写|误报|误作|误传|误为|误读|写成|错写|说成|有误|并非|并不是|不是事实|子虚乌有|应为|勘误|更正|致歉|纯属|捏造|假消息|incorrectly|mistaken|misstated|correction|not true|denied|false report/
const preliminary =
  /初步核算|初步统计|初核|快报|修订前|原公布|原先公布|此前公布|首次公布|之前公布|旧数据|preliminary|initially|originally/
const revision = /修订|核实|调整|更正为|变更|上修|下修|上调|下调|revis/

export type Stance = { notAnOutcome: boolean; byForecaster: boolean; denied: boolean; labelledPreliminary: boolean }

/** `clause` is the clause of the number and what directly follows it; both folded. */
export const stanceOf = (sentence: string, clause: string): Stance => ({
  notAnOutcome: notAnOutcome.test(clause) || futureSentence.test(sentence),
  byForecaster: forecaster.test(sentence),
  denied: denied.test(sentence),
  labelledPreliminary: preliminary.test(sentence) && revision.test(sentence),
})
