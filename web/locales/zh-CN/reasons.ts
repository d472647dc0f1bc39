/** 预警理由:每个代码一句话,数字取自分析结果。未列出的代码用通用说法,不显示代码。 */
import { fileWords } from '../../../api/contract.ts'
import { states } from './states.ts'

type Facts = Record<string, string | number>

/** The word of a level inside a sentence. */
const levelWord = (code: string | number | undefined): string => states.risk[code as keyof typeof states.risk] ?? ''

/** Cut, not rounded: what is below a threshold must not read as if it reached it. */
const hundredths = (value: string | number | undefined): string => (Math.floor(Number(value) * 100) / 100).toFixed(2)

export const reasons = {
  flagTypes: fileWords.zh.flagType,
  reasons: {
    wouldChange: '什么会改变等级',
    none: '没有可列出的理由。',
    other: '系统认为这处表述值得人工查看',
    claim: (type: string, sentence: string) => (sentence === '' ? type : `${type}：${sentence}`),
    codes: {
      'topic-match': (facts: Facts) => `符合专题“${facts.topic}”：${facts.words}`,
      'no-longer-flagged': (facts: Facts) => `原为${levelWord(facts.from)}，重新评分后不再预警`,
      'flagged-by-person': (facts: Facts) => `${facts.name}提交研判：${facts.reason}`,
      'unit-named': () => '点名统计机构',
      'bureau-of-place': () => '提到当地统计机构',
      'bureau-and-place': () => '同时提到统计机构和本地',
      'bureau-unplaced': () => '提到统计机构，未指明地区',
      'indicator-and-place': () => '提到本地的统计指标',
      'indicator-under-our-headline': () => '标题涉及本地，文中提到统计指标',
      'movement-and-place': () => '提到本地经济的升降',
      'binding-matter': () => '涉及统计调查或统计工作',
      'other-matter': () => '主要讲其他事情',
      homonym: () => '可能是同名',
      'names-bureau': () => '点名统计机构，影响加重',
      'rumour-like': () => '文字带有谣言特征',
      'leak-words': () => '提到内部或尚未公布的信息',
      'fraud-words': () => '使用造假、注水等指控用语',
      season: () => '涉及两会、普查等敏感时点',
      'near-release': (facts: Facts) =>
        Number(facts.hours) >= 0 ? `距官方发布 ${facts.hours} 小时` : '官方数据刚刚发布',
      'accusing-tone': () => '语气带有指责',
      'outlet-tier': (facts: Facts) =>
        Number(facts.tier) === 1 ? '全国性媒体' : Number(facts.tier) === 2 ? '区域性媒体' : '一般媒体',
      overseas: () => '源自境外媒体',
      copies: (facts: Facts) => `已有 ${facts.copies} 篇转载`,
      'per-hour': (facts: Facts) => `每小时约 ${Math.round(Number(facts.perHour))} 篇`,
      'growth-by-age': () => '到这个时点，同类传播一般还会增加',
      'growth-rising': (facts: Facts) => `最近一小时新增 ${facts.lastHour} 篇，占一半以上`,
      'growth-faster': (facts: Facts) => `比前一小时加快（${facts.hourBefore} 篇增至 ${facts.lastHour} 篇）`,
      'growth-tier': () => '已有全国性媒体刊发',
      'growth-crossed': () => '境内境外都有刊发',
      'growth-hot-list': (facts: Facts) => `登上热榜第 ${facts.rank} 位`,
      measured: (facts: Facts) =>
        `实测：不实程度 ${hundredths(facts.misinformation)}，传播范围 ${hundredths(facts.spread)}，敏感程度 ${hundredths(facts.sensitivity)}（满分 1）`,
      'would-copies': (facts: Facts) => `再有 ${facts.count} 篇转载，即为${levelWord(facts.to)}`,
      'would-national-outlet': (facts: Facts) => `若有全国性媒体刊发，即为${levelWord(facts.to)}`,
      'would-overseas': (facts: Facts) => `若境外媒体转载，即为${levelWord(facts.to)}`,
      'would-near-release': (facts: Facts) => `若临近官方数据发布，即为${levelWord(facts.to)}`,
      'would-claims-true': (facts: Facts) => `若其中最重的 ${facts.count} 处表述经核对属实，降为${levelWord(facts.to)}`,
      'would-not-rumour': (facts: Facts) => `若查明不是谣言，降为${levelWord(facts.to)}`,
      'would-no-release-near': (facts: Facts) => `若不临近官方数据发布，降为${levelWord(facts.to)}`,
      'level-by-matrix': (facts: Facts) =>
        `不实程度第 ${Number(facts.row) + 1} 档、传播第 ${Number(facts.column) + 1} 档，查表定级`,
      rest: () => '起点分，以及没有单独列出的文字',
      'shifted-by-sensitivity': () => '因敏感时点或用语，等级上调一级',
      'flag-spread': (facts: Facts) => `传播较快，已有 ${facts.copies ?? '多'} 篇`,
      'flag-leak': () => '引用尚未发布的数据，疑似泄露或编造',
      'flag-own': (facts: Facts) => `${facts.unit}自己发布，由其自行更正，不作媒体事件`,
      'flag-overseas': () => '源自境外媒体',
      'flag-rumour': () => '文字带有谣言特征',
      'positive-words': () => '正面用语',
      'matter-of-fact': (facts: Facts) =>
        facts.percent === undefined ? '客观陈述，没有明显倾向' : `客观陈述，没有明显倾向（可能性 ${facts.percent}%）`,
      'like-rumours': () => '与已知谣言相似的用语',
      'unlike-rumours': () => '与已知谣言不同的用语',
      'rare-in-articles': () => '媒体报道中谣言很少，可能性相应调低',
      'text-shape': () => '篇幅、标点等行文特征',
      'negative-words': () => '负面用语',
      'accusing-words': () => '指责用语',
      hearsay: () => '听说、据传一类的转述',
      insider: () => '自称内部消息',
      'spread-call': () => '号召转发',
      alarm: () => '制造恐慌的用语',
      absolute: () => '绝对化用语',
      conspiracy: () => '阴谋论用语',
      'proof-claim': () => '声称有证据而未给出',
      exclamations: () => '连用感叹号',
      'no-source': () => '没有注明来源',
      'named-office': () => '注明了机构来源',
      'agency-report': () => '通讯社报道',
      denial: () => '内容为辟谣',
      'headline-bracket': () => '标题带有括注',
      dated: () => '注明了日期',
      figures: () => '列出了具体数据',
      outlet: () => '媒体所在地',
      dateline: () => '电头注明发稿地',
      'first-publisher': (facts: Facts) => `首发于${facts.outlet}`,
      'reported-from': () => '注明报道来自境外媒体',
      'source-line': (facts: Facts) => `来源注明“${facts.source ?? ''}”`,
    },
  },
}
