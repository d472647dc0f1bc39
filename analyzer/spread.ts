/**
 * How far a post will go, from what was seen so far: final number of replies and reposts with an 80 % interval and the
 * chance of the top tenth. A log-linear growth rule with three constants; a proper model follows.
 *
 * The constants were fitted by least squares on the development part of a public collection of Weibo cascades (posts of
 * 100 to 1,000 reposts, first hour seen). Elsewhere the interval, not the point, is what to rely on.
 */
export type SpreadSeen = {
  /** Seconds from publication to each reply or repost, any order. */
  secondsAfter: readonly number[]
  /** How long it was watched, in seconds. */
  windowSeconds: number
}

export type SpreadForecast = { size: number; low: number; high: number; pTop: number }

const fitted = { base: 4.943, seen: -0.979, late: 0.275 }
/** 10th and 90th centile and spread of the fit's errors, in logarithms. */
const errors = { low: -0.84, high: 0.75, sd: 0.62 }
const typicalWindow = 3600
const topTenth = 747

export function forecastSpread(seen: SpreadSeen): SpreadForecast {
  const inWindow = seen.secondsAfter.filter((at) => at >= 0 && at <= seen.windowSeconds)
  const count = inWindow.length
  // The last third of the window tells whether it still grows.
  const late = inWindow.filter((at) => at > (seen.windowSeconds * 2) / 3).length
  const growth = fitted.base + fitted.seen * Math.log(1 + count) + fitted.late * Math.log(1 + late)
  // Watched longer than the fit: less is left to come, in proportion to the logarithm of time.
  const remaining = Math.min(1, Math.log(typicalWindow) / Math.log(Math.max(seen.windowSeconds, typicalWindow)))
  const logGrowth = Math.max(0, growth * remaining)
  const final = (factor: number) => Math.max(count, Math.round((count + 1) * Math.exp(logGrowth + factor) - 1))
  const z = (Math.log(topTenth + 1) - Math.log(count + 1) - logGrowth) / errors.sd
  const pTop = count > topTenth ? 1 : 1 / (1 + Math.exp(1.702 * z))
  return { size: final(0), low: final(errors.low), high: final(errors.high), pTop: Math.round(pTop * 10_000) / 10_000 }
}
