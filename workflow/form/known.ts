/** Reads what the house knows of an incident, for the drafts of its forms; and the plans whose forms its reports take. */
import type { UnitTree } from '../../domain/units.ts'
import { activationsOf, stepRunsOf } from '../../store/activations.ts'
import { currentVersion } from '../../store/articles.ts'
import type { Clock } from '../../store/clocks.ts'
import { clusterById, type ClusterView } from '../../store/clusters.ts'
import { figureById } from '../../store/figures.ts'
import { claimsOf } from '../../store/findings.ts'
import type { Incident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { timeWords } from '../document/writing.ts'
import { plansOf } from '../plan/adopted.ts'
import { mediaPlanInForce } from '../plan/media-plan.ts'
import { textsOfIncident } from '../plan/plan-text.ts'
import type { Plan } from '../plan/shape.ts'
import type { Known } from './draft-fields.ts'

/** The texts its runs keep, the oldest run first. An incident whose run is not made yet has the plan of its family in force. */
export async function plansOfIncident(
  db: Db,
  { id, family, rootId }: Pick<Incident, 'id' | 'family' | 'rootId'>,
): Promise<Plan[]> {
  const texts = await textsOfIncident(db, id)
  if (texts.length > 0) return [...new Map(texts.map(({ plan }) => [plan.plan, plan])).values()]
  const own = (await plansOf(db, rootId)).find((plan) => plan.family === family)
  return [own ?? (await mediaPlanInForce(db, rootId))]
}

/** `last` and what is known at a step are left to whoever knows the form. */
export async function knownOf(
  db: Db,
  { incident, clocks, tree }: { incident: Incident; clocks: Clock[]; tree: UnitTree },
): Promise<Omit<Known, 'last' | 'atStep'>> {
  const runs = await activationsOf(db, incident.id)
  const steps = await stepRunsOf(
    db,
    runs.map((r) => r.id),
  )
  const done = new Set(steps.filter((s) => s.state === 'done').map((s) => s.step))
  const plans = await plansOfIncident(db, incident)
  const all = plans.flatMap((p) => p.procedures.flatMap((procedure) => procedure.steps))
  const { members } = await storyOf(db, incident.clusterId)
  const name = (id: string) => tree.byId(id)?.name ?? ''
  return {
    unit: name(incident.unitId),
    occurredAt: timeWords(incident.occurredAt ?? incident.publishedAt),
    foundAt: timeWords(incident.humanFoundAt),
    place: incident.place || name(incident.unitId).replace(/统计局$/, ''),
    kind: (plans[0]?.title ?? '').replace(/(应急)?(处置)?预案$|处置$/, ''),
    title: incident.title,
    publications: members.map((m) => `${m.outlet.name}《${m.title}》 ${m.url}`),
    figures: members[0] ? await wrongNumbers(db, members[0].id) : [],
    clocks: clocks
      .filter((c) => c.kind === 'hard' && c.state !== 'void' && c.what !== '')
      .map(
        (c) => `${name(c.unitId)}${c.what}：时限${timeWords(c.limitAt)}${c.metAt ? `，${timeWords(c.metAt)}完成` : ''}`,
      ),
    stepsDone: all.filter((s) => done.has(s.step)).map((s) => s.text),
    stepsOpen: runs.length > 0 ? all.filter((s) => !s.optional && !done.has(s.step)).map((s) => s.text) : [],
    opening: incident.opening,
  }
}

/** The story of an incident, the article that began it first, and who took it from whom; empty where it has none. */
export async function storyOf(db: Db, clusterId: string | null): Promise<Pick<ClusterView, 'members' | 'edges'>> {
  const story = clusterId ? await clusterById(db, clusterId) : null
  if (!story) return { members: [], edges: [] }
  const isFirst = ({ id }: { id: string }) => id === story.firstArticleId
  const members = [...story.members.filter(isFirst), ...story.members.filter((m) => !isFirst(m))]
  return { members, edges: story.edges }
}

async function wrongNumbers(db: Db, articleId: string): Promise<string[]> {
  const version = await currentVersion(db, articleId)
  const wrong = (version ? await claimsOf(db, version.id) : []).filter((c) => c.verdict === 'false' && c.figureId)
  const lines: string[] = []
  for (const { quote, figureId } of wrong.slice(0, 10)) {
    const figure = await figureById(db, figureId!)
    if (figure)
      lines.push(
        `报道称“${quote}”，官方数据：${figure.regionName}${figure.indicatorName}（${figure.period}）为${figure.value}`,
      )
  }
  return lines
}
