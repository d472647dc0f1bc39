/** 提交研判: a person brings an article that the machine did not flag to the queue of their bureau, saying why. */
import { Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type ArticleDetail, flagArticleRequest } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { MoveBar } from '../../components/MoveButton.tsx'
import { findMove } from '../../components/moves.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'

/** Nothing where the bureau has a flag of it already: the link to it stands there instead. */
export function FlagArticle({ detail }: { detail: ArticleDetail }) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const move = findMove(detail.moves, 'flag')
  if (move === undefined || move.refusal?.code === 'already-exists') return null
  return (
    <>
      <MoveBar moves={[move]} choices={[{ verb: 'flag', label: words.articles.flag, onClick: () => setOpen(true) }]} />
      {open && <FlagSheet articleId={detail.article.id} onClose={() => setOpen(false)} />}
    </>
  )
}

/** `about`: how the reason begins. */
export function FlagSheet({
  articleId,
  about = '',
  onClose,
}: {
  articleId: string
  about?: string
  onClose: () => void
}) {
  const words = useWords()
  const navigate = useNavigate()
  const { act, busy, error } = useAct(true)
  const [reason, setReason] = useState(about)
  const submit = async () => {
    let flagId: string | undefined
    const run = async () => {
      flagId = (await commands.flagArticle(articleId, reason)).id
    }
    if (!(await act(run, { done: words.articles.flagged, renew: ['flags', 'articles'] }))) return
    onClose()
    navigate(flagId === undefined ? '/review' : `/review/${flagId}`)
  }
  return (
    <Sheet
      title={words.articles.flag}
      verb={words.articles.flag}
      consequence={words.articles.flagMeans}
      busy={busy}
      error={error}
      ready={flagArticleRequest.safeParse({ reason }).success}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <Labelled label={words.common.reason} hint={words.articles.flagReasonHint} required>
        <Input.TextArea rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}
