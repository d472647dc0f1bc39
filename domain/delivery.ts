/** Messages the product sends to people. */
export const deliveryKinds = [
  'critical_alert',
  'clock_step',
  'clock_overdue',
  'acknowledge_reminder',
  'incident_opened',
  'decision_wanted',
  'plan_started',
  'claim_disputed',
  'report_received',
  'stop_using',
  'approval_wanted',
  'talking_points_returned',
  'talking_points_in_force',
  'source_alarm',
  'source_recovered',
] as const

export type DeliveryKind = (typeof deliveryKinds)[number]
