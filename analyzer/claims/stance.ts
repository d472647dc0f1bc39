/**
 * How a sentence stands to the number in it: an outcome or a forecast, affirmed or denied, present or before a revision.
 * Word lists with one function; everything that is not an outcome is never judged.
 */
const notAnOutcome =
  /预计|预期|预测|预估|预判|目标|力争|争取|有望|将达|望达|或将|将(?:增长|突破|超过|下降|上涨|增至|升至|降至)|料(?=将|会|于|今年|全年|明年|在|为|增|降|升|跌)|(?<!计)估计|规划|计划|展望|如果|假如|假设|若(?!干)|倘|要达到|确保|forecast|expect|target|predict|project|estimate[sd]? to|aims?\b|would|could|may\b|should\b|\bif\b/
const futureSentence =
  /(?:增长|经济|gdp)[^。,]{0,8}(?:预期)?目标|代表委员热议|政府工作报告提出|analysts expect|is (?:expected|forecast|projected)/
/** 若…,则…: nothing in such a sentence has happened. */
const supposed = /(?:^|[,。;:"“])(?:若(?!干)|如果|假如|假设|倘若|倘|要是|if )/
const outcome = /实际(?!增|上|下|同)|完成|实现了/
const forecaster =
  /瑞信|高盛|摩根|大摩|小摩|瑞银|花旗|野村|汇丰|渣打|标普|穆迪|惠誉|货币基金|世行|世界银行|亚行|亚洲开发银行|投行|大行|证券(?!报|时报)|研究[院所]|研报|智库|分析师|经济学家|\bimf\b|world bank|economists?|analysts?|goldman|moody/
/** In the sentence of the number: it may be what the sentence denies. */
const denied =
  /不实|不属实|失实|不准确|不正确|不对|谣|误|错|写成|说成|说法|与事实|不符|子虚乌有|应为|实为|真相|更正(?!前)|勘误|致歉|纯属|捏造|杜撰|假消息|假新闻|假信息|假讯息|假数据|是假的|虚假|否认|澄清|驳斥|incorrect|inaccurate|mistaken|misstat|correct(?:ion|ed)|not true|untrue|den(?:y|ies|ied)|false|fake|hoax|debunk|refut|not the case/
/** Directly before the number: 而不是2.3%, 并非网传的6%. */
const negated = /(?:不是|并非|而非|绝非|rather than|instead of|\bnot)[^,;:。\d]{0,12}$/
/** In the sentences around it, in the headline, or anywhere in a short post: the text is about a number that is not true. */
const refuting =
  /谣言|谣传|辟谣|造谣|传谣|不实|不属实|失实|假消息|假新闻|假信息|假讯息|是假的|虚假(?:信息|消息|数据|数字)|与(?:事实|官方|实际)[^,。]{0,6}不符|子虚乌有|事实核查|查核|更正(?!前)|勘误|澄清|否认|捏造|fact[- ]check|debunk|hoax|fake (?:news|post)|correction|misstated/
/** Who asks does not say. */
const asking = /(?:真的|是否|是不是|难道|有没有|吗|么|really|did |does )/

const preliminary =
  /初步核算|初步统计|初核|快报|修订前|原公布|原先公布|此前公布|首次公布|之前公布|旧数据|preliminary|initially|originally/
const revision = /修订|核实|调整|更正为|变更|上修|下修|上调|下调|revis/

export type Stance = {
  notAnOutcome: boolean
  byForecaster: boolean
  negated: boolean
  denied: boolean
  labelledPreliminary: boolean
}

export type Said = {
  /** The sentence with its closing sign, and those before and after it. */
  sentence: string
  around: string
  /** What stands before the number in its clause. */
  before: string
  /** The clause of the number and what directly follows it; and from there to the end of the sentence. */
  clause: string
  rest: string
  /** Headline, and the whole of a short text. */
  frame: string
}

/** All folded. */
export const stanceOf = ({ sentence, around, before, clause, rest, frame }: Said): Stance => ({
  notAnOutcome:
    notAnOutcome.test(clause) || supposed.test(sentence) || (futureSentence.test(sentence) && !outcome.test(clause)),
  byForecaster: forecaster.test(sentence),
  negated: negated.test(before),
  denied: denied.test(sentence) || refuting.test(around) || refuting.test(frame) || isAsked(sentence, clause, rest),
  labelledPreliminary: preliminary.test(sentence) && revision.test(sentence),
})

const isAsked = (sentence: string, clause: string, rest: string): boolean =>
  /\?["”'’」』)）\s]*$/.test(sentence) && (!/[,;:]/.test(rest) || asking.test(clause))
