/**
 * An overseas outlet's report handed to who answers abroad (附4第九条): foreign, Hong Kong and Macao, Taiwan are three classes with
 * routes of their own (GAP-09); Hong Kong, Macao and Taiwan are never called foreign.
 */
import type { OriginClass } from './article.ts'
import type { IncidentScope, IncidentState } from './incident.ts'

export type OverseasClass = Exclude<OriginClass, 'domestic'>
export const overseasClasses = ['foreign', 'hk_mo', 'tw'] as const satisfies readonly OverseasClass[]

export const handoffStates = [
  'detected',
  'classified',
  'handed_up',
  'route_chosen',
  'sent',
  'returned',
  'accepted',
  'instructed',
  'executed',
  'closed',
  'dismissed',
] as const
export type HandoffState = (typeof handoffStates)[number]
/** While it stands in one of these, nobody answers that outlet. */
export const waitingStates: readonly HandoffState[] = handoffStates.slice(0, 8)

/** 第九条 names two: the publicity department of the own level, or the national bureau's department of international cooperation. */
export const handoffRoutes = ['publicity', 'national'] as const
export type HandoffRoute = (typeof handoffRoutes)[number]
/** Who else is told, by class (domain catalogue B8). */
export const coRecipientOf: Record<OverseasClass, 'foreign_affairs' | 'hk_mo_office' | 'tw_office'> = {
  foreign: 'foreign_affairs',
  hk_mo: 'hk_mo_office',
  tw: 'tw_office',
}

/** What is handed over with it. The original lies sealed as evidence. */
export type HandoffPackage = {
  /** In Chinese; a draft until a person has looked at it, and who that was. */
  translation: string
  translator: string
  /** What the outlet asked or states that has to be answered. */
  questions: string[]
  /** What the bureau can say to it; published figures only. */
  facts: string[]
  note: string
}
export const emptyPackage: HandoffPackage = { translation: '', translator: '', questions: [], facts: [], note: '' }

/** Everything a move of a hand-off is judged by. */
export type HandoffFacts = {
  id: string
  n: number
  state: HandoffState
  originClass: OverseasClass
  /** The bureau that has it in hand: the one that found it, the root once it was handed up. */
  unitId: string
  rootId: string
  route: HandoffRoute | null
  language: string
  content: HandoffPackage
  incident: {
    id: string
    no: string
    title: string
    state: IncidentState
    scope: IncidentScope
    unitId: string
    heldFromUnitId: string | null
  }
}
