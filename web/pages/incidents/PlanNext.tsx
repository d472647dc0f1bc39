/** 下一步 over all plans of the incident: one list, the earliest limit first, one button where it is the reader's. */
import { Button } from 'antd'
import { useState } from 'react'
import type { IncidentPlans, NextActShown, PlanRunShown } from '../../../api/contract.ts'
import { useSecond } from '../../clock.ts'
import { useAct } from '../../components/act.ts'
import { StateTag } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { hms, timeText } from '../../times.ts'
import { renewPlans } from './ActSheet.tsx'
import { type Asked, isOffered, type RunVerb, stepVerbs } from './RunSheets.tsx'

/** Others' acts beyond these are folded: the page is the reader's. */
const shownOthers = 5

export function PlanNext({
  plans,
  leads,
  onAsk,
  onShow,
}: {
  plans: IncidentPlans
  /** No act outside of the plans comes first: the first line has the primary button. */
  leads: boolean
  onAsk: (asked: Asked) => void
  onShow: () => void
}) {
  const words = useWords()
  const [all, setAll] = useState(false)
  const mine = plans.next.filter((act) => act.mine)
  const others = plans.next.filter((act) => !act.mine)
  const line = (act: NextActShown) => {
    const run = plans.runs.find((r) => r.id === act.activationId)
    const type = leads && act === mine[0] ? 'primary' : 'default'
    const asks = { onAsk, onShow, type, many: plans.runs.length > 1 } as const
    return run && <Line key={act.key} act={act} run={run} {...asks} />
  }
  return (
    <section className="stack" aria-label={words.plans.next.title}>
      <h3>{words.plans.next.title}</h3>
      {plans.next.length === 0 && <p className="quiet">{words.plans.next.none}</p>}
      {mine.length > 0 && (
        <>
          <p className="label">{words.plans.next.mine}</p>
          <ul className="plain-list next-acts">{mine.map(line)}</ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <p className="label">{words.plans.next.others}</p>
          <ul className="plain-list next-acts">{(all ? others : others.slice(0, shownOthers)).map(line)}</ul>
          {!all && others.length > shownOthers && (
            <p>
              <button type="button" className="plain link" onClick={() => setAll(true)}>
                {words.plans.next.more(others.length - shownOthers)}
              </button>
            </p>
          )}
        </>
      )}
    </section>
  )
}

function Line({
  act,
  run,
  many,
  type,
  onAsk,
  onShow,
}: {
  act: NextActShown
  run: PlanRunShown
  many: boolean
  type: 'primary' | 'default'
  onAsk: (asked: Asked) => void
  onShow: () => void
}) {
  const words = useWords()
  const { act: doIt, busy } = useAct()
  const text =
    act.kind === 'run'
      ? words.plans.runVerb[act.what as RunVerb]
      : act.kind === 'procedure'
        ? words.plans.next.choose
        : act.text
  const asked = askedOf(act, run)
  return (
    <li className="next-act">
      <div className="stack">
        <strong>
          {act.kind === 'step' && <span className="step-key">{act.what}</span>} {text}
        </strong>
        <p className="faint">
          {[
            many ? run.title : '',
            act.by.length > 0 ? words.plans.next.waits(act.by.join(words.common.listComma)) : '',
            act.rule?.citation,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="row">
        {act.dueAt && <Due at={act.dueAt} />}
        {act.mine && act.kind === 'muster' && (
          <Button
            type={type}
            loading={busy}
            onClick={() =>
              void doIt(() => commands.run(run.id, 'check-in', { body: act.what }), {
                done: words.plans.checkedIn,
                renew: renewPlans,
              })
            }
          >
            {words.plans.checkIn}
          </Button>
        )}
        {act.mine && asked && (
          <Button type={type} onClick={() => onAsk(asked)}>
            {asked.kind === 'step' ? words.plans.stepVerb[asked.verb] : words.plans.next.open}
          </Button>
        )}
        {!act.mine && (
          <Button size="small" onClick={onShow}>
            {words.plans.next.goToPlan}
          </Button>
        )}
      </div>
    </li>
  )
}

function Due({ at }: { at: string }) {
  const words = useWords()
  const left = Date.parse(at) - useSecond()
  return (
    <span className="next-due" title={timeText(at)}>
      <StateTag tone={left < 0 ? 'step4' : left < 1_800_000 ? 'step3' : 'plain'}>
        {left < 0 ? `${words.states.clock.overdue} ${hms(-left)}` : hms(left)}
      </StateTag>
    </span>
  )
}

/** The form behind a line of the list; null where there is none. */
function askedOf(act: NextActShown, run: PlanRunShown): Asked | null {
  switch (act.kind) {
    case 'run':
      return { kind: 'run', run, verb: act.what as RunVerb }
    case 'step': {
      const step = run.procedures.flatMap((p) => p.steps).find((s) => s.step === act.what)
      const verb = step && stepVerbs.find((v) => isOffered(step, v))
      return step && verb ? { kind: 'step', run, step, verb } : null
    }
    case 'decision':
      return { kind: 'decision', run, decision: act.what }
    case 'procedure':
      return { kind: 'procedure', run }
    case 'duty':
      return { kind: 'duty', run, clockId: act.what }
    case 'muster':
      return null
  }
}
