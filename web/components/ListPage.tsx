/**
 * The pattern of every list: filters as chips kept in the address, search, sort, pages, the whole list as a file.
 * Pages give the columns and the question; nothing here knows what is listed.
 */
import type { UseQueryResult } from '@tanstack/react-query'
import { Input, Pagination } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Query } from '../client.ts'
import { useWords } from '../preferences.tsx'
import { Answer, EmptyState } from './Answer.tsx'
import { type Column, DataTable } from './DataTable.tsx'
import { ExportButton } from './ExportButton.tsx'

export type ChipFilter = { name: string; label: string; options: { value: string; label: string; count?: number }[] }

/** The filters in the address as a query; `page` stays out of it when another filter changes. */
export function useFilters(defaults: Record<string, string> = {}): {
  query: Record<string, string>
  set: (change: Record<string, string | null>) => void
} {
  const [params, setParams] = useSearchParams()
  return {
    query: { ...defaults, ...Object.fromEntries(params) },
    set: (change) =>
      setParams(
        (now) => {
          const next = new URLSearchParams(now)
          if (!('page' in change)) next.delete('page')
          for (const [name, value] of Object.entries(change)) {
            if (value === null || value === defaults[name]) next.delete(name)
            else next.set(name, value)
          }
          return next
        },
        { replace: true },
      ),
  }
}

export function Chips({
  filter,
  value,
  onChange,
}: {
  filter: ChipFilter
  value: string | undefined
  onChange: (value: string | null) => void
}) {
  return (
    <fieldset className="chips" aria-label={filter.label}>
      <span className="faint" aria-hidden="true">
        {filter.label}
      </span>
      {filter.options.map((option) => (
        <button
          type="button"
          key={option.value}
          className="chip"
          aria-pressed={(value ?? '') === option.value}
          onClick={() => onChange(option.value === '' ? null : option.value)}
        >
          {option.label}
          {option.count !== undefined && <span className="chip-count">{option.count}</span>}
        </button>
      ))}
    </fieldset>
  )
}

/** Searches when Enter is pressed or the field is left, not at every letter. */
export function SearchField({ value, onSearch, hint }: { value: string; onSearch: (q: string) => void; hint: string }) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  return (
    <Input.Search
      className="search"
      value={text}
      placeholder={hint}
      aria-label={hint}
      allowClear
      maxLength={100}
      onChange={(event) => setText(event.target.value)}
      onSearch={(q) => onSearch(q.trim())}
    />
  )
}

type PageOf<Row> = { items: Row[]; total: number; page: number; pageSize: number; totalIsFloor?: boolean }

export function ListPage<Row, Data extends PageOf<Row>>(props: {
  title: string
  path: string
  query: Query
  answer: UseQueryResult<Data>
  columns: Column<Row>[]
  keyOf: (row: Row) => string
  chips?: ChipFilter[]
  search?: string
  set: (change: Record<string, string | null>) => void
  empty: { title: string; next: string }
  actions?: ReactNode
  /** Sibling pages, under the title. */
  tabs?: ReactNode
  /** What is read before the list and its filters. */
  lead?: ReactNode
  /** Filters that are neither search nor chips. */
  moreFilters?: ReactNode
  /** What stands between filters and list. */
  beside?: ReactNode
}) {
  const { query, set } = props
  return (
    <div className="page">
      <header className="page-head">
        <h1>{props.title}</h1>
        <div className="row">
          {props.actions}
          <ExportButton path={props.path} query={query} />
        </div>
      </header>
      {props.tabs}
      {props.lead}
      {(props.search || props.chips || props.moreFilters) && (
        <div className="filters">
          {props.search && (
            <SearchField value={String(query.q ?? '')} onSearch={(q) => set({ q: q || null })} hint={props.search} />
          )}
          {props.moreFilters}
          {props.chips?.map((filter) => (
            <Chips
              key={filter.name}
              filter={filter}
              value={query[filter.name] === undefined ? undefined : String(query[filter.name])}
              onChange={(value) => set({ [filter.name]: value })}
            />
          ))}
        </div>
      )}
      {props.beside}
      <section className="panel list-panel">
        <Answer query={props.answer}>
          {(data) =>
            data.items.length === 0 ? (
              <EmptyState title={props.empty.title} next={props.empty.next} />
            ) : (
              <>
                <DataTable caption={props.title} columns={props.columns} rows={data.items} keyOf={props.keyOf} />
                <Pages data={data} onPage={(page) => set({ page: String(page) })} />
              </>
            )
          }
        </Answer>
      </section>
    </div>
  )
}

export function Pages({ data, onPage }: { data: PageOf<unknown>; onPage: (page: number) => void }) {
  const words = useWords()
  return (
    <nav className="row between pages" aria-label={words.common.pages}>
      <span className="faint">
        {data.totalIsFloor ? words.common.totalAtLeast(data.total) : words.common.total(data.total)}
      </span>
      {data.total > data.pageSize && (
        <Pagination
          current={data.page}
          pageSize={data.pageSize}
          total={data.total}
          showSizeChanger={false}
          size="small"
          onChange={onPage}
        />
      )}
    </nav>
  )
}
