/** 第一责任人。 */
export const heads = {
  heads: {
    title: '第一责任人',
    search: '按单位或姓名查找',
    state: { held: '在任', missing: '空缺', past: '历任' },
    sort: { unit: '按单位', latest: '最近任职', earliest: '最早任职' },
    none: '空缺',
    from: '任职',
    to: '离任',
    empty: '没有符合条件的单位',
    emptyNext: '第一责任人即持有“主要负责人”岗位的人员，由系统管理员在“人员”中登记；每个单位一人。',
    own: (unit: string, name: string, since: string) => `${unit}第一责任人：${name}（${since} 起）`,
    ownMissing: (unit: string) => `${unit}没有第一责任人`,
    missing: (n: number) => `${n} 个单位没有第一责任人`,
    told: (unit: string, left: string, time: string) => `${left} ${time} 离任后，${unit}没有第一责任人，请尽快确定`,
  },
}
