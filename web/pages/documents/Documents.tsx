/** 报告与简报: all papers the person may see, and the way to a new one. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type DocumentRowShown, documentKinds, documentStates } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { empty } from '../../times.ts'
import { ComposeSheet } from './ComposeSheet.tsx'
import { DocumentTag } from './document-tag.tsx'

const sorts = ['drafted', 'issued', 'title'] as const

export default function Documents() {
  const words = useWords()
  const { query, set } = useFilters({ sort: 'drafted' })
  const answer = useQuery(questions.documents(query))
  const [composing, setComposing] = useState(false)
  const all = { value: '', label: words.common.all }
  const columns: Column<DocumentRowShown>[] = [
    {
      key: 'title',
      title: words.documents.titleField,
      width: '38%',
      cell: (row) => (
        <>
          <Link to={`/documents/${row.id}`}>{row.title}</Link>
          <div className="faint">
            {words.documents.kind[row.kind]} · {row.unit.name}
          </div>
        </>
      ),
    },
    {
      key: 'state',
      title: words.common.state,
      cell: (row) => (
        <>
          <DocumentTag state={row.state} /> {row.isDrill && <StateTag tone="plain">{words.documents.drill}</StateTag>}
        </>
      ),
    },
    {
      key: 'number',
      title: words.documents.number,
      cell: (row) => row.number ?? <span className="faint">{empty}</span>,
    },
    {
      key: 'incident',
      title: words.documents.incident,
      cell: (row) =>
        row.incidentId ? (
          <Link to={`/incidents/${row.incidentId}`}>{row.incidentNo}</Link>
        ) : (
          <span className="faint">{empty}</span>
        ),
    },
    { key: 'drafted', title: words.documents.draftedAt, cell: (row) => <TimeText at={row.draftedAt} /> },
  ]
  return (
    <>
      <ListPage
        title={words.documents.title}
        path="/api/documents"
        query={query}
        set={set}
        answer={answer}
        columns={columns}
        keyOf={(row) => row.id}
        actions={
          <Button type="primary" onClick={() => setComposing(true)}>
            {words.documents.compose}
          </Button>
        }
        search={words.documents.searchHint}
        chips={[
          {
            name: 'state',
            label: words.common.state,
            options: [all, ...documentStates.map((value) => ({ value, label: words.documents.state[value] }))],
          },
          {
            name: 'kind',
            label: words.documents.kindLabel,
            options: [all, ...documentKinds.map((value) => ({ value, label: words.documents.kind[value] }))],
          },
          {
            name: 'sort',
            label: words.documents.sort,
            options: sorts.map((value) => ({ value, label: words.documents.sortBy[value] })),
          },
        ]}
        empty={{ title: words.documents.empty, next: words.documents.emptyNext }}
      />
      {composing && <ComposeSheet incidentId={null} onClose={() => setComposing(false)} />}
    </>
  )
}
