/** Forms of plans: those of reports and those of steps. */
import type { Words } from '../zh-CN.ts'

export const forms: Words['forms'] = {
  title: 'Form',
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
  means: (n) => `Saved as revision ${n} with who wrote it and when; what was saved before stays as it is.`,
  renew: 'Bring up to what is known now',
  finishToo: 'Finish the step when it is saved',
  finishTooHint: 'Possible once everything required is there; until then save, and write the rest later.',
  signFirst: 'This step needs a signature before it is done; sign after the form is saved.',
  saveAndFinish: 'Save and finish',
  saved: (n) => `Revision ${n} saved.`,
  revision: (n) => `Revision ${n}`,
  revisions: (n) => `${n} revisions, show changes`,
  missing: (names) => `Still missing: ${names}`,
  empty: 'Not filled in yet',
  show: 'Show',
  hide: 'Hide',
  byReport: (from, seq, kind) => `Met by ${from}: ${kind} no. ${seq}`,
}
