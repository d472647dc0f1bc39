/**
 * What a person may do about one number: say that the machine is wrong about it, or bring the article to their bureau's queue
 * for it. What was said against a verdict stands below it; the verdict stays.
 */
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ClaimShown, DisputeShown, FlagDetail, SpanShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import type { ClaimActions } from '../../components/ClaimList.tsx'
import { isAllowed } from '../../components/moves.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { FlagSheet } from './FlagArticle.tsx'

type Detail = Pick<FlagDetail, 'article' | 'disputes' | 'moves'>

/** `actions` go below each statement; `sheet` is the window that is open, if one is. */
export function useClaimActions(
  detail: Detail | undefined,
  versionId: string | undefined,
): { actions: ClaimActions; sheet: ReactNode } {
  const words = useWords()
  const [open, setOpen] = useState<{ what: 'dispute' | 'flag'; claim: ClaimShown } | null>(null)
  const { article, disputes = [], moves = [] } = detail ?? {}
  const actions: ClaimActions = (claim, spans) => (
    <>
      {disputes.filter(isAbout(spans)).map((dispute) => (
        <Said key={dispute.id} dispute={dispute} />
      ))}
      <div className="row no-print">
        {isAllowed(moves, 'dispute') && (
          <Button size="small" onClick={() => setOpen({ what: 'dispute', claim })}>
            {words.disputes.button}
          </Button>
        )}
        {isAllowed(moves, 'flag') && (
          <Button size="small" onClick={() => setOpen({ what: 'flag', claim })}>
            {words.disputes.flag}
          </Button>
        )}
      </div>
    </>
  )
  const close = () => setOpen(null)
  const sheet =
    open === null || article === undefined || versionId === undefined ? null : open.what === 'flag' ? (
      <FlagSheet articleId={article.id} about={words.disputes.about(open.claim.span.quote)} onClose={close} />
    ) : (
      <DisputeSheet articleId={article.id} versionId={versionId} claim={open.claim} onClose={close} />
    )
  return { actions, sheet }
}

const isAbout =
  (spans: readonly SpanShown[]) =>
  (dispute: DisputeShown): boolean =>
    spans.some(({ field, start, end }) => field === dispute.field && start === dispute.start && end === dispute.end)

function Said({ dispute }: { dispute: DisputeShown }) {
  const words = useWords()
  return (
    <p className="notice step1">
      <strong>{words.disputes.said}</strong> {dispute.reason}{' '}
      <span className="faint">
        {dispute.by.name} {dispute.unit?.name} · <TimeText at={dispute.at} />
      </span>
    </p>
  )
}

function DisputeSheet(props: { articleId: string; versionId: string; claim: ClaimShown; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [reason, setReason] = useState('')
  const { field, start, end, quote } = props.claim.span
  const submit = async () => {
    const body = { articleVersionId: props.versionId, field, start, end, reason }
    const run = () => commands.disputeClaim(props.articleId, body)
    if (await act(run, { done: words.disputes.done, renew: ['flags', 'articles'] })) props.onClose()
  }
  return (
    <Sheet
      title={words.disputes.title}
      verb={words.disputes.verb}
      consequence={words.disputes.means}
      busy={busy}
      error={error}
      ready={reason.trim().length >= 2}
      onDo={() => void submit()}
      onClose={props.onClose}
    >
      <p className="quote">“{quote}”</p>
      <Labelled label={words.common.reason} hint={words.disputes.hint} required>
        <Input.TextArea rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}
