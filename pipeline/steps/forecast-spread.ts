/**
 * A watched story is due → how far it will go is forecast once more, at fixed times after its first sight and whenever it
 * has doubled; when it rests, what came of it is kept beside the forecasts. A forecast is never made again or changed.
 */
import { forecastStory, spreadSeen } from '../../analyzer/story-spread.ts'
import { doublingAt, leadAt, nextForecastAt, restsAt } from '../../domain/spread.ts'
import {
  forecastsOf,
  keepForecasts,
  ownErrors,
  ownSizes,
  settleStory,
  sightingsOf,
  watchById,
} from '../../store/forecasts.ts'
import type { Machine, StepOutcome } from '../step.ts'

export async function forecastSpread(machine: Machine, id: string): Promise<StepOutcome> {
  const { db } = machine
  const now = machine.now()
  const watch = await watchById(db, id)
  if (!watch || watch.settledAt) return { dueAt: null }
  const sightings = await sightingsOf(db, id)
  const [first, last] = [sightings[0], sightings.at(-1)]
  if (!first || !last) {
    // It was merged into another story, which is watched under its own name.
    await settleStory(db, id, null, now)
    return { dueAt: null }
  }
  const story = { firstAt: first.at, lastAt: last.at }
  if (restsAt(story) <= now) {
    await settleStory(db, id, sightings.length, now)
    return { dueAt: null }
  }
  const facts = spreadSeen(sightings, now)
  const known = new Set((await forecastsOf(db, id)).map(({ cause }) => cause))
  const causes = [leadAt(facts.elapsedMs), doublingAt(facts.seen)].filter(
    (cause) => cause !== null && !known.has(cause),
  )
  const sizes = causes.length === 0 ? [] : await ownSizes(db)
  const made = await Promise.all(
    causes.map(async (cause) => {
      const forecast = forecastStory(facts, { errors: await ownErrors(db, cause!), sizes })
      return { ...forecast, cause: cause!, at: now, elapsedMs: facts.elapsedMs, seen: facts.seen, facts }
    }),
  )
  await keepForecasts(db, id, made)
  return { dueAt: nextForecastAt(story, now) }
}
