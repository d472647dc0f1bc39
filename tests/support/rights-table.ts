/**
 * The matrix of rights as the domain catalogue has it (C4), written out again by hand: policy.ts is held against it, so nothing
 * here may be derived from there. A cell: relation of the person's bureau to the thing's (`own`; `sub`: own or above;
 * `root`: the root's, wherever the thing lies), for some scopes (@) and levels of the person's bureau (#), and the roles.
 */
import type { Power } from '../../domain/delegation.ts'
import type { IncidentScope } from '../../domain/incident.ts'
import type { Role, UnitLevel } from '../../domain/units.ts'

const short: Record<string, Role> = {
  ...{ MON: 'monitor', DUTY: 'duty_officer', HEAD: 'unit_head', OFF: 'office_staff', DIR: 'office_director' },
  ...{ LG: 'leading_group', SME: 'subject_division', SPK: 'spokesperson', NC: 'news_centre', SEC: 'secrecy' },
  ...{ IT: 'infosec', DIS: 'discipline', ADM: 'admin', AUD: 'auditor' },
}

const finders = 'own: MON DUTY HEAD OFF DIR SME'
/** The leading group of the region, of a city for what is a city's, of a county or its city for what is a county's. */
const byLeadingGroup = 'root: LG; sub@city_only#city: LG; sub@county_only#city,county: LG'
const byScope = (roles: string) => `root: ${roles}; sub@city_only,county_only: ${roles}`
/** The body that speaks for the matter: the root's for a region-wide one, else the unit's own. */
const byBody = (roles: string) => `root@region_wide: ${roles}; own: ${roles}`

export const rightsTable: Record<string, string> = {
  // View mentions and flags: own for who watches, sub for who answers; the divisions for their own bureau.
  'view-flags': 'own: MON DUTY SME; sub: HEAD OFF DIR LG',
  // Whoever receives a report from below, speaks or commands for the region sees the matters below.
  'view-incidents': 'own: MON NC; sub: DUTY HEAD OFF DIR LG SME SPK IT',
  'view-leaks': 'sub: SEC; own: LG',
  'open-incident': `${finders} IT`,
  'open-leak': 'own: MON DUTY HEAD OFF DIR SME SPK NC IT SEC LG',
  'record-leak': 'sub: SEC',
  'propose-plan': 'own: DUTY HEAD OFF DIR IT LG; root: DUTY OFF DIR IT LG',
  'record-steps': 'own: DUTY OFF DIR; root: DUTY OFF DIR',
  'fulfil-duty': `${finders}; root: DUTY OFF DIR`,
  'transfer-duty': 'sub: DIR LG',
  'adopt-plan': 'root: DIR LG',
  'set-members': 'own: HEAD OFF DIR',
  // Everybody of a bureau knows its duty; offices know that of the bureaus below. Only who keeps the office arranges it.
  'view-duty': 'own: MON SME SPK NC IT SEC DIS; sub: DUTY HEAD OFF DIR LG',
  'manage-duty': 'own: HEAD OFF; sub: DIR',
  'enter-check-in': 'own: DUTY HEAD OFF DIR',
  // Delegation by dated order only: written down by the office, lent by oneself without a right of the table, never by ADM.
  'record-delegation': 'own: OFF DIR',
  'sign-standing': 'own: MON DUTY HEAD OFF DIR SME IT SEC LG',
  'keep-registers': 'own: MON DUTY HEAD OFF DIR SME IT',
  // 第二十条: 由自治区统计局纪检监察室负责, of every unit of the tree.
  'keep-conduct-facts': 'root: DIS',
  // Drills (policy-drill): whoever answers for the plans of the bureau, and the office above it.
  'run-drill': 'own: HEAD OFF DIR; sub: DIR',
  // Confirm "found": the own bureau alone, for a start of time is nobody else's.
  'acknowledge-alert': finders,
  'mark-suspected-major': finders,
  'flag-article': finders,
  'submit-article': finders,
  'ask-draft': finders,
  // What a unit watches for: those who watch, and for below those who answer.
  'edit-topics': `${finders}; sub: HEAD OFF DIR`,
  'arrange-stories': `${finders}; sub: HEAD OFF DIR`,
  // A proposal binds nobody: who watches may make it. Four eyes are the second person's.
  'propose-verdict': 'own: MON DUTY; sub: OFF DIR SME',
  'confirm-verdict': 'own: HEAD; sub: DIR SME',
  'override-no-fault': 'root: LG',
  'send-report': `${finders} IT`,
  'receive-report': 'own: DUTY HEAD OFF DIR',
  'release-held-copy': 'root: OFF DIR',
  'confirm-incident': 'sub: HEAD OFF DIR LG',
  'reject-incident': byScope('DIR LG'),
  'study-incident': byScope('OFF DIR LG'),
  'archive-incident': byScope('DIR'),
  // Not in C4: whoever may say that a matter was no event may say that two are one.
  'merge-incidents': byScope('DIR LG'),
  'grade-incident': byLeadingGroup,
  'activate-plan': byLeadingGroup,
  'terminate-plan': byLeadingGroup,
  'set-scope': 'root: DIR LG',
  'change-found-time': 'own: DUTY HEAD; sub: DIR SEC',
  'confirm-found-time': 'own: HEAD; sub: DIR SEC',
  'draft-talking-points': byBody('OFF DIR SME SPK'),
  // Who drafts, checks and judges a text speaks of its words; the approver of a city's or county's is its DIR.
  'comment-talking-points': 'root@region_wide: OFF DIR SME SPK LG; own: OFF DIR SME SPK',
  'check-facts': byBody('SME'),
  'approve-as-office': 'root@region_wide: DIR; own@city_only#city: DIR; own@county_only#county: DIR',
  'approve-as-leading-group': 'root@region_wide: LG',
  // Written down by the office of the region, for whose leading group it was.
  'record-oral-approval': 'root@region_wide: OFF DIR',
  'publish-talking-points': 'root@region_wide: OFF DIR; own@city_only,county_only: OFF DIR',
  'recall-talking-points': 'root: DIR LG; own@city_only,county_only: DIR LG',
  'answer-media': 'root: SPK NC; own: SPK NC',
  // Send correction request: OFF draft, HEAD own sign, DIR own; whoever sees the flags of a unit or speaks for it sees what is asked.
  'view-corrections': 'own: MON DUTY SME SPK NC; sub: HEAD OFF DIR LG',
  'draft-correction': 'own: HEAD OFF DIR',
  'approve-correction': 'own: HEAD DIR',
  'send-correction': 'own: HEAD DIR',
  // Papers: written and numbered by the office of the unit, approved by who signs for it; orders and what goes to the party committee
  // and the government by the leading group. Who answers for units below reads theirs.
  'view-documents': 'own: MON DUTY SME SPK NC IT; sub: HEAD OFF DIR LG',
  'draft-document': 'own: DUTY HEAD OFF DIR',
  'approve-document': 'own: HEAD DIR LG',
  'approve-upward': 'own: LG',
  'issue-document': 'own: OFF DIR',
  // From when something alerts people: whoever answers for the office, here or above; the machine's work is the region's to steer.
  'set-thresholds': 'sub: DIR',
  'run-rescoring': 'root: DIR ADM',
  'draft-release': byBody('OFF DIR SME SPK NC'),
  'check-secrecy': byBody('SEC DIR'),
  'check-publicity': byBody('OFF DIR'),
  'return-release': byBody('SEC SME OFF DIR'),
  'approve-release': byLeadingGroup,
  'approve-update': `${byBody('DIR')}; ${byLeadingGroup}`,
  'publish-release': byBody('OFF DIR NC SPK'),
  'host-meeting': byBody('SPK NC OFF DIR'),
  'open-news-centre': byLeadingGroup,
  'run-news-centre': byBody('SPK NC OFF DIR'),
  'classify-handoff': 'own: MON DUTY OFF DIR; root: OFF DIR',
  'hand-up': 'own: DUTY HEAD OFF DIR',
  'route-handoff': 'root: OFF DIR',
  'dismiss-handoff': 'root: DIR',
  // The registry of the press: own read for who answers and commands, own write for the office, accreditation for who speaks.
  'view-registry': 'own: HEAD OFF DIR LG SPK NC',
  'keep-registry': 'own: OFF DIR',
  'register-accredited': 'own: OFF DIR SPK NC',
  'read-contacts': 'own: OFF DIR SPK NC',
  'read-contact-log': 'own: HEAD DIR',
  // The administrator: ways in and ways out, no content, no approval.
  'manage-people': 'root: ADM',
  'manage-units': 'root: ADM',
  // Not in C4: it moves duties from one bureau to another, which the administrator may not.
  'merge-units': 'root: DIR',
  'manage-senders': 'root: ADM',
  'manage-channels': 'root: ADM',
  'manage-sources': 'root: ADM OFF',
  'import-figures': 'root: SME ADM',
  'manage-calendar': 'root: SME OFF DIR',
  'settle-revision': 'own: HEAD; sub: OFF DIR SME',
  'read-audit': 'root: AUD',
}

/**
 * What an order may lend (C4: delegation by dated order only): the signatures of a seat by named power, and what is read in order
 * to give them. Everything else stays with its holder, the compartment first of all.
 */
export const lentTable: Record<Power, string[]> = {
  decide: ['grade-incident', 'set-scope', 'activate-plan', 'terminate-plan', 'open-news-centre'],
  points: ['approve-as-office', 'approve-as-leading-group', 'recall-talking-points'],
  releases: ['check-publicity', 'approve-release', 'approve-update'],
  papers: ['approve-document', 'approve-upward'],
  corrections: ['approve-correction', 'send-correction'],
}
export const lentReading = ['view-flags', 'view-incidents', 'view-corrections', 'view-documents', 'view-duty']

/** The tree that the rights are tried on: bureau, the bureau above it, its level. `gx-div` is a division of the region. */
export const places: Record<string, { bureau: string; above: string | null; root: string; level: UnitLevel }> = {
  gx: { bureau: 'gx', above: null, root: 'gx', level: 'region' },
  'gx-div': { bureau: 'gx', above: null, root: 'gx', level: 'region' },
  liuzhou: { bureau: 'liuzhou', above: 'gx', root: 'gx', level: 'city' },
  nanning: { bureau: 'nanning', above: 'gx', root: 'gx', level: 'city' },
  sanjiang: { bureau: 'sanjiang', above: 'liuzhou', root: 'gx', level: 'county' },
  xm: { bureau: 'xm', above: null, root: 'xm', level: 'city' },
}

export type Asked = { action: string; role: Role; at: string; on: string; scope: IncidentScope }

/** What the matrix says: may a person of this role at one place do it to a thing of another? */
export function matrixAllows({ action, role: held, at, on, scope }: Asked): boolean {
  // The head of a division (处室) is first responsible for it, not for the bureau: among the bureau's people they watch.
  const role = held === 'unit_head' && at === 'gx-div' ? 'monitor' : held
  const row = rightsTable[action]
  if (row === undefined) throw new Error(missingRow(action))
  const [person, thing] = [places[at]!, places[on]!]
  return row.split('; ').some((cell) => {
    const [where = '', roles = ''] = cell.split(': ')
    const [, relation, scopes, levels] = where.match(/^(\w+)(?:@([\w,]+))?(?:#([\w,]+))?$/) ?? []
    return (
      roles.split(' ').some((r) => short[r] === role) &&
      (!scopes || scopes.split(',').includes(scope)) &&
      (!levels || levels.split(',').includes(person.level)) &&
      stands(person.bureau, thing.bureau, relation)
    )
  })
}

function stands(person: string, thing: string, relation: string | undefined): boolean {
  if (relation === 'own') return person === thing
  if (relation === 'root') return person === places[thing]!.root
  if (relation !== 'sub') throw new Error(`no such relation: ${relation}`)
  for (let up: string | null = thing; up !== null; up = places[up]!.above) if (up === person) return true
  return false
}

export const missingRow = (action: string) =>
  `The action "${action}" of workflow/policy.ts has no row in tests/support/rights-table.ts: write there who may do it by domain.md C4, not by policy.ts.`
