/** One paper: its sheet, its buttons, its files, what a person changed in it, its revisions; evidence opens beside it. */
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { DocumentDetail, RunShown } from '../../../api/contract.ts'
import { Answer } from '../../components/Answer.tsx'
import { useAct } from '../../components/act.ts'
import { DiffText } from '../../components/DiffText.tsx'
import { MoveBar } from '../../components/MoveButton.tsx'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { DocumentEditor } from './DocumentEditor.tsx'
import { DocumentTag } from './document-tag.tsx'
import { Paper } from './Paper.tsx'

const acts = ['submit', 'approve', 'issue', 'return', 'withdraw', 'cancel'] as const
type Act = (typeof acts)[number]
const needReason: readonly Act[] = ['return', 'withdraw', 'cancel']

export default function DocumentPage() {
  const { documentId = '' } = useParams()
  const answer = useQuery(questions.document(documentId))
  return (
    <div className="page">
      <Answer query={answer}>{(detail) => <View key={detail.document.id} detail={detail} />}</Answer>
    </div>
  )
}

function View({ detail }: { detail: DocumentDetail }) {
  const words = useWords()
  const [editing, setEditing] = useState(false)
  const [verb, setVerb] = useState<Act | null>(null)
  const [opened, setOpened] = useState<RunShown | null>(null)
  const { document, revisions } = detail
  if (editing) return <DocumentEditor detail={detail} onClose={() => setEditing(false)} />
  const file = (format: string) => `/api/documents/${document.id}/file?format=${format}`
  return (
    <article className="stack wide">
      <header className="panel stack">
        <h1>{document.title}</h1>
        <p className="row">
          <DocumentTag state={document.state} />
          <StateTag tone="plain">{words.documents.kind[document.kind]}</StateTag>
          <span className="faint">
            {document.number ?? words.documents.unnumbered} · {words.documents.revision(document.revision)} ·{' '}
            {document.unit.name}
          </span>
          {document.incidentId && <Link to={`/incidents/${document.incidentId}`}>{document.incidentNo}</Link>}
        </p>
        <p className="faint">
          {words.documents.asOf} <TimeText at={detail.asOf} relative={false} />
        </p>
        {detail.reason && <p>{detail.reason}</p>}
        <MoveBar
          moves={detail.moves}
          choices={[
            ...acts.map((name) => ({
              ...{ verb: name as string, label: words.documents.verb[name], onClick: () => setVerb(name) },
              danger: name === 'withdraw' || name === 'cancel',
            })),
            { verb: 'revise', label: words.documents.verb.revise, onClick: () => setEditing(true) },
          ]}
        />
        <p className="row">
          <a href={file('docx')} download>
            {words.documents.docx}
          </a>
          <a href={file('pdf')} download>
            {words.documents.pdf}
          </a>
          {detail.mayTakeContacts && (
            <>
              <a href={`${file('docx')}&contacts=true`} download>
                {words.documents.docxContacts}
              </a>
              <a href={`${file('pdf')}&contacts=true`} download>
                {words.documents.pdfContacts}
              </a>
            </>
          )}
        </p>
      </header>
      {detail.changedByHand.length > 0 && (
        <section className="notice step2">
          <strong>{words.documents.changedTitle}</strong>
          <ul>
            {detail.changedByHand.map((c, n) => (
              <li key={n}>{words.documents.changedMeans(c.text, c.was)}</li>
            ))}
          </ul>
        </section>
      )}
      <Paper detail={detail} onOpen={setOpened} />
      <section className="panel stack">
        <h2>{words.documents.history}</h2>
        <ul>
          {revisions.map((r) => (
            <li key={r.n}>
              {words.documents.revision(r.n)} · {r.by.name} · <TimeText at={r.at} relative={false} />
            </li>
          ))}
        </ul>
        {revisions.length > 1 && <Compare id={document.id} to={document.revision} />}
        {detail.steps.length > 0 && <h2>{words.documents.steps}</h2>}
        <ul>
          {detail.steps.map((s, n) => (
            <li key={n}>
              {words.documents.revision(s.revision)} ·{' '}
              {s.approved ? words.documents.approvedStep : words.documents.returnedStep} · {s.by.name} ·{' '}
              <TimeText at={s.at} relative={false} /> {s.comment}
            </li>
          ))}
        </ul>
      </section>
      {verb && <ActSheet verb={verb} detail={detail} onClose={() => setVerb(null)} />}
      <Drawer open={opened !== null} onClose={() => setOpened(null)} title={words.documents.evidenceOf} size={360}>
        {opened?.cite && <Evidence run={opened} documentId={document.id} incidentId={document.incidentId} />}
      </Drawer>
    </article>
  )
}

function Compare({ id, to }: { id: string; to: number }) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const answer = useQuery({ ...questions.documentDiff(id, to - 1, to), enabled: open })
  if (!open) return <Button onClick={() => setOpen(true)}>{words.documents.compare}</Button>
  return (
    <Answer query={answer}>
      {({ parts }) => (
        <div className="pre">
          <DiffText parts={parts} />
        </div>
      )}
    </Answer>
  )
}

function Evidence(props: { run: RunShown; documentId: string; incidentId: string | null }) {
  const { run, documentId, incidentId } = props
  const words = useWords()
  const cite = run.cite!
  return (
    <div className="stack">
      <p>
        <StateTag tone="plain">{words.documents.cite[cite.kind]}</StateTag>
      </p>
      <p>
        {words.documents.value}
        {words.common.colon}
        {cite.value}
      </p>
      {run.text !== cite.value && <p className="notice step2">{words.documents.changedMeans(run.text, cite.value)}</p>}
      {cite.kind === 'counted' ? (
        <Counted id={documentId} of={cite.id} />
      ) : (
        <p>
          <Link to={placeOf(cite, incidentId)}>{words.documents.openEvidence}</Link>
        </p>
      )}
    </div>
  )
}

/** The articles or matters behind a number of a briefing, as they are now. */
function Counted({ id, of }: { id: string; of: string }) {
  const words = useWords()
  const answer = useQuery(questions.documentCounted(id, of))
  return (
    <Answer query={answer}>
      {({ items }) => (
        <>
          <p className="faint">{words.documents.counted(items.length)}</p>
          <ul className="stack">
            {items.map((row) => (
              <li key={row.id}>
                <Link to={`/${row.kind === 'article' ? 'articles' : 'incidents'}/${row.id}`}>{row.title}</Link>{' '}
                <span className="faint">
                  {row.by} · <TimeText at={row.at} relative={false} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Answer>
  )
}

function placeOf({ kind, id }: NonNullable<RunShown['cite']>, incidentId: string | null): string {
  switch (kind) {
    case 'article':
      return `/articles/${id}`
    case 'flag':
      return `/review/${id}`
    case 'figure':
      return '/figures'
    case 'release':
      return `/releases/${id}`
    case 'correction':
      return `/corrections/${id}`
    case 'handoff':
      return `/handoffs/${id}`
    case 'incident':
      return `/incidents/${id}`
    case 'document':
      return `/documents/${id}`
    case 'journalist':
      return `/registry/people/${id}`
    case 'registry_outlet':
      return '/registry/outlets'
    case 'register_row':
      return '/registers'
    case 'talking_points':
      return `/incidents/${incidentId}/${id}?tab=talking-points`
    case 'report':
      return `/incidents/${incidentId}?tab=reports`
    default:
      return `/incidents/${incidentId}?tab=timeline`
  }
}

function ActSheet({ verb, detail, onClose }: { verb: Act; detail: DocumentDetail; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [reason, setReason] = useState('')
  const { id, revision, hash } = detail.document
  const submit = async () => {
    const run = () => commands.actOnDocument(id, { verb, revision, hash, reason })
    if (await act(run, { done: words.common.saved, renew: ['record', 'messages'] })) onClose()
  }
  const required = needReason.includes(verb)
  return (
    <Sheet
      title={words.documents.verb[verb]}
      verb={words.documents.verb[verb]}
      consequence={words.documents.means[verb]}
      danger={verb === 'withdraw' || verb === 'cancel'}
      busy={busy}
      error={error}
      ready={!required || reason.trim() !== ''}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {(required || verb === 'approve') && (
        <Labelled label={words.documents.reason} required={required}>
          <Input.TextArea
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Labelled>
      )}
    </Sheet>
  )
}
