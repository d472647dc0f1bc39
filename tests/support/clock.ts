/** A clock that the test owns: it stands still until told otherwise. */
export type TestClock = {
  now: () => Date
  /** Stands still at this instant. */
  set(at: string | Date): void
  advance(ms: number): void
  /** Goes on by itself from where it stands, as fast as the real one. */
  flow(): void
  flows(): boolean
}

export function testClock(start: string): TestClock {
  let base = new Date(start).getTime()
  let since: number | null = null
  const nowMs = () => (since === null ? base : base + (Date.now() - since))
  return {
    now: () => new Date(nowMs()),
    set: (at) => {
      base = new Date(at).getTime()
      since = null
    },
    advance: (ms) => {
      base = nowMs() + ms
      if (since !== null) since = Date.now()
    },
    flows: () => since !== null,
    flow: () => {
      base = nowMs()
      since = Date.now()
    },
  }
}
