/** Small words with a shape: states and levels. Colour never stands alone. */
import type { ReactNode } from 'react'
import { useWords } from '../preferences.tsx'

export type Tone = 'step1' | 'step2' | 'step3' | 'step4' | 'good' | 'plain'

/** ○ ◔ ▲ ◆ for the four steps, ● done, □ plain: readable without hue and in print. */
const shapes: Record<Tone, ReactNode> = {
  step1: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  step2: (
    <>
      <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M6 6V2a4 4 0 0 1 4 4z" fill="currentColor" />
    </>
  ),
  step3: <path d="M6 1.4 11 10.4H1z" fill="currentColor" />,
  step4: <path d="M6 .6 11.4 6 6 11.4.6 6z" fill="currentColor" />,
  good: <path d="M2 6.4 4.8 9.2 10 3" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  plain: <rect x="2.5" y="2.5" width="7" height="7" fill="none" stroke="currentColor" strokeWidth="1.4" />,
}

export function Shape({ tone }: { tone: Tone }) {
  return (
    <svg className="shape" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      {shapes[tone]}
    </svg>
  )
}

export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`tag ${tone}`}>
      <Shape tone={tone} />
      {children}
    </span>
  )
}

export type RiskLevel = 'low' | 'elevated' | 'high' | 'critical'
const riskTones: Record<RiskLevel, Tone> = { low: 'step1', elevated: 'step2', high: 'step3', critical: 'step4' }

/** 低 / 关注 / 高 / 严重, with the score behind it where there is one (0 to 1, shown of 100). */
export function RiskBadge({ level, score }: { level: RiskLevel; score?: number }) {
  const words = useWords()
  return (
    <StateTag tone={riskTones[level]}>
      {words.states.risk[level]}
      {score !== undefined && <span className="tag-score">{Math.round(score * 100)}</span>}
    </StateTag>
  )
}

const flagTones: Record<string, Tone> = {
  suspected: 'step2',
  verifying: 'step1',
  actionable: 'step3',
  explain: 'step1',
  closed_no_fault: 'good',
  watch: 'step1',
}

/** A settled flag shows the people's verdict, an open one its state. */
export function FlagTag({ state, verdict }: { state: keyof typeof flagTones; verdict: string | null }) {
  const words = useWords()
  const states: Record<string, string> = words.states.flag
  const verdicts: Record<string, string> = words.states.verdict
  const settled = state !== 'suspected' && state !== 'verifying' && verdict !== null
  return (
    <StateTag tone={flagTones[state] ?? 'plain'}>
      {settled ? (verdicts[verdict] ?? words.common.other) : (states[state] ?? words.common.other)}
    </StateTag>
  )
}

const incidentTones: Record<string, Tone> = {
  suspected: 'step3',
  reported: 'step2',
  confirmed: 'step3',
  under_study: 'step2',
  active: 'step4',
  managed_without_plan: 'step1',
  terminated: 'good',
  archived: 'plain',
  closed_not_event: 'plain',
  merged: 'plain',
}

export function IncidentTag({ state }: { state: string }) {
  const words = useWords()
  const states: Record<string, string> = words.states.incident
  return <StateTag tone={incidentTones[state] ?? 'plain'}>{states[state] ?? words.common.other}</StateTag>
}

const talkingPointsTones: Record<string, Tone> = {
  draft: 'step1',
  fact_check: 'step2',
  office_approval: 'step2',
  pending_leading_group: 'step2',
  approved: 'good',
  in_force: 'good',
  superseded: 'plain',
  recalled: 'step3',
  expired: 'step3',
  invalid_scope: 'step3',
}

export function TalkingPointsTag({ state }: { state: string }) {
  const words = useWords()
  const states: Record<string, string> = words.states.talkingPoints
  return <StateTag tone={talkingPointsTones[state] ?? 'plain'}>{states[state] ?? words.common.other}</StateTag>
}

/** 机器起草: nobody has revised these words yet. */
export function MachineTag() {
  return <StateTag tone="step2">{useWords().pointsDrafts.tag}</StateTag>
}

/** The word of a code, or a readable stand-in: no page shows a code. */
export function wordOf(map: Record<string, string>, code: string | null | undefined, other: string): string {
  if (code === null || code === undefined || code === '') return '—'
  return map[code] ?? other
}
