/** Where am I, what runs out next, who am I. The nearest clock is visible on every page and leads to its incident. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Dropdown } from 'antd'
import { useEffect, useState } from 'react'
import { Link, NavLink, useLocation, useNavigate } from 'react-router'
import type { Area, Me } from '../../api/contract.ts'
import type { Words } from '../locales/zh-CN.ts'
import { useWords } from '../preferences.tsx'
import { questions } from '../requests.ts'
import { signOut } from '../session.ts'
import { dutyPages } from '../pages/duty/pages.ts'
import { timeText } from '../times.ts'
import { RunningTime } from './ClockCountdown.tsx'

/** `with`: pages that have no entry of their own, but tabs on this one. */
type Place = { to: string; label: string; count?: number; with?: readonly string[] }

export function TopBar({ me }: { me: Me }) {
  const words = useWords()
  const unread = useQuery(questions.unread())
  const [open, setOpen] = useState(false)
  const { pathname } = useLocation()
  useEffect(() => setOpen(false), [pathname])
  const work = workPlaces(me, words, unread.data?.unread ?? me.unreadMessages)
  const house = housePlaces(me, words)
  return (
    <header className="top-bar">
      <Button className="menu-button" type="text" aria-label={words.nav.menu} onClick={() => setOpen(true)}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M1 3h14M1 8h14M1 13h14" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      </Button>
      <Link to="/" className="brand">
        {words.nav.product}
      </Link>
      <nav className="top-nav" aria-label={words.nav.pages}>
        {topItems([...work, ...house], words).map((item) =>
          'places' in item ? (
            <GroupMenu key={item.label} label={item.label} places={item.places} />
          ) : (
            <Places key={item.to} places={[item]} />
          ),
        )}
      </nav>
      {me.areas.includes('incidents') ? <NearestClock /> : <span className="nearest" />}
      <PersonMenu me={me} />
      <Drawer open={open} onClose={() => setOpen(false)} placement="left" size={272} title={words.nav.product}>
        <nav className="side-nav" aria-label={words.nav.pages}>
          <Places places={[...work, ...house]} />
        </nav>
      </Drawer>
    </header>
  )
}

function workPlaces(me: Me, words: Words, unread: number): Place[] {
  const all: [Area | null, Place][] = [
    ['flags', { to: '/review', label: words.nav.review }],
    ['incidents', { to: '/incidents', label: words.nav.incidents }],
    ['incidents', { to: '/talking-points', label: words.talkingPoints.library }],
    ['incidents', { to: '/releases', label: words.releases.title }],
    ['documents', { to: '/documents', label: words.documents.title }],
    ['incidents', { to: '/corrections', label: words.corrections.title }],
    ['incidents', { to: '/handoffs', label: words.handoffs.title }],
    ['registry', { to: '/registry', label: words.registry.title }],
    ['plans', { to: '/plans', label: words.nav.plans }],
    ['plans', { to: '/drills', label: words.drills.title }],
    ['duty', { to: '/duty', label: words.roster.title, with: dutyPages }],
    ['incidents', { to: '/statistics', label: words.timeliness.title }],
    ['incidents', { to: '/accountability', label: words.lateDuties.title }],
    ['articles', { to: '/articles', label: words.nav.articles }],
    ['flags', { to: '/stories', label: words.suggested.title }],
    ['flags', { to: '/topics', label: words.topics.title }],
    ['flags', { to: '/precision', label: words.precision.title }],
    ['submissions', { to: '/submissions', label: words.nav.submissions }],
    ['figures', { to: '/figures', label: words.nav.figures, with: ['/calendar'] }],
    ['figures', { to: '/check', label: words.nav.check }],
    [null, { to: '/messages', label: words.nav.messages, count: unread }],
  ]
  return all.filter(([area]) => area === null || me.areas.includes(area)).map(([, place]) => place)
}

function housePlaces(me: Me, words: Words): Place[] {
  const all: [Area, Place][] = [
    ['flags', { to: '/risk', label: words.risk.title }],
    ['sources', { to: '/sources', label: words.nav.sources }],
    ['people', { to: '/people', label: words.nav.people }],
    ['units', { to: '/units', label: words.units.title }],
    ['people', { to: '/channels', label: words.nav.channels }],
    ['audit', { to: '/audit', label: words.nav.audit }],
    ['status', { to: '/status', label: words.nav.status }],
  ]
  return all.filter(([area]) => me.areas.includes(area)).map(([, place]) => place)
}

/** What is used all day stands by itself; the rest stands together by what it is for, a group of one by itself too. */
const alone = ['/review', '/incidents', '/messages']
const groups = {
  watch: ['/articles', '/stories', '/topics', '/submissions', '/precision'],
  respond: ['/talking-points', '/releases', '/corrections', '/handoffs', '/registry', '/documents'],
  stand: ['/duty', '/plans', '/drills', '/accountability', '/statistics'],
  figures: ['/figures', '/check'],
  house: ['/sources', '/risk', '/people', '/units', '/channels', '/audit', '/status'],
} as const

type Item = Place | { label: string; places: Place[] }

function topItems(places: Place[], words: Words): Item[] {
  const inGroup = (paths: readonly string[]) =>
    places.filter((place) => paths.some((path) => place.to.startsWith(path)))
  const known = [...alone, ...Object.values(groups).flat()]
  const other = places.filter((place) => !known.some((path) => place.to.startsWith(path)))
  const grouped = (Object.keys(groups) as (keyof typeof groups)[]).flatMap((name): Item[] => {
    const own = [...inGroup(groups[name]), ...(name === 'house' ? other : [])]
    return own.length > 1 ? [{ label: words.nav.groups[name], places: own }] : own
  })
  const first = inGroup(['/review', '/incidents'])
  return [...first, ...grouped, ...inGroup(['/messages'])]
}

function Places({ places }: { places: Place[] }) {
  const words = useWords()
  return places.map((place) => (
    <NavLink key={place.to} to={place.to}>
      {place.label}
      {place.count !== undefined && place.count > 0 && (
        <span className="count" role="img" aria-label={words.nav.unread(place.count)}>
          {place.count > 99 ? '99+' : place.count}
        </span>
      )}
    </NavLink>
  ))
}

function GroupMenu({ label, places }: { label: string; places: Place[] }) {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const here = places.find((place) => [place.to, ...(place.with ?? [])].some((path) => pathname.startsWith(path)))
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: places.map((place) => ({ key: place.to, label: place.label })),
        selectedKeys: here ? [here.to] : [],
        onClick: ({ key }) => navigate(key),
      }}
    >
      <button type="button" className={`plain nav-button ${here ? 'active' : ''}`}>
        {here?.label ?? label} ▾
      </button>
    </Dropdown>
  )
}

function NearestClock() {
  const words = useWords()
  const { data } = useQuery(questions.nearestClock())
  if (!data) return <span className="nearest" />
  if (!data.clock || !data.incident) return <span className="nearest faint">{words.clock.none}</span>
  const others = data.running - 1
  return (
    <Link
      className="nearest"
      to={`/incidents/${data.incident.id}`}
      title={`${data.incident.no} ${data.incident.title}`}
      aria-label={words.clock.openIncident(data.incident.title)}
    >
      <RunningTime clock={data.clock} />
      <span className="nearest-unit">{data.clock.unit.name}</span>
      {others > 0 && <span className="faint nearest-more">{words.clock.more(others)}</span>}
    </Link>
  )
}

function PersonMenu({ me }: { me: Me }) {
  const words = useWords()
  const navigate = useNavigate()
  const client = useQueryClient()
  const present = useQuery({ ...questions.onDuty(), enabled: me.areas.includes('duty') })
  const onDuty = (present.data?.items ?? []).filter((t) => me.seats.some((s) => s.unit.id === t.unit.id))
  const leave = async () => {
    await signOut()
    client.clear()
    navigate('/sign-in', { replace: true })
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...me.seats.map((seat, at) => ({
            key: `seat-${at}`,
            disabled: true,
            label: `${seat.unit.name} ${words.states.role[seat.role]}${seat.standIn ? words.people.standInMark : ''}`,
          })),
          ...me.lent.map((seat, at) => ({
            key: `lent-${at}`,
            disabled: true,
            label: words.delegations.lent(seat.forName, words.states.role[seat.role], timeText(seat.untilAt)),
          })),
          ...(onDuty.length > 0
            ? [
                {
                  key: 'duty',
                  label: words.roster.header(onDuty.map((t) => t.person.name).join(words.common.listComma)),
                  onClick: () => navigate('/duty'),
                },
              ]
            : []),
          { type: 'divider' as const },
          { key: 'profile', label: words.nav.profile, onClick: () => navigate('/profile') },
          { key: 'out', label: words.nav.signOut, onClick: () => void leave() },
        ],
      }}
    >
      <button type="button" className="plain person-button" aria-label={words.nav.person(me.user.name)}>
        {me.user.name} ▾
      </button>
    </Dropdown>
  )
}
