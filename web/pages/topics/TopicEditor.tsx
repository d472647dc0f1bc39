/** A topic being written, with what it would match beside it. `/topics/new` makes one, `/topics/:id/edit` changes one. */
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { type TopicDetail, type TopicRulesShown, topicTellRoles, type UnitRef } from '../../../api/contract.ts'
import { Answer, ProblemNote } from '../../components/Answer.tsx'
import { useAct } from '../../components/act.ts'
import { Labelled, LabelledGroup } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { Preview } from './Preview.tsx'

type Form = Pick<TopicDetail['topic'], 'name' | 'rules' | 'active' | 'review' | 'tell'>
const emptyForm: Form = {
  ...{ name: '', active: true, review: 'none', tell: [] },
  rules: {
    ...{ must: [], any: [], exclude: [], patterns: [] },
    ...{ where: 'both', outletIds: [], origins: [], languages: [] },
  },
}

export default function TopicEditor() {
  const { topicId } = useParams()
  return topicId === undefined ? <Making /> : <Changing topicId={topicId} />
}

function Making() {
  const answer = useQuery(questions.topics({}))
  return <Answer query={answer}>{(data) => <Editor units={data.units} known={null} />}</Answer>
}

function Changing({ topicId }: { topicId: string }) {
  const answer = useQuery({ ...questions.topic(topicId), refetchOnWindowFocus: false })
  return <Answer query={answer}>{(data) => <Editor key={topicId} units={[]} known={data.topic} />}</Answer>
}

function Editor({ units, known }: { units: UnitRef[]; known: TopicDetail['topic'] | null }) {
  const words = useWords()
  const w = words.topics
  const navigate = useNavigate()
  const { act, busy, error } = useAct(true)
  const [form, setForm] = useState<Form>(known ?? emptyForm)
  // What was read when the editor opened: a change by somebody else meanwhile is a conflict, not overwritten.
  const [n] = useState(known?.n ?? 0)
  const [unitId, setUnitId] = useState(units[0]?.id ?? '')
  const set = (change: Partial<Form>) => setForm((now) => ({ ...now, ...change }))
  const { rules } = form
  const hasRules = rules.must.length + rules.any.length + rules.patterns.length > 0
  const ready = form.name.trim().length >= 2 && hasRules && (known !== null || unitId !== '')
  const save = async () => {
    const { name, active, review, tell } = form
    const body = { name, active, review, tell, rules }
    let id = known?.id ?? ''
    const run = async () => {
      const done = known
        ? await commands.changeTopic(known.id, { ...body, n })
        : await commands.makeTopic({ ...body, unitId })
      id = done.id ?? id
    }
    if (await act(run, { done: w.saved, renew: ['topics'] })) navigate(`/topics/${id}`)
  }
  return (
    <div className="page">
      <header className="page-head">
        <h1>{known ? known.name : w.make}</h1>
        <div className="row">
          <Button onClick={() => navigate(known ? `/topics/${known.id}` : '/topics')}>{words.common.cancel}</Button>
          <Button type="primary" disabled={!ready} loading={busy} onClick={() => void save()}>
            {w.save}
          </Button>
        </div>
      </header>
      <ProblemNote error={error} />
      <div className="topic-editor">
        <form className="panel stack" onSubmit={(event) => event.preventDefault()}>
          <Labelled label={w.name} required>
            <Input value={form.name} maxLength={40} onChange={(event) => set({ name: event.target.value })} />
          </Labelled>
          {known === null && units.length > 1 && (
            <Labelled label={w.unit} required>
              <Select
                value={unitId}
                onChange={setUnitId}
                options={units.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Labelled>
          )}
          <RulesFields rules={rules} onChange={(change) => set({ rules: { ...rules, ...change } })} />
          <LabelledGroup label={w.review} hint={w.reviewHint}>
            <Radio.Group
              value={form.review}
              onChange={(event) => set({ review: event.target.value })}
              options={(['none', 'low', 'elevated'] as const).map((value) => ({ value, label: w.reviews[value] }))}
            />
          </LabelledGroup>
          <LabelledGroup label={w.tell} hint={w.tellHint}>
            <Checkbox.Group
              value={form.tell}
              onChange={(tell) => set({ tell })}
              options={topicTellRoles.map((value) => ({ value, label: words.states.role[value] }))}
            />
          </LabelledGroup>
          <Checkbox checked={form.active} onChange={(event) => set({ active: event.target.checked })}>
            {w.active}
          </Checkbox>
        </form>
        <Preview rules={rules} ready={hasRules} />
      </div>
    </div>
  )
}

function RulesFields(props: { rules: TopicRulesShown; onChange: (change: Partial<TopicRulesShown>) => void }) {
  const words = useWords()
  const w = words.topics
  const { rules, onChange } = props
  const outlets = useQuery(questions.outlets())
  const [patterns, setPatterns] = useState(rules.patterns.join('\n'))
  const wordFields = [
    { field: 'must', label: w.must, hint: w.mustHint },
    { field: 'any', label: w.any, hint: w.anyHint },
    { field: 'exclude', label: w.exclude, hint: w.excludeHint },
  ] as const
  return (
    <>
      {wordFields.map(({ field, label, hint }) => (
        <Labelled key={field} label={label} hint={hint}>
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            tokenSeparators={[',', '，', '、', ';', '；', '\n']}
            value={rules[field]}
            onChange={(value: string[]) => onChange({ [field]: value })}
          />
        </Labelled>
      ))}
      <Labelled label={w.patterns} hint={w.patternsHint}>
        <Input.TextArea
          className="mono"
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={patterns}
          onChange={(event) => {
            setPatterns(event.target.value)
            onChange({ patterns: event.target.value.split('\n').filter((line) => line.trim() !== '') })
          }}
        />
      </Labelled>
      <LabelledGroup label={w.where}>
        <Radio.Group
          value={rules.where}
          onChange={(event) => onChange({ where: event.target.value })}
          options={(['both', 'title', 'text'] as const).map((value) => ({ value, label: w.places[value] }))}
        />
      </LabelledGroup>
      <Labelled label={w.outlets}>
        <Select
          mode="multiple"
          placeholder={w.everything}
          showSearch={{ optionFilterProp: 'label' }}
          value={rules.outletIds}
          onChange={(outletIds: string[]) => onChange({ outletIds })}
          options={(outlets.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Labelled>
      <LabelledGroup label={w.origins}>
        <Checkbox.Group
          value={rules.origins}
          onChange={(origins) => onChange({ origins })}
          options={(['domestic', 'hk_mo', 'tw', 'foreign'] as const).map((value) => ({
            value,
            label: words.states.origin[value],
          }))}
        />
      </LabelledGroup>
      <LabelledGroup label={w.languages}>
        <Checkbox.Group
          value={rules.languages}
          onChange={(languages) => onChange({ languages })}
          options={(['zh', 'en', 'other'] as const).map((value) => ({ value, label: w.languageNames[value] }))}
        />
      </LabelledGroup>
    </>
  )
}
