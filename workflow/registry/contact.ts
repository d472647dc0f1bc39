/** How a person is reached, sealed at rest; the print of a press card; and sealing anew after the keys were changed. */
import { createHmac, hkdfSync } from 'node:crypto'
import type { ContactData } from '../../domain/registry.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { saveJournalist, sealedByOthers } from '../../store/registry.ts'
import { openText, type Seal, type SealKeys, sealText } from '../seal.ts'

/** `contact`: TONGYU_CONTACT_KEYS, else the installation's. `secret`: the installation's own, which prints cards. */
export type RegistryKeys = { contact: SealKeys; secret: string }

const sealOf = (keys: SealKeys, id: string): Seal => ({ keys, purpose: 'tongyu contacts of journalists', boundTo: id })

export const isEmptyContact = ({ phone, email }: ContactData): boolean => phone === '' && email === ''

/** The two columns of a row; null where there is nothing to keep. */
export function sealContact(contact: ContactData, id: string, { contact: keys }: RegistryKeys) {
  if (isEmptyContact(contact)) return { contactSealed: null, contactKey: null }
  return { contactSealed: sealText(JSON.stringify(contact), sealOf(keys, id)), contactKey: keys[0].id }
}

/** Null where there is none, or its key is not among those configured. */
export function openSealedContact(
  row: { id: string; contactSealed: string | null },
  { contact: keys }: RegistryKeys,
): ContactData | null {
  const text = row.contactSealed === null ? null : openText(row.contactSealed, sealOf(keys, row.id))
  return text === null ? null : (JSON.parse(text) as ContactData)
}

/**
 * Tells whether two cards are one without keeping a number: HMAC-SHA256 under a key of this purpose and bureau. Another secret of the
 * installation gives other prints; the next check of a card gives the new one.
 */
export const printOfCard = (cardNo: string, unitId: string, { secret }: RegistryKeys): string =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', secret, '', 'tongyu prints of press cards', 32)))
    .update(`${unitId}\n${cardNo.replaceAll('-', '').toUpperCase()}`)
    .digest('hex')

const batch = 200

/**
 * Door: seals under the first key what another one sealed, in transactions of 200. `unreadable` counts what no configured key opens:
 * it stays as it is until its key is back.
 */
export async function resealContacts(
  db: Db,
  keys: RegistryKeys,
  at: Date,
): Promise<{ resealed: number; unreadable: number }> {
  const total = { resealed: 0, unreadable: 0 }
  const keyId = keys.contact[0].id
  for (let after = ''; ; ) {
    const rows = await db.transaction(async (tx) => {
      const waiting = await sealedByOthers(tx, { keyId, after, limit: batch })
      let resealed = 0
      for (const row of waiting) {
        const contact = openSealedContact(row, keys)
        if (contact === null) continue
        await saveJournalist(tx, row.id, sealContact(contact, row.id, keys))
        resealed++
      }
      if (resealed > 0)
        await appendAudit(tx, {
          ...{ at, by: { kind: 'machine', name: 'keys of contacts' }, action: 'reseal-contacts' },
          ...{ subject: { kind: 'registry', id: 'contacts' }, after: { keyId, rows: resealed } },
        })
      total.resealed += resealed
      total.unreadable += waiting.length - resealed
      return waiting
    })
    if (rows.length < batch) return total
    after = rows.at(-1)!.id
  }
}
