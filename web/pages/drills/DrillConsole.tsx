/** 演练控制台: the drill's own time, what happens in it, what was to be done and what was; steered by whoever runs it. */
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { DrillConsole as Console, DrillResultShown, InjectShown, SteerDrill } from '../../../api/contract.ts'
import { paced, useSecond } from '../../clock.ts'
import { useAct } from '../../components/act.ts'
import { Answer } from '../../components/Answer.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { MoveBar } from '../../components/MoveButton.tsx'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { empty, lengthText, timeText } from '../../times.ts'
import { drillTone } from './Drills.tsx'
import { speeds } from './StartDrill.tsx'

const verbs = ['jump', 'resume', 'stop', 'speed', 'observe', 'end'] as const
type Verb = (typeof verbs)[number]

export default function DrillConsole() {
  const { incidentId = '' } = useParams()
  const answer = useQuery(questions.drill(incidentId))
  return (
    <div className="page">
      <Answer query={answer}>{(shown) => <View shown={shown} />}</Answer>
    </div>
  )
}

const resultTone: Record<DrillResultShown['state'], Tone> = {
  ...{ ahead: 'plain', open: 'step1', done: 'good', late: 'step2', overdue: 'step4', missed: 'step4' },
}

function View({ shown }: { shown: Console }) {
  const words = useWords()
  const w = words.drills
  const [verb, setVerb] = useState<Verb | null>(null)
  const { drill, injects, results, people, rule } = shown
  const difference = (r: DrillResultShown) => {
    if (r.differenceMs === null || r.differenceMs === 0) return empty
    const length = lengthText(Math.abs(r.differenceMs), words.time)
    return r.differenceMs < 0 ? w.early(length) : w.lateBy(length)
  }
  const columns: Column<DrillResultShown>[] = [
    {
      key: 'text',
      title: w.act,
      width: '34%',
      cell: (r) => (
        <>
          {r.text}
          {r.rule && <div className="faint">{r.rule.citation}</div>}
        </>
      ),
    },
    {
      key: 'state',
      title: words.common.state,
      cell: (r) => <StateTag tone={resultTone[r.state]}>{w.result[r.state]}</StateTag>,
    },
    { key: 'due', title: w.dueAt, cell: (r) => timeText(r.dueAt) },
    { key: 'done', title: w.doneAt, cell: (r) => timeText(r.doneAt) },
    { key: 'by', title: w.doneBy, cell: (r) => r.doneBy ?? empty },
    { key: 'difference', title: w.difference, cell: difference },
  ]
  return (
    <article className="stack wide">
      <header className="panel stack">
        <h1>{drill.title}</h1>
        <p className="row">
          <StateTag tone={drillTone(drill.state)}>{w.state[drill.state]}</StateTag>
          <span className="faint">
            {drill.no} · {drill.unit.name} · {drill.planTitle}
          </span>
          <Link to={`/incidents/${drill.incidentId}`}>{w.toRoom}</Link>
        </p>
        <DrillTime shown={shown} />
        <p className="pre">{shown.aim}</p>
        <p className="faint">
          {rule.text}——{rule.citation}
        </p>
        <div className="no-print">
          <MoveBar
            moves={shown.moves}
            choices={verbs.map((name) => ({
              verb: name,
              label: w.verb[name],
              onClick: () => setVerb(name),
              danger: name === 'end',
            }))}
          />
        </div>
      </header>
      <section className="panel stack">
        <h2>{w.injects}</h2>
        <ol className="timeline">
          {injects.map((inject) => (
            <Inject key={inject.inject} inject={inject} />
          ))}
        </ol>
        {shown.coming > 0 && <p className="faint">{w.coming(shown.coming)}</p>}
      </section>
      <section className="panel list-panel">
        <div className="row between">
          <h2>{w.results}</h2>
          <ExportButton path={`/api/drills/${drill.incidentId}/sheet`} format="xlsx" label={w.sheet} />
        </div>
        <DataTable caption={w.results} columns={columns} rows={results} keyOf={(r) => r.name} />
      </section>
      <section className="panel stack">
        <h2>{w.people}</h2>
        <ul className="plain-list tight">
          {people.map((person) => (
            <li key={`${person.name} ${person.roles.join()}`} className="row between">
              <span>
                {person.name}{' '}
                <span className="faint">{person.roles.map((role) => words.states.role[role]).join(' · ')}</span>
              </span>
              <span>{w.acts(person.acts)}</span>
            </li>
          ))}
        </ul>
      </section>
      {verb && <Steer verb={verb} shown={shown} onClose={() => setVerb(null)} />}
    </article>
  )
}

/** It runs on by itself at the drill's speed between two answers. */
function DrillTime({ shown: { pace, nextAt, drill } }: { shown: Console }) {
  const words = useWords()
  const w = words.drills
  const now = useSecond()
  const at = paced(pace, now)
  const isOver = drill.endedAt !== null
  return (
    <dl className="fact-row">
      {!isOver && (
        <div>
          <dt>{w.clock}</dt>
          <dd>
            <strong>{timeText(at)}</strong> {pace.speed === 0 ? w.stands : w.times(pace.speed)}
          </dd>
        </div>
      )}
      {!isOver && (
        <div>
          <dt>{w.nextAt}</dt>
          <dd>{nextAt ? timeText(nextAt) : w.noNext}</dd>
        </div>
      )}
      <div>
        <dt>{w.startedAt}</dt>
        <dd>
          {timeText(drill.startedAt)} {drill.startedBy}
        </dd>
      </div>
      {drill.endedAt && (
        <div>
          <dt>{w.endedAt}</dt>
          <dd>{timeText(drill.endedAt)}</dd>
        </div>
      )}
    </dl>
  )
}

function Inject({ inject }: { inject: InjectShown }) {
  const words = useWords()
  const w = words.drills
  return (
    <li>
      <p className="row">
        <strong>{timeText(inject.at)}</strong>
        <StateTag tone={inject.given ? 'good' : 'plain'}>{inject.given ? w.given : w.notGiven}</StateTag>
        <span className="faint">
          {w.from(inject.from, w.via[inject.via])} → {inject.to.map((role) => words.states.role[role]).join(' · ')}
        </span>
      </p>
      <p className="pre">{inject.text}</p>
    </li>
  )
}

function Steer({ verb, shown, onClose }: { verb: Verb; shown: Console; onClose: () => void }) {
  const words = useWords()
  const w = words.drills
  const { act, busy, error } = useAct(true)
  const [speed, setSpeed] = useState<number>(Math.max(1, shown.pace.speed))
  const [name, setName] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const body = (): SteerDrill => {
    if (verb === 'speed' || verb === 'resume') return { verb, speed }
    if (verb === 'observe') return { verb, name: name ?? '', note }
    if (verb === 'end') return { verb, reason: note }
    return { verb }
  }
  const run = () => commands.steerDrill(shown.drill.incidentId, body())
  const submit = async () => {
    if (await act(run, { done: words.common.saved, renew: ['record', 'messages', 'clocks'] })) onClose()
  }
  const needsNote = verb === 'observe' || verb === 'end'
  return (
    <Sheet
      title={w.verb[verb]}
      verb={w.verb[verb]}
      consequence={w.consequence[verb]}
      danger={verb === 'end'}
      busy={busy}
      error={error}
      ready={(!needsNote || note.trim() !== '') && (verb !== 'observe' || name !== null)}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {(verb === 'speed' || verb === 'resume') && (
        <Labelled label={w.speed}>
          <Select value={speed} options={speeds.map((n) => ({ value: n, label: w.times(n) }))} onChange={setSpeed} />
        </Labelled>
      )}
      {verb === 'observe' && (
        <Labelled label={w.what} required>
          <Select
            value={name}
            options={shown.results.map((r) => ({ value: r.name, label: r.text }))}
            onChange={setName}
          />
        </Labelled>
      )}
      {needsNote && (
        <Labelled label={verb === 'end' ? w.reason : w.note} required>
          <Input.TextArea rows={3} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        </Labelled>
      )}
    </Sheet>
  )
}
