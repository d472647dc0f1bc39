/**
 * Right pane, pinned below the facts: what a person decides about a flag. Acknowledging and marking start a duty that cannot be taken
 * back, so they ask once and say what starts; a verdict needs a reason, and "false" a second person.
 */
import { Button, Input, Radio, Select } from 'antd'
import { type RefObject, useImperativeHandle, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { FlagDetail, ReviewShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { ProblemNote } from '../../components/Answer.tsx'
import { MoveBar, MoveButton } from '../../components/MoveButton.tsx'
import { findMove, isAllowed } from '../../components/moves.ts'
import { Labelled } from '../../components/Sheet.tsx'
import { amountText } from '../../times.ts'
import { indicatorIn, placeIn } from '../../components/Names.tsx'
import { usePreferences, useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { FlagCorrections } from '../corrections/DraftCorrection.tsx'
import { AcknowledgeSheet, LeakSheet, MarkSheet, OverrideSheet } from './StartSheets.tsx'
import { type ReviewVerdict, reviewVerdicts } from './verdicts.ts'

/** What the keyboard may ask of the panel. */
export type DecisionDoor = {
  acknowledge: () => void
  markSuspectedMajor: () => void
  choose: (verdict: ReviewVerdict) => void
}

export function Decision({ detail, door }: { detail: FlagDetail; door: RefObject<DecisionDoor | null> }) {
  const words = useWords()
  const navigate = useNavigate()
  const [sheet, setSheet] = useState<'acknowledge' | 'mark' | 'leak' | 'override' | null>(null)
  const [verdict, setVerdict] = useState<ReviewVerdict | null>(null)
  const reason = useRef<HTMLDivElement>(null)
  const { moves, flag } = detail
  const ask = (verb: string, what: 'acknowledge' | 'mark') => () => isAllowed(moves, verb) && setSheet(what)
  const choose = (next: ReviewVerdict) => {
    if (!isAllowed(moves, 'propose-verdict')) return
    setVerdict(next)
    requestAnimationFrame(() => reason.current?.querySelector('textarea')?.focus())
  }
  useImperativeHandle(door, () => ({
    acknowledge: ask('acknowledge', 'acknowledge'),
    markSuspectedMajor: ask('mark-suspected-major', 'mark'),
    choose,
  }))
  const waiting = detail.reviews.find((review) => review.waiting)
  const confirms = waiting !== undefined && isAllowed(moves, 'confirm-verdict')
  const starts = ['acknowledge', 'mark-suspected-major'].find((verb) => isAllowed(moves, verb))
  // One primary button: the verdict being written, then what waits for a second person, then what starts the clock.
  const primary = verdict !== null ? 'verdict' : confirms ? 'confirm' : starts ? 'start' : 'room'
  const mark = detail.leakDuty ? words.leak.fabricated : words.moves.flag['mark-suspected-major']
  return (
    <section className="decision stack" aria-label={words.review.decide}>
      {detail.leakDuty && <p className="notice step3">{words.leak.notice}</p>}
      <div className="pinned row top">
        {detail.incident && (
          <Button
            type={primary === 'room' ? 'primary' : 'default'}
            onClick={() => navigate(`/incidents/${detail.incident!.id}`)}
          >
            {words.review.openRoom}
          </Button>
        )}
        <MoveBar
          moves={moves}
          primaryVerb={primary === 'start' ? starts! : null}
          choices={[
            {
              verb: 'acknowledge',
              label: words.moves.flag.acknowledge,
              onClick: () => setSheet('acknowledge'),
              shortcut: 'a',
            },
            {
              verb: 'mark-suspected-major',
              label: mark,
              onClick: () => setSheet('mark'),
              shortcut: 's',
            },
            ...(detail.leakDuty
              ? [{ verb: 'report-leak', label: words.leak.report, onClick: () => setSheet('leak') }]
              : []),
            // Against the rule, on the leading group's own responsibility: nobody else is shown such a button.
            ...(isAllowed(moves, 'override-no-fault')
              ? [
                  {
                    verb: 'override-no-fault',
                    label: words.override.verb,
                    onClick: () => setSheet('override'),
                    danger: true,
                  },
                ]
              : []),
          ]}
        />
      </div>
      {waiting && <Confirmation detail={detail} review={waiting} primary={primary === 'confirm'} />}
      <VerdictForm detail={detail} verdict={verdict} onVerdict={setVerdict} reasonBox={reason} />
      <FlagCorrections detail={detail} />
      {sheet === 'acknowledge' && <AcknowledgeSheet flag={flag} onClose={() => setSheet(null)} />}
      {sheet === 'leak' && detail.leakDuty && (
        <LeakSheet flag={flag} duty={detail.leakDuty} onClose={() => setSheet(null)} />
      )}
      {sheet === 'override' && <OverrideSheet flag={flag} onClose={() => setSheet(null)} />}
      {sheet === 'mark' && (
        <MarkSheet
          detail={detail}
          onClose={() => setSheet(null)}
          onOpened={(incidentId) => navigate(`/incidents/${incidentId}`)}
        />
      )}
    </section>
  )
}

function VerdictForm({
  detail,
  verdict,
  onVerdict,
  reasonBox,
}: {
  detail: FlagDetail
  verdict: ReviewVerdict | null
  onVerdict: (verdict: ReviewVerdict | null) => void
  reasonBox: RefObject<HTMLDivElement | null>
}) {
  const { words, language } = usePreferences()
  const { act, busy, error, forget } = useAct(true)
  const [reason, setReason] = useState('')
  const [figureId, setFigureId] = useState<string | null>(null)
  const move = findMove(detail.moves, 'propose-verdict')
  if (move === undefined) return null
  const figures = detail.claims.flatMap((claim) => (claim.figure ? [claim.figure] : []))
  const distinct = [...new Map(figures.map((figure) => [figure.id, figure])).values()]
  const submit = async () => {
    const body = { verdict, reason, figureId, articleVersionId: detail.flag.articleVersionId }
    const done = await act(() => commands.verdict(detail.flag.id, 'verdict', body), {
      done: verdict === 'false' ? words.review.proposedFalse : words.review.proposed,
      renew: ['flags', 'record'],
    })
    if (!done) return
    setReason('')
    setFigureId(null)
    onVerdict(null)
  }
  return (
    <div className="stack" ref={reasonBox}>
      <strong>{words.review.verdict}</strong>
      <Radio.Group
        className="verdicts"
        disabled={!move.allowed}
        value={verdict}
        aria-label={words.review.verdict}
        onChange={(event) => {
          forget()
          onVerdict(reviewVerdicts.find((one) => one === event.target.value) ?? null)
        }}
        options={reviewVerdicts.map((value, at) => ({
          value,
          label: (
            <>
              {words.states.verdict[value]}
              <kbd>{at + 1}</kbd>
            </>
          ),
        }))}
        optionType="button"
      />
      {verdict !== null && (
        <>
          <p className="faint">{words.review.verdictMeans[verdict]}</p>
          <Labelled label={words.common.reason} required>
            <Input.TextArea
              value={reason}
              rows={3}
              maxLength={2000}
              placeholder={words.review.reasonHint}
              onChange={(event) => setReason(event.target.value)}
            />
          </Labelled>
          {distinct.length > 0 && (
            <Labelled label={words.review.citedFigure}>
              <Select
                allowClear
                value={figureId}
                placeholder={words.review.citeHint}
                onChange={(value) => setFigureId(value ?? null)}
                options={distinct.map((figure) => ({
                  value: figure.id,
                  label: `${placeIn(language, figure)} ${figure.period} ${indicatorIn(language, figure)} ${words.states.measure[figure.measure]} ${amountText(figure.value)} ${figure.unit}`,
                }))}
              />
            </Labelled>
          )}
          <ProblemNote error={error} />
          <div className="row">
            <Button type="primary" loading={busy} disabled={reason.trim() === ''} onClick={() => void submit()}>
              {words.moves.flag['propose-verdict']}
            </Button>
            <Button onClick={() => onVerdict(null)}>{words.common.cancel}</Button>
          </div>
        </>
      )}
      {!move.allowed && (
        <MoveBar
          moves={detail.moves}
          choices={[{ verb: 'propose-verdict', label: words.moves.flag['propose-verdict'], onClick: () => undefined }]}
        />
      )}
    </div>
  )
}

function Confirmation({ detail, review, primary }: { detail: FlagDetail; review: ReviewShown; primary: boolean }) {
  const words = useWords()
  const { act, busy } = useAct()
  const move = findMove(detail.moves, 'confirm-verdict')
  return (
    <div className="notice step2 stack">
      <strong>{words.review.waiting(words.states.verdict[review.verdict])}</strong>
      <p>
        {review.reason} <span className="faint">{review.by.name}</span>
      </p>
      {move && (
        <div className="row">
          <MoveButton
            move={move}
            primary={primary}
            busy={busy}
            label={words.review.confirmVerdict(words.states.verdict[review.verdict])}
            onClick={() =>
              void act(() => commands.verdict(detail.flag.id, 'confirm-verdict', { reviewId: review.id }), {
                done: words.review.confirmed,
                renew: ['flags', 'record'],
              })
            }
          />
        </div>
      )}
      <p className="faint">{words.review.fourEyes}</p>
    </div>
  )
}
