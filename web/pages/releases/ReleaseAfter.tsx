/** What belongs to a release besides its text: addresses, guests, questions, effect, earlier revisions. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import type { ReleaseDetail } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Chart } from '../../components/Chart.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { timeText } from '../../times.ts'

export function ReleaseAfter({ detail }: { detail: ReleaseDetail }) {
  const words = useWords()
  const wentOut = detail.release.liveAt !== null
  return (
    <>
      {wentOut && <Addresses detail={detail} />}
      {detail.body.meeting && <Guests detail={detail} />}
      {detail.body.meeting && wentOut && <Questions detail={detail} />}
      {wentOut && <Effect detail={detail} />}
      {detail.revisions.length > 1 && (
        <details className="panel">
          <summary>{words.releases.versions}</summary>
          <ol reversed className="stack">
            {detail.revisions.toReversed().map((revision) => (
              <li key={revision.n}>
                <strong>{revision.title}</strong>
                <p className="faint">
                  {revision.by.name} · <TimeText at={revision.at} relative={false} />
                </p>
                <p className="pre">{revision.text}</p>
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

function Addresses({ detail }: { detail: ReleaseDetail }) {
  const words = useWords()
  return (
    <section className="panel stack">
      <h2>{words.releases.addresses}</h2>
      {detail.addresses.length === 0 && <p className="quiet">{words.releases.noAddresses}</p>}
      <ul className="plain-list stack">
        {detail.addresses.map((address) => (
          <li key={address.url}>
            {address.place} <a href={address.url}>{address.url}</a>{' '}
            <span className="faint">
              <TimeText at={address.publishedAt} relative={false} /> · {address.by.name}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Guests({ detail }: { detail: ReleaseDetail }) {
  const words = useWords()
  const { act, busy } = useAct()
  const mayHost = detail.moves.some((move) => move.verb === 'admit-guest' && move.allowed)
  const came = (guestId: string) =>
    act(() => commands.release(detail.release.id, 'guests/came', { guestId }), { renew: ['record'] })
  const me = useQuery(questions.me())
  const people = useQuery({
    ...questions.journalists({ pageSize: 1 }),
    enabled: me.data?.areas.includes('registry') ?? false,
  })
  const homes = (people.data?.units ?? []).filter((u) => u.mayRegisterGuests).slice(0, 1)
  const register = (guestId: string, unitId: string) =>
    act(() => commands.release(detail.release.id, 'register-guest', { guestId, unitId }), {
      done: words.common.saved,
      renew: ['record'],
    })
  return (
    <section className="panel stack">
      <h2>{words.releases.guests}</h2>
      {detail.guests.length === 0 && <p className="quiet">{words.releases.noGuests}</p>}
      <ul className="plain-list stack">
        {detail.guests.map((guest) => (
          <li key={guest.id} className="row between">
            <span>
              <strong>{guest.outlet}</strong> {guest.reporter}{' '}
              <span className="faint">
                {words.releases.mediaClasses[guest.mediaClass]} · {words.releases.card}
                {words.common.colon}
                {words.releases.cards[guest.card]}
                {guest.note && ` · ${guest.note}`}
              </span>
            </span>
            <span className="row">
              {guest.journalistId ? (
                <Link to={`/registry/people/${guest.journalistId}`}>{words.registry.openKept}</Link>
              ) : (
                homes.map((home) => (
                  <Button key={home.id} size="small" loading={busy} onClick={() => void register(guest.id, home.id)}>
                    {words.registry.registerGuest}
                  </Button>
                ))
              )}
              <StateTag tone={guest.admitted ? 'good' : 'step3'}>
                {guest.admitted ? words.releases.admitted : words.releases.notAdmitted}
              </StateTag>
              {guest.cameAt ? (
                <span className="faint">{words.releases.cameAt(timeText(guest.cameAt))}</span>
              ) : (
                guest.admitted &&
                mayHost && (
                  <Button size="small" loading={busy} onClick={() => void came(guest.id)}>
                    {words.releases.came}
                  </Button>
                )
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Questions({ detail }: { detail: ReleaseDetail }) {
  const words = useWords()
  return (
    <section className="panel stack">
      <h2>{words.releases.questions}</h2>
      {detail.questions.length === 0 && <p className="quiet">{words.releases.noQuestions}</p>}
      <ol className="stack">
        {detail.questions.map((entry) => (
          <li key={entry.id}>
            <p>
              <strong>
                {entry.outlet} {entry.reporter}
              </strong>
              {words.common.colon}
              {entry.question}
            </p>
            <p className="pre">
              <strong>{entry.speaker}</strong>
              {words.common.colon}
              {entry.answer}
            </p>
            {entry.deviation && (
              <p className="notice step3">
                {words.releases.deviation}
                {words.common.colon}
                {entry.deviation}
              </p>
            )}
            <p className="faint">
              <TimeText at={entry.at} relative={false} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Effect({ detail }: { detail: ReleaseDetail }) {
  const words = useWords()
  const { effect, evaluation } = detail
  const { before, after, accusingBefore, accusingAfter, linking } = effect
  return (
    <section className="panel stack">
      <h2>{words.releases.effect}</h2>
      {effect.hours.length === 0 ? (
        <p className="quiet">{words.releases.effectNone}</p>
      ) : (
        <Chart
          title={words.releases.articles}
          spoken={`${words.releases.effectSpoken(before, after, linking)} ${words.releases.effectTone(accusingBefore, accusingAfter)}`}
          content={{
            kind: 'bars',
            x: { name: words.releases.hour, values: effect.hours.map((h) => timeText(h.at).slice(5, 16)) },
            y: { unit: words.releases.perHour, whole: true },
            series: [
              { name: words.releases.articles, values: effect.hours.map((h) => h.articles) },
              { name: words.releases.accusing, values: effect.hours.map((h) => h.accusing), color: 'step3' },
            ],
          }}
        />
      )}
      {evaluation && (
        <p className="pre">
          {words.releases.evaluation}
          {words.common.colon}
          {evaluation}
        </p>
      )}
    </section>
  )
}
