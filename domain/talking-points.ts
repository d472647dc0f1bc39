/** What may be said: states of a version, its content, the steps of its approval, and the facts its moves are judged by. */
import type { IncidentScope, IncidentState } from './incident.ts'

export const talkingPointsStates = [
  'draft',
  'fact_check',
  'office_approval',
  'pending_leading_group',
  'approved',
  'in_force',
  'superseded',
  'recalled',
  'expired',
  'invalid_scope',
] as const

export type TalkingPointsState = (typeof talkingPointsStates)[number]

export type TalkingPointsBody = {
  /** Short answer that everybody gives. */
  summary: string
  /** The same in a message (core) and on the phone (reply); '' where there is none. Absent: neither. */
  short?: { core: string; reply: string }
  facts: { text: string; figureId: string | null }[]
  dos: string[]
  donts: string[]
  questions: { question: string; answer: string }[]
  /** Wrong figures that the text quotes in order to refute them, exactly as they stand in it. */
  quoted?: string[]
  /** Instants (ISO) between which it may be said; approved with the words. Absent or null: no such limit. */
  valid?: { from: string | null; until: string | null }
}

/** Who worded a revision: a person, or a language model whose draft a person took over as it was. */
export type RevisionOrigin = 'person' | 'machine'

/**
 * The words alone, in order, without signs, spaces and letter forms: two texts that differ in nothing else are worded alike. What is bound
 * to them (figures, times) is no wording.
 */
export const plainWords = ({ summary, short, facts, dos, donts, questions }: TalkingPointsBody): string =>
  [
    ...[summary, short?.core ?? '', short?.reply ?? '', ...facts.map((f) => f.text), ...dos, ...donts],
    ...questions.flatMap((q) => [q.question, q.answer]),
  ]
    .map((line) => line.normalize('NFKC').replace(/[^\p{L}\p{N}%‰]/gu, ''))
    .filter(Boolean)
    .join('\n')

/** A number of a text that the official figures do not bear out. */
export type NumberFault = { quote: string; verdict: string; type: string | null }
/** The claim checker's word on one text, and the state of the figures it was given in. */
export type NumbersChecked = { hash: string; stamp: string; faults: NumberFault[] }

export const approvalSteps = ['fact_check', 'office', 'leading_group'] as const

export type ApprovalStep = (typeof approvalSteps)[number]

/** Somebody who wrote a revision of the version; `office` when they sat in an emergency office (应急办公室) at that time. */
export type Drafter = { userId: string; unitId: string; office: boolean }

/** A division that is asked to check the facts of one revision, beside others; what was withdrawn or has lapsed is not here. */
export type FactAsk = { id: string; unitId: string; revision: number; hash: string }

/** A division's word on one fact of the text, counted from 1; `text` says why not. */
export type FactAnswer = { n: number; ok: boolean; text: string }

/** Where an ask stands; `ended`: withdrawn, or its text was revised or submitted anew. */
export const factAskStates = ['open', 'confirmed', 'objected', 'ended'] as const
/** A yes or no to one revision, oldest first in a list. */
export type ApprovalFact = {
  revision: number
  hash: string
  step: ApprovalStep
  approved: boolean
  userId: string
  /** The ask it answers, of a division that was asked beside others. */
  askId?: string | null
}

/** `void`: its text was changed before anybody confirmed it. */
export const oralOutcomes = ['confirmed', 'denied', 'void'] as const
export type OralOutcome = (typeof oralOutcomes)[number]

/** A yes said by phone that its giver has not yet confirmed in writing. */
export type OralApproval = { id: string; revision: number; hash: string; userId: string; confirmBy: Date }

/** A figure that a body names but that is not the current published one at the instant asked for. */
export type BadFigure = { figureId: string; name: string; why: 'unknown' | 'unpublished' | 'superseded' }

/** What talking points need to know of their incident. */
export type IncidentFacts = {
  id: string
  no: string
  title: string
  /** Root of its tree: the L1 bureau. */
  rootId: string
  unitId: string
  state: IncidentState
  scope: IncidentScope
  unitIds: string[]
  /** A unit that must not hear of it until the region releases it. */
  heldFromUnitId: string | null
}

/** Everything a move of a version is judged by; read at one instant, under lock when a command asks. */
export type TalkingPointsFacts = {
  id: string
  n: number
  state: TalkingPointsState
  /** The scope it was drafted for, and the body that drafts, approves and answers for it. */
  scope: IncidentScope
  unitId: string
  revision: number
  hash: string
  drafters: Drafter[]
  approvals: ApprovalFact[]
  /** Divisions asked to check this very revision. */
  asks: FactAsk[]
  /** The open one on this very revision. */
  oral: OralApproval | null
  valid: { from: Date | null; until: Date | null }
  /** When this was read. */
  at: Date
  badFigures: BadFigure[]
  /** null: not looked at in this transaction, or the figures have changed since. */
  numbers: NumbersChecked | null
  /** A number of a period that is not out yet is part of the matter (B12). */
  unreleased: boolean
  /** Everything of it that is said to somebody. */
  words: string
  /** Its words are a language model's, as they came. */
  isMachine: boolean
  incident: IncidentFacts
}
