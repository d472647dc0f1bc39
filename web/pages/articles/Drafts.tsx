/** 机器草稿: what the operator's language model wrote of a foreign text. Nothing of it is seen where none is set up. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ArticleShown, DraftShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { MoveBar } from '../../components/MoveButton.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

export function Drafts({ article }: { article: ArticleShown }) {
  const words = useWords()
  const { act } = useAct()
  const { data } = useQuery({
    ...questions.drafts(article.id),
    // Whatever is being written appears without a click.
    refetchInterval: ({ state }) => (state.data?.drafts.some(({ endedAt }) => endedAt === null) ? 3_000 : false),
  })
  if (!data || (data.moves.length === 0 && data.drafts.length === 0)) return null
  const ask = (kind: DraftShown['kind']) =>
    act(() => commands.askDraft(article.id, { kind }), { done: words.drafts.asked, renew: ['record'] })
  return (
    <section className="stack drafts">
      <h3>{words.drafts.title}</h3>
      {data.moves.length > 0 && (
        <>
          <MoveBar
            moves={data.moves}
            choices={(['translation', 'summary'] as const).map((kind) => ({
              verb: kind,
              label: words.drafts.ask[kind],
              onClick: () => void ask(kind),
            }))}
          />
          <p className="faint">{words.drafts.means}</p>
        </>
      )}
      {data.drafts.map((draft) => (
        <Draft key={draft.id} draft={draft} articleId={article.id} />
      ))}
    </section>
  )
}

function Draft({ draft, articleId }: { draft: DraftShown; articleId: string }) {
  const words = useWords()
  const { act, busy } = useAct()
  const { kind, text, failure, endedAt, model, version } = draft
  const discard = () =>
    act(() => commands.discardDraft(articleId, draft.id), { done: words.drafts.discarded, renew: ['record'] })
  return (
    <article className="notice step1 stack">
      <div className="row between">
        <span className="row">
          <strong>{words.drafts.kind[kind]}</strong>
          {text !== null && <StateTag tone="step2">{words.drafts.warning}</StateTag>}
        </span>
        <Button size="small" onClick={() => void discard()} loading={busy}>
          {words.drafts.discard}
        </Button>
      </div>
      {endedAt === null && <p>{words.drafts.waiting}</p>}
      {failure !== null && <p>{words.drafts.failure[failure]}</p>}
      {text !== null && <div className="reading draft-text">{text}</div>}
      <p className="faint">
        {model !== null && `${words.drafts.source(model, version)} · `}
        <TimeText at={endedAt ?? draft.askedAt} /> · {words.drafts.askedBy(draft.askedBy)}
        {draft.isOld && ` · ${words.drafts.old}`}
        {draft.cut && ` · ${words.drafts.cut}`}
      </p>
    </article>
  )
}
