/** Whose source it is, what it is called, how important it is; then it is saved and polled at once. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { addSourceRequest, type DetectionShown, type OutletRef, type SourceShown } from '../../../../api/contract.ts'
import { useAct } from '../../../components/act.ts'
import { ProblemNote } from '../../../components/Answer.tsx'
import { Labelled } from '../../../components/Sheet.tsx'
import { useWords } from '../../../preferences.tsx'
import { commands, questions } from '../../../requests.ts'
import { type Draft, type Tried, tidy, triedAs } from './draft.ts'

const outletKinds = [
  'agency',
  'newspaper',
  'site',
  'app',
  'wechat',
  'weibo',
  'short_video',
  'tv',
  'forum',
  'government',
] as const satisfies readonly OutletRef['kind'][]
const origins = ['domestic', 'hk_mo', 'tw', 'foreign'] as const satisfies readonly OutletRef['origin'][]

type Owner = Extract<DetectionShown, { ok: true }>['outlet']

export function SaveStep({
  draft,
  tried,
  owner,
  title,
  source,
}: {
  draft: Draft
  tried: Tried | null
  owner: Owner
  title: string
  source: SourceShown | undefined
}) {
  const words = useWords()
  const navigate = useNavigate()
  const { act, busy, error } = useAct(true)
  const outlets = useQuery(questions.outlets())
  const proposed = tried?.answer.ok ? tried.answer.title : ''
  const [name, setName] = useState<string | null>(source?.name ?? null)
  const [priority, setPriority] = useState<SourceShown['pace']['priority']>('normal')
  const [outletId, setOutletId] = useState<string | null>(null)
  const [outlet, setOutlet] = useState({
    name: owner?.name ?? title.slice(0, 100),
    kind: owner?.kind ?? ('site' as OutletRef['kind']),
    origin: owner?.origin ?? ('domestic' as OutletRef['origin']),
    tier: owner?.tier ?? 2,
  })
  const chosenOutlet = outletId ?? owner?.id ?? 'new'
  const shownName = name ?? (proposed || title || words.states.sourceKind[draft.kind]).slice(0, 100)
  const isTried = tried?.as === triedAs(draft) && tried.answer.ok
  const body = {
    name: shownName,
    kind: draft.kind,
    url: draft.url,
    settings: tidy(draft),
    ...(source ? {} : { priority, ...(chosenOutlet === 'new' ? { outlet } : { outletId: chosenOutlet }) }),
  }
  const isReady = isTried && (source ? shownName !== '' : addSourceRequest.safeParse(body).success)
  const save = async () => {
    let id = source?.id ?? ''
    const done = await act(
      async () => {
        if (source) {
          await commands.changeSource(source.id, body)
          if (source.state === 'disabled') await commands.setSourceState(source.id, 'active')
        } else id = (await commands.addSource(body)).id ?? ''
      },
      { done: source ? words.wizard.changed : words.sources.added, renew: ['sources'] },
    )
    if (done) navigate(`/sources?source=${encodeURIComponent(id)}`)
  }
  return (
    <form
      className="stack wide"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !busy) void save()
      }}
    >
      <Labelled label={words.sources.name} required>
        <Input value={shownName} maxLength={100} onChange={(event) => setName(event.target.value)} />
      </Labelled>
      {!source && (
        <>
          <div className="row top form-row">
            <Labelled label={words.wizard.ofOutlet} required>
              <Select
                value={chosenOutlet}
                showSearch={{ optionFilterProp: 'label' }}
                loading={outlets.isPending}
                onChange={setOutletId}
                options={[
                  { value: 'new', label: words.sources.newOutlet },
                  ...(outlets.data?.items ?? []).map(({ id, name: label }) => ({ value: id, label })),
                ]}
              />
            </Labelled>
            <Labelled label={words.sources.priority}>
              <Select
                value={priority}
                onChange={setPriority}
                options={(['core', 'normal', 'low'] as const).map((value) => ({
                  value,
                  label: words.sources.priorities[value],
                }))}
              />
            </Labelled>
          </div>
          {chosenOutlet === 'new' && <NewOutlet outlet={outlet} onChange={setOutlet} />}
        </>
      )}
      <ProblemNote error={error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={busy}>
          {source ? words.wizard.saveChange : words.wizard.save}
        </Button>
        {!isTried && <span className="faint">{words.wizard.tryFirst}</span>}
      </div>
      <p className="faint">{words.sources.addMeans}</p>
    </form>
  )
}

type NewOutletGiven = { name: string; kind: OutletRef['kind']; origin: OutletRef['origin']; tier: number }

function NewOutlet({ outlet, onChange }: { outlet: NewOutletGiven; onChange: (outlet: NewOutletGiven) => void }) {
  const words = useWords()
  const set = (change: Partial<NewOutletGiven>) => onChange({ ...outlet, ...change })
  return (
    <>
      <Labelled label={words.sources.outletName} required>
        <Input value={outlet.name} maxLength={100} onChange={(event) => set({ name: event.target.value })} />
      </Labelled>
      <div className="row top form-row">
        <Labelled label={words.sources.outletKind}>
          <Select
            value={outlet.kind}
            onChange={(kind) => set({ kind })}
            options={outletKinds.map((value) => ({ value, label: words.states.outletKind[value] }))}
          />
        </Labelled>
        <Labelled label={words.sources.origin}>
          <Select
            value={outlet.origin}
            onChange={(origin) => set({ origin })}
            options={origins.map((value) => ({ value, label: words.states.origin[value] }))}
          />
        </Labelled>
        <Labelled label={words.sources.tier}>
          <Select
            value={outlet.tier}
            onChange={(tier) => set({ tier })}
            options={[1, 2, 3].map((value) => ({ value, label: words.sources.tiers[value - 1] ?? String(value) }))}
          />
        </Labelled>
      </div>
    </>
  )
}
