/** 查阅记录: who looked at contact data, from the record. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { ReadShown } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { RegistryTabs } from './RegistryTabs.tsx'

export default function Reads() {
  const w = useWords().registry
  const { query, set } = useFilters()
  const answer = useQuery(questions.contactReads(query))
  const columns: Column<ReadShown>[] = [
    { key: 'at', title: w.at, cell: (row) => <TimeText at={row.at} /> },
    { key: 'who', title: w.who, cell: (row) => row.byName },
    { key: 'what', title: w.what, cell: (row) => (w.readActions as Record<string, string>)[row.action] },
    {
      key: 'whom',
      title: w.whom,
      cell: (row) => <Link to={`/registry/people/${row.journalistId}`}>{row.name || w.erasedTitle}</Link>,
    },
  ]
  return (
    <ListPage
      title={w.reads}
      path="/api/contact-reads"
      query={query}
      set={set}
      answer={answer}
      columns={columns}
      keyOf={(row) => String(row.seq)}
      search={w.searchReads}
      tabs={<RegistryTabs />}
      empty={{ title: w.noReads, next: w.noReadsNext }}
    />
  )
}
