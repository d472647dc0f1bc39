/** One request for correction: what was asked about and what stands there now, the letter, letters and answers, looks with their proof. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { CorrectionDetail, CorrectionLookShown } from '../../../api/contract.ts'
import { Answer } from '../../components/Answer.tsx'
import { DiffText } from '../../components/DiffText.tsx'
import { MoveBar } from '../../components/MoveButton.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { ComposeSheet } from '../documents/ComposeSheet.tsx'
import { CorrectionSheet, type CorrectionVerb } from './CorrectionSheet.tsx'
import { CorrectionTag, remedied } from './correction-tag.tsx'

const verbs = [
  'approve',
  'send',
  'revise',
  'return',
  'next-letter',
  'log-reply',
  'add-reprints',
  'accept',
  'close',
  'retract',
  'cancel',
] as const satisfies readonly CorrectionVerb[]

export default function CorrectionPage() {
  const { correctionId = '' } = useParams()
  const answer = useQuery(questions.correction(correctionId))
  return (
    <div className="page">
      <Answer query={answer}>{(one) => <View key={one.id} one={one} />}</Answer>
    </div>
  )
}

/** The one next act: the letter's way first, then what the page shows or the outlet says. */
function nextOf(one: CorrectionDetail): CorrectionVerb | null {
  if (one.letterState === 'draft') return 'approve'
  if (one.letterState === 'approved') return 'send'
  if (one.state === 'silently_edited' || one.state === 'taken_out') return 'next-letter'
  return ['no_response', 'refused', 'partly', 'reopened'].includes(one.state) ? 'next-letter' : 'log-reply'
}

function View({ one }: { one: CorrectionDetail }) {
  const words = useWords()
  const w = words.corrections
  const [verb, setVerb] = useState<CorrectionVerb | null>(null)
  const [composing, setComposing] = useState(false)
  const units = useQuery(questions.documentUnits()).data?.units ?? []
  const wanted = nextOf(one)
  const open = one.letters.find((l) => l.n === one.revision)
  const last = one.looks.at(-1)
  const times: [string, string | null][] = [
    [w.draftedAt, one.draftedAt],
    [w.sentAt, one.sentAt],
    [w.nextStep, one.nextStepAt],
    [w.provenAt, one.provenAt],
  ]
  return (
    <article className="stack wide">
      <header className="panel stack">
        <h1>
          {one.outletName} <span className="faint">{one.outletDomain}</span>
        </h1>
        <p className="row">
          <CorrectionTag state={one.state} />
          <Outcome of={one} />
          <span className="faint">
            {w.unit}
            {words.common.colon}
            {one.unit.name}
          </span>
        </p>
        <p className="row">
          <Link to={`/articles/${one.article.id}`}>
            {w.article}
            {words.common.colon}
            {one.article.title}
          </Link>
          {one.incidentId && <Link to={`/incidents/${one.incidentId}`}>{words.review.openRoom}</Link>}
          {one.leadId && <Link to={`/corrections/${one.leadId}`}>{w.ofLead}</Link>}
        </p>
        <dl className="fact-row">
          {times.map(
            ([label, at]) =>
              at && (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    <TimeText at={at} />
                  </dd>
                </div>
              ),
          )}
        </dl>
        {one.endReason && (
          <p className="notice step2">
            {words.common.reason}
            {words.common.colon}
            {one.endReason}
          </p>
        )}
        <div className="no-print">
          <MoveBar
            moves={one.moves}
            primaryVerb={one.moves.some((m) => m.verb === wanted && m.allowed) ? wanted : null}
            choices={verbs.map((name) => ({
              ...{ verb: name, label: w.verb[name], onClick: () => setVerb(name) },
              danger: ['retract', 'cancel', 'close'].includes(name),
            }))}
          />
        </div>
        <p className="faint">{w.proofRule}</p>
      </header>

      <section className="panel stack">
        <div className="two-columns">
          <div className="stack tight">
            <h2>{w.before}</h2>
            <blockquote>{one.quote}</blockquote>
            <p className="faint">
              {w.pinned(one.pinned.version)} · <TimeText at={one.pinned.fetchedAt} /> ·{' '}
              <Link to={`/articles/${one.article.id}?tab=evidence`}>{w.evidenceOf(one.pinned.version)}</Link>
            </p>
            <p>
              {w.official}
              {words.common.colon}
              {one.right}
              {one.figure && (
                <span className="faint">
                  {' '}
                  {one.figure.owner} · <TimeText at={one.figure.publishedAt} />
                </span>
              )}
            </p>
            {one.figure?.isSuperseded && <p className="notice step3">{w.superseded}</p>}
          </div>
          <div className="stack tight">
            <h2>{w.now}</h2>
            {last ? (
              <>
                <blockquote>
                  <DiffText parts={one.diff} />
                </blockquote>
                <p>{last.note ? `${w.note}${words.common.colon}${last.note.quote}` : w.noNote}</p>
                <p className="faint">
                  {w.outcome[last.outcome]} · <TimeText at={last.at} />
                  {last.evidenceId && last.version !== null && (
                    <>
                      {' · '}
                      <Link to={`/articles/${one.article.id}?tab=evidence`}>{w.evidenceOf(last.version)}</Link>
                    </>
                  )}
                </p>
              </>
            ) : (
              <p className="quiet">{w.notLooked}</p>
            )}
          </div>
        </div>
      </section>

      {one.coverage && (one.coverage.reprints > 0 || one.notAsked > 0) && (
        <section className="panel stack tight">
          <h2>{w.coverage}</h2>
          {one.coverage.reprints > 0 && (
            <>
              <p>
                <strong>{w.coverageText(remedied(one.coverage), one.coverage.reprints)}</strong>
              </p>
              <p>
                {w.coverageMore(one.coverage.corrected, one.coverage.edited, one.coverage.gone, one.coverage.wrong)}
              </p>
            </>
          )}
          {one.notAsked > 0 && <p className="notice step2">{w.notAsked(one.notAsked)}</p>}
        </section>
      )}
      {one.others.length > 0 && (
        <section className="panel stack tight">
          <h2>{w.family}</h2>
          <ul className="plain-list">
            {one.others.map((other) => (
              <li key={other.id} className="row">
                <Link to={`/corrections/${other.id}`}>{other.outletName}</Link>
                <CorrectionTag state={other.state} />
                <Outcome of={other} />
              </li>
            ))}
          </ul>
        </section>
      )}

      {open && (
        <section className="panel stack">
          <h2>
            {w.letters} <span className="faint">{w.rung[open.rung]}</span>
          </h2>
          <h3>{open.letter.title}</h3>
          <p>
            {open.letter.recipient}
            {words.common.colon}
          </p>
          <p className="pre reading">{open.letter.text}</p>
          <p className="faint">
            {w.letterBy(open.byName)} · <TimeText at={open.at} />
          </p>
          {one.incidentId && units.length > 0 && (
            <div className="no-print">
              <Button onClick={() => setComposing(true)}>{w.paper}</Button>
            </div>
          )}
        </section>
      )}

      <section className="panel stack">
        <h2>{w.ladder}</h2>
        {one.sendings.length === 0 && <p className="quiet">{w.noSendings}</p>}
        <ol className="plain-list stack tight">
          {one.sendings.map((s) => (
            <li key={s.n}>
              <TimeText at={s.at} /> {w.rung[s.rung]} · {w.way[s.way]} · {s.address}
              {s.mail && ` · ${w.mail[s.mail] ?? s.mail}`}{' '}
              <span className="faint">
                {w.approvedBy(s.approvedByName)} · {w.sentBy(s.byName)}
              </span>
            </li>
          ))}
        </ol>
        {one.replies.length > 0 && <h3>{w.replies}</h3>}
        <ol className="plain-list stack tight">
          {one.replies.map((r) => (
            <li key={`${r.at}-${r.text}`}>
              <TimeText at={r.at} /> {w.reply[r.kind]} · {r.text} <span className="faint">{r.byName}</span>
            </li>
          ))}
        </ol>
      </section>

      <section className="panel stack">
        <h2>{w.looks}</h2>
        <ol className="plain-list stack">
          {one.looks.map((look) => (
            <Look key={look.id} look={look} articleId={one.article.id} />
          ))}
        </ol>
      </section>
      {composing && <ComposeSheet incidentId={one.incidentId} about={one.id} onClose={() => setComposing(false)} />}
      {verb && <CorrectionSheet verb={verb} one={one} onClose={() => setVerb(null)} />}
    </article>
  )
}

/** What the last look found, where the state does not say it already. */
function Outcome({ of: { state, outcome } }: { of: Pick<CorrectionDetail, 'state' | 'outcome'> }) {
  const w = useWords().corrections
  if (outcome === null || w.outcome[outcome] === w.state[state]) return null
  return <span className="faint">{w.outcome[outcome]}</span>
}

function Look({ look, articleId }: { look: CorrectionLookShown; articleId: string }) {
  const words = useWords()
  const w = words.corrections
  return (
    <li className="stack tight">
      <p className="row">
        <TimeText at={look.at} />
        <strong>{w.outcome[look.outcome]}</strong>
        {look.evidenceId && look.version !== null && (
          <Link to={`/articles/${articleId}?tab=evidence`}>{w.evidenceOf(look.version)}</Link>
        )}
      </p>
      {[...look.wrong, ...look.doubtful].map((q) => (
        <p key={`w-${q.place}-${q.quote}`}>
          <span className="faint">{w.place[q.place]}</span> <q>{q.quote}</q>
        </p>
      ))}
      {look.right.map((q) => (
        <p key={`r-${q.place}-${q.quote}`}>
          <span className="faint">{w.place[q.place]}</span> <ins>{q.quote}</ins>
        </p>
      ))}
      {look.note && (
        <p>
          <span className="faint">{w.place[look.note.place]}</span> {look.note.quote}
        </p>
      )}
    </li>
  )
}
