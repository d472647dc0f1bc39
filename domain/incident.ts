/** The matter being handled: states, scopes, grades, clocks and reports upward (domain catalogue C2, C3). */
export const incidentStates = [
  'suspected',
  'reported',
  'confirmed',
  'under_study',
  'active',
  'managed_without_plan',
  'terminated',
  'archived',
  'closed_not_event',
] as const

export type IncidentState = (typeof incidentStates)[number]

export const incidentScopes = ['county_only', 'city_only', 'region_wide'] as const

export type IncidentScope = (typeof incidentScopes)[number]

export const incidentGrades = ['general', 'larger', 'major', 'extraordinary'] as const

/** 一般 / 较大 / 重大 / 特别重大. */
export type IncidentGrade = (typeof incidentGrades)[number]

/** The four cumulative elements of DEF-05; null where nobody has judged yet. */
export type FourElements = { media: boolean; untrue: boolean; serious: boolean; sudden: boolean }

export const clockStates = ['running', 'met', 'overdue', 'met_late', 'void'] as const

export type ClockState = (typeof clockStates)[number]

export const reportKinds = ['first', 'follow_up', 'final'] as const

/** 初报 / 续报 / 终报. */
export type ReportKind = (typeof reportKinds)[number]

export const reportChannels = ['system', 'phone', 'written', 'fax'] as const

export type ReportChannel = (typeof reportChannels)[number]

/** FLD-01 with FLD-07: the content of a media report (GAP-04). */
export type ReportFields = {
  occurredAt: string
  place: string
  kind: string
  impact: string
  measures: string
  other: string
  mediaSource: string
}

export const decisionKinds = ['grade', 'scope', 'activate', 'not_activate', 'terminate'] as const

export type DecisionKind = (typeof decisionKinds)[number]
