/**
 * Ours beside a peer in one run: interleaved rounds, the order turned each time, so that a busy machine slows both. Gives
 * ratios, never verdicts: what a figure means on another machine is not decided here.
 */
import { performance } from 'node:perf_hooks'

/** One contestant: does the whole set of work once. */
export type Side = { name: string; pass: () => unknown | Promise<unknown> }
type Contest = {
  name: string
  own: Side
  peer: Side
  /** Units of work in one pass, and what one of them is. */
  items: number
  item: string
  /** What both found, so that nobody wins by finding less. */
  agreement: string
}
export type Measured = {
  name: string
  own: string
  peer: string
  item: string
  agreement: string
  rounds: number
  /** Median over the rounds of own time ÷ peer time: below 1 ours is faster. */
  ratio: number
  /** Between these lies the middle half of the rounds. */
  ratioLow: number
  ratioHigh: number
  /** Medians, in milliseconds for one item. */
  ownMs: number
  peerMs: number
}
export type Skipped = { name: string; skipped: string }

const fewestRounds = 5
const mostRounds = 200
/** A shorter measurement is mostly the clock's own noise. */
const shortestMs = 15

/** Measures until the time is used, at least five rounds. The first pass of each side warms up and is not counted. */
export async function compare(contest: Contest, seconds: number): Promise<Measured> {
  const { own, peer, items } = contest
  const repeats = { own: await repeatsFor(own), peer: await repeatsFor(peer) }
  const times: { own: number; peer: number }[] = []
  const endAt = performance.now() + seconds * 1000
  while (times.length < fewestRounds || (performance.now() < endAt && times.length < mostRounds)) {
    const ownFirst = times.length % 2 === 0
    const before = ownFirst ? await timeOf(own, repeats.own) : 0
    const peerMs = await timeOf(peer, repeats.peer)
    times.push({ own: ownFirst ? before : await timeOf(own, repeats.own), peer: peerMs })
  }
  const ratios = times.map((t) => t.own / t.peer)
  return {
    name: contest.name,
    own: own.name,
    peer: peer.name,
    item: contest.item,
    agreement: contest.agreement,
    rounds: times.length,
    ratio: median(ratios),
    ratioLow: quantile(ratios, 0.25),
    ratioHigh: quantile(ratios, 0.75),
    ownMs: median(times.map((t) => t.own)) / items,
    peerMs: median(times.map((t) => t.peer)) / items,
  }
}

const median = (values: number[]): number => quantile(values, 0.5)

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)]!
  return below + (sorted[Math.ceil(place)]! - below) * (place % 1)
}

async function repeatsFor(side: Side): Promise<number> {
  await side.pass()
  return Math.max(1, Math.ceil(shortestMs / Math.max(0.01, await timeOf(side, 1))))
}

/** Milliseconds of one pass, as the mean of several where one is too short to measure. */
async function timeOf(side: Side, repeats: number): Promise<number> {
  const from = performance.now()
  for (let i = 0; i < repeats; i++) await side.pass()
  return (performance.now() - from) / repeats
}
