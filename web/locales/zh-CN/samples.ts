/** 抽查：未预警报道的每周抽样。 */
import { fileWords } from '../../../api/contract.ts'

export const samples = {
  samples: {
    title: '未预警报道抽查',
    intro:
      '每周从未预警的报道中，按媒体层级和是否涉及本单位分层抽取约 20 篇，由人工判断是否漏报。判为漏报的，转入研判。',
    week: '周（周一）',
    article: '报道',
    unit: '单位',
    answer: '抽查结果',
    answers: fileWords.zh.sampleAnswer,
    about: '涉及本单位',
    other: '不涉及本单位',
    open: '待抽查',
    saved: '抽查结果已保存',
    means: '报道将转入本单位研判，并记录抽查结果。',
    none: '尚无抽查结果',
    estimate: (share: string, low: string, high: string) => `漏报率估计 ${share}（95% 置信区间 ${low}—${high}）`,
    counts: (answered: number, missed: number, covered: string) =>
      `已抽查 ${answered} 篇，漏报 ${missed} 篇；估计覆盖 ${covered} 的未预警报道。`,
    empty: '时段内没有抽查样本',
    emptyNext: '每周一自动抽取上一周的报道。',
  },
}
