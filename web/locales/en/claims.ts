/** Reasons of verdicts in English: one sentence a code; official figures with period, region and indicator. */
import type { FigureSaid, FigureSubject, MonthSpan } from '../../../api/contract.ts'
import { shifted } from '../../decimal.ts'
import type { Words } from '../zh-CN.ts'

const months = 'January February March April May June July August September October November December'.split(' ')
const ordinals = ['first', 'second', 'third', 'fourth']

function inPeriod({ year, first, last, point }: MonthSpan): string {
  if (point) return last === 12 ? `at the end of ${year}` : `at the end of ${months[last - 1]} ${year}`
  if (first === 1 && last === 12) return `in ${year}`
  if (first === last) return `in ${months[last - 1]} ${year}`
  if (first === 1 && last === 6) return `in the first half of ${year}`
  if (first === 1 && last === 9) return `in the first three quarters of ${year}`
  if (last % 3 === 0 && first === last - 2) return `in the ${ordinals[last / 3 - 1]} quarter of ${year}`
  return `in ${months[first - 1]} to ${months[last - 1]} ${year}`
}

/** Chinese counts in ten thousands and hundred millions; the shift makes millions and billions of them, exactly. */
const units: Record<string, [shift: number, name: string]> = {
  '%': [0, '%'],
  百分点: [0, ' percentage points'],
  亿元: [-1, ' billion yuan'],
  万元: [-2, ' million yuan'],
  元: [0, ' yuan'],
  万人: [-2, ' million people'],
  人: [0, ' people'],
  万吨: [-2, ' million tonnes'],
  万亩: [-2, ' million mu'],
  万户: [-2, ' million households'],
  亿美元: [-1, ' billion US dollars'],
  指数: [0, ''],
}

function amountOf({ value, unit }: { value: string; unit: string }): string {
  const [shift, name] = units[unit] ?? [0, unit]
  return `${shifted(value, shift) ?? value}${name}`
}

const growths: Partial<Record<FigureSubject['measure'], string>> = {
  yoy: 'on a year earlier',
  mom: 'on the month before',
  qoq: 'on the quarter before',
}
const nouns: Partial<Record<FigureSubject['measure'], string>> = {
  yoy: 'growth on a year earlier of ',
  mom: 'change on the month before of ',
  qoq: 'change on the quarter before of ',
  share: 'share of ',
  share_change_pp: 'change of ',
  index: 'index of ',
  contribution: 'contribution of ',
  contribution_pp: 'contribution of ',
}

const name = (subject: FigureSubject): string =>
  `the ${nouns[subject.measure] ?? ''}${subject.indicator.en} of ${subject.region.en} ${inPeriod(subject.span)}`

function fact(figure: FigureSaid): string {
  const growth = growths[figure.measure]
  if (growth === undefined) return `${name(figure)} was ${amountOf(figure)}`
  const size = amountOf({ ...figure, value: figure.value.replace(/^-/, '') })
  const moved =
    Number(figure.value) === 0
      ? `did not change ${growth}`
      : `${figure.value.startsWith('-') ? 'fell' : 'rose'} ${size} ${growth}`
  return `the ${figure.indicator.en} of ${figure.region.en} ${moved} ${inPeriod(figure.span)}`
}

const both = ({ official, other }: { official: FigureSaid; other: FigureSaid }): string =>
  `${fact(official)}; ${fact(other)}`
const changed = (now: FigureSaid | null): string =>
  now === null ? 'since revised' : `since revised to ${amountOf(now)}`
const basisName = ({ priceBasis }: FigureSubject): string => (priceBasis === 'constant' ? 'real' : 'nominal')

export const claimReasons: Words['claimReasons'] = {
  agrees: ({ official }) => `Agrees with the official figure: ${fact(official)}.`,
  rounds: ({ official }) => `Fairly rounded: ${fact(official)}.`,
  agrees_difference: (facts) => `Agrees with the official figures: ${both(facts)}.`,
  agrees_ratio: (facts) => `Agrees with the official figures: ${both(facts)}.`,
  says_preliminary: ({ official, now }) =>
    `The text says that this is the figure before revision: ${fact(official)}, ${changed(now)}.`,
  points_for_percent: ({ official }) => `A rate is given in percent, not in percentage points: ${fact(official)}.`,
  not_nominal: ({ official }) => `At constant prices, not nominal: ${fact(official)}.`,
  difference_in_points: (facts) => `Two rates differ by percentage points: ${both(facts)}.`,
  change_in_points: ({ official }) => `A rate changes by percentage points: ${fact(official)}.`,
  is_other: ({ stated, other, official }) => `“${stated}” is ${name(other)}; ${fact(official)}.`,
  is_cumulative: ({ stated, official }) => `“${stated}” is ${name(official)}, not of that month alone.`,
  is_index: ({ stated, official }) => `“${stated}” is an index (same period a year earlier = 100): ${fact(official)}.`,
  other_basis: ({ stated, other, official }) =>
    `“${stated}” is the ${basisName(other)} rate: ${fact(other)}; the ${basisName(official)} rate is ${amountOf(official)}.`,
  ratio_of_levels: ({ stated, official }) =>
    `“${stated}” was worked out from two amounts at current prices; at constant prices ${fact(official)}.`,
  opposite_sign: ({ official }) => `The other way round: ${fact(official)}.`,
  opposite_difference: (facts) => `The other way round: ${both(facts)}.`,
  wrong_unit: ({ official }) => `The same digits in a wrong unit: ${fact(official)}.`,
  wrong_currency: ({ official }) => `A wrong currency: ${fact(official)}.`,
  no_source: ({ stated, official }) => `${sentence(fact(official))}; no official figure agrees with “${stated}”.`,
  times_more: ({ amount, ...facts }) =>
    `“n times more” is not “n times as much”: ${both(facts)}, which is ${amount} times as much.`,
  wrong_ratio: ({ amount, ...facts }) => `The ratio is wrong: ${both(facts)}, which is ${amount} times as much.`,
  wrong_share: ({ amount, ...facts }) => `The share is wrong: ${both(facts)}, which makes ${amount}%.`,
  wrong_owner: ({ owner }) => `This figure is published by ${owner}, not by the statistics bureau.`,
  revised: ({ official, now }) => `Revised since: ${fact(official)}, ${changed(now)}.`,
  not_released: ({ subject, planned }) =>
    `By the release calendar ${name(subject)} was not out yet when this was published${planned && `; it is planned for ${planned}`}.`,
  against_text: ({ indicator, quote }) =>
    `The headline contradicts the text, where ${indicator.en} is “${quote}”, as officially published.`,
  forecast: () => 'A forecast or target, not a published outcome.',
  bank_forecast: () => 'A forecast by an institution for a period that was not over; not checked.',
  range: () => 'The text gives a range; not checked.',
  no_region: () => 'No place to check against, or no official figures of that place are held.',
  never_published: ({ subject }) =>
    `${name(subject)} is never published: January comes out together with February, so this number has no official source.`,
  no_figure: ({ subject }) => `No official figure is held for ${name(subject)}.`,
  no_figure_to_compare: () => 'No official figure to compare with.',
  in_dollars: () => 'In dollars; no comparable official figure is held.',
  contribution: ({ official }) => `Contributions are not called wrong: ${fact(official)}.`,
  nearly: ({ official }) => `Close to the official figure, not judged: ${fact(official)}.`,
  may_be_other: ({ other }) => `Something else in the text may be meant: ${fact(other)}.`,
  comparison_unsaid: ({ official }) => `The text does not say what it compares with: ${fact(official)}.`,
  comparison_unsure: () => 'What is compared with is not certain.',
  region_unsure: () => 'The region is not certain.',
  indicator_unsure: () => 'The indicator is not certain.',
  direction_unsure: () => 'The direction is not certain.',
  period_unsure: () => 'The period is not certain.',
  fraud_said: () => 'Says that statistics are made up; the machine does not judge this, a person must.',
  work_said: () =>
    'About statistical work (fees, penalties, demands for data). Surveys cost nothing and ask for no account data; a person must verify this.',
  name_misused: () => 'May misuse the name of a statistics bureau; a person must verify this.',
  honour_said: () => 'Statistics bureaus give no such certificates or titles; a person must verify the source.',
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
