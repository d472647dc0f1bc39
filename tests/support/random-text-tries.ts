/** What somebody might try with talking points: every step of their way, mostly with the hash that is current. */
import { endedIncidentStates } from '../../domain/incident.ts'
import type { TalkingPointsState } from '../../domain/talking-points.ts'
import type { Incident } from '../../store/incidents.ts'
import type { TalkingPointsRow } from '../../store/talking-points.ts'
import type { Action } from '../../workflow/policy.ts'
import { openStates } from '../../workflow/talking-points/talking-points.ts'
import type { Dice } from './dice.ts'
import { somebody, tree, userNameOf, whoMay } from './random-cast.ts'
import type { Possible, Scene, Try } from './random-tries.ts'

export function textTries(scene: Scene, incident: Incident): Possible[] {
  const { rows, dice, straight } = scene
  const texts = rows.texts.filter((x) => x.incidentId === incident.id)
  const open = texts.some((x) => openStates.includes(x.state))
  const page = `/api/incidents/${incident.id}`
  const over = endedIncidentStates.includes(incident.state)
  const body = bodyGiven(dice)
  const drafting: Possible = {
    weight: open || over ? 0.2 : texts.length > 0 ? 0.8 : straight ? 6 : 2,
    make: () => ({
      ...{ verb: 'draft', path: `${page}/talking-points`, page, button: 'draft-talking-points', sound: body.sound },
      who: somebody(dice, writersOf(scene, draftersOf(incident))),
      body: { body: body.body },
    }),
  }
  if (texts.length === 0) return [drafting]
  const text = dice.chance(0.85) ? texts.at(-1)! : dice.pick(texts)
  return [drafting, ...triesOn(scene, text, incident)]
}

/** Everybody of the bureaus concerned who may write; for a region-wide text the cities write as well. */
const draftersOf = ({ scope, unitId, unitIds }: Incident): string[] => [
  ...new Set([unitId, ...unitIds].flatMap((id) => whoMay('draft-talking-points', id, scope))),
]

/** On the straight way those write mostly who do not sign. */
const writersOf = ({ straight }: Pick<Scene, 'straight'>, able: string[]): string[] => {
  const staff = able.filter((name) => name.endsWith('-office') || name.endsWith('-spokes'))
  return straight && staff.length > 0 ? [...staff, ...staff, ...able] : able
}

type Step = { verb: string; action: Action; state: TalkingPointsState; no: string }
const steps: Step[] = [
  { verb: 'check-facts', action: 'check-facts', state: 'fact_check', no: 'return-facts' },
  { verb: 'office', action: 'approve-as-office', state: 'office_approval', no: 'return-office' },
  {
    verb: 'leading-group',
    action: 'approve-as-leading-group',
    state: 'pending_leading_group',
    no: 'return-leading-group',
  },
]

function triesOn({ rows, dice, straight }: Scene, text: TalkingPointsRow, incident: Incident): Possible[] {
  const page = `/api/talking-points/${text.id}`
  const stale = dice.chance(straight ? 0.06 : 0.15)
  const old = rows.revisions.find((r) => r.talkingPointsId === text.id)
  const named = stale && old ? { revision: old.n, hash: old.hash } : { revision: text.revision, hash: text.hash }
  const sound = named.hash === text.hash && named.revision === text.revision
  const at = (verb: string, path: string, able: string[], body: object, more: Partial<Try> = {}): Try => ({
    ...{ who: somebody(dice, able), verb, path: `${page}/${path}`, body, page, button: verb, sound, ...more },
  })
  const able = (action: Action) => whoMay(action, text.unitId, text.scope)
  const missing = missingBureaus(rows, text, incident)
  const writers = writersOf(
    { straight },
    missing.length > 0 ? whoMay('draft-talking-points', missing[0]!, text.scope) : draftersOf(incident),
  )
  const given = bodyGiven(dice)
  const weigh = (state: TalkingPointsState, weight: number) => (text.state === state ? weight : 0.15)
  const eager = straight ? 8 : 4
  return [
    {
      weight: text.state === 'draft' && missing.length > 0 ? eager : openStates.includes(text.state) ? 0.4 : 0.1,
      make: () =>
        at(
          'revise',
          'revisions',
          writers,
          { revision: named.revision, body: given.body },
          { sound: sound && given.sound },
        ),
    },
    {
      weight: missing.length > 0 ? weigh('draft', 0.3) : weigh('draft', eager),
      make: () => at('submit', 'submit', draftersOf(incident), named),
    },
    ...steps.map((step): Possible => {
      // Who wrote in it may be tempted to sign as well.
      const wrote = rows.revisions.filter((r) => r.talkingPointsId === text.id).map((r) => userNameOf(r.byName))
      const own = able(step.action).filter((name) => wrote.includes(name))
      const signers = own.length > 0 && dice.chance(0.4) ? own : able(step.action)
      const approved = dice.chance(straight ? 0.93 : 0.8)
      const body = { ...named, approved, comment: approved ? '' : '请补充核实情况' }
      const button = approved ? step.verb : step.no
      return {
        weight: weigh(step.state, eager),
        make: () => at(step.verb, step.verb, signers, body, { button }),
      }
    }),
    { weight: weigh('approved', eager), make: () => at('publish', 'publish', able('publish-talking-points'), named) },
    {
      weight: weigh('in_force', 0.6),
      make: () => at('recall', 'recall', able('recall-talking-points'), { reason: '数据更新' }, { sound: true }),
    },
    {
      weight: weigh('in_force', 2),
      make: () =>
        at(
          'answer',
          'answers',
          able('answer-media'),
          {
            ...{ revision: named.revision, reporter: '某记者', outlet: '某报' },
            ...{ question: '数据是否属实?', answer: '以官方公布为准。' },
          },
          { sound: named.revision === text.revision },
        ),
    },
  ]
}

/** Bureaus that must still write into a region-wide text. A guide only. */
function missingBureaus({ revisions }: Scene['rows'], text: TalkingPointsRow, incident: Incident): string[] {
  if (text.scope !== 'region_wide') return []
  const wrote = revisions.filter((r) => r.talkingPointsId === text.id).map((r) => tree.bureauOf(r.byUnitId)?.id)
  const cities = incident.unitIds.filter((id) => tree.byId(id)?.level === 'city')
  return [incident.rootId, ...cities].filter((id) => !wrote.includes(id))
}

/** A text as people write it; now and then it names a figure that was replaced, or none that exists. */
function bodyGiven(dice: Dice): { body: object; sound: boolean } {
  const figureId = dice.weighted([
    { id: null, weight: 6 },
    { id: '450000-gdp-2022-year-level', weight: 3 },
    { id: '450000-gdp-2021-year-level-v1', weight: 0.5 },
    { id: 'figure-of-nobody', weight: 0.2 },
  ]).id
  return {
    sound: figureId !== 'figure-of-nobody',
    body: {
      summary: `网传数据不实,以官方公布为准(第${dice.between(1, 1_000_000)}稿)。`,
      facts: [{ text: '有关数据以统计公报为准。', figureId }],
      ...{ dos: ['以统计公报为准'], donts: ['不评价媒体动机'], questions: [] },
    },
  }
}
