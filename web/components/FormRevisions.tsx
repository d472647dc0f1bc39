/** Every revision of what was written into a form: who, when, and which words changed. Folded; nothing where there is one. */
import type { FormRevisionShown, FormShown } from '../../api/contract.ts'
import { useWords } from '../preferences.tsx'
import { DiffText } from './DiffText.tsx'
import { TimeText } from './TimeText.tsx'

export function FormRevisions({ form, revisions }: { form: FormShown; revisions: FormRevisionShown[] }) {
  const words = useWords()
  if (revisions.length < 2) return null
  const labels = new Map(form.fields.map((f) => [f.field, f.label]))
  return (
    <details>
      <summary className="faint">{words.forms.revisions(revisions.length)}</summary>
      <ol className="plain-list">
        {revisions.map((revision) => (
          <li key={revision.n}>
            <p className="faint">
              {words.forms.revision(revision.n)} {revision.by.name} <TimeText at={revision.at} />
            </p>
            {revision.changes.map(({ field, parts }) => (
              <p key={field}>
                <span className="faint">{labels.get(field) ?? field}</span> <DiffText parts={parts} />
              </p>
            ))}
          </li>
        ))}
      </ol>
    </details>
  )
}
