/**
 * Which media plan a matter runs by: the one its run was started with, and for a new matter the one its tree has adopted. A
 * tree that adopted none has the one the program brings along, so that no matter of the press is without its clocks.
 */
import type { Incident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { plansOf } from './adopted.ts'
import { isOpenRun } from './note-instants.ts'
import { planById } from './plan.ts'
import type { PlanRun } from './plan-run.ts'
import { type RunText, textsOfIncident } from './plan-text.ts'
import type { Plan } from './shape.ts'

/** The plan of the press in this matter: its incident starts and ends it, after the four elements. */
export const isMediaRun = ({ incident, facts: { plan } }: Pick<PlanRun, 'incident' | 'facts'>): boolean =>
  incident.family === 'media' && plan.family === 'media'

/** What comes with the program, for trees that have adopted none. */
export const shippedMediaPlan = (): Plan => planById('media')!

/** What new media matters of this tree run by. */
export async function mediaPlanInForce(db: Db, rootId: string): Promise<Plan> {
  return (await plansOf(db, rootId)).find((plan) => plan.family === 'media') ?? shippedMediaPlan()
}

/** The media run of a matter, the open one before those that are over, with its text; null where there is none. */
export async function mediaRunOf(db: Db, incidentId: string): Promise<RunText | null> {
  const found = (await textsOfIncident(db, incidentId)).filter(({ plan }) => plan.family === 'media')
  return found.findLast(({ run }) => isOpenRun(run)) ?? found.at(-1) ?? null
}

/** Its run's text to the end of the matter, whatever its tree adopts meanwhile. */
export const mediaPlanOf = async (db: Db, incident: Pick<Incident, 'id' | 'rootId'>): Promise<Plan> =>
  (await mediaRunOf(db, incident.id))?.plan ?? (await mediaPlanInForce(db, incident.rootId))
