/**
 * Asking a page as a good guest: robots rules first (kept at most 24 h), then the host's turn, shared by all workers: one request
 * at a time, a gap after it, so many an hour and a day. A redirect to another host is a visit there, with that host's rules and
 * turn. Answers with the page, a failure, or the time to come back.
 */
import { fetchFailure } from '../crawler/failure.ts'
import type { RenderAnswer } from '../crawler/browser.ts'
import type { FetchRequest } from '../crawler/fetch.ts'
import { decideRobots, type RobotsRules, readRobots, robotsMaxBytes, robotsUrl } from '../crawler/robots.ts'
import type { FetchFailure } from '../domain/article.ts'
import { addMs, day, hour, minute, second } from '../domain/time.ts'
import { giveHostBack, hostByName, pauseHost, queueAtHost, saveRobots, takeHostTurn } from '../store/hosts.ts'
import { patienceMs } from './pace.ts'
import type { Machine } from './step.ts'

/** A turn this near is waited for; a farther one gives the worker to somebody else. */
const worthWaitingMs = 2 * second
/** Longer than any request lasts: after so long a turn that was not given back belonged to a worker that died. */
const holdMs = minute
const robotsKeptMs = 24 * hour
/** An unreachable robots.txt forbids everything (RFC 9309), but is asked again sooner than one that answered. */
const unreachableKeptMs = 10 * minute

type Drawn = { waitFor?: string; screenshot?: boolean }
type Later = { kind: 'later'; at: Date }
export type PoliteAnswer = { kind: 'answer'; answer: RenderAnswer } | Later

export type PoliteHow = {
  /** In a browser. */
  render?: Drawn
  /** Not behind all others who wait for the host: what a source says comes before what its articles say. */
  hurry?: boolean
}

export async function politeFetch(machine: Machine, request: FetchRequest, how: PoliteHow = {}): Promise<PoliteAnswer> {
  const guest = openGuest(machine, how)
  try {
    const refused = await guest.visit(request.url)
    if (refused) return refused
    if (how.render) return await renderAsGuest(machine, guest, { url: request.url, ...how.render })
    // Why a redirect was not followed: the door reports a failure, and the visit knows the better answer.
    const stopped: PoliteAnswer[] = []
    const answer = await machine.fetcher.fetchPage({
      ...request,
      mayFollow: async (url) => {
        const refused = await guest.visit(url)
        if (refused) stopped.push(refused)
        return refused ? fetchFailure('robots') : null
      },
    })
    return stopped[0] ?? (await guest.hear(answer))
  } finally {
    await guest.leave()
  }
}

/** A browser follows redirects by itself; where it ended is asked afterwards, and a page that was not to be read is not read. */
async function renderAsGuest(
  machine: Machine,
  guest: Guest,
  { url, ...how }: { url: string } & Drawn,
): Promise<PoliteAnswer> {
  const answer = await (await machine.browser()).render(url, how)
  const heard = await guest.hear(answer)
  if (answer.kind !== 'page' || !/^https?:/.test(answer.page.finalUrl) || answer.page.finalUrl === url) return heard
  const refused = await guest.visit(answer.page.finalUrl)
  return refused?.kind === 'answer' ? refused : heard
}

type Guest = {
  /** Goes to where this address is: null when it may be asked now. Whatever host was visited before is left. */
  visit(address: string): Promise<PoliteAnswer | null>
  /** What the host answered, patience included. */
  hear(answer: RenderAnswer): Promise<PoliteAnswer>
  leave(): Promise<void>
}

function openGuest(machine: Machine, how: PoliteHow): Guest {
  const { db, now, settings } = machine
  let turn: { host: string; token: string; gapMs: number } | null = null

  async function leave(): Promise<void> {
    const last = turn
    turn = null
    if (last) await giveHostBack(db, last.host, { token: last.token, gapMs: last.gapMs, now: now() })
  }

  /** Null: it is our turn. */
  async function enter(host: string, gapMs: number): Promise<Later | null> {
    await leave()
    const pace = { gapMs, perHour: settings.hostPerHour, perDay: settings.hostPerDay }
    for (let waitedMs = 0; ; ) {
      const at = now()
      const next = await takeHostTurn(db, host, { now: at, holdMs, pace })
      if (next.kind === 'yours') {
        turn = { host, token: next.token, gapMs }
        return null
      }
      const isSlow = next.since !== null && at.getTime() - next.since.getTime() > worthWaitingMs
      const waitMs =
        next.why === 'busy' ? Math.min(200, 10 + waitedMs / 4) : Math.max(5, next.at.getTime() - at.getTime())
      if (isSlow || waitedMs + waitMs > worthWaitingMs) {
        const soonest = next.why === 'busy' ? addMs(at, 5 * second) : next.at
        return how.hurry
          ? comeBack(soonest)
          : { kind: 'later', at: await queueAtHost(db, host, { at: soonest, gapMs }) }
      }
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      waitedMs += waitMs
    }
  }

  async function hear(answer: RenderAnswer): Promise<PoliteAnswer> {
    const host = turn?.host
    if (host && answer.kind === 'failed' && answer.failure.code === 'rate_limited') {
      const asked = answer.failure.retryAfterMs ?? patienceMs((await hostByName(db, host))?.pausesInRow ?? 0)
      await pauseHost(db, host, addMs(now(), Math.min(asked, day)))
    } else if (host && answer.kind !== 'failed') await pauseHost(db, host, null)
    return { kind: 'answer', answer }
  }

  async function robotsAt(url: URL): Promise<{ kind: 'rules'; rules: RobotsRules } | Later> {
    const known = await hostByName(db, url.host)
    if (known?.robotsFetchedAt) {
      const rules = known.robots as RobotsRules
      const keptMs = rules.kind === 'disallow_all' ? unreachableKeptMs : robotsKeptMs
      if (now().getTime() - known.robotsFetchedAt.getTime() < keptMs) return { kind: 'rules', rules }
    }
    const address = robotsUrl(url.href)
    if (!address) return { kind: 'rules', rules: { kind: 'allow_all', why: 'no_file' } }
    const later = await enter(url.host, settings.hostGapMs)
    if (later) return later
    const elsewhere: Later[] = []
    const answer = await machine.fetcher.fetchPage({
      url: address,
      accept: 'any',
      maxBytes: 2 * robotsMaxBytes,
      mayFollow: async (target) => {
        const host = new URL(target).host
        const later = host === turn?.host ? null : await enter(host, settings.hostGapMs)
        if (later) elsewhere.push(later)
        return later ? fetchFailure('robots') : null
      },
    })
    if (elsewhere[0]) return elsewhere[0]
    await hear(answer)
    await leave()
    const rules = readRobots(answer)
    await saveRobots(db, url.host, rules, now())
    return { kind: 'rules', rules }
  }

  async function visit(address: string): Promise<PoliteAnswer | null> {
    const url = new URL(address)
    const robots = await robotsAt(url)
    if (robots.kind === 'later') return robots
    const decision = decideRobots(robots.rules, address, settings.robotsName)
    if (!decision.allowed) return { kind: 'answer', answer: { kind: 'failed', failure: whyNot(robots.rules) } }
    if (url.host === turn?.host) return null
    return enter(url.host, Math.max(settings.hostGapMs, decision.crawlDelayMs ?? 0))
  }

  return { visit, hear, leave }
}

/** A site that cannot be reached has forbidden nothing: what kept its rules from us is the reason, and is tried again as such. */
const whyNot = (rules: RobotsRules): FetchFailure =>
  (rules.kind === 'disallow_all' ? rules.failure : undefined) ?? fetchFailure('robots')

/** A little apart from each other, so that those who wait for one host do not come back all at once. */
const comeBack = (at: Date): Later => ({ kind: 'later', at: addMs(at, Math.round(Math.random() * 2 * second)) })
