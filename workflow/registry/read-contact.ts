/** Contact data leaves its seal only here, and each time it does the record says who, when and of which entry. */
import type { ContactData } from '../../domain/registry.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import { type ContactRead, contactReads } from '../../store/registry-lists.ts'
import { type Journalist, type JournalistStory, storyOf } from '../../store/registry.ts'
import type { By } from '../by.ts'
import { openSealedContact, type RegistryKeys } from './contact.ts'
import { lockAndJudgeEntry, saveEntry } from './entry.ts'

/** Refuses `wrong-state` where the key that sealed it is not configured any more. */
export async function readContact(
  db: Db,
  { id }: { id: string },
  by: By,
  keys: RegistryKeys,
): Promise<Result<ContactData>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeEntry(tx, { id, verb: 'read-contact' }, by)
    if (!judged.ok) return judged
    const { row } = judged.value
    const contact = openSealedContact(row, keys)
    if (!contact) return refuse('wrong-state', { field: 'contact', detail: { key: row.contactKey ?? '' } })
    await saveEntry(tx, judged.value, { change: { version: row.version } }, by)
    return ok(contact)
  })
}

export type PersonsExport = {
  row: Journalist
  story: JournalistStory
  contact: ContactData | null
  /** Contact data of entries that were merged into it, by id. */
  mergedContacts: Map<string, ContactData | null>
  reads: ContactRead[]
}

/** Everything kept of a person, for that person (个人信息保护法第四十五条). */
export async function exportJournalist(
  db: Db,
  { id }: { id: string },
  by: By,
  keys: RegistryKeys,
): Promise<Result<PersonsExport>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeEntry(tx, { id, verb: 'export-journalist' }, by)
    if (!judged.ok) return judged
    const { row } = judged.value
    const story = await storyOf(tx, row)
    await saveEntry(tx, judged.value, { change: { version: row.version } }, by)
    const { items: reads } = await contactReads(tx, {
      ...{ unitIds: [row.unitId], journalistId: row.id, page: 1, pageSize: 1000 },
    })
    const contactOf = (j: Journalist) => openSealedContact(j, keys)
    return ok({
      ...{ row, story, contact: contactOf(row), reads },
      mergedContacts: new Map(story.merged.map((m) => [m.id, contactOf(m)])),
    })
  })
}
