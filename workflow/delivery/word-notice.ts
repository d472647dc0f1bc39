/**
 * A message of the house as it is worded outside of it: what it is, until when, where to deal with it. Pure, in Chinese. What
 * leaves by foreign servers says no more than is needed to come and look; of a restricted matter it says only that there is one.
 */
import type { Notice } from '../../domain/channel.ts'
import { type DeliveryKind, urgentKinds } from '../../domain/delivery.ts'
import { minute, shanghaiTime } from '../../domain/time.ts'

const titles: Record<DeliveryKind, string> = {
  critical_alert: '重大预警待确认',
  own_error: '本单位发布的内容可能有误',
  clock_step: '时限将到',
  clock_overdue: '时限已超',
  acknowledge_reminder: '上报待确认收到',
  incident_opened: '新事件',
  incident_merged: '事件已合并',
  decision_wanted: '待您决定',
  claim_disputed: '数据核对结果有异议',
  topic_matched: '专题有新匹配',
  plan_started: '预案已启动',
  report_received: '收到上报',
  stop_using: '停止使用口径',
  approval_wanted: '口径待审批',
  talking_points_returned: '口径被退回',
  facts_objected: '口径数据核对有异议',
  comment_news: '口径批注有新情况',
  oral_confirmation_wanted: '口头同意待书面确认',
  oral_confirmation_overdue: '口头同意逾期未确认',
  talking_points_expiring: '口径即将到期',
  talking_points_in_force: '口径已生效',
  handoff: '境外媒体报道待处理',
  correction_wanted: '更正函待处理',
  correction_news: '更正要求有新情况',
  release_wanted: '发布稿待核查或审批',
  release_returned: '发布稿被退回',
  release_out: '已对外发布',
  release_blocked: '发布被暂停',
  cadence_missed: '新闻中心未按时更新',
  document_wanted: '公文待审批',
  document_returned: '公文被退回',
  figure_revised: '引用的官方数据已修订',
  duty_gap: '值班空档',
  standing_missing: '监测日志缺报',
  unit_merged: '单位已并入',
  drill_inject: '演练情况通报',
  duty_entered: '值班安排',
  duty_handed_over: '值班交接待签收',
  responsible_missing: '单位没有第一责任人',
  contact_changed: '联系方式变动，请确认',
  contact_reminder: '联系方式变动尚未确认',
  delegation_given: '委托书已登记',
  delegation_revoked: '委托书已撤销',
  source_alarm: '信源异常',
  source_recovered: '信源恢复',
  channel_alarm: '通知渠道发不出消息',
  channel_recovered: '通知渠道恢复',
  channel_test: '测试消息',
}

export type Told = {
  id: string
  kind: DeliveryKind
  facts: Record<string, string | number>
  createdAt: Date
  incidentId: string | null
  flagId: string | null
  unitName: string
  isRestricted: boolean
  isDrill: boolean
}

/** `publicUrl`: where people open the product, without a slash at the end. */
export function wordNotice(told: Told, publicUrl: string): Notice {
  const { kind, facts } = told
  const text = (name: string) => (facts[name] === undefined ? '' : String(facts[name]))
  const title = `${told.isDrill ? '【演练】' : ''}${titles[kind]}`
  const notice = { id: told.id, at: told.createdAt, urgent: urgentKinds.includes(kind) }
  if (told.isRestricted)
    return {
      ...notice,
      title: `${told.isDrill ? '【演练】' : ''}限制知悉事项:${titles[kind]}`,
      lines: [...limitLine(), '请登录统舆查看。'],
      link: `${publicUrl}/messages`,
    }
  return {
    ...notice,
    title: text('no') ? `${title}:${text('no')}` : title,
    lines: [
      ...[text('title') || text('name') || text('names').replaceAll('\n', '、')].filter(Boolean),
      ...(told.unitName ? [told.unitName] : []),
      ...dutyLine(),
      ...limitLine(),
      ...lateLine(),
    ],
    link: `${publicUrl}${kind === 'standing_missing' ? '/standing' : typeof facts.dutyKind === 'string' ? '/duty' : placeOf(told)}`,
  }

  function dutyLine(): string[] {
    const [from, to] = [facts.fromAt, facts.toAt].map((t) => (typeof t === 'string' ? shanghaiTime(new Date(t)) : ''))
    return typeof facts.dutyKind === 'string' && from ? [to ? `${from} 至 ${to}` : `${from} 起`] : []
  }
  function limitLine(): string[] {
    const limit = facts.limitAt ?? facts.acknowledgeBy ?? facts.dueAt
    return typeof limit === 'string' ? [`截止:${shanghaiTime(new Date(limit))}`] : []
  }
  function lateLine(): string[] {
    const late = typeof facts.lateMs === 'number' ? Math.floor(facts.lateMs / minute) : 0
    return late > 0 ? [`本提醒迟发${late}分钟(系统中断)`] : []
  }
}

const placeOf = ({ incidentId, flagId }: Told): string =>
  incidentId !== null ? `/incidents/${incidentId}` : flagId !== null ? `/review/${flagId}` : '/messages'
