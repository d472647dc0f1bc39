/** Settings of a source as a command takes them: read by the rules of the kind, the first fault refused by its name. */
import type { SourceKind } from '../../domain/article.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { readSettings, type SourceSettings } from '../../domain/source-settings.ts'

export function checkedSettings(kind: SourceKind, given: unknown): Result<SourceSettings> {
  const read = readSettings(kind, given)
  if (read.ok) return ok(read.settings)
  const fault = read.faults[0]
  return refuse(fault?.why === 'missing' ? 'missing-field' : 'invalid-field', {
    field: `settings.${fault?.setting ?? ''}`,
    detail: fault?.expected ? { expected: fault.expected } : {},
  })
}
