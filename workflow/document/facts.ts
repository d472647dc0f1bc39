/** What papers are composed from, as read at one instant: an incident with everything on it, or a period of a bureau. */

import type { DocumentExtract, Run } from '../../domain/document.ts'
import type { CorrectionLetter, CorrectionWay } from '../../domain/correction.ts'
import type { Meeting } from '../../domain/release.ts'
import type { Activation, StepRunRow } from '../../store/activations.ts'
import type { AuditEvent } from '../../store/audit.ts'
import type { BriefingCounts } from '../../store/briefing.ts'
import type { Clock } from '../../store/clocks.ts'
import type { ClusterMember } from '../../store/clusters.ts'
import type { CorrectionLook, FullCorrection } from '../../store/corrections.ts'
import type { DocumentRow } from '../../store/documents.ts'
import type { FullHandoff } from '../../store/handoffs.ts'
import type { Decision, Incident } from '../../store/incidents.ts'
import type { ReleaseInList } from '../../store/releases.ts'
import type { FullReport } from '../../store/reports.ts'
import type { StepForm } from '../../store/step-forms.ts'
import type { MediaAnswer, TalkingPointsVersion } from '../../store/talking-points.ts'
import type { DrillResult } from '../drill/results.ts'
import type { Plan } from '../plan/shape.ts'

/** Whose paper it is and for which instant its data hold. */
export type Frame = {
  asOf: Date
  unitId: string
  unitName: string
  /** The bureau above; '' at the root. */
  superior: string
  nameOf: (unitId: string) => string
}
export type MatterFacts = Frame & {
  incident: Incident
  reports: FullReport[]
  clocks: Clock[]
  decisions: Decision[]
  points: TalkingPointsVersion[]
  answers: MediaAnswer[]
  releases: (ReleaseInList & { text: string; meeting: Meeting | null })[]
  handoffs: FullHandoff[]
  /** In the order in which they were drafted: the letter as it stands, what went out, and the newest look. */
  corrections: (Pick<FullCorrection, 'row' | 'article'> & {
    letter: CorrectionLetter
    sendings: { at: Date; way: CorrectionWay }[]
    look: CorrectionLook | null
  })[]
  /** The one request that a letter is about; null for the first. */
  aboutId: string | null
  /** Its runs, each with the text of its plan, and every revision of the forms of its steps. */
  runs: { run: Activation; plan: Plan; steps: StepRunRow[]; forms: StepForm[] }[]
  timeline: AuditEvent[]
  papers: DocumentRow[]
  /** Of a scripted drill: what was expected and what was done; empty of everything else. */
  drillResults: DrillResult[]
  /** Articles of its stories, first publication first. */
  members: ClusterMember[]
}
export type PeriodFacts = Frame & { from: Date; to: Date; counts: BriefingCounts }
/** Rows of a register as they are now. Of a person there is the reference alone (`people.ts`). */
export type ExtractFacts = Frame & {
  asked: DocumentExtract
  /** Name of the register, and the article that asks for it. */
  register: string
  rule: string
  /** What was looked for, in words. */
  filter: string
  columns: string[]
  rows: (string | Run)[][]
  reserved: boolean
}
