/** Chinese words of codes as papers print them; a code without a word is never printed. */
import type { Activation } from '../../store/activations.ts'

const word =
  (words: Record<string, string>, other: string) =>
  (code: string | null | undefined): string =>
    code ? (words[code] ?? other) : '待核实'

export const scopeWord = word(
  { county_only: '只涉及县（区）', city_only: '只涉及市', region_wide: '全区性' },
  '其他范围',
)
export const gradeWord = word({ general: '一般', larger: '较大', major: '重大', extraordinary: '特别重大' }, '其他等级')
export const reportWord = word({ first: '初报', follow_up: '续报', final: '终报' }, '报告')
export const channelWord = word({ system: '系统', phone: '电话', written: '书面', fax: '传真' }, '其他方式')
export const clockWord = word(
  { running: '计时中', met: '按时完成', overdue: '已超时', met_late: '超时完成', void: '已作废' },
  '其他',
)
export const drillResultWord = word(
  { ahead: '未到', open: '待办', done: '按时', late: '超时', overdue: '已超时限', missed: '未办' },
  '其他',
)
const duties = word(
  {
    ...{ 'report-2h': '两小时上报', 'report-24h': '二十四小时上报', 'report-region': '自治区本级及时上报' },
    ...{ 'report-24h-county': '县级二十四小时上报', 'first-measures': '第一时间应对', acknowledge: '接报确认' },
  },
  '预案规定事项',
)
export const dutyWord = (clock: { duty: string; what: string }): string => clock.what || duties(clock.duty)
export const stateWord = word(
  {
    ...{ suspected: '疑似', reported: '已上报', confirmed: '已确认', under_study: '研判中', active: '预案运行中' },
    ...{
      managed_without_plan: '不启动预案处置',
      terminated: '已终止',
      archived: '已归档',
      closed_not_event: '不构成事件',
      merged: '已并入其他事件',
    },
  },
  '其他',
)
export const decisionWord = word(
  {
    ...{ grade: '定级', scope: '定范围', activate: '启动预案', not_activate: '不启动预案', terminate: '终止' },
    plan: '预案决定',
  },
  '其他决定',
)
export const pointsWord = word(
  {
    ...{ draft: '草稿', fact_check: '数据核对', office_approval: '办公室审核', pending_leading_group: '待批准' },
    ...{
      approved: '已批准',
      in_force: '生效',
      superseded: '已替换',
      recalled: '已撤回',
      expired: '已过期',
      invalid_scope: '范围变更失效',
    },
  },
  '其他',
)
export const stepWord = word(
  { fact_check: '数据核对', office: '应急办公室审核', leading_group: '应急领导小组批准' },
  '审核',
)
export const releaseWord = word(
  {
    ...{ press_conference: '新闻发布会', media_briefing: '媒体通气会', notice: '公告通告', statement: '声明' },
    ...{ response_article: '回应文章', update: '滚动通报' },
  },
  '发布',
)
export const outletWord = word(
  {
    ...{ agency: '通讯社', newspaper: '报纸', site: '网站', app: '客户端', wechat: '微信公众号', weibo: '微博' },
    ...{ short_video: '短视频', tv: '广播电视', forum: '论坛', government: '政府网站' },
  },
  '其他渠道',
)
export const correctionWord = word(
  {
    ...{ draft: '起草', approved: '已批准待发', sent: '已发出', acknowledged: '已受理', promised: '已承诺' },
    ...{ claimed: '称已更正，待复查', refused: '拒绝', no_response: '无回应', escalated: '已致函主管单位' },
    ...{ partly: '部分更正', silently_edited: '改稿未说明', taken_out: '已删去表述', removed: '页面已删除' },
    ...{ corrected: '已更正', reopened: '重新打开', accepted: '接受改动，不再要求', unresolved: '未解决' },
    ...{ retracted: '已撤回', cancelled: '已作废' },
  },
  '其他',
)
export const outcomeWord = word(
  {
    ...{ corrected: '已更正并说明', silently_edited: '改稿未说明', withdrawn: '表述已删去', partly: '对错并存' },
    ...{ note_elsewhere: '说明在其他页面，原文未改', other_wrong: '改成另一错误数字', unchanged: '未改动' },
    ...{ changed_back: '改回错误表述', removed: '页面已删除', unclear: '须人工阅读', unreadable: '无法读取' },
  },
  '其他',
)
export const wayWord = word({ email: '电子邮件', paper: '纸质公函' }, '其他方式')
export const originWord = word({ domestic: '境内', hk_mo: '港澳', tw: '台湾', foreign: '外国' }, '其他')
export const toneWord = (tone: string): string =>
  ({ positive: '正面', neutral: '中性', negative: '负面', accusing: '指责' })[tone] ?? '未判定'
export const levelWord = word({ low: '低', elevated: '关注', high: '高', critical: '严重' }, '其他')
export const verdictWord = (verdict: string | null): string =>
  ({
    accurate: '属实',
    false: '不实',
    misleading: '误导',
    outdated: '过时',
    opinion: '观点',
    unverifiable: '无法核实',
  })[verdict ?? ''] ?? (verdict === null ? '尚未研判' : '其他结论')
export const runWord = (state: Activation['state']): string =>
  ({
    ...{ proposed: '已提出', declined: '决定不启动', approved: '已批准', running: '运行中' },
    ...{ result_reported: '已报告结果', termination_approved: '已批准终止', ended: '已结束', reviewed: '已评估' },
  })[state]

export const runStepWord = word(
  { pending: '未开始', in_progress: '进行中', done: '完成', not_applicable: '不适用', failed: '未成功' },
  '其他',
)
export const mediaClassWord = word(
  { domestic: '境内媒体', foreign: '外国媒体', hk_mo: '港澳媒体', tw: '台湾媒体' },
  '其他',
)
export const journalistRoleWord = word(
  {
    ...{ reporter: '记者', editor: '编辑', anchor: '主持人', camera: '摄影摄像', columnist: '专栏作者' },
    contributor: '撰稿人',
  },
  '其他',
)
export const journalistBasisWord = word({ incident: '舆情事件', accreditation: '采访登记' }, '其他')
export const cardWord = word({ valid: '有效', not_found: '未查到', expired: '已过期', not_shown: '未出示' }, '其他')
export const licenceWord = word(
  {
    ...{ internet_news: '互联网新闻信息服务许可', newspaper: '报刊出版许可', broadcast: '广播电视播出许可' },
    ...{ foreign_office: '常驻新闻机构登记', none: '未登记' },
  },
  '其他',
)

const subjects: Record<string, string> = {
  ...{ incident: '事件', activation: '预案运行', clock: '时限', report: '报告', handoff: '境外移交', release: '发布' },
  ...{
    news_centre: '新闻中心',
    talking_points: '口径',
    flag: '预警',
    story: '同题传播',
    article: '报道',
    document: '公文',
    correction: '更正要求',
  },
}
const actions: Record<string, string> = {
  ...{
    'incident.absorb': '其他事件并入本事件',
    'incident.merge': '并入其他事件',
    'flag.dispute': '对一处核对结论提出异议',
    'flag.override-no-fault': '越过“属实不作事件”规则立案（偏离记录）',
    'activation.decline-plan': '决定不启动预案',
    'activation.decide': '作出预案决定',
    'activation.choose-procedure': '选用处置程序',
    'activation.state-instant': '登记时刻',
    'activation.set-parameter': '设定数值',
    'activation.upgrade-plan': '升级应急类型',
    'activation.check-in': '登记到位',
    'activation.report-result': '报告处理结果',
    'activation.return-result': '退回继续处置',
    'activation.approve-end': '批准终止预案',
    'activation.review-plan': '总结评估',
    'activation.step-attach': '登记步骤凭据',
    'activation.step-sign': '步骤签字',
    'activation.step-skip': '步骤不适用',
    'activation.step-fail': '步骤未成功',
    'activation.step-retry': '重新进行步骤',
    'activation.step-carry': '转入已完成的工作',
    'incident.confirm-incident': '确认为事件',
    'incident.report': '事件转为已上报',
    'flag.open': '发出预警',
    'flag.reopen': '报道有改动，重新预警',
    'flag.rescore': '重新评分',
    'flag.alert': '发出严重预警',
    'flag.acknowledge': '确认预警',
    'flag.acknowledge-alert': '确认预警',
    'flag.propose-verdict': '提交研判',
    'handoff.prepare': '准备移交材料',
    'handoff.choose-route': '确定移交渠道',
    'handoff.accept': '接收单位已接收',
    'handoff.return': '移交被退回',
    'handoff.close': '境外移交办结',
    'handoff.dismiss': '认定不需移交',
    'document.revise': '修改公文',
    'document.return': '公文退回',
    'document.cancel': '取消公文',
    'release.check-facts': '发布稿数据核查通过',
    'release.check-secrecy': '发布稿保密审查通过',
    'release.check-publicity': '发布稿公开属性审查通过',
    'release.return': '发布稿退回修改',
    'release.return-approval': '撤回批准，发布稿退回',
    'release.schedule': '设定发布时间',
    'release.cancel': '取消发布',
    'release.add-address': '登记发布地址',
    'release.admit-guest': '登记到会记者',
    'release.log-question': '登记现场问答',
    'release.want-correction': '发布依据失效，须更正',
    'release.keep': '发布维持不变',
    'talking_points.deviate': '登记超出口径的答复',
    'release.be-corrected': '发布被更正',
    'release.follow-up': '发布转入跟踪',
    'release.evaluate': '评估发布效果',
    'release.archive': '发布归档',
    'release.reopen-for-figure': '引用的数据已修订，发布须更正',
    'news_centre.open-centre': '开设新闻中心',
    'news_centre.change-centre': '调整新闻中心安排',
    'news_centre.close-centre': '关闭新闻中心',
    'talking_points.ask-facts': '征询处室核对口径',
    'talking_points.withdraw-ask': '撤回核对征询',
    'talking_points.object-facts': '对口径数据提出异议',
    'talking_points.record-oral': '记录领导小组口头同意',
    'talking_points.confirm-oral': '书面确认口头同意',
    'talking_points.deny-oral': '否认口头同意',
    'talking_points.oral-overdue': '口头同意逾期未书面确认',
    'talking_points.expire': '口径到期停用',
    'talking_points.return-facts': '核对后退回修改',
    'talking_points.return-office': '应急办公室退回修改',
    'talking_points.return-leading-group': '应急领导小组退回修改',
    'talking_points.answer-media': '登记媒体答复',
    'talking_points.supersede': '口径被新版替换',
    'talking_points.invalidate': '范围变更，口径失效',
    'flag.reopen-for-figure': '依据的数据已修订，重新研判',
    'talking_points.reopen-for-figure': '引用的数据已修订，口径须修改',
    'report.reopen-for-figure': '报告写有的数据已修订，须更正',
  },
  ...{ 'incident.open': '建立疑似事件', 'incident.join': '并入已有事件', 'incident.confirm': '确认为事件' },
  ...{
    'incident.reject': '认定不构成事件',
    'incident.study': '转入研判',
    'incident.grade': '定级',
    'incident.scope': '定范围',
  },
  ...{ 'incident.activate': '启动预案', 'incident.decline': '决定不启动预案', 'incident.terminate': '终止处置' },
  ...{
    'incident.archive': '归档',
    'incident.reopen': '重新启动处置',
    'incident.propose-found-time': '提出更正发现时间',
  },
  ...{ 'incident.confirm-found-time': '复核更正发现时间', 'incident.identify': '人员确认临时起算的事件' },
  ...{
    'clock.start': '时限开始计时',
    'clock.fire': '时限提醒',
    'clock.pass-limit': '时限已超过',
    'clock.meet': '时限履行',
  },
  ...{ 'clock.void': '时限作废', 'clock.move-start': '时限起算时间更正', 'clock.transfer': '移交责任' },
  ...{ 'report.send': '上报', 'report.log-phone': '登记电话报告', 'report.confirm-phone': '确认电话报告' },
  ...{ 'report.revise': '修订报告', 'report.acknowledge': '确认接收报告', 'report.release-held': '放行抄送件' },
  ...{
    'talking_points.draft': '起草口径',
    'talking_points.draft-talking-points': '起草口径',
    'talking_points.revise': '修改口径',
  },
  ...{ 'talking_points.submit': '口径提交核对', 'talking_points.check-facts': '口径数据核对通过' },
  ...{ 'talking_points.office': '应急办公室签署口径', 'talking_points.leading-group': '应急领导小组批准口径' },
  ...{
    'talking_points.publish': '口径发布生效',
    'talking_points.recall': '口径撤回',
    'talking_points.answer': '登记媒体答复',
  },
  ...{ 'release.draft-release': '起草发布稿', 'release.revise': '修改发布稿', 'release.approve': '批准发布' },
  ...{ 'release.publish': '对外发布', 'release.block': '发布被暂停', 'release.withdraw': '撤回发布' },
  ...{
    'handoff.detect': '发现境外媒体报道',
    'handoff.classify': '归类境外媒体',
    'handoff.hand-up': '上交自治区统计局',
  },
  ...{ 'handoff.send': '境外移交', 'handoff.instruct': '收到答复意见', 'handoff.execute': '登记执行情况' },
  ...{ 'flag.mark-suspected-major': '标为疑似重大', 'flag.attach': '预警并入事件', 'flag.confirm-verdict': '复核研判' },
  ...{
    'activation.propose-plan': '提出预案',
    'activation.approve-plan': '批准启动预案',
    'activation.start-plan': '开始执行预案',
  },
  ...{ 'activation.step-start': '开始步骤', 'activation.step-finish': '完成步骤', 'activation.end-plan': '预案结束' },
  ...{
    'correction.draft-correction': '起草更正函',
    'correction.revise-letter': '修改更正函',
    'correction.approve-correction': '批准更正函',
    'correction.return-correction': '退回更正函',
    'correction.send-correction': '发出更正函',
    'correction.next-letter-correction': '再次致函媒体',
    'correction.log-reply-correction': '登记媒体答复',
    'correction.add-reprints': '为转载起草更正函',
    'correction.correction-look': '复查报道页面',
    'correction.correction-due': '等待媒体答复到期',
    'correction.accept-correction': '接受媒体改动',
    'correction.close-correction': '更正要求以未解决了结',
    'correction.retract-correction': '撤回更正要求',
    'correction.cancel-correction': '更正要求作废',
  },
  ...{ 'document.draft-document': '起草公文', 'document.submit': '公文送审', 'document.approve': '公文批准' },
  ...{ 'document.issue': '公文印发', 'document.withdraw': '公文撤回' },
}
export const recordWord = (subject: string, action: string): string =>
  actions[`${subject}.${action}`] ?? `${subjects[subject] ?? '其他事项'}有变动`
