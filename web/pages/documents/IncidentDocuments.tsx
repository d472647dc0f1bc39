/** The papers of one incident, and the way to a new one. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { Answer } from '../../components/Answer.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { ComposeSheet } from './ComposeSheet.tsx'
import { DocumentTag } from './document-tag.tsx'

export function IncidentDocuments({ incidentId, secret }: { incidentId: string; secret: boolean }) {
  const words = useWords()
  const answer = useQuery(questions.documents({ incidentId, pageSize: 100 }))
  const [composing, setComposing] = useState(false)
  return (
    <div className="stack">
      <div className="row">
        <Button onClick={() => setComposing(true)}>{words.documents.compose}</Button>
      </div>
      <Answer query={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="faint">{words.documents.empty}</p>
          ) : (
            <ul className="stack">
              {items.map((row) => (
                <li key={row.id}>
                  <Link to={`/documents/${row.id}`}>{row.title}</Link>{' '}
                  <span className="row">
                    <DocumentTag state={row.state} />
                    <span className="faint">{row.number ?? words.documents.unnumbered}</span>
                    <TimeText at={row.issuedAt ?? row.draftedAt} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {composing && <ComposeSheet incidentId={incidentId} secret={secret} onClose={() => setComposing(false)} />}
    </div>
  )
}
