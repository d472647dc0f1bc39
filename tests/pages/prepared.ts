/** What stands before a scenario begins: texts that went the whole way of approval through the API, each step by its own person. */
import type { IncidentRoom, ReleaseDetail, TalkingPointsBodyGiven, TalkingPointsDetail } from '../../api/contract.ts'
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

/** The region's talking points in force on an incident, drafted by its office; the id of the version. */
export async function pointsInForce(house: House, incidentId: string, body: TalkingPointsBodyGiven): Promise<string> {
  const { id } = done(await (await house.as('gx-office')).post(`/api/incidents/${incidentId}/talking-points`, { body }))
  await putInForce(house, id)
  return id
}

/** A release of the speaker, checked and approved; the id. */
export async function approvedRelease(house: House, incidentId: string, text: object): Promise<string> {
  const { id } = done(await (await house.as('gx-spokes')).post(`/api/incidents/${incidentId}/releases`, text))
  const { release } = done(await (await house.as('gx-office')).get<ReleaseDetail>(`/api/releases/${id}`))
  for (const [who, verb] of [
    ['gx-zonghe', 'check-facts'],
    ['gx-secrecy', 'check-secrecy'],
    ['gx-director', 'check-publicity'],
    ['gx-lg', 'approve'],
  ] as const)
    done(await (await house.as(who)).post(`/api/releases/${id}/judge`, { ...named(release), verb }))
  return id
}

/** The only talking points of a room. */
export async function onlyPoints(house: House, incidentId: string): Promise<string> {
  const { talkingPoints } = done(await (await house.as('gx-office')).get<IncidentRoom>(`/api/incidents/${incidentId}`))
  return talkingPoints[0]!.id
}
