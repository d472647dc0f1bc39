/** 预案: the runs of plans on the incident, each with its steps, decisions, groups and instants. */
import { Button, Tooltip } from 'antd'
import { Link } from 'react-router'
import type { IncidentPlans, PlanRunShown, StepShown } from '../../../api/contract.ts'
import { EmptyState } from '../../components/Answer.tsx'
import { MoveBar, MoveButton } from '../../components/MoveButton.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { lengthText, timeText } from '../../times.ts'
import { type Asked, isOffered, type RunVerb, stepVerbs } from './RunSheets.tsx'
import { StepForm } from './StepForm.tsx'

const runVerbs: RunVerb[] = [
  'approve',
  'decline',
  'start',
  'upgrade',
  'report-result',
  'approve-termination',
  'return',
  'end',
  'review',
]

export function PlanRuns({
  plans,
  incidentId,
  onAsk,
}: {
  plans: IncidentPlans
  incidentId: string
  onAsk: (asked: Asked) => void
}) {
  const words = useWords()
  return (
    <div className="stack wide">
      {plans.mayPropose && plans.proposable.length > 0 && (
        <p className="no-print">
          <Button onClick={() => onAsk({ kind: 'propose', incidentId, plans: plans.proposable })}>
            {words.plans.propose}
          </Button>
        </p>
      )}
      {plans.runs.length === 0 && <EmptyState title={words.plans.none} next={words.plans.noneNext} />}
      {[...plans.runs].reverse().map((run) => (
        <Run key={run.id} run={run} onAsk={onAsk} />
      ))}
    </div>
  )
}

function Run({ run, onAsk }: { run: PlanRunShown; onAsk: (asked: Asked) => void }) {
  const words = useWords()
  const running = run.procedures.filter((p) => p.running || p.steps.some((s) => s.state !== 'pending'))
  const chosen = run.procedures.filter((p) => p.move?.allowed)
  const own = run.decisions.filter((d) => !d.acts || d.outcome !== null)
  return (
    <article className="stack wide plan-run">
      <header className="stack">
        <div className="row between top">
          <h3>
            <Link to={`/plans/${run.plan}`}>{run.title}</Link>
          </h3>
          <StateTag tone={run.state === 'running' ? 'step2' : 'plain'}>{words.plans.state[run.state]}</StateTag>
        </div>
        <p className="faint">
          {run.mode && `${run.mode.title} · `}
          {words.plans.version(run.planVersion)} · {run.proposedBy} <TimeText at={run.proposedAt} />
        </p>
        <div className="no-print">
          <MoveBar
            moves={run.moves}
            primaryVerb={null}
            choices={runVerbs.map((verb) => ({
              verb,
              label: words.plans.runVerb[verb],
              onClick: () => onAsk({ kind: 'run', run, verb }),
              danger: verb === 'decline' || verb === 'end',
            }))}
          />
        </div>
      </header>
      <Instants run={run} onAsk={onAsk} />
      <Musters run={run} />
      {run.state === 'running' && chosen.length > 0 && (
        <p className="no-print">
          <Button onClick={() => onAsk({ kind: 'procedure', run })}>{words.plans.chooseTitle}</Button>
        </p>
      )}
      {running.map((procedure) => (
        <section key={procedure.procedure} className="stack">
          <h4>
            {procedure.title}
            {procedure.commander && (
              <span className="faint">
                {' '}
                {words.plans.commander}
                {words.common.colon}
                {procedure.commander}
              </span>
            )}
          </h4>
          <ol className="plain-list step-list">
            {procedure.steps.map((step) => (
              <Step key={step.step} run={run} step={step} onAsk={onAsk} />
            ))}
          </ol>
        </section>
      ))}
      {own.length > 0 && (
        <section className="stack">
          <h4>{words.plans.decisions}</h4>
          <ul className="plain-list">
            {own.map((decision) => (
              <li key={decision.decision} className="next-act">
                <div className="stack">
                  <span>{decision.text}</span>
                  <p className="faint">
                    {decision.by.map((b) => b.name).join(words.common.listComma)} · {decision.rule.citation}
                  </p>
                </div>
                <div className="row">
                  <StateTag tone={decision.outcome === null ? 'plain' : 'good'}>
                    {decision.options.find((o) => o.is === decision.outcome)?.text ??
                      decision.outcome ??
                      words.plans.undecided}
                  </StateTag>
                  {!decision.acts && run.state === 'running' && (
                    <MoveButton
                      move={decision.move}
                      label={words.plans.decide}
                      onClick={() => onAsk({ kind: 'decision', run, decision: decision.decision })}
                    />
                  )}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  )
}

const toneOf: Record<StepShown['state'], Tone> = {
  pending: 'plain',
  in_progress: 'step2',
  done: 'good',
  not_applicable: 'plain',
  failed: 'step4',
}

function Step({ run, step, onAsk }: { run: PlanRunShown; step: StepShown; onAsk: (asked: Asked) => void }) {
  const words = useWords()
  const off = step.branch === 'closed' && step.state === 'pending'
  return (
    <li className={`step-line ${off ? 'off' : ''}`}>
      <div className="row between top">
        <div className="stack">
          <span>
            <span className="step-key">{step.step}</span> {step.text}
          </span>
          <p className="faint">
            {step.by.map((b) => b.name).join(words.common.listComma)} ·{' '}
            <Tooltip title={step.rule.text}>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip must open by keyboard as well */}
              <span tabIndex={0} className="dotted">
                {step.rule.citation}
              </span>
            </Tooltip>
            {step.optional && ` · ${words.plans.optional}`}
            {off && ` · ${words.plans.offBranch}`}
            {step.branch === 'undecided' && step.waitsFor && ` · ${words.plans.waitsFor(step.waitsFor)}`}
            {step.state === 'pending' &&
              step.after.length > 0 &&
              ` · ${words.plans.afterSteps(step.after.join(words.common.listComma))}`}
          </p>
          {step.evidence.some((e) => e.reference !== null) && (
            <p className="faint">
              {step.evidence
                .flatMap((e) =>
                  e.reference
                    ? [`${e.name}${words.common.colon}${referenceText(e.reference, words.plans.byPlatform)}`]
                    : [],
                )
                .join(words.common.listComma)}
            </p>
          )}
          {step.signatures
            .filter((s) => s.needed)
            .map((s) => (
              <p className="faint" key={s.body}>
                {s.signed.length > 0
                  ? s.signed.map((x) => words.plans.signed(x.name, s.name)).join(words.common.listComma)
                  : words.plans.toSign(s.name, words.plans.before[s.before])}
              </p>
            ))}
          {step.reason && <p className="faint">{step.reason}</p>}
          {step.carriedFrom && <p className="faint">{words.plans.carried(step.carriedFrom)}</p>}
        </div>
        <div className="stack step-state">
          <StateTag tone={toneOf[step.state]}>{words.plans.stepState[step.state]}</StateTag>
          {step.endedAt && (
            <span className="faint">
              {step.byName} {timeText(step.endedAt)}
            </span>
          )}
        </div>
      </div>
      <StepForm step={step} />
      {run.state === 'running' && (
        <div className="row no-print">
          {stepVerbs
            .filter((verb) => isOffered(step, verb))
            .map((verb) => (
              <Button key={verb} size="small" onClick={() => onAsk({ kind: 'step', run, step, verb })}>
                {words.plans.stepVerb[verb]}
              </Button>
            ))}
        </div>
      )}
    </li>
  )
}

/** What the platform itself has seen is a key of its own; people read that it stands in the record. */
const referenceText = (reference: string, byPlatform: string): string =>
  /^(report|decision|step):|^[a-z-]+:[a-z_]+/.test(reference) ? byPlatform : reference

function Instants({ run, onAsk }: { run: PlanRunShown; onAsk: (asked: Asked) => void }) {
  const words = useWords()
  const open = ['proposed', 'approved', 'running', 'result_reported'].includes(run.state)
  if (run.instants.length === 0 && run.parameters.length === 0) return null
  return (
    <dl className="facts">
      {run.instants.map(({ instant, at }) => (
        <InstantLine key={instant} run={run} instant={instant} at={at} open={open} onAsk={onAsk} />
      ))}
      {run.parameters.map((p) => (
        <div key={p.parameter} className="contents">
          <dt>{p.what}</dt>
          <dd>
            {p.ms === null ? words.plans.byOrder : lengthText(p.ms, words.time)}{' '}
            {open && (
              <Button size="small" onClick={() => onAsk({ kind: 'parameter', run, parameter: p.parameter })}>
                {words.plans.setParameter}
              </Button>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function InstantLine({
  run,
  instant,
  at,
  open,
  onAsk,
}: {
  run: PlanRunShown
  instant: string
  at: string | null
  open: boolean
  onAsk: (asked: Asked) => void
}) {
  const words = useWords()
  const name = words.plans.instant[instant as keyof typeof words.plans.instant] ?? instant
  return (
    <div className="contents">
      <dt>{name}</dt>
      <dd>
        {at ? timeText(at) : words.plans.notStated}{' '}
        {!at && open && run.mayRecord && (
          <Button
            size="small"
            aria-label={words.plans.stateInstant(name)}
            onClick={() => onAsk({ kind: 'instant', run, instant })}
          >
            {words.plans.stateTime}
          </Button>
        )}
      </dd>
    </div>
  )
}

const musterTone: Record<PlanRunShown['musters'][number]['state'], Tone> = {
  mustering: 'step2',
  complete: 'good',
  complete_late: 'step3',
  short: 'step4',
  unnamed: 'plain',
}

function Musters({ run }: { run: PlanRunShown }) {
  const words = useWords()
  if (run.musters.length === 0) return null
  return (
    <section className="stack">
      <h4>{words.plans.muster}</h4>
      <ul className="plain-list">
        {run.musters.map((group) => (
          <li key={group.body} className="stack">
            <div className="row between">
              <strong>{group.name}</strong>
              <StateTag tone={musterTone[group.state]}>{words.plans.musterState[group.state]}</StateTag>
            </div>
            <p className="faint">{words.plans.by(timeText(group.limitAt))}</p>
            <p>
              {group.people
                .map(
                  (p) => `${p.name} ${words.plans.personState[p.state]}${p.at ? ` ${timeText(p.at).slice(11)}` : ''}`,
                )
                .join(words.common.listComma)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
