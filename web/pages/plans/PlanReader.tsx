/** 预案阅读: what the plan makes of the regulation, and beside each entry the words it comes from. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { PlanTextShown } from '../../../api/contract.ts'
import { Answer } from '../../components/Answer.tsx'
import { StateTag, wordOf } from '../../components/StateTag.tsx'
import type { Words } from '../../locales/zh-CN.ts'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { BodyMembers } from './BodyMembers.tsx'
import { lengthText } from '../../times.ts'

const parts = ['steps', 'clocks', 'decisions', 'bodies', 'forms', 'clauses', 'rules'] as const
type Part = (typeof parts)[number]

export default function PlanReader() {
  const { plan = '' } = useParams()
  const answer = useQuery(questions.planText(plan))
  return (
    <div className="page stack wide">
      <Answer query={answer}>{(text) => <Reader plan={text} />}</Answer>
    </div>
  )
}

function Reader({ plan }: { plan: PlanTextShown }) {
  const words = useWords()
  const [params, setParams] = useSearchParams()
  const current = parts.find((p) => p === params.get('part')) ?? 'steps'
  return (
    <>
      <header className="panel stack">
        <p>
          <Link to="/plans">{words.plans.title}</Link>
        </p>
        <h1>{plan.title}</h1>
        <p className="row">
          <StateTag tone="plain">{words.plans.family[plan.family]}</StateTag>
          {plan.restricted && <StateTag tone="step3">{words.plans.restricted}</StateTag>}
          <span className="faint">
            {plan.document}
            {plan.part && ` · ${plan.part}`} · {words.plans.version(plan.version)} · {words.plans.interpreter}
            {words.common.colon}
            {plan.interpreter}
          </span>
        </p>
      </header>
      <div className="panel">
        <div className="tab-row" role="tablist" aria-label={words.plans.parts}>
          {parts.map((part) => (
            <button
              type="button"
              role="tab"
              key={part}
              aria-selected={current === part}
              onClick={() => setParams({ part }, { replace: true })}
            >
              {words.plans.part[part]}
            </button>
          ))}
        </div>
        <div className="room-section">
          <PartOf plan={plan} part={current} />
        </div>
      </div>
    </>
  )
}

function PartOf({ plan, part }: { plan: PlanTextShown; part: Part }) {
  const words = useWords()
  switch (part) {
    case 'steps':
      return plan.procedures.map((procedure) => (
        <section key={procedure.procedure} className="stack wide">
          <h2>{procedure.title}</h2>
          {procedure.steps.map((step) => (
            <Beside key={step.step} plan={plan} rule={step.rule}>
              <strong>
                {step.step} {step.text}
              </strong>
              <p className="faint">
                {step.by.join(words.common.listComma)}
                {step.optional && ` · ${words.plans.optional}`}
                {step.evidence.length > 0 &&
                  ` · ${words.plans.evidence}${words.common.colon}${step.evidence.join(words.common.listComma)}`}
                {step.form !== '' && ` · ${words.forms.title}${words.common.colon}${step.form}`}
              </p>
            </Beside>
          ))}
        </section>
      ))
    case 'clocks':
      return plan.clocks.map((clock, n) => (
        <Beside key={`${clock.duty} ${n}`} plan={plan} rule={clock.rule}>
          <strong>{clock.what}</strong>
          <p>
            {limitText(clock, words)}
            {clock.start !== 'calendar' &&
              ` · ${words.plans.from(wordOf(words.plans.instant, clock.start, clock.start))}`}
          </p>
          <p className="faint">
            {[clock.by, clock.to]
              .filter((bodies) => bodies.length > 0)
              .map((bodies) => bodies.join(words.common.listComma))
              .join(' → ')}
            {clock.word !== null && ` · ${words.plans.wordOf(clock.word)}`}
          </p>
        </Beside>
      ))
    case 'decisions':
      return plan.decisions.map((decision) => (
        <Beside key={decision.decision} plan={plan} rule={decision.rule}>
          <strong>{decision.text}</strong>
          <p>{decision.options.join(' / ')}</p>
          <p className="faint">{decision.by.join(words.common.listComma)}</p>
        </Beside>
      ))
    case 'bodies':
      return plan.bodies.map((body) => (
        <Beside key={body.body} plan={plan} rule={body.rule}>
          <strong>{body.name}</strong>
          {body.aliases.length > 0 && <p className="faint">{body.aliases.join(words.common.listComma)}</p>}
          {body.leader !== '' && <p>{body.leader}</p>}
          {body.members.length > 0 && <p className="faint">{body.members.join(words.common.listComma)}</p>}
          <BodyMembers body={body} />
        </Beside>
      ))
    case 'forms':
      return plan.forms.map((form) => (
        <Beside key={form.form} plan={plan} rule={form.rule.id}>
          <strong>{form.title}</strong>
          <ol className="plain-list tight">
            {form.fields.map((field) => (
              <li key={field.field}>
                {field.label}
                {field.required.length === 0 && <span className="faint"> {words.plans.optional}</span>}
                {field.offline && <span className="faint"> {words.forms.offline}</span>}
              </li>
            ))}
          </ol>
        </Beside>
      ))
    case 'clauses':
      return plan.clauses.map((clause) => (
        <Beside key={clause.clause} plan={plan} rule={clause.rule}>
          <p className="faint">{wordOf(words.plans.clauseKind, clause.kind, clause.kind)}</p>
          <p>{clause.text}</p>
        </Beside>
      ))
    case 'rules':
      return plan.rules.map((rule) => (
        <article key={rule.id} className="stack plan-rule">
          <p className="faint">
            {rule.citation} · {words.states.basis[rule.basis]}
          </p>
          <p className="quoted">{rule.text}</p>
        </article>
      ))
  }
}

/** An entry on the left, the words of its rule on the right; under each other on a phone. */
function Beside({ plan, rule: id, children }: { plan: PlanTextShown; rule: string; children: ReactNode }) {
  const words = useWords()
  const rule = plan.rules.find((r) => r.id === id)
  return (
    <div className="beside">
      <div className="stack">{children}</div>
      {rule && (
        <blockquote className="quoted">
          <p className="faint">
            {rule.citation} · {words.states.basis[rule.basis]}
          </p>
          <p>{rule.text}</p>
        </blockquote>
      )}
    </div>
  )
}

function limitText({ limitMs, every }: PlanTextShown['clocks'][number], words: Words): string {
  if (every !== null) return wordOf(words.plans.every, every, every)
  return limitMs === null ? words.plans.byOrder : lengthText(limitMs, words.time)
}
