/** Chance that can be repeated: one number makes the same choices again, on every machine. */
export type Dice = {
  /** In [0, 1). */
  roll(): number
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  /** True with this probability. */
  chance(p: number): boolean
  /** One of them; throws when there is none. */
  pick<T>(from: readonly T[]): T
  /** One of them by weight; throws when no weight is above 0. */
  weighted<T extends { weight: number }>(from: readonly T[]): T
  /** Each of them with this probability, in their order. */
  some<T>(from: readonly T[], p: number): T[]
}

/** mulberry32: small, fast, good enough to choose actions. */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number) => from + Math.floor(roll() * (to - from + 1))
  return {
    roll,
    between,
    chance: (p) => roll() < p,
    pick: (from) => {
      const one = from[Math.floor(roll() * from.length)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
    weighted: (from) => {
      let left = roll() * from.reduce((sum, f) => sum + f.weight, 0)
      for (const each of from) {
        left -= each.weight
        if (left < 0) return each
      }
      throw new Error('nothing to pick from')
    },
    some: (from, p) => from.filter(() => roll() < p),
  }
}
