/** 同题传播:传播链、建议、拆分与合并。 */
export const stories = {
  stories: {
    firstBy: (outlet: string, origin: string) => `首发媒体：${outlet}（${origin}）`,
    articles: (n: number) => `${n} 篇报道`,
    titleWas: (before: string) => `原题：${before}`,
    nameless: '未知媒体',
    split: '拆出所选报道',
    splitShort: '拆分',
    splitMeans: (n: number) =>
      `所选 ${n} 篇报道及其预警将单独成为一组。系统此后不会因相似再把它们并回来，直到有人重新合并。`,
    splitDone: '已拆分。',
    chooseFirst: '先勾选要拆出的报道',
    choose: (title: string) => `选中：${title}`,
    merge: '并入另一组',
    mergeVerb: '合并',
    mergeMeans: '两组报道及其预警合并为一组，此后的转载也归入这一组。',
    mergeWith: '另一组中的任一报道',
    mergeHint: '输入标题中的词检索，选一篇',
    mergeDone: '已合并。',
    suggested: '可能是同一事件',
    suggestedMeans: '系统按共有的少见词、时间和地区推测，未经人工确认，不计入传播范围。',
    noneSuggested: '没有待确认的建议。',
    likeness: (share: number) => `相近程度 ${share}%`,
    sharedWords: (list: string) => `共有少见词：${list}`,
    sharedIndicators: (list: string) => `同一指标：${list}`,
    sharedPlaces: (list: string) => `同一地区：${list}`,
    hoursApart: (hours: number) =>
      hours < 1
        ? '发布时间相差不到 1 小时'
        : hours < 48
          ? `发布时间相差 ${Math.round(hours)} 小时`
          : `发布时间相差 ${Math.round(hours / 24)} 天`,
    accept: '是同一事件',
    acceptMeans: '两组报道将合并为一组，预警一并处理。',
    refuse: '不是同一事件',
    refuseMeans: '两组报道保持分开，系统不再建议，也不会自动合并。',
    accepted: '已合并。',
    refused: '已记下，两组保持分开。',
    reasonHint: '写明依据，会留在审计记录中',
    decisions: '人工处理记录',
    verb: { accept: '采纳建议并合并', refuse: '否定建议', split: '拆分', merge: '合并' },
    keptApart: '保持分开',
  },
}
