/** Contact data leaves its seal only here, and each time it does the record says who, when and of which entry. */
import type { ContactData } from '../../domain/registry.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { Db } from '../../store/open.ts'
import { type ContactRead, contactReads } from '../../store/registry-lists.ts'
import { type Journalist, type JournalistStory, lockJournalists, storyOf } from '../../store/registry.ts'
import type { By } from '../by.ts'
import { openSealedContact, type RegistryKeys } from './contact.ts'
import { may } from '../policy.ts'
import { factsOf, lockAndJudgeEntry, saveEntry } from './entry.ts'
import { moveJournalist } from './journalist.ts'

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

/**
 * Of a paper that names these entries: the contact data of each that has some and is on the registry still. The record says of every
 * entry who took it in which paper. Refuses `not-allowed` for whoever may not read contact data of the bureau.
 */
export async function readContactsFor(
  tx: Db,
  { ids, unitId, documentId, tree }: { ids: readonly string[]; unitId: string; documentId: string; tree: UnitTree },
  by: By,
  keys: RegistryKeys,
): Promise<Result<Map<string, ContactData>>> {
  const right = may(by.actor, 'read-contacts', { unitId, tree })
  if (!right.ok) return right
  const contacts = new Map<string, ContactData>()
  for (const row of await lockJournalists(tx, ids)) {
    if (row.unitId !== unitId) continue
    const moved = moveJournalist(await factsOf(tx, row), 'read-contact', { actor: by.actor, tree })
    const contact = moved.ok ? openSealedContact(row, keys) : null
    if (!moved.ok || !contact) continue
    const same = { change: { version: row.version }, more: { documentId } }
    await saveEntry(tx, { row, moved: moved.value }, same, by)
    contacts.set(row.id, contact)
  }
  return ok(contacts)
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
