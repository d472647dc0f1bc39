/** Beginning a drill: which script, where, how fast its time runs. */
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { lengthText } from '../../times.ts'

export const speeds = [1, 10, 60, 120, 600] as const

export function StartDrill({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const w = words.drills
  const navigate = useNavigate()
  const { act, busy, error } = useAct(true)
  const { data } = useQuery(questions.drillScenarios())
  const [scenario, setScenario] = useState<string | null>(null)
  const [unitId, setUnitId] = useState<string | null>(null)
  const [speed, setSpeed] = useState<number>(1)
  const chosen = data?.items.find((s) => s.scenario === scenario)
  const run = async () => {
    if (!chosen || !unitId) return
    const { id } = await commands.startDrill({ scenario: chosen.scenario, unitId, speed })
    navigate(`/drills/${id}`)
  }
  return (
    <Sheet
      title={w.begin}
      verb={w.begin}
      consequence={w.means}
      busy={busy}
      error={error}
      ready={chosen !== undefined && unitId !== null}
      onDo={() => void act(run, { renew: ['record', 'messages', 'clocks'] })}
      onClose={onClose}
    >
      <Labelled label={w.scenario} required>
        <Select
          value={scenario}
          placeholder={w.choose}
          loading={!data}
          options={(data?.items ?? []).map((s) => ({ value: s.scenario, label: s.title }))}
          onChange={(value) => {
            setScenario(value)
            const units = data?.items.find((s) => s.scenario === value)?.units ?? []
            setUnitId(units.length === 1 ? units[0]!.id : null)
          }}
        />
      </Labelled>
      {chosen && (
        <div className="stack">
          <p className="pre">{chosen.aim}</p>
          <p className="faint">
            {chosen.planTitle} · {w.counts(chosen.injects, chosen.expected)} ·{' '}
            {w.length(lengthText(chosen.lengthMs, words.time))}
          </p>
          <p className="faint">
            {chosen.rule.text}——{chosen.rule.citation}
          </p>
        </div>
      )}
      <Labelled label={w.where} required>
        <Select
          value={unitId}
          options={(chosen?.units ?? []).map((u) => ({ value: u.id, label: u.name }))}
          onChange={setUnitId}
        />
      </Labelled>
      <Labelled label={w.speed}>
        <Select value={speed} options={speeds.map((n) => ({ value: n, label: w.times(n) }))} onChange={setSpeed} />
      </Labelled>
    </Sheet>
  )
}
