/** Adding a source: its address, how it is read, whose it is. The server checks the address and refuses private ones. */
import { useQuery } from '@tanstack/react-query'
import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { addSourceRequest, type OutletRef, type SourceShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, LabelledGroup, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { lengthText } from '../../times.ts'

const kinds: readonly SourceShown['kind'][] = ['feed', 'list', 'script_list']
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
const minute = 60_000
const intervals = [minute, 5 * minute, 15 * minute, 60 * minute, 360 * minute]
const selectors = ['item', 'link', 'title', 'date', 'waitFor'] as const

export function AddSource({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const outlets = useQuery(questions.outlets())
  const [form, setForm] = useState({
    name: '',
    url: '',
    kind: 'feed' as SourceShown['kind'],
    intervalMs: 5 * minute,
    outletId: 'new',
    outletName: '',
    outletKind: 'site' as OutletRef['kind'],
    origin: 'domestic' as OutletRef['origin'],
    tier: 2,
  })
  const [settings, setSettings] = useState<Record<string, string>>({})
  const set = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const body = {
    name: form.name,
    url: form.url.trim(),
    kind: form.kind,
    intervalMs: form.intervalMs,
    settings: form.kind === 'feed' ? {} : filled(settings),
    ...(form.outletId === 'new'
      ? { outlet: { name: form.outletName, kind: form.outletKind, origin: form.origin, tier: form.tier } }
      : { outletId: form.outletId }),
  }
  const submit = async () => {
    const done = await act(() => commands.addSource(body), { done: words.sources.added, renew: ['sources'] })
    if (done) onClose()
  }
  return (
    <Sheet
      title={words.sources.add}
      verb={words.sources.add}
      consequence={words.sources.addMeans}
      busy={busy}
      error={error}
      ready={addSourceRequest.safeParse(body).success}
      width={640}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <Labelled label={words.sources.url} hint={words.sources.urlHint} required>
        <Input
          value={form.url}
          type="url"
          maxLength={2000}
          placeholder="https://"
          onChange={(event) => set({ url: event.target.value })}
        />
      </Labelled>
      <Labelled label={words.sources.name} required>
        <Input value={form.name} maxLength={100} onChange={(event) => set({ name: event.target.value })} />
      </Labelled>
      <LabelledGroup label={words.sources.kind} hint={words.sources.kindMeans[form.kind]}>
        <Radio.Group
          optionType="button"
          value={form.kind}
          onChange={(event) => set({ kind: event.target.value })}
          options={kinds.map((value) => ({ value, label: words.states.sourceKind[value] }))}
        />
      </LabelledGroup>
      {form.kind !== 'feed' && (
        <details>
          <summary>{words.sources.selectors}</summary>
          <p className="faint">{words.sources.selectorsHint}</p>
          {selectors
            .filter((name) => name !== 'waitFor' || form.kind === 'script_list')
            .map((name) => (
              <Labelled key={name} label={words.sources.selector[name]}>
                <Input
                  value={settings[name] ?? ''}
                  maxLength={300}
                  onChange={(event) => setSettings((now) => ({ ...now, [name]: event.target.value }))}
                />
              </Labelled>
            ))}
        </details>
      )}
      <Labelled label={words.sources.interval}>
        <Select
          value={form.intervalMs}
          onChange={(intervalMs) => set({ intervalMs })}
          options={intervals.map((value) => ({ value, label: words.sources.every(lengthText(value, words.time)) }))}
        />
      </Labelled>
      <Labelled label={words.articles.outlet} required>
        <Select
          value={form.outletId}
          showSearch={{ optionFilterProp: 'label' }}
          loading={outlets.isPending}
          onChange={(outletId) => set({ outletId })}
          options={[
            { value: 'new', label: words.sources.newOutlet },
            ...(outlets.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Labelled>
      {form.outletId === 'new' && (
        <>
          <Labelled label={words.sources.outletName} required>
            <Input
              value={form.outletName}
              maxLength={100}
              onChange={(event) => set({ outletName: event.target.value })}
            />
          </Labelled>
          <div className="row top form-row">
            <Labelled label={words.sources.outletKind}>
              <Select
                value={form.outletKind}
                onChange={(outletKind) => set({ outletKind })}
                options={outletKinds.map((value) => ({ value, label: words.states.outletKind[value] }))}
              />
            </Labelled>
            <Labelled label={words.sources.origin}>
              <Select
                value={form.origin}
                onChange={(origin) => set({ origin })}
                options={origins.map((value) => ({ value, label: words.states.origin[value] }))}
              />
            </Labelled>
            <Labelled label={words.sources.tier}>
              <Select
                value={form.tier}
                onChange={(tier) => set({ tier })}
                options={[1, 2, 3].map((value) => ({ value, label: words.sources.tiers[value - 1] ?? String(value) }))}
              />
            </Labelled>
          </div>
        </>
      )}
    </Sheet>
  )
}

const filled = (settings: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value.trim() !== ''))
