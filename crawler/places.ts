/** Bounded waiting for things that are dear: so many at once, so many in the queue, so long. */

/** `places` at once, `queue` waiting, null for more. What `take` gives is called to give the place back. */
export function openPlaces(places: number, queue: number): { take: () => Promise<(() => void) | null> } {
  let busy = 0
  const waiting: (() => void)[] = []
  const give = (): void => {
    const next = waiting.shift()
    if (next) next()
    else busy -= 1
  }
  return {
    take: async () => {
      if (busy >= places) {
        if (waiting.length >= queue) return null
        await new Promise<void>((go) => waiting.push(go))
      } else busy += 1
      return give
    },
  }
}

/** The work's result, or an error when it takes longer; the work itself goes on and its late failure is nobody's news. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_done, reject) => {
    timer = setTimeout(() => reject(new Error('it took too long')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    work.catch(() => {})
  }
}
