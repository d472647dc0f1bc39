/**
 * Asking a page as a good guest: robots rules first (kept at most 24 h), then the host's next free slot, shared by all
 * workers, then the request. Answers with the page, a failure, or the time to come back.
 */

import { fetchFailure } from '../crawler/failure.ts'
import type { FetchAnswer, FetchRequest } from '../crawler/fetch.ts'
import { decideRobots, type RobotsRules, readRobots, robotsMaxBytes, robotsUrl } from '../crawler/robots.ts'
import type { FetchFailure } from '../domain/article.ts'
import { addMs, hour, minute, second } from '../domain/time.ts'
import { holdHost, robotsOf, saveRobots, takeHostSlot } from '../store/sources.ts'
import type { Machine } from './step.ts'

/** A slot this near is waited for; a farther one gives the worker to somebody else. */
const worthWaitingMs = 2 * second
const robotsKeptMs = 24 * hour
/** An unreachable robots.txt forbids everything (RFC 9309), but is asked again sooner than one that answered. */
const unreachableKeptMs = 10 * minute

export type PoliteAnswer = { kind: 'answer'; answer: FetchAnswer } | { kind: 'later'; at: Date }

export async function politeFetch(
  machine: Machine,
  request: FetchRequest,
  how: { render?: { waitFor?: string } } = {},
): Promise<PoliteAnswer> {
  const url = new URL(request.url)
  const robots = await robotsFor(machine, url)
  if (robots.kind === 'later') return robots
  const decision = decideRobots(robots.rules, request.url, machine.settings.robotsName)
  if (!decision.allowed) return failed(whyNot(robots.rules))
  const later = await waitForSlot(machine, url.host, Math.max(machine.settings.hostGapMs, decision.crawlDelayMs ?? 0))
  if (later) return { kind: 'later', at: later }
  const answer = how.render
    ? await (await machine.browser()).render(request.url, { waitFor: how.render.waitFor })
    : await machine.fetcher.fetchPage(request)
  if (answer.kind === 'failed' && answer.failure.retryAfterMs !== null)
    await holdHost(
      machine.db,
      url.host,
      addMs(machine.now(), Math.min(answer.failure.retryAfterMs, machine.settings.longestPauseMs)),
    )
  return { kind: 'answer', answer: answer as FetchAnswer }
}

/** A site that cannot be reached has forbidden nothing: what kept its rules from us is the reason, and is tried again as such. */
const whyNot = (rules: RobotsRules): FetchFailure =>
  (rules.kind === 'disallow_all' ? rules.failure : undefined) ?? fetchFailure('robots')

const failed = (failure: FetchFailure): PoliteAnswer => ({ kind: 'answer', answer: { kind: 'failed', failure } })

/** Null when the slot is ours now; else the time to come back. */
async function waitForSlot({ db, now }: Machine, host: string, gapMs: number): Promise<Date | null> {
  for (let waitedMs = 0; ; ) {
    const at = await takeHostSlot(db, host, { now: now(), gapMs })
    if (at === null) return null
    const waitMs = Math.max(5, at.getTime() - now().getTime())
    if (waitedMs + waitMs > worthWaitingMs) return at
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    waitedMs += waitMs
  }
}

async function robotsFor(
  machine: Machine,
  url: URL,
): Promise<{ kind: 'rules'; rules: RobotsRules } | { kind: 'later'; at: Date }> {
  const { db, now } = machine
  const known = await robotsOf(db, url.host)
  if (known) {
    const rules = known.rules as RobotsRules
    const keptMs = rules.kind === 'disallow_all' ? unreachableKeptMs : robotsKeptMs
    if (now().getTime() - known.fetchedAt.getTime() < keptMs) return { kind: 'rules', rules }
  }
  const address = robotsUrl(url.href)
  if (!address) return { kind: 'rules', rules: { kind: 'allow_all', why: 'no_file' } }
  const later = await waitForSlot(machine, url.host, machine.settings.hostGapMs)
  if (later) return { kind: 'later', at: later }
  const rules = readRobots(
    await machine.fetcher.fetchPage({ url: address, accept: 'any', maxBytes: 2 * robotsMaxBytes }),
  )
  await saveRobots(db, url.host, rules, now())
  return { kind: 'rules', rules }
}
