/** A process of its own that visits one host again and again through the turns in the database, and prints when it did. */
import { setTimeout as sleep } from 'node:timers/promises'
import { giveHostBack, takeHostTurn } from '../../store/hosts.ts'
import { openStore } from '../../store/open.ts'

const [databaseUrl, host] = process.argv.slice(2) as [string, string]
const gapMs = 100
const { db } = await openStore({ databaseUrl, poolSize: 2 })
for (;;) {
  const from = new Date()
  const turn = await takeHostTurn(db, host, { now: from, holdMs: 2_000, pace: { gapMs, perHour: 0, perDay: 0 } })
  if (turn.kind === 'later') await sleep(Math.max(2, Math.min(50, turn.at.getTime() - from.getTime())))
  else {
    await sleep(20 + Math.random() * 30)
    const to = new Date()
    await giveHostBack(db, host, { token: turn.token, now: to, gapMs })
    process.stdout.write(`${JSON.stringify({ from: from.getTime(), to: to.getTime() })}\n`)
  }
}
