/** Thresholds of risk, and judging again. */
import type { Words } from '../zh-CN.ts'

export const risk: Pick<Words, 'risk'> = {
  risk: {
    title: 'Risk thresholds',
    intro:
      'Thresholds decide the level of a flag. A unit that has set none follows the one above. After a change the last 30 days are judged again; what people decided stays.',
    unit: 'Unit',
    misinformation: 'Misinformation (slight, serious, grave from)',
    spread: 'Spread (moderate, wide from)',
    from: 'Source',
    own: 'Set by the unit',
    builtIn: 'Built in',
    follows: (name) => `Follows ${name}`,
    set: 'Change',
    followAgain: 'Follow the unit above again',
    values: 'Thresholds',
    history: 'Earlier versions',
    version: (n) => `Version ${n}`,
    bounds: 'Between 0.05 and 0.95, each at least 0.05 above the one before.',
    means: 'New articles are judged by it at once, those of the last 30 days again.',
    slight: 'Slight',
    serious: 'Serious',
    grave: 'Grave',
    moderate: 'Moderate',
    wide: 'Wide',
    rescorings: 'Judging again',
    start: 'Judge again now',
    startMeans:
      'The last 30 days are judged by the models, word lists and thresholds of now; what people decided stays.',
    cause: { thresholds: 'Thresholds changed', models: 'Models or word lists changed', hand: 'By hand' },
    state: { running: 'Running', paused: 'Paused', done: 'Done', cancelled: 'Cancelled' },
    steer: { pause: 'Pause', resume: 'Resume', cancel: 'Cancel' },
    progress: (done, total) => `${done} of ${total} articles`,
    startedAt: 'Started',
    endedAt: 'Ended',
    before: 'Before',
    after: 'After',
    none: 'Nothing was judged again yet.',
    articles: 'articles',
    level: 'Level',
    by: 'By',
    preview: 'Preview before saving',
    previewed: ({ looked, rises, falls }) =>
      looked === 0
        ? 'There are no recent flags to compare.'
        : `${looked} ${looked === 1 ? 'flag' : 'flags'} compared: ${rises} would rise, ${falls} would fall, the others stay.`,
    previewMeans: (units, days) =>
      `Flags of the last ${days} days in ${units} ${units === 1 ? 'unit' : 'units'}: this one and those below that follow it. Nothing is saved.`,
    older: (count) =>
      `${count} more ${count === 1 ? 'was' : 'were'} judged by an older model that did not keep what it measured, and must be scored anew before they can be compared. They are in no number above.`,
    cut: (most) => `There are many flags: the newest ${most} are compared.`,
    examples: 'Flags that change most (at most 20)',
    article: 'Article',
    byLevel: 'Flags by level',
    flags: 'flags',
    now: 'Now',
    under: 'Then',
  },
}
