/**
 * How far a post will go, from what was seen so far: final number of replies and reposts with an 80 % interval and the
 * chance of the top tenth. By the trained model (models/spread-model.ts); without it by a growth rule of three constants.
 */
import type { Loaded } from './models/model-file.ts'
import { forecast, type SpreadPost, sizeReasons } from './models/spread-model.ts'

export type SpreadForecast = {
  size: number
  low: number
  high: number
  pTop: number
  version: string
  /** What moved the size most, as factors of it. */
  reasons: { name: string; factor: number }[]
}

const mostReasons = 5

/**
 * The rule's constants were fitted by least squares on the development part of a public collection of Weibo cascades
 * (posts of 100 to 1,000 reposts, first hour seen). Elsewhere the interval, not the point, is what to rely on.
 */
const fitted = { base: 4.943, seen: -0.979, late: 0.275 }
/** 10th and 90th centile and spread of the fit's errors, in logarithms. */
const errors = { low: -0.84, high: 0.75, sd: 0.62 }
const typicalWindow = 3600
const topTenth = 747
const ruleVersion = 'spread-1'

export function forecastSpread(post: SpreadPost, model: Loaded<'spread'> | null): SpreadForecast {
  return model
    ? {
        ...forecast(model.model, post),
        version: model.version,
        reasons: sizeReasons(model.model, post).slice(0, mostReasons),
      }
    : { ...forecastByRule(post), version: ruleVersion, reasons: [] }
}

function forecastByRule({ replies: { dt, windowSeconds } }: SpreadPost): Omit<SpreadForecast, 'version' | 'reasons'> {
  const inWindow = dt.filter((at) => at >= 0 && at <= windowSeconds)
  const count = inWindow.length
  // The last third of the window tells whether it still grows.
  const late = inWindow.filter((at) => at > (windowSeconds * 2) / 3).length
  const growth = fitted.base + fitted.seen * Math.log(1 + count) + fitted.late * Math.log(1 + late)
  // Watched longer than the fit: less is left to come, in proportion to the logarithm of time.
  const remaining = Math.min(1, Math.log(typicalWindow) / Math.log(Math.max(windowSeconds, typicalWindow)))
  const logGrowth = Math.max(0, growth * remaining)
  const final = (factor: number) => Math.max(count, Math.round((count + 1) * Math.exp(logGrowth + factor) - 1))
  const z = (Math.log(topTenth + 1) - Math.log(count + 1) - logGrowth) / errors.sd
  const pTop = count > topTenth ? 1 : 1 / (1 + Math.exp(1.702 * z))
  return { size: final(0), low: final(errors.low), high: final(errors.high), pTop: Math.round(pTop * 10_000) / 10_000 }
}
