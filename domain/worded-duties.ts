/**
 * Duties that have a short word of the program's own in both languages, with the rules they stand under. A plan of an operator may
 * give one of these names to a duty of its own rule: that one is said in the plan's words.
 */
const worded: Readonly<Record<string, readonly string[]>> = {
  'report-2h': ['G4-6-2h'],
  'report-24h': ['G0-11', 'G1-5-2', 'G1-6-2', 'G1-7-2'],
  'report-region': ['G4-6-region'],
  'report-24h-county': ['policy-county-24h'],
  'first-measures': ['G4-6-first'],
  acknowledge: ['policy-ack'],
}

export const isWordedDuty = ({ duty, rule }: { duty: string; rule: string }): boolean =>
  Object.hasOwn(worded, duty) && worded[duty]!.includes(rule)
