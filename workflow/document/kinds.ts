/** THE table of papers: what composes each, in which form, who approves it, and of which version its template is. */
import type { DocumentAudience, DocumentContent, DocumentForm, DocumentKind } from '../../domain/document.ts'
import type { Unit } from '../../domain/units.ts'
import type { Action } from '../policy.ts'
import { composeBriefing } from './compose/briefing.ts'
import { composeCorrectionLetter } from './compose/corrections.ts'
import { composeExtract } from './compose/extract.ts'
import { composeLeakHandover, composeLeakReport, referencesOf } from './compose/leak.ts'
import { composeActivation, composeTermination } from './compose/orders.ts'
import { composeHandoffLetter, composePointsApproval, composePressPlan } from './compose/points.ts'
import { composeFlash, composeGovernmentReport, composeReport, composeSpecial } from './compose/reports.ts'
import { composeDrillRecord, composeLateList, composeLedger, composeReview } from './compose/review.ts'
import type { ExtractFacts, MatterFacts, PeriodFacts } from './facts.ts'

type Common = { form: DocumentForm; approve: Action; template: string }
export type MatterKind = Common & {
  about: 'incident'
  compose: (f: MatterFacts) => DocumentContent
  /** What must exist before there is anything to write; the field that a refusal names. */
  needs?: { field: string; met: (f: MatterFacts) => boolean }
  /** Of a matter in a compartment; every other kind is of a matter outside of one. */
  secret?: true
}
export type PeriodKind = Common & { about: 'period'; compose: (f: PeriodFacts) => DocumentContent; days: number }
export type ExtractKind = Common & { about: 'register'; compose: (f: ExtractFacts) => DocumentContent }

const matter = (
  form: DocumentForm,
  compose: MatterKind['compose'],
  more: Partial<Pick<MatterKind, 'approve' | 'needs' | 'template' | 'secret'>> = {},
): MatterKind => ({ about: 'incident', form, compose, approve: 'approve-document', template: '1', ...more })
const period = (name: '日报' | '周报' | '月报', days: number): PeriodKind => ({
  ...{ about: 'period', form: 'letter', compose: composeBriefing(name), days },
  ...{ approve: 'approve-document', template: '1' },
})
const upward = { approve: 'approve-upward' } as const
const decided = (kind: 'activate' | 'terminate') => ({
  ...upward,
  needs: { field: 'decision', met: (f: MatterFacts) => f.decisions.some((d) => d.kind === kind) },
})

export const kindTable: Record<DocumentKind, MatterKind | PeriodKind | ExtractKind> = {
  report_first: matter('official', composeReport('first')),
  report_follow_up: matter('official', composeReport('follow_up')),
  report_final: matter('official', composeReport('final')),
  government_report: matter('official', composeGovernmentReport, upward),
  points_approval: matter('plain', composePointsApproval, {
    needs: { field: 'talkingPoints', met: (f) => f.points.length > 0 },
  }),
  press_plan: matter('plain', composePressPlan, {
    needs: { field: 'release', met: (f) => f.releases.some((r) => r.meeting !== null) },
  }),
  handoff_letter: matter('letter', composeHandoffLetter, {
    needs: { field: 'handoff', met: (f) => f.handoffs.length > 0 },
  }),
  correction_letter: matter('letter', composeCorrectionLetter, {
    needs: { field: 'correction', met: (f) => f.corrections.length > 0 },
  }),
  activation_order: matter('official', composeActivation, decided('activate')),
  termination_order: matter('official', composeTermination, decided('terminate')),
  special: matter('letter', composeSpecial),
  flash: matter('plain', composeFlash),
  ledger: matter('plain', composeLedger),
  late_list: matter('plain', composeLateList),
  review: matter('official', composeReview, { template: '3' }),
  drill_record: matter('plain', composeDrillRecord, {
    template: '2',
    needs: { field: 'drill', met: (f) => f.incident.mode === 'drill' },
  }),
  leak_report: matter('official', composeLeakReport, { ...upward, secret: true }),
  leak_handover: matter('plain', composeLeakHandover, {
    ...{ ...upward, secret: true },
    needs: { field: 'references', met: (f) => referencesOf(f).length > 0 },
  }),
  register_extract: {
    ...{ about: 'register', form: 'plain', compose: composeExtract },
    ...{ approve: 'approve-document', template: '1' },
  },
  daily: period('日报', 1),
  weekly: period('周报', 7),
  monthly: period('月报', 30),
}

/**
 * 发文机关代字: the bureau's short name and the form. Named after the whole place, so that no two bureaus share one. What not all read is
 * numbered apart: nobody learns from a missing number that there was one.
 */
export function seriesOf(
  unit: Pick<Unit, 'name' | 'level' | 'regionCode'>,
  { form, audience }: { form: DocumentForm; audience: DocumentAudience },
): string {
  const short =
    unit.level === 'region'
      ? (provinces[unit.regionCode.slice(0, 2)] ?? unit.name)
      : unit.name.replace(/统计局$/, '').replace(/[市县区]$/, '')
  const apart = { usual: null, registry: '登', conduct: '纪', compartment: '密' }[audience]
  return `${short}统${apart ?? { official: '发', letter: '函', plain: '内' }[form]}`
}
const provinces: Record<string, string> = {
  ...{
    11: '京',
    12: '津',
    13: '冀',
    14: '晋',
    15: '内蒙古',
    21: '辽',
    22: '吉',
    23: '黑',
    31: '沪',
    32: '苏',
    33: '浙',
  },
  ...{ 34: '皖', 35: '闽', 36: '赣', 37: '鲁', 41: '豫', 42: '鄂', 43: '湘', 44: '粤', 45: '桂', 46: '琼', 50: '渝' },
  ...{ 51: '川', 52: '黔', 53: '滇', 54: '藏', 61: '陕', 62: '甘', 63: '青', 64: '宁', 65: '新' },
}
