/** How right flags were, by what people decided in the end. */
import type { Words } from '../zh-CN.ts'

export const precision: Pick<Words, 'precision'> = {
  precision: {
    title: 'Precision',
    intro:
      'By confirmed verdicts: false and misleading are confirmed flags, accurate and opinion are false alarms; outdated and unverifiable count for neither. A flag of several types counts for each.',
    weeks: (n) => `Last ${n} weeks`,
    period: 'Period',
    unit: 'Unit',
    allUnits: 'All units in sight',
    overall: 'Precision over all',
    interval: (low, high) => `95% interval ${low}–${high}`,
    few: 'few cases, read with care',
    none: 'Nothing decided yet',
    byType: 'By type',
    byLevel: 'By level',
    byWeek: 'By week',
    type: 'Type',
    level: 'Level',
    confirmed: 'Confirmed',
    falseAlarms: 'False alarms',
    explained: 'Outdated',
    unverifiable: 'Unverifiable',
    undecided: 'Undecided',
    disputed: 'Flags with a disputed verdict',
    disputedMeans:
      'Somebody said that the machine had judged a number wrongly. They stand apart, because that is no type of flag.',
    disputedCounts: ({ confirmed, falseAlarms, undecided }) =>
      `${confirmed} confirmed, ${falseAlarms} false alarms, ${undecided} undecided.`,
    typeChart: 'Confirmed flags and false alarms by type',
    share: 'Precision',
    week: 'Week (Monday)',
    unitOfShare: '%',
    counts: 'flags',
    spoken: (confirmed, falseAlarms) => `${confirmed} confirmed and ${falseAlarms} false alarms in the period.`,
    empty: 'Nothing was decided in this period',
    emptyNext: 'Confirmed verdicts of the review desk are counted here.',
  },
}
