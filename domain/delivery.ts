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
  'topic_matched',
  'report_received',
  'stop_using',
  'approval_wanted',
  'talking_points_returned',
  'talking_points_in_force',
  'handoff',
  'release_wanted',
  'release_returned',
  'release_out',
  'release_blocked',
  'cadence_missed',
  'figure_revised',
  'duty_gap',
  'duty_entered',
  'duty_handed_over',
  'source_alarm',
  'source_recovered',
  'channel_alarm',
  'channel_recovered',
  'channel_test',
] as const

export type DeliveryKind = (typeof deliveryKinds)[number]

/** What cannot wait for the morning: time limits, alerts, and orders to stop using a text. */
export const urgentKinds: readonly DeliveryKind[] = [
  'critical_alert',
  'clock_step',
  'clock_overdue',
  'acknowledge_reminder',
  'incident_opened',
  'decision_wanted',
  'plan_started',
  'stop_using',
  'release_blocked',
  'duty_gap',
  'channel_test',
]
