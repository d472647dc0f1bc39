/**
 * Doors of the pipeline: an entry of the ledger is started before anything leaves the house and settled with what happened. A
 * started entry that nobody settled was cut off in between: by ways that know a repeat it goes again, by others the next way
 * takes over, so that nobody gets one fact twice by one way.
 */
import { type Channel, knowsRepeats, type Notice, type SendOutcome } from '../../domain/channel.ts'
import type { DeliveryKind } from '../../domain/delivery.ts'
import { addMs, minute } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units.ts'
import { letterOf } from '../../store/corrections.ts'
import { lockDispatch, reachOf, startedSince, updateChannel, updateDispatch } from '../../store/channels.ts'
import { incidentRow } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { openChannel } from './channel-settings.ts'
import { addressFor, nextWay, queueNextWay } from './queue-outside.ts'
import { tryAgainAt } from './route.ts'
import { wordNotice } from './word-notice.ts'

type Locked = NonNullable<Awaited<ReturnType<typeof lockDispatch>>>

export type Started =
  | { kind: 'send'; channel: Channel; notice: Notice; to: string }
  | { kind: 'later'; until: Date }
  | { kind: 'nothing' }

/** Documented limits of messages a minute; robots above theirs are silent for a while. */
const perMinute: Partial<Record<Channel['kind'], number>> = { wecom: 20, dingtalk: 20, feishu: 100 }

/** Marks an entry as on its way and answers with what to send; `nothing` when it is settled or was given to another way. */
export async function startSending(
  db: Db,
  id: string,
  { secret, publicUrl }: { secret: string; publicUrl: string },
  at: Date,
): Promise<Started> {
  return db.transaction(async (tx): Promise<Started> => {
    const locked = await lockDispatch(tx, id)
    if (!locked || !['waiting', 'sending'].includes(locked.dispatch.state)) return { kind: 'nothing' }
    const { dispatch, delivery, channel: row } = locked
    const tree = await loadUnitTree(tx)
    if (dispatch.state === 'sending' && !knowsRepeats(row.kind)) {
      await giveUp(tx, locked, { state: 'unsure', failure: 'unsure', detail: '' }, tree, at)
      return { kind: 'nothing' }
    }
    const limit = perMinute[row.kind]
    if (limit !== undefined && (await startedSince(tx, row.id, addMs(at, -minute))) >= limit)
      return { kind: 'later', until: addMs(at, minute / 6) }
    const reach = (await reachOf(tx, [dispatch.userId])).get(dispatch.userId)
    const to = dispatch.address || addressFor(row, reach)
    const channel = openChannel(row, secret)
    if (row.closedAt !== null || channel === null || (dispatch.userId !== '' && to === '')) {
      const failure = dispatch.userId !== '' && to === '' ? 'no_address' : 'refused'
      await giveUp(tx, locked, { state: 'failed', failure, detail: '' }, tree, at)
      return { kind: 'nothing' }
    }
    if (dispatch.correctionId !== null) {
      const found = await letterOf(tx, { correctionId: dispatch.correctionId, n: dispatch.letterN ?? 0 })
      if (!found) return { kind: 'nothing' }
      await updateDispatch(tx, id, { state: 'sending', startedAt: at, sends: dispatch.sends + 1 })
      const lines = [`${found.letter.recipient}：`, ...found.letter.text.split('\n')]
      const { title } = found.letter
      const notice = { id: dispatch.id, at: dispatch.createdAt, title, lines, link: found.url, urgent: false }
      return { kind: 'send', channel, notice, to }
    }
    const incident = delivery.incidentId === null ? null : await incidentRow(tx, delivery.incidentId)
    await updateDispatch(tx, id, { state: 'sending', startedAt: at, sends: dispatch.sends + 1 })
    const notice = wordNotice(
      {
        id: dispatch.id,
        kind: delivery.kind,
        facts: delivery.facts,
        createdAt: delivery.createdAt,
        incidentId: delivery.incidentId,
        flagId: delivery.flagId,
        unitName: tree.byId(delivery.unitId)?.name ?? '',
        isRestricted: incident?.restricted ?? false,
        isDrill: incident?.mode === 'drill',
      },
      publicUrl,
    )
    return { kind: 'send', channel, notice, to }
  })
}

/** Writes down how a sending ended, and what follows: again later, by the next way, or the end. */
export async function settleSending(
  db: Db,
  id: string,
  outcome: SendOutcome,
  at: Date,
): Promise<{ again: Date | null }> {
  return db.transaction(async (tx) => {
    const locked = await lockDispatch(tx, id)
    if (locked?.dispatch.state !== 'sending') return { again: null }
    const { dispatch, delivery, channel } = locked
    if (outcome.kind === 'sent') {
      await updateDispatch(tx, id, { state: 'sent', failure: null, detail: outcome.receipt, settledAt: at })
      await updateChannel(tx, channel.id, { lastSentAt: at })
      return { again: null }
    }
    const failure = outcome.kind === 'unsure' ? 'unsure' : outcome.reason
    await updateChannel(tx, channel.id, { lastFailedAt: at, lastFailure: failure, lastDetail: outcome.detail })
    const tree = await loadUnitTree(tx)
    const mayRepeat = outcome.kind === 'failed' ? !outcome.lasting : knowsRepeats(channel.kind)
    const last = (await nextWay(tx, { delivery, userId: dispatch.userId }, tree)) === null
    const again = mayRepeat
      ? tryAgainAt(
          {
            kind: delivery.kind as DeliveryKind,
            sends: dispatch.sends,
            wantedMs: outcome.kind === 'failed' ? outcome.retryAfterMs : undefined,
            last,
          },
          at,
        )
      : null
    if (again) {
      await updateDispatch(tx, id, { state: 'waiting', failure, detail: outcome.detail })
      return { again }
    }
    const state = outcome.kind === 'unsure' ? 'unsure' : 'failed'
    await giveUp(tx, locked, { state, failure, detail: outcome.detail }, tree, at)
    return { again: null }
  })
}

async function giveUp(
  tx: Db,
  { dispatch, delivery }: Locked,
  end: { state: 'failed' | 'unsure'; failure: Locked['dispatch']['failure']; detail: string },
  tree: UnitTree,
  at: Date,
): Promise<void> {
  await updateDispatch(tx, dispatch.id, { ...end, settledAt: at })
  await queueNextWay(tx, { delivery, userId: dispatch.userId }, tree, at)
}
