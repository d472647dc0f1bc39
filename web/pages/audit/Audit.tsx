/** 审计: the whole record, newest first, and the walk along its chain of hashes. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import type { AuditEntryShown, Me } from '../../../api/contract.ts'
import { ErrorState } from '../../components/Answer.tsx'
import { actionSentence, subjectWord } from '../../components/action-words.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'

export default function Audit({ me }: { me: Me }) {
  const words = useWords()
  const { query, set } = useFilters()
  const answer = useQuery(questions.audit(query))
  const verdict = useQuery(questions.auditVerdict())
  const columns: Column<AuditEntryShown>[] = [
    { key: 'seq', title: words.audit.seq, numeric: true, cell: (row) => row.seq },
    { key: 'at', title: words.audit.at, cell: (row) => <TimeText at={row.at} /> },
    {
      key: 'by',
      title: words.audit.by,
      cell: (row) => (
        <>
          {row.by.kind === 'machine' ? words.incidents.machine : row.by.name}
          <div className="faint">{row.by.unit?.name}</div>
        </>
      ),
    },
    { key: 'action', title: words.audit.action, width: '30%', cell: (row) => <Action entry={row} /> },
    {
      key: 'subject',
      title: words.audit.subject,
      cell: (row) => (
        <>
          {subjectWord(row.subject.kind, words)}
          {row.incidentId && me.areas.includes('incidents') && (
            <div>
              <Link to={`/incidents/${row.incidentId}`}>{words.audit.openIncident}</Link>
            </div>
          )}
        </>
      ),
    },
    {
      key: 'hash',
      title: words.audit.hash,
      cell: (row) => (
        <span className="mono faint" title={row.hash}>
          {row.hash.slice(0, 12)}
        </span>
      ),
    },
  ]
  return (
    <ListPage
      title={words.nav.audit}
      path="/api/audit"
      query={query}
      set={set}
      answer={answer}
      columns={columns}
      keyOf={(row) => String(row.seq)}
      chips={[
        {
          name: 'subjectKind',
          label: words.audit.subject,
          options: [
            { value: '', label: words.common.all },
            ...(['incident', 'clock', 'report', 'talking_points', 'flag', 'account', 'source'] as const).map(
              (value) => ({
                value,
                label: subjectWord(value, words),
              }),
            ),
          ],
        },
      ]}
      empty={{ title: words.audit.empty, next: words.audit.emptyNext }}
      actions={
        <Button loading={verdict.isFetching} onClick={() => void verdict.refetch()}>
          {words.audit.verify}
        </Button>
      }
      beside={
        verdict.isError ? (
          <ErrorState error={verdict.error} />
        ) : verdict.data ? (
          <p className={`notice ${verdict.data.ok ? 'good' : 'step4'}`} role="status">
            {verdict.data.ok
              ? words.audit.sound(verdict.data.events)
              : words.audit.broken(verdict.data.brokenAt ?? 0, words.audit.why[verdict.data.why ?? 'content'])}{' '}
            <TimeText at={verdict.data.checkedAt} />
          </p>
        ) : null
      }
    />
  )
}

function Action({ entry }: { entry: AuditEntryShown }) {
  const words = useWords()
  return (
    <>
      {actionSentence(entry, words)}
      {entry.reason && <div>{entry.reason}</div>}
      {(entry.before ?? entry.after) && (
        <details className="faint">
          <summary>{words.audit.details}</summary>
          <pre className="record">{JSON.stringify({ before: entry.before, after: entry.after }, null, 1)}</pre>
        </details>
      )}
    </>
  )
}
