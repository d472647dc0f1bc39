/** The reads behind the spread of a story, as the article and flag pages show it. */
import { spreadSeen } from '../analyzer/story-spread.ts'
import { enoughSettled, leads, restsAt, type Sighting } from '../domain/spread.ts'
import { forecastRecord, forecastsOf, sightingsOf, watchById } from '../store/forecasts.ts'
import type { Db } from '../store/open.ts'
import type { StorySpreadShown } from './contract.ts'
import { iso } from './shapes/units.ts'

/** More points than this draw no better line. */
const mostPoints = 120

/** Null where the story is not watched: it was neither flagged nor copied. */
export async function storySpread(db: Db, clusterId: string, now: Date): Promise<StorySpreadShown | null> {
  const watch = await watchById(db, clusterId)
  const sightings = watch ? await sightingsOf(db, clusterId) : []
  const [first, last] = [sightings[0], sightings.at(-1)]
  if (!watch || !first || !last) return null
  const { elapsedMs: _, ...seen } = spreadSeen(sightings, now)
  const record = await forecastRecord(
    db,
    leads.map(({ code }) => code),
  )
  return {
    firstAt: iso(first.at),
    restsAt: iso(watch.settledAt ?? restsAt({ firstAt: first.at, lastAt: last.at })),
    settled: watch.settledAt !== null,
    finalSize: watch.finalSize,
    ...seen,
    points: pointsOf(sightings),
    forecasts: (await forecastsOf(db, clusterId)).map(
      ({ cause, at, seen, size, low, high, pTop, topFrom, version, parts }) => ({
        ...{ cause, at: iso(at), seen, size, low, high, pTop, topFrom, version, parts },
      }),
    ),
    record: leads.map(({ code: lead }) => {
      const { settled = 0, inside = 0, medianError = 0 } = record.find(({ cause }) => cause === lead) ?? {}
      const enough = settled >= enoughSettled
      return { lead, settled, inside: enough ? inside / settled : null, medianError: enough ? medianError : null }
    }),
  }
}

function pointsOf(sightings: readonly Sighting[]): StorySpreadShown['points'] {
  const every = Math.ceil(sightings.length / mostPoints)
  return sightings.flatMap(({ at }, n) =>
    n % every === 0 || n === sightings.length - 1 ? [{ at: iso(at), seen: n + 1 }] : [],
  )
}
