/**
 * Work in steps instead of seconds: characters that regular expressions were given to scan and callbacks that arrays made, so that
 * a test can hold growth to a line on any machine. Patches prototypes while `run` runs; only for synchronous code.
 */
type Callback = (...args: unknown[]) => unknown
const loops = ['some', 'every', 'find', 'findLast', 'findIndex', 'findLastIndex', 'filter', 'map', 'flatMap'] as const

export function stepsOf(run: () => unknown): number {
  let steps = 0
  const { exec } = RegExp.prototype
  const kept = loops.map((name) => [name, Array.prototype[name]] as const)
  RegExp.prototype.exec = function (text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0
    const match = exec.call(this, text)
    steps += this.sticky ? (match?.[0].length ?? 0) + 1 : (match?.index ?? text.length) - from + 1
    return match
  }
  for (const [name, original] of kept) {
    const counting = function (this: unknown[], callback: Callback, self?: unknown) {
      const counted: Callback = (...args) => {
        steps += 1
        return callback.apply(self, args)
      }
      return (original as Callback).call(this, counted)
    }
    Object.defineProperty(Array.prototype, name, { value: counting, configurable: true, writable: true })
  }
  try {
    run()
  } finally {
    RegExp.prototype.exec = exec
    for (const [name, original] of kept)
      Object.defineProperty(Array.prototype, name, { value: original, configurable: true, writable: true })
  }
  return steps
}
