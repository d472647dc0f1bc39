/** What stands before a scenario begins: texts that went the whole way of approval through the API, each step by its own person. */
import type { IncidentRoom, TalkingPointsDetail } from '../../api/contract.ts'
import { done } from '../journeys/steps.ts'
import type { House } from '../support/house.ts'

const named = ({ revision, hash }: { revision: number; hash: string }) => ({ revision, hash })

/** Passes a draft of the region's talking points on until it is in force. */
export async function putInForce(house: House, id: string): Promise<void> {
  const office = await house.as('gx-office')
  const { talkingPoints } = done(await office.get<TalkingPointsDetail>(`/api/talking-points/${id}`))
  const yes = { ...named(talkingPoints), approved: true }
  const step = async (who: string, verb: string, body: object) =>
    done(await (await house.as(who)).post(`/api/talking-points/${id}/${verb}`, body))
  await step('gx-office', 'submit', named(talkingPoints))
  await step('gx-zonghe', 'check-facts', yes)
  await step('gx-director', 'office', yes)
  await step('gx-lg', 'leading-group', yes)
  await step('gx-office', 'publish', named(talkingPoints))
}

/** The only talking points of a room. */
export async function onlyPoints(house: House, incidentId: string): Promise<string> {
  const { talkingPoints } = done(await (await house.as('gx-office')).get<IncidentRoom>(`/api/incidents/${incidentId}`))
  return talkingPoints[0]!.id
}
