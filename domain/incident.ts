/** The matter being handled: states, scopes, grades, clocks and reports upward (domain catalogue C2, C3). */
export const incidentFamilies = [
  'media',
  'econ',
  'tech',
  'nature',
  'social',
  'infosec',
  'leak',
  'website',
  'quake',
  'rapid',
] as const
/** Which family of plans the matter belongs to: media opinion, the four classes of 附1, and the plans beside them. */
export type IncidentFamily = (typeof incidentFamilies)[number]

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
  'merged',
] as const

export type IncidentState = (typeof incidentStates)[number]

/** Nothing more is owed for it; a new find opens a new incident. What was merged lives on in another. */
export const endedIncidentStates: readonly IncidentState[] = ['terminated', 'archived', 'closed_not_event', 'merged']

/** What the person who opened it by hand filled in: the form of the plan, field by field. */
export type OpeningForm = { form: string; fields: Record<string, string> }

export const incidentScopes = ['county_only', 'city_only', 'region_wide'] as const

export type IncidentScope = (typeof incidentScopes)[number]

export const incidentGrades = ['general', 'larger', 'major', 'extraordinary'] as const

/** 一般 / 较大 / 重大 / 特别重大. */
export type IncidentGrade = (typeof incidentGrades)[number]

/** The four cumulative elements of DEF-05; null where nobody has judged yet. */
export type FourElements = { media: boolean; untrue: boolean; serious: boolean; sudden: boolean }

export const clockStates = ['running', 'met', 'overdue', 'met_late', 'void'] as const

export type ClockState = (typeof clockStates)[number]

/** Why a clock can be overdue when it is made: its time counts from an instant before somebody could open it. */
export const lateBirths = ['regrade', 'transfer', 'late-start'] as const
export type LateBirth = (typeof lateBirths)[number]

/** The life of one run of a plan (domain catalogue C3). */
export const activationStates = [
  'proposed',
  'declined',
  'approved',
  'running',
  'result_reported',
  'termination_approved',
  'ended',
  'reviewed',
] as const
export type ActivationState = (typeof activationStates)[number]
/** Nothing that happens opens anything in such a run any more. */
export const overActivationStates: ActivationState[] = ['declined', 'ended', 'reviewed']

export const stepRunStates = ['pending', 'in_progress', 'done', 'not_applicable', 'failed'] as const
export type StepRunState = (typeof stepRunStates)[number]
export type Signature = { by: string; userId: string; name: string; at: string }

export const reportKinds = ['first', 'follow_up', 'final'] as const

/** 初报 / 续报 / 终报. */
export type ReportKind = (typeof reportKinds)[number]

export const reportChannels = ['system', 'phone', 'written', 'fax'] as const

export type ReportChannel = (typeof reportChannels)[number]

/** `plan` is any other decision that a plan asks for; its key says which. */
export const decisionKinds = ['grade', 'scope', 'activate', 'not_activate', 'terminate', 'plan'] as const

export type DecisionKind = (typeof decisionKinds)[number]
