/** 疑似重复: pairs that may be one person, side by side; a person decides which stays. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { DuplicateShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { RegistryTabs } from './RegistryTabs.tsx'

export default function Doubles() {
  const words = useWords()
  const w = words.registry
  const answer = useQuery(questions.duplicates())
  const people = useQuery(questions.journalists({ pageSize: 1 }))
  const [merging, setMerging] = useState<{ pair: DuplicateShown; kept: 'one' | 'other' } | null>(null)
  return (
    <div className="page">
      <header className="page-head">
        <h1>{w.doubles}</h1>
      </header>
      <RegistryTabs mayReadLog={people.data?.units.some((u) => u.mayReadLog) ?? false} />
      <p className="quiet">{w.doublesNote}</p>
      <Answer query={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={w.noDoubles} next={w.noDoublesNext} />
          ) : (
            <ul className="plain-list stack wide">
              {items.map((pair) => (
                <li key={`${pair.one.id} ${pair.other.id}`}>
                  <section className="panel stack">
                    <p>
                      <StateTag tone="step2">{w.reasons[pair.reason]}</StateTag>
                    </p>
                    {(['one', 'other'] as const).map((side) => (
                      <div key={side} className="row between">
                        <span>
                          <Link to={`/registry/people/${pair[side].id}`}>{pair[side].name}</Link>{' '}
                          <span className="faint">
                            {[pair[side].outletName, ...pair[side].penNames].filter(Boolean).join(' · ')}
                          </span>
                        </span>
                        {pair.mayMerge && (
                          <Button size="small" onClick={() => setMerging({ pair, kept: side })}>
                            {w.keepFirst} {pair[side].name}
                          </Button>
                        )}
                      </div>
                    ))}
                  </section>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {merging && <MergeSheet {...merging} onClose={() => setMerging(null)} />}
    </div>
  )
}

function MergeSheet({ pair, kept, onClose }: { pair: DuplicateShown; kept: 'one' | 'other'; onClose: () => void }) {
  const words = useWords()
  const w = words.registry
  const { act, busy, error } = useAct(true)
  const [stays, goes] = kept === 'one' ? [pair.one, pair.other] : [pair.other, pair.one]
  const run = () => commands.journalist(stays.id, 'merge', { goneId: goes.id, reason: pair.reason })
  return (
    <Sheet
      title={w.merge}
      verb={w.merge}
      consequence={w.mergeMeans(stays.name)}
      busy={busy}
      error={error}
      onDo={() => void act(run, { done: words.common.saved, renew: ['record'] }).then((done) => done && onClose())}
      onClose={onClose}
    />
  )
}
