/** One entry: facts, what it rests on, contacts, checks, merges, who looked, and what may be done. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import { type JournalistShown, registersShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer } from '../../components/Answer.tsx'
import { MoveBar } from '../../components/MoveButton.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { usePreferences, useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { empty } from '../../times.ts'
import { FactsSheet } from './FactsSheet.tsx'
import { ActSheet, type ActVerb } from './ActSheet.tsx'
import { stateTone } from './Journalists.tsx'

const acts = [
  'check-card',
  'link-incident',
  'log-interaction',
  'review',
  'restrict',
  'lift',
  'ask-erasure',
  'erase-wrong',
] as const satisfies readonly ActVerb[]

export default function JournalistPage() {
  const { journalistId = '' } = useParams()
  const answer = useQuery(questions.journalist(journalistId))
  return (
    <div className="page">
      <Answer query={answer}>{(entry) => <View key={entry.id} entry={entry} />}</Answer>
    </div>
  )
}

function View({ entry }: { entry: JournalistShown }) {
  const { words, language } = usePreferences()
  const w = words.registry
  const { act, busy } = useAct()
  const [sheet, setSheet] = useState<ActVerb | 'change' | null>(null)
  const takeAway = () =>
    act(() => commands.exportJournalist(entry.id, `${entry.name}.xlsx`, language), { renew: ['record'] })
  const facts: [string, ReactNode][] = [
    [w.outlet, entry.outletName || entry.url || empty],
    [w.role, entry.role ? w.roles[entry.role] : w.kinds[entry.kind]],
    [w.penNames, entry.penNames.join(words.common.listComma) || empty],
    [w.basis, w.bases[entry.basis]],
    [w.registeredBy, entry.registeredBy],
    [w.registeredAt, <TimeText key="r" at={entry.registeredAt} />],
    [w.reviewAt, <TimeText key="v" at={entry.reviewAt} />],
    [w.keepUntil, <TimeText key="k" at={entry.keepUntil} />],
  ]
  return (
    <article className="stack wide">
      <header className="panel stack">
        <h1>{entry.name || w.erasedTitle}</h1>
        <p className="row">
          <StateTag tone={stateTone(entry.state)}>{w.states[entry.state]}</StateTag>
          <span className="faint">{entry.unit.name}</span>
        </p>
        {entry.restriction && <p className="notice step3">{w.restrictedNote(w.restrictions[entry.restriction])}</p>}
        {entry.erasure && <p className="notice step1">{w.erasedNote(w.erasures[entry.erasure])}</p>}
        {entry.mergedIntoId && (
          <p className="notice step1">
            {w.mergedNote} <Link to={`/registry/people/${entry.mergedIntoId}`}>{w.openKept}</Link>
          </p>
        )}
        {entry.state !== 'erased' && (
          <dl className="fact-row">
            {facts.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        <p className="faint">{w.factsOnly}</p>
        {entry.state !== 'erased' && (
          <div className="no-print">
            <MoveBar
              moves={entry.moves}
              busy={busy}
              primaryVerb={null}
              choices={[
                { verb: 'change', label: w.verb.change, onClick: () => setSheet('change') },
                ...acts.map((verb) => ({
                  ...{ verb, label: w.verb[verb], onClick: () => setSheet(verb) },
                  danger: verb === 'ask-erasure' || verb === 'erase-wrong',
                })),
                { verb: 'export-journalist', label: w.verb['export-journalist'], onClick: () => void takeAway() },
              ]}
            />
          </div>
        )}
      </header>
      {entry.state === 'active' && <ContactPanel entry={entry} />}
      <Panel title={w.links} none={entry.links.length === 0}>
        {entry.links.map((l) => (
          <li key={`${l.incidentId} ${l.at}`} className="row between">
            <Link to={`/incidents/${l.incidentId}`}>
              {l.incidentNo} {l.incidentTitle}
            </Link>
            <span className="faint">
              {w.outcome}
              {words.common.colon}
              {w.outcomes[l.outcome]} · <TimeText at={l.at} />
            </span>
          </li>
        ))}
      </Panel>
      <Panel title={w.interactions} none={entry.interactions.length === 0} noneText={w.noInteractions}>
        {entry.interactions.map((i) => (
          <li key={`${i.kind} ${i.at} ${i.releaseId}`} className="row between">
            <span>
              {w.interactionKinds[i.kind]}{' '}
              {i.incidentId && <Link to={`/incidents/${i.incidentId}`}>{i.incidentNo}</Link>}
            </span>
            <span className="faint">
              {i.byName} · <TimeText at={i.at} />
            </span>
          </li>
        ))}
      </Panel>
      {entry.kind === 'press' && (
        <Panel
          title={w.checks}
          none={entry.checks.length === 0}
          noneText={w.neverChecked}
          more={
            <p>
              <a href={registersShown.press_card.url} target="_blank" rel="noreferrer">
                {w.lookUp}
                {words.common.colon}
                {registersShown.press_card.name}
              </a>{' '}
              <span className="faint">{w.lookUpNote}</span>
            </p>
          }
        >
          {entry.checks.map((k) => (
            <li key={k.at} className="row between">
              <span>{w.cards[k.result]}</span>
              <span className="faint">
                {k.byName} · <TimeText at={k.at} />
              </span>
            </li>
          ))}
        </Panel>
      )}
      {(entry.merges.length > 0 || entry.merged.length > 0) && (
        <Panel title={w.merges} none={false}>
          {entry.merged.map((m) => (
            <li key={m.id} className="row between">
              <Link to={`/registry/people/${m.id}`}>{m.name}</Link>
              {m.moves.some((move) => move.verb === 'part' && move.allowed) && (
                <Button
                  size="small"
                  loading={busy}
                  onClick={() => void act(() => commands.journalist(m.id, 'part', {}), { renew: ['record'] })}
                >
                  {w.verb.part}
                </Button>
              )}
            </li>
          ))}
          {entry.merges.map((m) => (
            <li key={m.at} className="faint">
              <TimeText at={m.at} /> {w.mergedOn(m.byName)} · {w.reasons[m.reason]}
              {m.undoneAt && m.undoneBy && (
                <>
                  {' · '}
                  <TimeText at={m.undoneAt} /> {w.undoneOn(m.undoneBy)}
                </>
              )}
            </li>
          ))}
        </Panel>
      )}
      {entry.reads && (
        <Panel title={w.readsOf} none={entry.reads.length === 0} noneText={w.noReads}>
          {entry.reads.map((r) => (
            <li key={`${r.at} ${r.byName}`} className="row between">
              <span>
                {r.byName} {(w.readActions as Record<string, string>)[r.action]}
              </span>
              <span className="faint">
                <TimeText at={r.at} />
              </span>
            </li>
          ))}
        </Panel>
      )}
      {sheet === 'change' && <FactsSheet entry={entry} onClose={() => setSheet(null)} />}
      {sheet && sheet !== 'change' && <ActSheet verb={sheet} entry={entry} onClose={() => setSheet(null)} />}
    </article>
  )
}

/** Stays closed until somebody asks, and is asked for anew each time the page is opened. */
function ContactPanel({ entry }: { entry: JournalistShown }) {
  const words = useWords()
  const w = words.registry
  const { act, busy } = useAct()
  const [contact, setContact] = useState<{ phone: string; email: string } | null>(null)
  const may = entry.moves.some((move) => move.verb === 'read-contact' && move.allowed)
  const open = () => act(async () => setContact(await commands.openContact(entry.id)), { renew: ['record'] })
  return (
    <section className="panel stack">
      <h2>{w.contact}</h2>
      {!entry.hasContact && <p className="quiet">{w.noContact}</p>}
      {entry.hasContact && !contact && <p className="quiet">{w.contactHidden}</p>}
      {entry.hasContact && !contact && may && (
        <p>
          <Button loading={busy} onClick={() => void open()}>
            {w.show}
          </Button>
        </p>
      )}
      {contact && (
        <dl className="fact-row">
          <div>
            <dt>{w.phone}</dt>
            <dd>{contact.phone || empty}</dd>
          </div>
          <div>
            <dt>{w.email}</dt>
            <dd>{contact.email || empty}</dd>
          </div>
        </dl>
      )}
    </section>
  )
}

function Panel(props: { title: string; none: boolean; noneText?: string; more?: ReactNode; children: ReactNode }) {
  return (
    <section className="panel stack">
      <h2>{props.title}</h2>
      {props.more}
      {props.none ? (
        <p className="quiet">{props.noneText ?? empty}</p>
      ) : (
        <ul className="plain-list stack">{props.children}</ul>
      )}
    </section>
  )
}
