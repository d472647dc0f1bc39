/** 值班: who is on duty now, where nobody will be, and the roster with what may be done with each turn. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { DutyTurnShown, OnDuty } from '../../../api/contract.ts'
import { useMinute } from '../../clock.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import type { Column } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { timeText } from '../../times.ts'
import { DutyTabs } from './DutyTabs.tsx'
import { EnterPattern, EnterTurn } from './EnterTurns.tsx'
import { ImportRoster } from './ImportRoster.tsx'
import { TurnActions } from './TurnActions.tsx'
import { UnitFilter } from './UnitFilter.tsx'

const kinds = ['incident', 'media_watch', 'online'] as const
const periods = ['coming', 'past'] as const
const sorts = ['earliest', 'latest'] as const

export default function DutyBoard() {
  const words = useWords()
  const w = words.roster
  const { query, set } = useFilters({ period: 'coming', sort: 'earliest' })
  const answer = useQuery(questions.duty(query))
  const present = useQuery(questions.onDuty())
  const [sheet, setSheet] = useState<'enter' | 'pattern' | 'import' | null>(null)
  const units = answer.data?.units ?? []
  const managed = units.filter((u) => u.mayManage)
  const close = () => setSheet(null)
  return (
    <>
      <ListPage
        title={w.title}
        tabs={<DutyTabs />}
        path="/api/duty"
        query={query}
        set={set}
        answer={answer}
        search={w.search}
        columns={columnsOf(words)}
        keyOf={(turn: DutyTurnShown) => turn.id}
        actions={
          <>
            {managed.length > 0 && (
              <>
                <Button type="primary" onClick={() => setSheet('enter')}>
                  {w.enter}
                </Button>
                <Button onClick={() => setSheet('pattern')}>{w.pattern}</Button>
                <Button onClick={() => setSheet('import')}>{w.import}</Button>
              </>
            )}
            <ExportButton path="/api/duty" query={query} format="xlsx" />
          </>
        }
        chips={[
          {
            name: 'kind',
            label: w.kindLabel,
            options: [
              { value: '', label: words.common.all },
              ...kinds.map((value) => ({ value, label: w.kind[value] })),
            ],
          },
          { name: 'period', label: w.span, options: periods.map((value) => ({ value, label: w.period[value] })) },
          { name: 'sort', label: words.common.sort, options: sorts.map((value) => ({ value, label: w.sort[value] })) },
        ]}
        moreFilters={<UnitFilter units={units} value={query.unitId} onChange={(unitId) => set({ unitId })} />}
        lead={<Answer query={present}>{(data) => <Present data={data} />}</Answer>}
        empty={{ title: w.empty, next: w.emptyNext }}
      />
      {sheet === 'enter' && <EnterTurn units={managed} onClose={close} />}
      {sheet === 'pattern' && <EnterPattern units={managed} onClose={close} />}
      {sheet === 'import' && <ImportRoster units={managed} onClose={close} />}
    </>
  )
}

function Present({ data }: { data: OnDuty }) {
  const words = useWords()
  const w = words.roster
  return (
    <section className="panel stack wide" aria-label={w.now}>
      <h2>{w.now}</h2>
      <p className="quiet">{w.intro}</p>
      {data.gaps.map((gap) => (
        <p key={`${gap.unit.id} ${gap.kind}`} className="notice step3" role="status">
          {w.gap(gap.unit.name, w.kind[gap.kind], timeText(gap.fromAt), gap.toAt && timeText(gap.toAt))}
        </p>
      ))}
      <Responsible />
      {data.items.length === 0 && <EmptyState title={w.nobodyNow} next={w.nobodyNowNext} />}
      <div className="plan-cards">
        {data.items.map((turn) => (
          <article key={turn.id} className="panel stack">
            <div className="row between top">
              <h3>{turn.person.name}</h3>
              <StateTag tone={turn.checkIns.length > 0 ? 'good' : 'step2'}>
                {turn.checkIns.length > 0 ? w.isCheckedIn : w.notCheckedIn}
              </StateTag>
            </div>
            <p className="faint">
              {turn.unit.name} · {w.kind[turn.kind]}
            </p>
            <p>
              {timeText(turn.fromAt)} – {timeText(turn.toAt)}
            </p>
            {turn.backup && (
              <p className="faint">
                {w.backup}
                {words.common.colon}
                {turn.backup.name}
              </p>
            )}
            {turn.phone && (
              <p className="faint">
                {w.phone}
                {words.common.colon}
                {turn.phone}
              </p>
            )}
            <TurnActions turn={turn} />
          </article>
        ))}
      </div>
    </section>
  )
}

/** Who answers for the person's own bureau, and how many units they see have nobody. */
function Responsible() {
  const words = useWords()
  const w = words.heads
  const answer = useQuery(questions.heads({ state: 'missing', pageSize: 5 }))
  if (!answer.data) return null
  const { own, missing, items } = answer.data
  return (
    <>
      {own.map(({ unit, person, fromAt }) => (
        <p key={unit.id} className={person ? 'faint' : 'notice step3'} role={person ? undefined : 'status'}>
          {person && fromAt ? w.own(unit.name, person.name, timeText(fromAt)) : w.ownMissing(unit.name)}
        </p>
      ))}
      {missing > 0 && (
        <p className="notice step2" role="status">
          <Link to="/first-responsible?state=missing">{w.missing(missing)}</Link>{' '}
          <span className="faint">
            {items.map((h) => h.unit.name).join(words.common.listComma)}
            {missing > items.length ? '…' : ''}
          </span>
        </p>
      )}
    </>
  )
}

function columnsOf(words: ReturnType<typeof useWords>): Column<DutyTurnShown>[] {
  const w = words.roster
  return [
    {
      key: 'span',
      title: w.span,
      width: '20%',
      cell: (t) => (
        <>
          <div className="nowrap">{timeText(t.fromAt)}</div>
          <div className="nowrap">{timeText(t.toAt)}</div>
        </>
      ),
    },
    {
      key: 'unit',
      title: words.common.unit,
      width: '20%',
      cell: (t) => (
        <>
          {t.unit.name}
          <div className="faint">{w.kind[t.kind]}</div>
        </>
      ),
    },
    {
      key: 'person',
      title: w.person,
      width: '18%',
      cell: (t) => (
        <>
          {t.person.name}
          {t.backup && (
            <div className="faint">
              {w.backup}
              {words.common.colon}
              {t.backup.name}
            </div>
          )}
        </>
      ),
    },
    { key: 'state', title: words.common.state, cell: (t) => <TurnFacts turn={t} /> },
    { key: 'moves', title: words.common.actions, width: '18%', cell: (t) => <TurnActions turn={t} /> },
  ]
}

function TurnFacts({ turn }: { turn: DutyTurnShown }) {
  const w = useWords().roster
  const now = useMinute()
  const [first] = turn.checkIns
  return (
    <div>
      <div className={first ? '' : 'faint'}>
        {first
          ? w.checkedIn(first.person.name, timeText(first.at))
          : now < Date.parse(turn.fromAt)
            ? w.notBegun
            : w.notCheckedIn}
      </div>
      {first?.enteredBy && <div className="faint">{w.enteredBy(first.enteredBy, first.reason)}</div>}
      {turn.handover && (
        <div className="faint">
          {w.given(turn.handover.to.name, timeText(turn.handover.givenAt))},{' '}
          {turn.handover.takenAt ? w.taken(timeText(turn.handover.takenAt)) : w.notTaken} ·{' '}
          {w.matters(turn.handover.matters.length + turn.handover.moreMatters)}
        </div>
      )}
    </div>
  )
}
