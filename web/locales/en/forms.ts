/** Forms of plans: those of reports and those of steps. */
import type { Words } from '../zh-CN.ts'

export const forms: Words['forms'] = {
  drafted: 'What is known has been written in. Check every line.',
  kindHint: {
    number: 'Give a number; where nobody knows yet, write “unknown”.',
    list: 'One entry a line.',
    amounts: 'One figure a line, with its unit.',
    reference: 'The number of the paper alone, never its content.',
  } as Record<string, string>,
  fault: {
    'missing-field': 'This must be filled in.',
    'too-large': 'This is too long.',
    'invalid-field': 'This cannot be right.',
  } as Record<string, string>,
  offline: 'Classified, not written here',
}
