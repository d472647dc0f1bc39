/** Indicators by group, found by any of their names; on a phone a choice instead of a tree. */
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { IndicatorShown } from '../../../api/contract.ts'
import { wordOf } from '../../components/StateTag.tsx'
import { usePreferences } from '../../preferences.tsx'

type Props = { items: IndicatorShown[]; chosen: string | null; onChoose: (code: string | null) => void }

export function IndicatorTree({ items, chosen, onChoose }: Props) {
  const { words, language } = usePreferences()
  const [text, setText] = useState('')
  const nameOf = (i: IndicatorShown) => (language === 'en' ? i.english : i.name)
  const matching = items.filter((i) => matches(i, text))
  const groups = [...new Set(matching.map((i) => i.group))]
  const titleOf = (group: string) => wordOf(words.figureData.group, group || 'own', words.figureData.group.own)
  const total = items.reduce((sum, i) => sum + i.figures, 0)
  return (
    <nav className="panel tree" aria-label={words.figureData.tree}>
      <div className="tree-choice">
        <Select
          style={{ width: '100%' }}
          aria-label={words.figureData.tree}
          value={chosen ?? ''}
          showSearch={{ optionFilterProp: 'search' }}
          onChange={(code) => onChoose(code || null)}
          options={[
            { value: '', label: words.figureData.all, search: words.figureData.all },
            ...items.map((i) => ({
              value: i.code,
              label: `${nameOf(i)}（${words.figureData.count(i.figures)}）`,
              search: [i.name, i.english, ...i.aliases].join(' '),
            })),
          ]}
        />
      </div>
      <div className="tree-whole stack tight">
        <Input
          allowClear
          value={text}
          placeholder={words.figureData.treeSearch}
          aria-label={words.figureData.treeSearch}
          maxLength={60}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="button" className="tree-item" aria-pressed={chosen === null} onClick={() => onChoose(null)}>
          {words.figureData.all}
          <span className="faint">{total}</span>
        </button>
        {groups.map((group) => {
          const own = matching.filter((i) => i.group === group)
          return (
            <details key={group} open={text !== '' || own.some((i) => i.code === chosen || i.figures > 0)}>
              <summary>{titleOf(group)}</summary>
              {own.map((i) => (
                <button
                  type="button"
                  key={i.code}
                  className={`tree-item ${i.figures === 0 ? 'quiet' : ''}`}
                  aria-pressed={i.code === chosen}
                  onClick={() => onChoose(i.code)}
                >
                  {nameOf(i)}
                  <span className="faint">{i.figures || ''}</span>
                </button>
              ))}
            </details>
          )
        })}
        {matching.length === 0 && <p className="quiet">{words.figureData.treeNone}</p>}
      </div>
    </nav>
  )
}

function matches(i: IndicatorShown, text: string): boolean {
  const plain = text.normalize('NFKC').toLowerCase().trim()
  return plain === '' || [i.code, i.name, i.english, ...i.aliases].some((name) => name.toLowerCase().includes(plain))
}
