/** The settings that a kind of source knows, in the order in which they are asked. */
import { Checkbox, Input, InputNumber, Select } from 'antd'
import { settingsOfKind } from '../../../../api/contract.ts'
import { Labelled } from '../../../components/Sheet.tsx'
import { useWords } from '../../../preferences.tsx'
import type { Kind, Settings } from './draft.ts'

type Known = Exclude<keyof Settings, 'article'>
const engines = ['gdelt', 'bing', 'google'] as const

const articleParts = ['title', 'body', 'time', 'source', 'author', 'remove'] as const

/** How the articles of any kind of source are read, where the program does not find it by itself. */
export function ArticleFields({ settings, onChange }: { settings: Settings; onChange: (settings: Settings) => void }) {
  const words = useWords()
  const article = settings.article ?? {}
  const set = (name: (typeof articleParts)[number], value: string) => {
    const { [name]: _, ...others } = article
    const next = value === '' ? others : { ...others, [name]: value }
    const { article: __, ...rest } = settings
    onChange(Object.keys(next).length === 0 ? rest : { ...rest, article: next })
  }
  return (
    <div className="fields">
      {articleParts.map((name) => (
        <Labelled key={name} label={words.wizard.articleSetting[name]}>
          <Input
            className="mono"
            value={article[name] ?? ''}
            maxLength={300}
            onChange={(event) => set(name, event.target.value)}
          />
        </Labelled>
      ))}
    </div>
  )
}

export function SettingFields({
  kind,
  settings,
  onChange,
}: {
  kind: Kind
  settings: Settings
  onChange: (settings: Settings) => void
}) {
  const words = useWords()
  const { knows, needs } = settingsOfKind[kind]
  const set = (name: Known, value: unknown) => onChange({ ...settings, [name]: value })
  return (
    <div className="fields">
      {(knows as readonly Known[]).map((name) => (
        <Labelled key={name} label={words.wizard.setting[name]} required={needs.includes(name)}>
          {name === 'ranked' ? (
            <Checkbox checked={settings.ranked ?? false} onChange={(event) => set(name, event.target.checked)} />
          ) : name === 'maxAgeDays' ? (
            <InputNumber
              min={1}
              max={365}
              value={settings.maxAgeDays ?? null}
              onChange={(value) => set(name, value ?? undefined)}
            />
          ) : name === 'engine' ? (
            <Select
              value={settings.engine}
              onChange={(value) => set(name, value)}
              options={engines.map((value) => ({ value, label: words.wizard.engines[value] }))}
            />
          ) : (
            <Input
              className="mono"
              value={String(settings[name] ?? '')}
              maxLength={500}
              onChange={(event) => set(name, event.target.value)}
            />
          )}
        </Labelled>
      ))}
    </div>
  )
}
