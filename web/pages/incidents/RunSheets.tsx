/** Forms of the acts in a run of a plan: each says what will happen, then asks once. */
import { Checkbox, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import type { IncidentPlans, PlanRunShown, StepShown } from '../../../api/contract.ts'
import { isAllowed } from '../../components/moves.ts'
import { Labelled, LabelledGroup } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { lengthText } from '../../times.ts'
import { Act, Reason } from './ActSheet.tsx'
import { StepFormSheet } from './StepFormSheet.tsx'
import { StepSheet } from './StepSheet.tsx'

const hourMs = 3_600_000

/** What a person is asked for; one of the run's acts at a time. */
export type Asked =
  | { kind: 'run'; run: PlanRunShown; verb: RunVerb }
  | { kind: 'step'; run: PlanRunShown; step: StepShown; verb: StepVerb }
  | { kind: 'decision'; run: PlanRunShown; decision: string }
  | { kind: 'procedure'; run: PlanRunShown }
  | { kind: 'instant'; run: PlanRunShown; instant: string }
  | { kind: 'parameter'; run: PlanRunShown; parameter: string }
  | { kind: 'duty'; run: PlanRunShown; clockId: string }
  | { kind: 'propose'; incidentId: string; plans: IncidentPlans['proposable'] }
export type RunVerb =
  | 'approve'
  | 'decline'
  | 'start'
  | 'report-result'
  | 'return'
  | 'approve-termination'
  | 'end'
  | 'review'
  | 'upgrade'
export type StepVerb = 'start' | 'fill' | 'attach' | 'sign' | 'finish' | 'skip' | 'fail' | 'retry'

export function RunSheet({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  switch (asked.kind) {
    case 'run':
      return <RunMoveSheet {...asked} onClose={onClose} />
    case 'step':
      return asked.verb === 'fill' ? (
        <StepFormSheet {...asked} onClose={onClose} />
      ) : (
        <StepSheet {...asked} onClose={onClose} />
      )
    case 'decision':
      return <DecisionSheet {...asked} onClose={onClose} />
    case 'procedure':
      return <ProcedureSheet {...asked} onClose={onClose} />
    case 'instant':
      return <InstantSheet {...asked} onClose={onClose} />
    case 'parameter':
      return <ParameterSheet {...asked} onClose={onClose} />
    case 'duty':
      return <DutySheet {...asked} onClose={onClose} />
    case 'propose':
      return <ProposeSheet {...asked} onClose={onClose} />
  }
}

const withReason: RunVerb[] = ['approve', 'decline', 'return', 'approve-termination', 'review', 'upgrade']

function RunMoveSheet({ run, verb, onClose }: { run: PlanRunShown; verb: RunVerb; onClose: () => void }) {
  const words = useWords()
  const [reason, setReason] = useState('')
  const [start, setStart] = useState(true)
  const [override, setOverride] = useState(false)
  const [mode, setMode] = useState(run.risesTo[0]?.mode ?? '')
  const blocked = verb === 'report-result' && run.openSteps > 0
  const body = {
    ...{ reason },
    ...(verb === 'approve' ? { start } : {}),
    ...(verb === 'upgrade' ? { mode } : {}),
    ...(override ? { override } : {}),
  }
  return (
    <Act
      title={`${words.plans.runVerb[verb]} · ${run.title}`}
      verb={words.plans.runVerb[verb]}
      means={words.plans.runMeans[verb]}
      danger={verb === 'decline' || verb === 'approve-termination' || verb === 'end' || override}
      ready={(!withReason.includes(verb) && !override) || reason.trim() !== ''}
      run={() => commands.run(run.id, verb, body)}
      onClose={onClose}
    >
      {verb === 'approve' && (
        <Checkbox checked={start} onChange={(event) => setStart(event.target.checked)}>
          {words.plans.startAtOnce}
        </Checkbox>
      )}
      {verb === 'upgrade' && (
        <LabelledGroup label={words.plans.mode} required>
          <Radio.Group
            vertical
            value={mode}
            onChange={(event) => setMode(event.target.value)}
            options={run.risesTo.map((m) => ({ value: m.mode, label: m.title }))}
          />
        </LabelledGroup>
      )}
      {blocked && (
        <>
          <p className="notice step2">{words.plans.openSteps(run.openSteps)}</p>
          <Checkbox checked={override} onChange={(event) => setOverride(event.target.checked)}>
            {words.plans.override}
          </Checkbox>
        </>
      )}
      {(withReason.includes(verb) || override) && <Reason value={reason} onChange={setReason} />}
    </Act>
  )
}

function DecisionSheet({ run, decision: key, onClose }: { run: PlanRunShown; decision: string; onClose: () => void }) {
  const words = useWords()
  const decision = run.decisions.find((d) => d.decision === key)
  const [outcome, setOutcome] = useState(decision?.outcome ?? '')
  const [reason, setReason] = useState('')
  if (!decision) return null
  return (
    <Act
      title={decision.text}
      verb={words.plans.decide}
      means={words.plans.decideMeans}
      ready={outcome !== '' && outcome !== decision.outcome && reason.trim() !== ''}
      run={() => commands.run(run.id, 'decide', { decision: key, outcome, reason })}
      onClose={onClose}
    >
      <p className="quoted faint">
        {decision.rule.citation}
        {words.common.colon}
        {decision.rule.text}
      </p>
      <LabelledGroup label={words.plans.outcome} required>
        <Radio.Group
          vertical
          value={outcome}
          onChange={(event) => setOutcome(event.target.value)}
          options={decision.options.map((o) => ({ value: o.is, label: o.text }))}
        />
      </LabelledGroup>
      <Reason value={reason} onChange={setReason} />
    </Act>
  )
}

function ProcedureSheet({ run, onClose }: { run: PlanRunShown; onClose: () => void }) {
  const words = useWords()
  const offered = run.procedures.filter((p) => p.move?.allowed)
  const [procedure, setProcedure] = useState('')
  return (
    <Act
      title={words.plans.chooseTitle}
      verb={words.plans.choose}
      means={words.plans.chooseMeans}
      ready={procedure !== ''}
      run={() => commands.run(run.id, 'choose', { procedure })}
      onClose={onClose}
    >
      <Radio.Group
        vertical
        value={procedure}
        onChange={(event) => setProcedure(event.target.value)}
        options={offered.map((p) => ({ value: p.procedure, label: p.title }))}
      />
    </Act>
  )
}

function InstantSheet({ run, instant, onClose }: { run: PlanRunShown; instant: string; onClose: () => void }) {
  const words = useWords()
  const [at, setAt] = useState<string | null>(null)
  const name = words.plans.instant[instant as keyof typeof words.plans.instant] ?? instant
  return (
    <Act
      title={words.plans.stateInstant(name)}
      verb={words.common.save}
      means={words.plans.stateInstantMeans}
      ready={at !== null}
      run={() => commands.run(run.id, 'instant', { instant, at })}
      onClose={onClose}
    >
      <TimeField label={name} value={at} onChange={setAt} required />
    </Act>
  )
}

function ParameterSheet({
  run,
  parameter: key,
  onClose,
}: {
  run: PlanRunShown
  parameter: string
  onClose: () => void
}) {
  const words = useWords()
  const parameter = run.parameters.find((p) => p.parameter === key)
  const [hours, setHours] = useState<number | null>(parameter?.ms ? parameter.ms / hourMs : null)
  const [reason, setReason] = useState('')
  if (!parameter) return null
  const [min, max] = [lengthText(parameter.minMs, words.time), lengthText(parameter.maxMs, words.time)]
  return (
    <Act
      title={parameter.what}
      verb={words.plans.setParameter}
      means={words.plans.setParameterMeans}
      ready={hours !== null && hours > 0 && reason.trim() !== ''}
      run={() => commands.run(run.id, 'parameter', { parameter: key, ms: Math.round((hours ?? 0) * hourMs), reason })}
      onClose={onClose}
    >
      <Labelled label={words.plans.hours} hint={words.plans.between(min, max)} required>
        <InputNumber min={0.25} step={0.25} value={hours} onChange={setHours} />
      </Labelled>
      <Reason value={reason} onChange={setReason} />
    </Act>
  )
}

function DutySheet({ run, clockId, onClose }: { run: PlanRunShown; clockId: string; onClose: () => void }) {
  const words = useWords()
  const clock = run.clocks.find((c) => c.id === clockId)
  const [note, setNote] = useState('')
  const [nil, setNil] = useState(false)
  return (
    <Act
      title={clock?.what ?? words.plans.fulfil}
      verb={words.plans.fulfil}
      means={words.plans.fulfilMeans}
      ready={nil || note.trim() !== ''}
      run={() => commands.fulfilDuty(clockId, { note, ...(nil ? { nil } : {}) })}
      onClose={onClose}
    >
      {clock?.kind === 'recurring' && (
        <Checkbox checked={nil} onChange={(event) => setNil(event.target.checked)}>
          {words.plans.nil}
        </Checkbox>
      )}
      {!nil && <Reason value={note} onChange={setNote} label={words.plans.note} />}
    </Act>
  )
}

function ProposeSheet({
  incidentId,
  plans,
  onClose,
}: {
  incidentId: string
  plans: IncidentPlans['proposable']
  onClose: () => void
}) {
  const words = useWords()
  const [key, setKey] = useState<string | null>(null)
  const [mode, setMode] = useState<string | null>(null)
  const [instants, setInstants] = useState<Record<string, string | null>>({})
  const [reason, setReason] = useState('')
  const plan = plans.find((p) => p.plan === key)
  const needed = plan?.neededInstants.filter((i) => i.modes.length === 0 || (mode && i.modes.includes(mode))) ?? []
  const ready = plan !== undefined && (plan.modes.length === 0 || mode !== null) && reason.trim() !== ''
  const given = Object.fromEntries(
    needed.flatMap((i) => (instants[i.instant] ? [[i.instant, instants[i.instant]]] : [])),
  )
  return (
    <Act
      title={words.plans.propose}
      verb={words.plans.propose}
      means={words.plans.proposeMeans}
      ready={ready}
      run={() => commands.proposePlan(incidentId, { plan: key, ...(mode ? { mode } : {}), instants: given, reason })}
      onClose={onClose}
    >
      <Labelled label={words.plans.plan} required>
        <Select
          value={key}
          onChange={(value) => {
            setKey(value)
            setMode(null)
          }}
          options={plans.map((p) => ({ value: p.plan, label: `${words.plans.family[p.family]} · ${p.title}` }))}
        />
      </Labelled>
      {plan && plan.modes.length > 0 && (
        <Labelled label={words.plans.mode} required>
          <Select
            value={mode}
            onChange={setMode}
            options={plan.modes.map((m) => ({ value: m.mode, label: m.title }))}
          />
        </Labelled>
      )}
      {needed.map(({ instant }) => (
        <TimeField
          key={instant}
          label={words.plans.open.happened(words.plans.instant[instant as keyof typeof words.plans.instant] ?? instant)}
          value={instants[instant] ?? null}
          onChange={(value) => setInstants((now) => ({ ...now, [instant]: value }))}
        />
      ))}
      <Reason value={reason} onChange={setReason} />
    </Act>
  )
}

/** The step moves that are offered as buttons, the way forward first. */
export const stepVerbs: StepVerb[] = ['finish', 'fill', 'start', 'sign', 'attach', 'retry', 'skip', 'fail']
export const isOffered = (step: StepShown, verb: StepVerb): boolean => isAllowed(step.moves, verb)
