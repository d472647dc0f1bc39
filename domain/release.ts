/** What goes out to the public: kinds, states and content of a release, its checks, and the facts its moves are judged by. */
import type { IncidentGrade, IncidentScope } from './incident.ts'
import type { Drafter, IncidentFacts, NumbersChecked, TalkingPointsState } from './talking-points.ts'

export const releaseKinds = [
  'press_conference',
  'media_briefing',
  'notice',
  'statement',
  'response_article',
  /** One more word from an open news centre; the office's director approves it (C4: minor update). */
  'update',
] as const
export type ReleaseKind = (typeof releaseKinds)[number]
/** Kinds at which somebody speaks to people in a room. */
export const spokenKinds: readonly ReleaseKind[] = ['press_conference', 'media_briefing']

export const releaseStates = [
  'draft',
  'checked',
  'approved',
  'scheduled',
  /** It was to go out and may not: its talking points are not in force, or a number of it is not right any more. */
  'blocked',
  'live',
  'followed_up',
  'evaluated',
  'archived',
  'corrected',
  'withdrawn',
  'cancelled',
] as const
export type ReleaseState = (typeof releaseStates)[number]

/** Who looks at what before a release is put up for approval (C3: facts, secrecy, public attribute). */
export const releaseChecks = ['facts', 'secrecy', 'publicity'] as const

export const releaseSteps = [...releaseChecks, 'approval'] as const
export type ReleaseStep = (typeof releaseSteps)[number]

/** 国办发〔2016〕80号: each paper says while it is drafted whether it is public. */
export const releasePublicities = ['public', 'on_request', 'not_public'] as const
export type ReleasePublicity = (typeof releasePublicities)[number]

export type Speaker = { name: string; post: string }
/** What a press conference or a briefing has besides its text. */
export type Meeting = {
  venue: string
  /** When it begins. */
  at: string
  /** Who is invited, and how they announce themselves. */
  invitation: string
  speakers: Speaker[]
  agenda: string[]
}

export type ReleaseBody = {
  title: string
  /** The words that go out; of a meeting: the opening statement. */
  text: string
  publicity: ReleasePublicity
  /** Wrong figures that the text quotes in order to refute them, exactly as they stand in it. */
  quoted: string[]
  /** The statement that is answered, for ClaimReview; '' where none is. */
  claim: string
  meeting: Meeting | null
}

export type StepFact = { revision: number; hash: string; step: ReleaseStep; approved: boolean; userId: string }

/** Everything a move of a release is judged by; read at one instant, under lock when a command asks. */
export type ReleaseFacts = {
  id: string
  n: number
  kind: ReleaseKind
  state: ReleaseState
  /** As when it was drafted: it decides who approves. */
  scope: IncidentScope
  unitId: string
  revision: number
  hash: string
  publicity: ReleasePublicity
  /** The words that go out. */
  text: string
  hasMeeting: boolean
  scheduledAt: Date | null
  drafters: Drafter[]
  steps: StepFact[]
  /** The talking points it is bound to, as they stand now. */
  points: { id: string; n: number; state: TalkingPointsState; scope: IncidentScope; badFigures: number }
  /** null: not looked at in this transaction, or the figures have changed since. */
  numbers: NumbersChecked | null
  /** Addresses under which it was published. */
  addresses: number
  /** It went out on something that does not hold any more. */
  wantsCorrection: boolean
  /** A number of a period that is not out yet is part of the matter (B12). */
  unreleased: boolean
  /** Is the news centre of the incident open? */
  centreOpen: boolean
  incident: IncidentFacts & { restricted: boolean; mode: 'real' | 'drill'; grade: IncidentGrade | null }
}

export const mediaClasses = ['domestic', 'foreign', 'hk_mo', 'tw'] as const
export type MediaClass = (typeof mediaClasses)[number]
/** What was found when a card was looked at; a foreign reporter needs one of 国务院令第537号, of Hong Kong, Macao or Taiwan a permit. */
export const cardResults = ['valid', 'not_found', 'expired', 'not_shown'] as const
export type CardResult = (typeof cardResults)[number]
