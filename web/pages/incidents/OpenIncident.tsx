/** 登记事件: a matter that no article told of, by the form its plan asks for. Its clocks run from the finding. */
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { PlanRow, PlansShown } from '../../../api/contract.ts'
import { serverNow } from '../../clock.ts'
import { useAct } from '../../components/act.ts'
import { Answer, EmptyState, ProblemNote } from '../../components/Answer.tsx'
import { Labelled } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

type Instant = keyof ReturnType<typeof useWords>['plans']['instant']

export default function OpenIncident() {
  const words = useWords()
  const answer = useQuery(questions.plans())
  return (
    <div className="page stack wide">
      <h1>{words.plans.open.title}</h1>
      <Answer query={answer}>
        {({ items, mayOpen }) => {
          // A media incident begins with an article: it is marked at the review desk.
          const own = items.filter((p) => p.adoptedBy.length > 0 && p.family !== 'media')
          const open = own.filter((p) => unitsOf(p, mayOpen).length > 0)
          if (open.length > 0) return <OpeningForm plans={open} mayOpen={mayOpen} />
          return own.length > 0 ? (
            <EmptyState title={words.plans.open.notYours} next={words.plans.open.whose} />
          ) : (
            <EmptyState title={words.plans.empty} />
          )
        }}
      </Answer>
    </div>
  )
}

type MayOpen = PlansShown['mayOpen']
const unitsOf = (plan: PlanRow, mayOpen: MayOpen) => (plan.restricted ? mayOpen.restricted : mayOpen.plain)

function OpeningForm({ plans, mayOpen }: { plans: PlanRow[]; mayOpen: MayOpen }) {
  const words = useWords()
  const navigate = useNavigate()
  const { act, busy, error } = useAct(true)
  const [chosenUnit, setUnitId] = useState('')
  const [planKey, setPlanKey] = useState(plans[0]!.plan)
  const [mode, setMode] = useState<string | null>(null)
  const [title, setTitle] = useState('')
  const [place, setPlace] = useState('')
  const [foundAt, setFoundAt] = useState<string | null>(new Date(serverNow()).toISOString())
  const [instants, setInstants] = useState<Record<string, string | null>>({})
  const [fields, setFields] = useState<Record<string, string>>({})
  const [drill, setDrill] = useState(false)
  const [receipt, setReceipt] = useState<string | null>(null)
  const plan = plans.find((p) => p.plan === planKey) ?? plans[0]!
  const units = unitsOf(plan, mayOpen)
  const { unitId } = units.find((u) => u.unitId === chosenUnit) ?? units[0]!
  const needed = plan.neededInstants.filter((i) => i.modes.length === 0 || (mode !== null && i.modes.includes(mode)))
  const ready =
    title.trim() !== '' &&
    foundAt !== null &&
    (plan.restricted || place.trim() !== '') &&
    (plan.modes.length === 0 || mode !== null) &&
    needed.every((i) => instants[i.instant])
  const submit = () =>
    act(
      async () => {
        const known = new Set(plan.openingForm?.fields.map((f) => f.field))
        const opened = await commands.openIncident({
          ...{ unitId, plan: plan.plan, title, place, foundAt, drill: drill && !plan.restricted },
          ...(mode === null ? {} : { mode }),
          instants: Object.fromEntries(needed.map((i) => [i.instant, instants[i.instant]])),
          fields: Object.fromEntries(
            Object.entries(fields).filter(([name, text]) => known.has(name) && text.trim() !== ''),
          ),
        })
        if (opened.id === null) setReceipt(opened.no)
        else void navigate(`/incidents/${opened.id}?tab=plans`)
      },
      { renew: ['record', 'clocks'] },
    )
  if (receipt !== null)
    return (
      <div className="panel stack">
        <p className="notice step2">{words.plans.open.receipt(receipt)}</p>
        <p>
          <Link to="/incidents">{words.nav.incidents}</Link>
        </p>
      </div>
    )
  return (
    <form
      className="panel stack wide opening-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !busy) void submit()
      }}
    >
      <p className={plan.restricted ? 'notice step3' : 'notice step1'}>
        {plan.restricted ? words.plans.open.leakMeans : words.plans.open.means}
      </p>
      <Labelled label={words.plans.plan} required>
        <Select
          value={plan.plan}
          onChange={(value) => {
            setPlanKey(value)
            setMode(null)
          }}
          options={plans.map((p) => ({ value: p.plan, label: `${words.plans.family[p.family]} · ${p.title}` }))}
        />
      </Labelled>
      {plan.modes.length > 0 && (
        <Labelled label={words.plans.mode} required>
          <Select
            value={mode}
            onChange={setMode}
            options={plan.modes.map((m) => ({ value: m.mode, label: m.title }))}
          />
        </Labelled>
      )}
      <Labelled label={words.plans.open.unit} required>
        <Select value={unitId} onChange={setUnitId} options={units.map((u) => ({ value: u.unitId, label: u.name }))} />
      </Labelled>
      <Labelled label={words.plans.open.what} required>
        <Input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      </Labelled>
      {!plan.restricted && (
        <Labelled label={words.plans.open.place} required>
          <Input value={place} maxLength={200} onChange={(event) => setPlace(event.target.value)} />
        </Labelled>
      )}
      <TimeField label={words.plans.open.foundAt} value={foundAt} onChange={setFoundAt} required />
      {needed.map(({ instant }) => (
        <TimeField
          key={instant}
          label={words.plans.open.happened(words.plans.instant[instant as Instant] ?? instant)}
          value={instants[instant] ?? null}
          onChange={(value) => setInstants((now) => ({ ...now, [instant]: value }))}
          required
        />
      ))}
      {plan.openingForm && (
        <fieldset className="plain-fieldset stack">
          <legend className="label">
            {words.plans.open.form}
            {words.common.colon}
            {plan.openingForm.title}
          </legend>
          <p className="faint">
            {words.plans.open.formHint} {plan.openingForm.rule.citation}
          </p>
          {plan.openingForm.fields
            // When and where have fields of their own above.
            .filter((field) => field.field !== 'occurredAt' && field.field !== 'place')
            .map((field) =>
              field.offline ? (
                <p key={field.field}>
                  {field.label} <span className="faint">{words.forms.offline}</span>
                </p>
              ) : (
                <Labelled key={field.field} label={field.label}>
                  <Input.TextArea
                    rows={2}
                    maxLength={4000}
                    value={fields[field.field] ?? ''}
                    onChange={(event) => setFields((now) => ({ ...now, [field.field]: event.target.value }))}
                  />
                </Labelled>
              ),
            )}
        </fieldset>
      )}
      {!plan.restricted && (
        <div>
          <Checkbox checked={drill} onChange={(event) => setDrill(event.target.checked)}>
            {words.plans.open.drill}
          </Checkbox>
          <p className="faint">{words.plans.open.drillHint}</p>
        </div>
      )}
      <ProblemNote error={error} />
      <p>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={busy}>
          {words.plans.open.title}
        </Button>
      </p>
    </form>
  )
}
