/**
 * One running duty: what is left, by when, whose, under which rule. The state comes from the server; the page only counts.
 */
import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { type ClockShown, dutyWordOf } from '../../api/contract.ts'
import { useMinute, useSecond } from '../clock.ts'
import type { Words } from '../locales/zh-CN.ts'
import { useWords } from '../preferences.tsx'
import { type ClockStep, clockStep, hms, isOpenClock, lengthText, timeText } from '../times.ts'
import { Shape, StateTag, type Tone } from './StateTag.tsx'

export const toneOfStep = (step: ClockStep): Tone => `step${step}` as const

const namesOf = (words: Words) => ({ duty: words.states.duty, otherDuty: words.clock.otherDuty })

export function dutyWord(clock: Pick<ClockShown, 'duty' | 'what' | 'rule'>, words: Words): string {
  return dutyWordOf(namesOf(words), { ...clock, rule: clock.rule.id })
}

function kindWord({ kind, rule }: ClockShown, words: Words): string {
  if (kind === 'soft') return words.clock.soft
  return kind === 'recurring' ? words.plans.recurring : words.states.basis[rule.basis]
}

/** What tells a clock from a failure of the unit: overdue at birth, or met by the report that another asks for. */
function ClockNotes({ clock }: { clock: ClockShown }) {
  const words = useWords()
  const notes = [
    clock.overdueOnCreation === null ? '' : words.plans.bornOverdue[clock.overdueOnCreation],
    clock.ledBy === null ? '' : words.plans.ledBy,
  ].filter(Boolean)
  return notes.map((note) => (
    <p className="faint" key={note}>
      {note}
    </p>
  ))
}

/** Ticks every second; a screen reader hears the minutes only. `children`: what may be done about one that runs. */
export function ClockCountdown({ clock, children }: { clock: ClockShown; children?: ReactNode }) {
  const words = useWords()
  if (!isOpenClock(clock)) return <EndedClock clock={clock} />
  return (
    <article className="clock-card" aria-label={`${dutyWord(clock, words)} ${clock.unit.name}`}>
      <header className="row between">
        <strong>{dutyWord(clock, words)}</strong>
        <span className="faint">{kindWord(clock, words)}</span>
      </header>
      <RunningTime clock={clock} large />
      <ClockFacts clock={clock} />
      <ClockNotes clock={clock} />
      {children}
    </article>
  )
}

export function RunningTime({ clock, large = false }: { clock: ClockShown; large?: boolean }) {
  const words = useWords()
  const now = useSecond()
  const step = clock.state === 'overdue' ? 4 : clockStep(clock, now)
  const ms = Date.parse(clock.limitAt) - now
  const overdue = clock.state === 'overdue' || ms < 0
  return (
    <span className={`${large ? 'clock-large' : 'clock-small'} text-${toneOfStep(step)}`}>
      <Shape tone={toneOfStep(step)} />
      <span aria-hidden="true">
        {overdue ? `${words.states.clock.overdue} ${hms(-ms)}` : hms(ms)}
        {!overdue && step === 3 && <span className="clock-word">{words.states.clock.due_soon}</span>}
      </span>
      <SpokenTime clock={clock} overdue={overdue} />
    </span>
  )
}

function SpokenTime({ clock, overdue }: { clock: ClockShown; overdue: boolean }) {
  const words = useWords()
  const minute = useMinute()
  const length = lengthText(Date.parse(clock.limitAt) - minute, words.time)
  return (
    <span className="seen-by-readers">
      {overdue ? words.clock.spokenOverdue(length) : words.clock.spokenLeft(length)}
    </span>
  )
}

function ClockFacts({ clock }: { clock: ClockShown }) {
  const words = useWords()
  return (
    <dl className="facts faint">
      <dt>{words.clock.unit}</dt>
      <dd>
        {clock.unit.name}
        {clock.body !== '' && ` · ${clock.body}`}
      </dd>
      <dt>{words.clock.limit}</dt>
      <dd>{timeText(clock.limitAt)}</dd>
      <dt>{words.clock.start}</dt>
      <dd>
        {timeText(clock.startAt)}
        {clock.provisional && ` ${words.clock.provisional}`}
        {clock.originalStartAt !== null && ` ${words.clock.movedFrom(timeText(clock.originalStartAt))}`}
      </dd>
      {clock.worstCase !== null && (
        <>
          <dt>{words.clock.worstCase}</dt>
          <dd>
            {words.states.clock[clock.worstCase.state]} · {words.clock.limit} {timeText(clock.worstCase.limitAt)}
          </dd>
        </>
      )}
      <dt>{words.clock.basis}</dt>
      <dd>
        <Tooltip title={clock.rule.text}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip must open by keyboard as well */}
          <span tabIndex={0} className="dotted">
            {clock.rule.citation}
          </span>
        </Tooltip>
      </dd>
    </dl>
  )
}

function EndedClock({ clock }: { clock: ClockShown }) {
  const words = useWords()
  const tone: Tone = clock.state === 'met' ? 'good' : clock.state === 'met_late' ? 'step3' : 'plain'
  return (
    <article className="clock-card ended">
      <header className="row between">
        <strong>{dutyWord(clock, words)}</strong>
        <StateTag tone={tone}>{words.states.clock[clock.state]}</StateTag>
      </header>
      <p className="faint">
        {clock.unit.name} · {words.clock.limit} {timeText(clock.limitAt)}
      </p>
      {clock.metAt !== null && (
        <p className="faint">
          {words.clock.metAt} {timeText(clock.metAt)}
          {clock.delayMs !== null && clock.delayMs > 0
            ? ` · ${words.clock.late(lengthText(clock.delayMs, words.time))}`
            : clock.marginMs !== null && ` · ${words.clock.margin(lengthText(clock.marginMs, words.time))}`}
        </p>
      )}
      <ClockNotes clock={clock} />
      {clock.voidReason !== null && (
        <p className="faint">
          {words.clock.voidReason} {clock.voidReason}
        </p>
      )}
    </article>
  )
}
