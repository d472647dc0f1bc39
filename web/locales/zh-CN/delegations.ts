/** 委托代签。 */
export const delegations = {
  delegations: {
    title: '委托代签',
    search: '按姓名或文号查找',
    sort: { latest: '最近开始', earliest: '最早开始', ending: '最先到期' },
    record: '登记委托书',
    recordMeans:
      '登记后通知双方。生效期间受托人可代行所列签批，每处签名均注明代谁、凭哪份委托书；到期自动终止，可随时撤销。',
    recorded: '委托书已登记',
    absent: '委托人（外出人员）',
    acting: '受托人',
    actingHint: '须为同一单位的另一人；不得登记给自己。',
    powers: '代行权限',
    compartment: '含限制知悉事项',
    withCompartment: '委托书写明包括限制知悉事项（受托人须本已在知悉范围内）',
    number: '委托书文号',
    signedOn: '落款日期',
    from: '开始',
    until: '结束',
    untilHint: '北京时间，最长30日',
    why: '事由',
    who: '代签',
    signsFor: (name: string, forName: string) => `${name} 代 ${forName}`,
    order: '委托书',
    span: '起止时间',
    recordedBy: (name: string, time: string) => `${name} ${time} 登记`,
    revoke: '撤销',
    revokeMeans: (name: string, forName: string) =>
      `立即生效：${name}不再代${forName}签批，已作出的签批不受影响。双方都会收到通知。`,
    revoked: '委托书已撤销',
    revokedBy: (name: string, time: string, reason: string) => `${name} ${time} 撤销：${reason}`,
    empty: '没有委托书',
    emptyNext: '领导外出时，由本人或应急办公室在此登记签署的委托书。',
    lent: (forName: string, role: string, until: string) => `代 ${forName}（${role}）至 ${until}`,
    lentBy: (forName: string, role: string, number: string, until: string) =>
      `凭委托书 ${number} 代 ${forName}（${role}）签批，至 ${until}`,
    told: (name: string, forName: string, number: string, from: string, until: string) =>
      `委托书 ${number}：${name} 代 ${forName} 签批，${from} 至 ${until}`,
  },
}
