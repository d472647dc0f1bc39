/** 机器起草: a first wording by the operator's language model, sentence by sentence with its source, and what was refused. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { DraftSourceShown, PointsDraftShown, TalkingPointsDetail } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { FigureLine } from '../../components/ClaimFacts.tsx'
import { MoveBar, MoveButton } from '../../components/MoveButton.tsx'
import { findMove } from '../../components/moves.ts'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

/** Nothing of it is seen where no language model is set up, or by whoever drafts nothing here. */
export function PointsDrafts({ incidentId }: { incidentId: string }) {
  const words = useWords()
  const { act, busy } = useAct()
  const { data } = useQuery({
    ...questions.pointsDrafts(incidentId),
    // Whatever is being written appears without a click.
    refetchInterval: ({ state }) => (state.data?.drafts.some(({ endedAt }) => endedAt === null) ? 3_000 : false),
  })
  // What was taken over is shown with the version that it began.
  const drafts = data?.drafts.filter((draft) => draft.takenBy === null) ?? []
  if (!data || (data.moves.length === 0 && drafts.length === 0)) return null
  const isWaiting = drafts.some(({ endedAt }) => endedAt === null)
  const ask = () =>
    act(() => commands.askPointsDraft(incidentId), { done: words.pointsDrafts.asked, renew: ['record'] })
  return (
    <section className="stack no-print">
      {!isWaiting && data.moves.length > 0 && (
        <>
          <MoveBar
            moves={data.moves}
            primaryVerb={null}
            busy={busy}
            choices={[{ verb: 'ask-draft', label: words.pointsDrafts.ask, onClick: () => void ask() }]}
          />
          {data.moves.some((move) => move.allowed) && <p className="faint">{words.pointsDrafts.means}</p>}
        </>
      )}
      {drafts.map((draft) => (
        <Draft key={draft.id} draft={draft} incidentId={incidentId} />
      ))}
    </section>
  )
}

function Draft({ draft, incidentId }: { draft: PointsDraftShown; incidentId: string }) {
  const words = useWords()
  const { act, busy } = useAct()
  const navigate = useNavigate()
  const { failure, endedAt, refused, sentences } = draft
  const take = async () => {
    const run = () => commands.takePointsDraft(incidentId, draft.id)
    if (await act(run, { done: words.pointsDrafts.taken, renew: ['record'] }))
      navigate(`/incidents/${incidentId}?tab=talking-points`, { replace: true })
  }
  const discard = () =>
    act(() => commands.discardPointsDraft(incidentId, draft.id), { done: words.drafts.discarded, renew: ['record'] })
  const [takes, discards] = [findMove(draft.moves, 'take'), findMove(draft.moves, 'discard')]
  const failures: Record<string, string> = { ...words.drafts.failure, ...words.pointsDrafts.failure }
  return (
    <article className="notice step1 stack">
      <div className="row between">
        <span className="row">
          <strong>{words.pointsDrafts.title}</strong>
          {sentences.length > 0 && !failure && <StateTag tone="step2">{words.pointsDrafts.warning}</StateTag>}
          {failure && <StateTag tone="step3">{words.pointsDrafts.failed}</StateTag>}
        </span>
        <span className="row">
          {takes && (
            <MoveButton move={takes} label={words.pointsDrafts.take} primary busy={busy} onClick={() => void take()} />
          )}
          {discards && (
            <Button size="small" loading={busy} onClick={() => void discard()}>
              {words.drafts.discard}
            </Button>
          )}
        </span>
      </div>
      {endedAt === null && <p role="status">{words.pointsDrafts.waiting}</p>}
      {failure && <p>{failures[failure]}</p>}
      {!failure &&
        (['summary', 'facts'] as const).map((part) => (
          <SourcedSentences
            key={part}
            title={words.pointsDrafts.parts[part]}
            sentences={sentences.filter((s) => s.part === part)}
            sources={draft.sources}
          />
        ))}
      {refused.length > 0 && (
        <details open={sentences.length === 0}>
          <summary>{words.pointsDrafts.refused(refused.length)}</summary>
          <p className="faint">{words.pointsDrafts.refusedMeans}</p>
          <ul>
            {refused.map(({ text, fault, quote }, at) => (
              <li key={at}>
                <span className="quiet">{text}</span>
                <br />
                <strong>{words.pointsDrafts.faults[fault](quote)}</strong>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="faint">
        {draft.model !== null && `${words.pointsDrafts.source(draft.model)} · `}
        <TimeText at={endedAt ?? draft.askedAt} /> · {words.drafts.askedBy(draft.askedBy)}
      </p>
    </article>
  )
}

/** What the machine wrote and nobody has changed, with what each sentence cites. */
export function MachineSentences({ detail }: { detail: TalkingPointsDetail }) {
  const words = useWords()
  const { draft, body, talkingPoints } = detail
  const said = [body.summary, ...body.facts.map((fact) => fact.text)]
  const left = draft?.sentences.filter(({ text }) => said.some((line) => line.includes(text))) ?? []
  if (!draft || left.length === 0) return null
  return (
    <details className="no-print" open={talkingPoints.isMachine}>
      <summary>
        {words.pointsDrafts.title}
        {words.common.colon}
        {words.pointsDrafts.cites}
      </summary>
      {!talkingPoints.isMachine && <p className="faint">{words.pointsDrafts.began}</p>}
      {(['summary', 'facts'] as const).map((part) => (
        <SourcedSentences
          key={part}
          title={words.pointsDrafts.parts[part]}
          sentences={left.filter((s) => s.part === part)}
          sources={draft.sources}
        />
      ))}
      <p className="faint">
        {draft.model !== null && `${words.pointsDrafts.source(draft.model)} · `}
        {words.drafts.askedBy(draft.askedBy)}
        {draft.takenBy !== null && ` · ${words.pointsDrafts.takenBy(draft.takenBy)}`}
      </p>
    </details>
  )
}

/** Sentences of a machine's draft, each with what it cites: the figure, or the article that says so. */
function SourcedSentences({
  title,
  sentences,
  sources,
}: {
  title: string
  sentences: PointsDraftShown['sentences']
  sources: DraftSourceShown[]
}) {
  if (sentences.length === 0) return null
  return (
    <section>
      <h4>{title}</h4>
      <ul className="plain-list stack">
        {sentences.map((sentence, at) => (
          <li key={at}>
            <p>{sentence.text}</p>
            {sentence.cites.map((key) => {
              const source = sources.find((s) => s.key === key)
              return source && <Source key={key} source={source} />
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Source({ source }: { source: DraftSourceShown }) {
  const words = useWords()
  return (
    <div className="figure-card">
      <span className="mono faint">{source.key}</span>{' '}
      {source.figure ? <FigureLine figure={source.figure} /> : <span className="quiet">“{source.text}”</span>}{' '}
      {source.articleId && <Link to={`/articles/${source.articleId}`}>{words.pointsDrafts.article}</Link>}
    </div>
  )
}
