/** A paper as a file: the Office file always, the PDF where a browser is there to print it. */
import type { DocumentContent, OfficialDocument } from '../../domain/document.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { UnitTree } from '../../domain/units.ts'
import { writeDocx } from '../../outbound/documents/official/docx.ts'
import { printDocument } from '../../outbound/documents/official/print.ts'
import type { Printer } from '../../outbound/documents/pdf.ts'

import type { DocumentRow } from '../../store/documents.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import type { RegistryKeys } from '../registry/contact.ts'
import { readContactsFor } from '../registry/read-contact.ts'
import { peopleIn, withPeople } from './people.ts'

export type { Printer }
export const fileFormats = ['docx', 'pdf'] as const
export type FileFormat = (typeof fileFormats)[number]

export const fileTypes: Record<FileFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

/** Null: there is no browser, or it failed; the Office file is there all the same. */
export async function documentFile(
  d: OfficialDocument,
  format: FileFormat,
  printer: Printer,
): Promise<Uint8Array | null> {
  if (format === 'docx') return writeDocx(d)
  const printed = await printDocument(printer, d)
  return printed.ok ? printed.pdf : null
}

/**
 * The text of an issued extract with the contact data of its people, for one who may read them; the record says of each entry who took
 * it in which paper. Refuses `wrong-state` before it is issued, `invalid-field` where the paper was not asked for with contact data.
 */
export async function takeContacts(
  db: Db,
  { document, content, tree }: { document: DocumentRow; content: DocumentContent; tree: UnitTree },
  by: By,
  keys: RegistryKeys,
): Promise<Result<DocumentContent>> {
  if (!document.extract?.contacts) return refuse('invalid-field', { field: 'contacts' })
  if (document.state !== 'issued') return refuse('wrong-state', { detail: { state: document.state } })
  return db.transaction(async (tx) => {
    const { id: documentId, unitId } = document
    const contacts = await readContactsFor(tx, { ids: peopleIn(content), unitId, documentId, tree }, by, keys)
    if (!contacts.ok) return contacts
    return ok(await withPeople(tx, content, { unitId, hasContacts: true, contacts: contacts.value }))
  })
}
