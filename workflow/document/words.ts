/** Chinese words of codes as papers print them; a code without a word is never printed. */
import { recordActions, recordSubjects } from '../../domain/record-words.ts'
import type { Activation } from '../../store/activations.ts'

const word =
  (words: Record<string, string>, other: string) =>
  (code: string | null | undefined): string =>
    code ? (words[code] ?? other) : '待核实'

export const scopeWord = word(
  { county_only: '只涉及县（区）', city_only: '只涉及市', region_wide: '全区（省）性' },
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

/** A clue of a leak is not named outside of its compartment. */
const unnamed = ['flag.report-leak']
export function recordWord(subject: string, action: string): string {
  const key = `${subject}.${action}`
  const known: Record<string, string> = unnamed.includes(key) ? {} : recordActions
  const subjects: Record<string, string> = recordSubjects
  return known[key] ?? `${subjects[subject] ?? '其他事项'}有变动`
}
