/** 媒体目录: outlets and addresses known to exist, chosen many at a time. What was never checked starts disabled. */
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { CatalogueOutletShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { Chips, Pages, SearchField, useFilters } from '../../components/ListPage.tsx'
import { wordOf } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { SourceTabs } from './SourceTabs.tsx'

const groups = ['central', 'industry', 'guangxi', 'xiamen', 'statistics', 'hk-mo', 'tw', 'foreign'] as const

export default function Catalogue() {
  const words = useWords()
  const { query, set } = useFilters()
  const answer = useQuery(questions.catalogue(query))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (urls: string[], on: boolean) =>
    setChosen((now) => new Set(on ? [...now, ...urls] : [...now].filter((url) => !urls.includes(url))))
  const data = answer.data
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.sourceTabs.catalogue}</h1>
        <ExportButton path="/api/catalogue" query={query} />
      </header>
      <SourceTabs />
      <div className="filters">
        <SearchField value={query.q ?? ''} onSearch={(q) => set({ q: q || null })} hint={words.catalogue.searchHint} />
        <Select
          aria-label={words.catalogue.language}
          value={query.language ?? ''}
          onChange={(language) => set({ language: language || null })}
          options={[
            { value: '', label: `${words.catalogue.language}${words.common.colon}${words.common.all}` },
            ...(data?.languages ?? []).map((value) => ({
              value,
              label: wordOf(words.catalogue.languages, value, value),
            })),
          ]}
        />
        <Select
          aria-label={words.catalogue.place}
          value={query.place ?? ''}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(place) => set({ place: place || null })}
          options={[
            { value: '', label: `${words.catalogue.place}${words.common.colon}${words.common.all}` },
            ...(data?.places ?? []).map(({ code, name }) => ({ value: code, label: placeName(code, name) })),
          ]}
        />
        <Chips
          filter={{
            name: 'group',
            label: words.catalogue.group,
            options: [
              { value: '', label: words.common.all },
              ...groups.map((value) => ({ value, label: words.catalogue.groups[value] })),
            ],
          }}
          value={query.group}
          onChange={(group) => set({ group })}
        />
        <Chips
          filter={{
            name: 'use',
            label: words.catalogue.use,
            options: [
              { value: '', label: words.common.all },
              { value: 'used', label: words.catalogue.uses.used },
              { value: 'unused', label: words.catalogue.uses.unused },
            ],
          }}
          value={query.use}
          onChange={(use) => set({ use })}
        />
      </div>
      {data && <p className="quiet">{words.catalogue.intro(data.outlets, data.addresses)}</p>}
      <Chosen chosen={chosen} onClear={() => setChosen(new Set())} />
      <section className="panel list-panel">
        <Answer query={answer}>
          {({ items, ...page }) =>
            items.length === 0 ? (
              <EmptyState title={words.catalogue.empty} next={words.catalogue.emptyNext} />
            ) : (
              <>
                <ChooseAll items={items} chosen={chosen} onToggle={toggle} />
                <Outlets items={items} chosen={chosen} onToggle={toggle} />
                <Pages data={{ items, ...page }} onPage={(n) => set({ page: String(n) })} />
              </>
            )
          }
        </Answer>
      </section>
    </div>
  )

  /** Countries come as codes: the browser knows their names. */
  function placeName(code: string, name: string): string {
    return /^[A-Z]{2}$/.test(code) ? countryName(code, words.catalogue.languageCode) : name
  }
}

const countryName = (code: string, language: string): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code

type Choice = {
  items: CatalogueOutletShown[]
  chosen: ReadonlySet<string>
  onToggle: (urls: string[], on: boolean) => void
}

const addable = (items: CatalogueOutletShown[]): string[] =>
  items.flatMap((outlet) => outlet.sources.filter((s) => !s.used).map((s) => s.url))

function ChooseAll({ items, chosen, onToggle }: Choice) {
  const words = useWords()
  const urls = addable(items)
  const n = urls.filter((url) => chosen.has(url)).length
  return (
    <div className="list-bar">
      <Checkbox
        disabled={urls.length === 0}
        checked={n > 0 && n === urls.length}
        indeterminate={n > 0 && n < urls.length}
        onChange={(event) => onToggle(urls, event.target.checked)}
      >
        {words.catalogue.chooseAll}
      </Checkbox>
    </div>
  )
}

function Outlets({ items, chosen, onToggle }: Choice) {
  const words = useWords()
  return (
    <DataTable<CatalogueOutletShown>
      caption={words.sourceTabs.catalogue}
      rows={items}
      keyOf={(row) => row.name}
      columns={[
        {
          key: 'outlet',
          title: words.catalogue.outlet,
          width: '34%',
          cell: (row) => (
            <>
              <strong>{row.name}</strong>
              <div className="faint">{[row.english, ...row.aliases].join(' · ')}</div>
            </>
          ),
        },
        {
          key: 'class',
          title: words.catalogue.group,
          width: '20%',
          cell: (row) => (
            <>
              {words.catalogue.groups[row.group]}
              <div className="faint">
                {[
                  words.states.outletKind[row.kind],
                  /^[A-Z]{2}$/.test(row.place) ? countryName(row.place, words.catalogue.languageCode) : row.place,
                  wordOf(words.catalogue.languages, row.language, row.language),
                ].join(' · ')}
              </div>
            </>
          ),
        },
        {
          key: 'sources',
          title: words.catalogue.addresses,
          cell: (row) => (
            <ul className="listed">
              {row.sources.map((source) => (
                <li key={source.url}>
                  <Listed source={source} chosen={chosen.has(source.url)} onToggle={onToggle} />
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

function Listed({
  source,
  chosen,
  onToggle,
}: {
  source: CatalogueOutletShown['sources'][number]
  chosen: boolean
  onToggle: Choice['onToggle']
}) {
  const words = useWords()
  const { kind, name, url, checkedOn, used } = source
  const checked = checkedOn ? words.catalogue.checked(checkedOn) : words.catalogue.never
  return (
    <div className="row between top nowrap-row">
      <Checkbox
        checked={chosen || used !== null}
        disabled={used !== null}
        onChange={(event) => onToggle([url], event.target.checked)}
      >
        <span>
          {name} <span className="faint">{words.states.sourceKind[kind]}</span>{' '}
          <span className="faint breaking">{url}</span>
        </span>
      </Checkbox>
      <span className="faint nowrap listed-state">
        {used ? (
          <Link to={`/sources?source=${encodeURIComponent(used.id)}`}>
            {used.state === 'active' ? words.catalogue.inUse : words.catalogue.inUseDisabled}
          </Link>
        ) : (
          checked
        )}{' '}
        <Link
          to={
            used ? `/sources/add?source=${encodeURIComponent(used.id)}` : `/sources/add?url=${encodeURIComponent(url)}`
          }
        >
          {words.catalogue.checkNow}
        </Link>
      </span>
    </div>
  )
}

/** What is chosen over all pages, and the one thing to do with it. */
function Chosen({ chosen, onClear }: { chosen: ReadonlySet<string>; onClear: () => void }) {
  const words = useWords()
  const navigate = useNavigate()
  const { act, busy } = useAct()
  const [added, setAdded] = useState<{ all: number; unchecked: number } | null>(null)
  if (chosen.size === 0)
    return added === null ? null : (
      <div className="notice good row between" role="status">
        <span className="grow">{words.catalogue.added(added.all, added.unchecked)}</span>
        {added.unchecked > 0 && (
          <Button type="primary" onClick={() => navigate('/sources/unchecked')}>
            {words.catalogue.check}
          </Button>
        )}
      </div>
    )
  const add = () =>
    act(
      async () => {
        const { outcomes } = await commands.addListed([...chosen])
        const made = outcomes.filter((o) => o.id !== null)
        const unchecked = made.filter((o) => o.outcome === 'added_disabled').length
        setAdded({ all: made.length, unchecked })
        onClear()
      },
      { renew: ['sources'] },
    )
  return (
    <div className="notice step1 row between chosen-bar" role="status">
      <span>{words.catalogue.chosen(chosen.size)}</span>
      <span className="row">
        <Button onClick={onClear}>{words.catalogue.clear}</Button>
        <Button type="primary" loading={busy} onClick={() => void add()}>
          {words.catalogue.add}
        </Button>
      </span>
    </div>
  )
}
