/**
 * Who may do what: the one table of rights (domain catalogue C4). Commands ask it before they move anything and reads ask
 * it before they show anything; the page only repeats its answers.
 */
import type { Power } from '../domain/delegation.ts'
import type { IncidentScope } from '../domain/incident.ts'
import { type Result, ok, refuse } from '../domain/result.ts'
import type { RuleId } from '../domain/rules.ts'
import type { Actor, Role, Seat, UnitLevel, UnitTree } from '../domain/units.ts'

export type Action =
  | 'view-flags'
  | 'view-incidents'
  | 'view-leaks'
  | 'open-incident'
  | 'open-leak'
  | 'propose-plan'
  | 'record-steps'
  | 'record-leak'
  | 'fulfil-duty'
  | 'transfer-duty'
  | 'adopt-plan'
  | 'set-members'
  | 'view-duty'
  | 'manage-duty'
  | 'enter-check-in'
  | 'record-delegation'
  | 'sign-standing'
  | 'keep-registers'
  | 'keep-conduct-facts'
  | 'run-drill'
  | 'acknowledge-alert'
  | 'flag-article'
  | 'submit-article'
  | 'ask-draft'
  | 'arrange-stories'
  | 'edit-topics'
  | 'mark-suspected-major'
  | 'propose-verdict'
  | 'confirm-verdict'
  | 'override-no-fault'
  | 'send-report'
  | 'receive-report'
  | 'release-held-copy'
  | 'confirm-incident'
  | 'reject-incident'
  | 'study-incident'
  | 'grade-incident'
  | 'set-scope'
  | 'activate-plan'
  | 'terminate-plan'
  | 'change-found-time'
  | 'confirm-found-time'
  | 'archive-incident'
  | 'merge-incidents'
  | 'draft-talking-points'
  | 'comment-talking-points'
  | 'check-facts'
  | 'approve-as-office'
  | 'approve-as-leading-group'
  | 'record-oral-approval'
  | 'publish-talking-points'
  | 'recall-talking-points'
  | 'answer-media'
  | 'set-thresholds'
  | 'run-rescoring'
  | 'draft-release'
  | 'check-secrecy'
  | 'check-publicity'
  | 'return-release'
  | 'approve-release'
  | 'approve-update'
  | 'publish-release'
  | 'host-meeting'
  | 'open-news-centre'
  | 'run-news-centre'
  | 'classify-handoff'
  | 'hand-up'
  | 'route-handoff'
  | 'dismiss-handoff'
  | 'view-corrections'
  | 'draft-correction'
  | 'approve-correction'
  | 'send-correction'
  | 'view-documents'
  | 'draft-document'
  | 'approve-document'
  | 'approve-upward'
  | 'issue-document'
  | 'view-registry'
  | 'keep-registry'
  | 'register-accredited'
  | 'read-contacts'
  | 'read-contact-log'
  | 'manage-people'
  | 'manage-units'
  | 'merge-units'
  | 'manage-sources'
  | 'manage-senders'
  | 'manage-channels'
  | 'import-figures'
  | 'manage-calendar'
  | 'settle-revision'
  | 'read-audit'

/**
 * How the person's bureau must stand to the bureau of the thing: `own` the same, `sub` the same or any above it (the thing lies
 * in its sub-tree), `root` the tree's root bureau whatever the thing's unit. Divisions act for their bureau.
 */
type Relation = 'own' | 'sub' | 'root'
type Grant = { role: Role; relation: Relation; levels?: UnitLevel[]; scopes?: IncidentScope[] }

const grant = (relation: Relation, roles: Role[], more: Pick<Grant, 'levels' | 'scopes'> = {}): Grant[] =>
  roles.map((role) => ({ role, relation, ...more }))

/** Whoever watches, takes or answers for what is found at a unit may bring it to people, and say how grave it looks. */
const finders: Role[] = ['monitor', 'duty_officer', 'unit_head', 'office_staff', 'office_director', 'subject_division']

/** The root's people for every matter; those of the unit, or above it, while it is a city's or a county's. */
const byScope = (roles: Role[]): Grant[] => [
  ...grant('root', roles),
  ...grant('sub', roles, { scopes: ['city_only', 'county_only'] }),
]
/** People of the body that speaks for the matter: the root's for a region-wide one, else those of the unit itself. */
const byBody = (roles: Role[]): Grant[] => [
  ...grant('root', roles, { scopes: ['region_wide'] }),
  ...grant('own', roles),
]
/** The leading group of the level that the matter concerns, or of one above it; a county's never for its city. */
const byLeadingGroup: Grant[] = [
  ...grant('root', ['leading_group']),
  ...grant('sub', ['leading_group'], { scopes: ['city_only'], levels: ['city'] }),
  ...grant('sub', ['leading_group'], { scopes: ['county_only'], levels: ['city', 'county'] }),
]

const table: Record<Action, { grants: Grant[]; rule?: RuleId }> = {
  'view-flags': {
    grants: [
      ...grant('own', ['monitor', 'duty_officer', 'subject_division']),
      ...grant('sub', ['unit_head', 'office_staff', 'office_director', 'leading_group']),
    ],
  },
  'view-incidents': {
    grants: [
      ...grant('own', ['monitor', 'duty_officer', 'subject_division', 'spokesperson', 'news_centre']),
      ...grant('sub', [
        'unit_head',
        'office_staff',
        'office_director',
        'leading_group',
        'duty_officer',
        'subject_division',
        'spokesperson',
        'infosec',
      ]),
    ],
  },
  // The compartment of a classified leak: the secrecy group, and the leading group of the very unit, which ends it (附3).
  'view-leaks': {
    grants: [...grant('sub', ['secrecy']), ...grant('own', ['leading_group'])],
    rule: 'policy-compartment',
  },
  // The infosec group of a bureau finds what falls out (附2第三条) and reports it.
  'open-incident': { grants: grant('own', [...finders, 'infosec']), rule: 'G0-11' },
  // Whoever finds a leak reports it (附3第五条); what becomes of it they do not see.
  'open-leak': {
    grants: grant('own', [...finders, 'spokesperson', 'news_centre', 'infosec', 'secrecy', 'leading_group']),
  },
  'propose-plan': {
    grants: [
      ...grant('own', ['duty_officer', 'unit_head', 'office_staff', 'office_director', 'infosec', 'leading_group']),
      ...grant('root', ['duty_officer', 'office_staff', 'office_director', 'infosec', 'leading_group']),
    ],
  },
  // The office writes down what the bodies of a plan report by phone; procedures with a commander are the commander's.
  'record-steps': {
    grants: [
      ...grant('own', ['duty_officer', 'office_staff', 'office_director']),
      ...grant('root', ['duty_officer', 'office_staff', 'office_director']),
    ],
  },
  // In the compartment the secrecy group writes down what the bureau concerned has done.
  'record-leak': { grants: grant('sub', ['secrecy']), rule: 'policy-compartment' },
  'fulfil-duty': {
    grants: [...grant('own', finders), ...grant('root', ['duty_officer', 'office_staff', 'office_director'])],
  },
  'transfer-duty': { grants: grant('sub', ['office_director', 'leading_group']) },
  'adopt-plan': { grants: grant('root', ['office_director', 'leading_group']) },
  'set-members': { grants: grant('own', ['office_staff', 'office_director', 'unit_head']) },
  // Everybody of a bureau knows who is on duty; offices know it of the bureaus below them.
  'view-duty': {
    grants: [
      ...grant('own', [...finders, 'spokesperson', 'news_centre', 'infosec', 'secrecy', 'leading_group', 'discipline']),
      ...grant('sub', ['unit_head', 'office_staff', 'office_director', 'leading_group', 'duty_officer']),
    ],
  },
  'manage-duty': {
    grants: [...grant('own', ['office_staff', 'office_director', 'unit_head']), ...grant('sub', ['office_director'])],
  },
  // Whoever calls in is written down by somebody at the desk, with the reason.
  'enter-check-in': { grants: grant('own', ['duty_officer', 'office_staff', 'office_director', 'unit_head']) },
  // Whoever travels lends their own signatures; what they signed on paper the office writes down, and never the administrator (C4).
  'record-delegation': { grants: grant('own', ['office_staff', 'office_director']), rule: 'policy-delegation' },
  // The watch log is signed by whoever watches or answers for the unit; bodies of the plans sit in these seats.
  'sign-standing': { grants: grant('own', [...finders, 'infosec', 'secrecy', 'leading_group']) },
  'keep-registers': { grants: grant('own', [...finders, 'infosec']) },
  // 第二十条: the inspection of the root bureau organises it, whatever unit it is about; nobody else reads it.
  'keep-conduct-facts': { grants: grant('root', ['discipline']) },
  // Every bureau drills for itself (第十八条), by whoever answers for its plans; the office above may run it for those below.
  'run-drill': {
    grants: [...grant('own', ['office_staff', 'office_director', 'unit_head']), ...grant('sub', ['office_director'])],
    rule: 'policy-drill',
  },
  'acknowledge-alert': {
    grants: grant('own', finders),
    rule: 'policy-found',
  },
  'flag-article': {
    grants: grant('own', finders),
    rule: 'G4-5',
  },
  'ask-draft': { grants: grant('own', finders) },
  // Whoever may bring an article to the queue may bring one that the machine has not seen.
  'submit-article': {
    grants: grant('own', finders),
    rule: 'G4-5',
  },
  // Whoever watches what is found says what belongs together; offices say it for the bureaus below them too.
  'arrange-stories': {
    grants: [...grant('own', finders), ...grant('sub', ['unit_head', 'office_staff', 'office_director'])],
  },
  // What a unit watches for is chosen by those who watch and those who answer for it (C4: a topic is the unit's own).
  'edit-topics': {
    grants: [...grant('own', finders), ...grant('sub', ['unit_head', 'office_staff', 'office_director'])],
  },
  'mark-suspected-major': {
    grants: grant('own', finders),
    rule: 'policy-found',
  },
  'propose-verdict': {
    grants: [
      ...grant('own', ['subject_division', 'monitor', 'duty_officer']),
      ...grant('sub', ['office_staff', 'office_director', 'subject_division']),
    ],
  },
  'confirm-verdict': {
    grants: [
      ...grant('own', ['subject_division', 'unit_head']),
      ...grant('sub', ['office_director', 'subject_division']),
    ],
    rule: 'policy-four-eyes',
  },
  'override-no-fault': { grants: grant('root', ['leading_group']), rule: 'policy-not-false' },
  'send-report': {
    grants: grant('own', [...finders, 'infosec']),
    rule: 'G4-6-2h',
  },
  'receive-report': {
    grants: grant('own', ['duty_officer', 'unit_head', 'office_staff', 'office_director']),
    rule: 'policy-ack',
  },
  'release-held-copy': { grants: grant('root', ['office_staff', 'office_director']) },
  'confirm-incident': {
    grants: grant('sub', ['office_director', 'office_staff', 'leading_group', 'unit_head']),
    rule: 'G4-2',
  },
  // What has become the region's is put before, closed and laid aside by the region's own bodies (附4第三条).
  'reject-incident': { grants: byScope(['office_director', 'leading_group']), rule: 'G4-7' },
  'study-incident': { grants: byScope(['office_staff', 'office_director', 'leading_group']), rule: 'G4-7' },
  'grade-incident': {
    grants: byLeadingGroup,
    rule: 'G4-7',
  },
  'set-scope': { grants: grant('root', ['office_director', 'leading_group']), rule: 'G4-7-2-region' },
  'activate-plan': {
    grants: byLeadingGroup,
    rule: 'G4-7',
  },
  'terminate-plan': {
    grants: byLeadingGroup,
    rule: 'G0-14',
  },
  'change-found-time': {
    grants: [
      ...grant('own', ['duty_officer', 'unit_head', 'office_director']),
      ...grant('sub', ['office_director', 'secrecy']),
    ],
    rule: 'policy-four-eyes',
  },
  // The second person answers for the unit or stands above it (domain catalogue C4).
  'confirm-found-time': {
    grants: [...grant('own', ['unit_head']), ...grant('sub', ['office_director', 'secrecy'])],
    rule: 'policy-four-eyes',
  },
  // Two matters become one by the word of whoever may close either: nobody above is passed over.
  'merge-incidents': { grants: byScope(['office_director', 'leading_group']), rule: 'policy-merge' },
  'archive-incident': { grants: byScope(['office_director']), rule: 'G0-14' },
  'draft-talking-points': {
    grants: [
      ...grant('root', ['office_staff', 'office_director', 'subject_division', 'spokesperson'], {
        scopes: ['region_wide'],
      }),
      ...grant('own', ['office_staff', 'office_director', 'subject_division', 'spokesperson']),
    ],
    rule: 'G4-7-2-city',
  },
  // Whoever has a part in the text may say something of its words: drafters, checkers, the office, the approver.
  'comment-talking-points': {
    grants: [
      ...byBody(['office_staff', 'office_director', 'subject_division', 'spokesperson']),
      ...grant('root', ['leading_group'], { scopes: ['region_wide'] }),
    ],
  },
  'check-facts': {
    grants: [
      ...grant('root', ['subject_division'], { scopes: ['region_wide'] }),
      ...grant('own', ['subject_division']),
    ],
  },
  'approve-as-office': {
    grants: [
      ...grant('root', ['office_director'], { scopes: ['region_wide'] }),
      ...grant('own', ['office_director'], { scopes: ['city_only'], levels: ['city'] }),
      ...grant('own', ['office_director'], { scopes: ['county_only'], levels: ['county'] }),
    ],
    rule: 'policy-office',
  },
  'approve-as-leading-group': {
    grants: grant('root', ['leading_group'], { scopes: ['region_wide'] }),
    rule: 'G4-7-2-region',
  },
  // The yes itself is the leading group's; the office answers for what it has written down.
  'record-oral-approval': {
    grants: grant('root', ['office_staff', 'office_director'], { scopes: ['region_wide'] }),
    rule: 'policy-oral',
  },
  'publish-talking-points': {
    grants: [
      ...grant('root', ['office_staff', 'office_director'], { scopes: ['region_wide'] }),
      ...grant('own', ['office_staff', 'office_director'], { scopes: ['city_only', 'county_only'] }),
    ],
  },
  'recall-talking-points': {
    grants: [
      ...grant('root', ['office_director', 'leading_group']),
      ...grant('own', ['office_director', 'leading_group'], { scopes: ['city_only', 'county_only'] }),
    ],
  },
  'answer-media': {
    grants: [...grant('root', ['spokesperson', 'news_centre']), ...grant('own', ['spokesperson', 'news_centre'])],
    rule: 'G4-7-2-city',
  },
  // From when something alerts people is answered for by whoever answers for the office, here or above.
  'set-thresholds': { grants: grant('sub', ['office_director']) },
  'run-rescoring': { grants: grant('root', ['office_director', 'admin']) },
  'draft-release': {
    grants: byBody(['office_staff', 'office_director', 'subject_division', 'spokesperson', 'news_centre']),
  },
  // Secrets are the secrecy group's to find (C4); where a unit has none, its office's director answers for it.
  'check-secrecy': { grants: byBody(['secrecy', 'office_director']), rule: 'policy-separation' },
  'check-publicity': { grants: byBody(['office_staff', 'office_director']), rule: 'policy-separation' },
  'return-release': { grants: byBody(['secrecy', 'subject_division', 'office_staff', 'office_director']) },
  'approve-release': { grants: byLeadingGroup },
  'approve-update': { grants: [...byBody(['office_director']), ...byLeadingGroup] },
  'publish-release': { grants: byBody(['office_staff', 'office_director', 'news_centre', 'spokesperson']) },
  'host-meeting': { grants: byBody(['spokesperson', 'news_centre', 'office_staff', 'office_director']) },
  // Decided by the body that leads the matter (附4第七条（四）); run by those who speak.
  'open-news-centre': { grants: byLeadingGroup, rule: 'G4-7' },
  'run-news-centre': { grants: byBody(['spokesperson', 'news_centre', 'office_staff', 'office_director']) },
  // A city or county finds it and hands it up; what becomes of it is the region's office alone (附4第九条, C4).
  'classify-handoff': {
    grants: [
      ...grant('own', ['monitor', 'duty_officer', 'office_staff', 'office_director']),
      ...grant('root', ['office_staff', 'office_director']),
    ],
    rule: 'G4-9',
  },
  'hand-up': { grants: grant('own', ['duty_officer', 'unit_head', 'office_staff', 'office_director']), rule: 'G4-9' },
  'route-handoff': { grants: grant('root', ['office_staff', 'office_director']), rule: 'G4-9' },
  'dismiss-handoff': { grants: grant('root', ['office_director']), rule: 'G4-9' },
  // Asked of the press by the unit itself: its office drafts and follows, its head or director approves and sends (C4).
  'view-corrections': {
    grants: [
      ...grant('own', ['monitor', 'duty_officer', 'subject_division', 'spokesperson', 'news_centre']),
      ...grant('sub', ['unit_head', 'office_staff', 'office_director', 'leading_group']),
    ],
  },
  'draft-correction': { grants: grant('own', ['unit_head', 'office_staff', 'office_director']), rule: 'G4-7-5' },
  'approve-correction': { grants: grant('own', ['unit_head', 'office_director']), rule: 'policy-separation' },
  'send-correction': { grants: grant('own', ['unit_head', 'office_director']), rule: 'G4-7-5' },
  // A unit's papers are its own people's and those of the units above (C4: view by own and sub).
  'view-documents': {
    grants: [
      ...grant('own', ['monitor', 'duty_officer', 'subject_division', 'spokesperson', 'news_centre', 'infosec']),
      ...grant('sub', ['unit_head', 'office_staff', 'office_director', 'leading_group']),
    ],
  },
  'draft-document': { grants: grant('own', ['duty_officer', 'unit_head', 'office_staff', 'office_director']) },
  'approve-document': {
    grants: grant('own', ['unit_head', 'office_director', 'leading_group']),
    rule: 'policy-separation',
  },
  // To the party committee and the government, and orders of a plan: the leading group's (C4).
  'approve-upward': { grants: grant('own', ['leading_group']), rule: 'policy-separation' },
  'issue-document': { grants: grant('own', ['office_staff', 'office_director']) },
  // A bureau's registry of the press is its own people's alone (C4: own read, own write, accreditation by who speaks).
  'view-registry': {
    grants: grant('own', [
      'unit_head',
      'office_staff',
      'office_director',
      'leading_group',
      'spokesperson',
      'news_centre',
    ]),
    rule: 'G4-8',
  },
  'keep-registry': { grants: grant('own', ['office_staff', 'office_director']), rule: 'G4-8' },
  'register-accredited': {
    grants: grant('own', ['office_staff', 'office_director', 'spokesperson', 'news_centre']),
    rule: 'G4-8',
  },
  // How a reporter is reached is for who speaks with them; who looked is for who answers for it.
  'read-contacts': { grants: grant('own', ['office_staff', 'office_director', 'spokesperson', 'news_centre']) },
  'read-contact-log': { grants: grant('own', ['unit_head', 'office_director']) },
  'manage-people': { grants: grant('root', ['admin']), rule: 'policy-admin' },
  // Names and places of units are housekeeping; to end one moves what it owes, and that is the office's.
  'manage-units': { grants: grant('root', ['admin']), rule: 'policy-admin' },
  'merge-units': { grants: grant('root', ['office_director']) },
  'manage-sources': { grants: [...grant('root', ['admin']), ...grant('root', ['office_staff'])] },
  // A key is a way in: like accounts it is the administrator's alone.
  'manage-senders': { grants: grant('root', ['admin']), rule: 'policy-admin' },
  // Where messages go and by whose servers is the administrator's; what they say is nobody's to read there.
  'manage-channels': { grants: grant('root', ['admin']), rule: 'policy-admin' },
  'import-figures': { grants: [...grant('root', ['subject_division']), ...grant('root', ['admin'])] },
  // The division that publishes and the office that plans know when; accounts do not.
  'manage-calendar': { grants: grant('root', ['subject_division', 'office_staff', 'office_director']) },
  // Whoever answers for a verdict, a text or a report answers for what becomes of it when its figure changes.
  'settle-revision': {
    grants: [
      ...grant('own', ['subject_division', 'unit_head']),
      ...grant('sub', ['office_staff', 'office_director', 'subject_division']),
    ],
    rule: 'policy-current-figure',
  },
  'read-audit': { grants: [...grant('root', ['auditor'])] },
}

/** The signatures that an order may lend, each a named power: with its seat, and for its relation and scope, as the table has them. */
export const powerActions: Record<Power, readonly Action[]> = {
  decide: ['grade-incident', 'set-scope', 'activate-plan', 'terminate-plan', 'open-news-centre'],
  points: ['approve-as-office', 'approve-as-leading-group', 'recall-talking-points'],
  releases: ['check-publicity', 'approve-release', 'approve-update'],
  papers: ['approve-document', 'approve-upward'],
  corrections: ['approve-correction', 'send-correction'],
}
/** What has to be read in order to sign. The compartment is in no list: whoever is not in it by a seat of their own learns nothing. */
const reading: readonly Action[] = ['view-flags', 'view-incidents', 'view-corrections', 'view-documents', 'view-duty']

/** Does this seat, where it is lent, carry the action? One's own seats carry whatever the table says. */
export const isLentFor = ({ lent }: Seat, action: Action, restricted = false): boolean =>
  !lent ||
  ((!restricted || lent.compartment) &&
    (reading.includes(action) || lent.powers.some((power) => powerActions[power].includes(action))))

/** Has this role, anywhere, something of the power to lend? */
export const roleHas = (role: Role, power: Power): boolean =>
  powerActions[power].some((action) => table[action].grants.some((g) => g.role === role))

/** Every action there is a right for. */
export const actions = Object.keys(table) as Action[]

/**
 * May this person do it to a thing of this unit? Answers with the seat that carries the right, so that the record says
 * in which capacity they acted; a seat of their own before one that is lent to them. Refuses `wrong-scope` when the role would do but for the scope, else `not-allowed`.
 */
export function may(
  actor: Actor,
  action: Action,
  on: { unitId: string; tree: UnitTree; scope?: IncidentScope; restricted?: boolean },
): Result<Seat> {
  const { grants, rule } = table[action]
  let onlyScope = false
  const ways = [actor.seats, actor.lent ?? []].flatMap((seats) => grants.map((g) => ({ g, seats })))
  for (const { g, seats } of ways) {
    for (const seat of seats) {
      if (roleOf(seat, on.tree) !== g.role || !isLentFor(seat, action, on.restricted)) continue
      if (!stands(seat.unitId, on.unitId, g.relation, on.tree)) continue
      const level = on.tree.bureauOf(seat.unitId)?.level
      if (g.levels && (!level || !g.levels.includes(level))) continue
      if (g.scopes && (!on.scope || !g.scopes.includes(on.scope))) {
        onlyScope = true
        continue
      }
      return ok(seat)
    }
  }
  return refuse(onlyScope ? 'wrong-scope' : 'not-allowed', rule ? { rule } : {})
}

/** Whoever heads a division answers for it (附4第四条); in the bureau they may what whoever watches there may, and no more. */
const roleOf = ({ role, unitId }: Seat, tree: UnitTree): Role =>
  role === 'unit_head' && tree.byId(unitId)?.level === 'division' ? 'monitor' : role

/** The units whose things a person may see under an action; null means none. */
export function unitsVisible(actor: Actor, action: Action, tree: UnitTree): string[] {
  return tree.all.filter((u) => may(actor, action, { unitId: u.id, tree }).ok).map((u) => u.id)
}

/** Which roles carry an action: for finding the people to notify. */
export const rolesFor = (action: Action): Role[] => [...new Set(table[action].grants.map((g) => g.role))]

function stands(seatUnitId: string, thingUnitId: string, relation: Relation, tree: UnitTree): boolean {
  const seatBureau = tree.bureauOf(seatUnitId)?.id
  const thingBureau = tree.bureauOf(thingUnitId)?.id
  if (!seatBureau || !thingBureau) return false
  switch (relation) {
    case 'own':
      return seatBureau === thingBureau
    case 'sub':
      return tree.isWithin(thingBureau, seatBureau)
    case 'root':
      return tree.rootOf(thingUnitId)?.id === seatBureau
  }
}
