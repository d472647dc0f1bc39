/** 报告: what left for whom and when, who received and acknowledged it, every revision of its words. */
import { useState } from 'react'
import type { IncidentRoom, Me, ReportShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { EmptyState } from '../../components/Answer.tsx'
import { MoveBar, MoveButton } from '../../components/MoveButton.tsx'
import { findMove } from '../../components/moves.ts'
import { FormInputs, FormText, formComplete } from '../../components/FormFields.tsx'
import { FormRevisions } from '../../components/FormRevisions.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import type { SheetVerb } from './next-verb.ts'

const renew = ['record', 'clocks', 'messages']

export function Reports({ room, me, onMove }: { room: IncidentRoom; me: Me; onMove: (verb: SheetVerb) => void }) {
  const words = useWords()
  return (
    <div className="stack wide">
      <div className="no-print">
        <MoveBar
          moves={room.moves}
          primaryVerb={null}
          choices={(['report', 'log-phone'] as const).map((verb) => ({
            verb,
            label: words.moves.incident[verb],
            onClick: () => onMove(verb),
          }))}
        />
      </div>
      {room.reports.length === 0 ? (
        <EmptyState title={words.reports.empty} next={words.reports.emptyNext} />
      ) : (
        [...room.reports].reverse().map((report) => <ReportView key={report.id} report={report} me={me} />)
      )}
    </div>
  )
}

function ReportView({ report, me }: { report: ReportShown; me: Me }) {
  const words = useWords()
  const [revising, setRevising] = useState(false)
  const { act, busy } = useAct()
  const current = report.revisions.at(-1)
  const revise = findMove(report.moves, 'revise')
  const doneWords = {
    acknowledge: words.reports.acknowledged,
    'confirm-phone': words.reports.phoneConfirmed,
    'release-held': words.reports.released,
  }
  const mine = new Set(me.seats.map((seat) => seat.unit.id))
  return (
    <article className="report stack">
      <header className="row between">
        <strong>
          {words.reports.title(words.states.reportKind[report.kind], report.seq)} · {report.from.name}
        </strong>
        <span className="faint">{words.states.channel[report.channel]}</span>
      </header>
      <dl className="facts">
        <dt>{words.reports.sentAt}</dt>
        <dd>
          <TimeText at={report.sentAt} />
        </dd>
        {report.claimedFoundAt !== null && (
          <>
            <dt>{words.reports.claimedFoundAt}</dt>
            <dd>
              <TimeText at={report.claimedFoundAt} relative={false} />{' '}
              <span className="faint">{words.reports.claimOnly}</span>
            </dd>
          </>
        )}
        {report.claimedSentAt !== null && (
          <>
            <dt>{words.reports.claimedSentAt}</dt>
            <dd>
              <TimeText at={report.claimedSentAt} relative={false} />{' '}
              <span className="faint">{words.reports.claimOnly}</span>
            </dd>
          </>
        )}
        <dt>{words.reports.countsAt}</dt>
        <dd>
          {report.countsAt === null ? words.reports.countsNot : <TimeText at={report.countsAt} relative={false} />}
        </dd>
        {report.otherRecipients.length > 0 && (
          <>
            <dt>{words.reports.outside}</dt>
            <dd>{report.otherRecipients.join(words.common.listComma)}</dd>
          </>
        )}
        <dt>{words.reports.signedBy}</dt>
        <dd>{report.signedBy.name}</dd>
        {report.skipLevel && (
          <>
            <dt>{words.reports.skips}</dt>
            <dd>{report.skipReason ?? words.reports.noReasonNeeded}</dd>
          </>
        )}
      </dl>
      {current && <FormText form={report.form} fields={current.fields} />}
      <ul className="plain-list receipts">
        {report.receipts.map((receipt) => (
          <li key={receipt.id} className="row between">
            <span>
              {receipt.unit.name} {receipt.copy && <span className="faint">{words.reports.copy}</span>}
            </span>
            <span className="row">
              <ReceiptState receipt={receipt} />
              <ReceiptMove
                report={report}
                receipt={receipt}
                mine={mine}
                busy={busy}
                onDo={(verb) =>
                  void act(() => commands.report(report.id, verb, bodyOf(verb, report, receipt)), {
                    done: doneWords[verb],
                    renew,
                  })
                }
              />
            </span>
          </li>
        ))}
      </ul>
      {revise && (
        <div className="row no-print">
          <MoveButton move={revise} label={words.moves.report.revise} onClick={() => setRevising(true)} />
        </div>
      )}
      <FormRevisions form={report.form} revisions={report.revisions} />
      {revising && <ReviseSheet report={report} onClose={() => setRevising(false)} />}
    </article>
  )
}

function ReceiptState({ receipt }: { receipt: ReportShown['receipts'][number] }) {
  const words = useWords()
  if (receipt.acknowledgedAt !== null)
    return (
      <StateTag tone="good">
        {words.reports.acknowledgedBy(receipt.acknowledgedBy ?? '')}{' '}
        <TimeText at={receipt.acknowledgedAt} relative={false} />
      </StateTag>
    )
  if (receipt.heldAt !== null && receipt.deliveredAt === null)
    return <StateTag tone="step2">{words.reports.held}</StateTag>
  if (receipt.deliveredAt !== null)
    return (
      <StateTag tone="step1">
        {words.reports.delivered} <TimeText at={receipt.deliveredAt} relative={false} />
      </StateTag>
    )
  return <StateTag tone="plain">{words.reports.underway}</StateTag>
}

type ReceiptVerb = 'acknowledge' | 'confirm-phone' | 'release-held'

/** A call is confirmed with the time its caller entered; who remembers another time logs the call instead. */
function bodyOf(verb: ReceiptVerb, report: ReportShown, receipt: ReportShown['receipts'][number]) {
  const unitId = receipt.unit.id
  return verb === 'confirm-phone' ? { unitId, callAt: report.claimedSentAt ?? report.sentAt } : { unitId }
}

/** The move sits beside the unit it concerns: a held copy is released, one's own unit acknowledges. */
function ReceiptMove(props: {
  report: ReportShown
  receipt: ReportShown['receipts'][number]
  mine: ReadonlySet<string>
  busy: boolean
  onDo: (verb: ReceiptVerb) => void
}) {
  const words = useWords()
  const { receipt } = props
  const held = receipt.heldAt !== null && receipt.deliveredAt === null
  // A call is there at once as words; it counts only when its receiver confirms it, acknowledged or not.
  const call = props.report.channel === 'phone' && props.report.countsAt === null && !receipt.copy
  const verb: ReceiptVerb = held ? 'release-held' : call ? 'confirm-phone' : 'acknowledge'
  const move = findMove(props.report.moves, verb)
  if (!move?.allowed) return null
  if (verb === 'acknowledge' && (receipt.deliveredAt === null || receipt.acknowledgedAt !== null)) return null
  if (!held && props.report.receipts.length > 1 && !props.mine.has(receipt.unit.id)) return null
  return (
    <MoveButton
      move={move}
      primary
      busy={props.busy}
      label={words.moves.report[verb]}
      onClick={() => props.onDo(verb)}
    />
  )
}

function ReviseSheet({ report, onClose }: { report: ReportShown; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [fields, setFields] = useState(report.revisions.at(-1)!.fields)
  const submit = async () => {
    const done = await act(() => commands.report(report.id, 'revisions', { fields }), {
      done: words.reports.revised,
      renew,
    })
    if (done) onClose()
  }
  return (
    <Sheet
      title={words.moves.report.revise}
      verb={words.moves.report.revise}
      consequence={words.reports.reviseMeans}
      width={680}
      busy={busy}
      error={error}
      ready={formComplete(report.form, report.kind, fields)}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <FormInputs form={report.form} kind={report.kind} fields={fields} error={error} onChange={setFields} />
    </Sheet>
  )
}
