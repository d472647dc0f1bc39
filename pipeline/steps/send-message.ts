/** An entry of the ledger is due: it goes out by its channel. A channel is due: does anything still get through? */
import { addMs, minute } from '../../domain/time.ts'
import { channelById } from '../../store/channels.ts'
import { openChannel } from '../../workflow/delivery/channel-settings.ts'
import { settleSending, startSending } from '../../workflow/delivery/send-outside.ts'
import { watchChannel } from '../../workflow/delivery/watch-channel.ts'
import type { Machine, StepOutcome } from '../step.ts'

export async function sendMessage(machine: Machine, id: string): Promise<StepOutcome> {
  const { db, now, mail } = machine
  const started = await startSending(db, id, mail, now())
  if (started.kind === 'nothing') return { dueAt: null }
  if (started.kind === 'later') return { postponeUntil: started.until }
  const outcome = await mail.send({ ...started, at: now() })
  const { again } = await settleSending(db, id, outcome, now())
  return { dueAt: again }
}

const lookEveryMs = 5 * minute

export async function checkChannel(machine: Machine, id: string): Promise<StepOutcome> {
  const { db, now, mail } = machine
  const row = await channelById(db, id)
  if (!row || row.closedAt !== null) return { dueAt: null }
  const channel = openChannel(row, mail.secret)
  const checked = channel
    ? await mail.check(channel)
    : ({ kind: 'failed', lasting: true, reason: 'refused', detail: '' } as const)
  await watchChannel(db, id, checked, now())
  return { dueAt: addMs(now(), lookEveryMs) }
}
