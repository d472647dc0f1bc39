/** Changes of contact data. */
import { fileWords } from '../../../api/contract.ts'

export const contacts = {
  contacts: {
    title: 'Contact changes',
    search: 'Find by person',
    state: { waiting: 'Waiting', received: 'All confirmed', superseded: 'Replaced by a newer one' },
    sort: { latest: 'Latest first', earliest: 'Earliest first' },
    what: fileWords.en.contactWhat,
    about: 'Whose',
    at: 'Changed',
    who: 'Receipts',
    count: (confirmed: number, told: number) => `${confirmed} of ${told} confirmed`,
    silent: (names: string) => `Not confirmed: ${names}`,
    remindAt: (time: string) => `Asked again ${time}`,
    receipts: 'Who confirmed when',
    confirm: 'I have noted it',
    confirmed: 'Confirmed',
    phone: (phone: string) => (phone === '' ? 'telephone no longer used' : `new telephone ${phone}`),
    email: (email: string) => (email === '' ? 'e-mail no longer used' : `new e-mail ${email}`),
    told: (n: number) =>
      n === 0
        ? 'Saved'
        : `Saved; ${n === 1 ? '1 person' : `${n} people`} of the same bodies and the office told, see who confirms`,
    empty: 'No changes of contact data',
    emptyNext:
      'When somebody changes their telephone or e-mail under Settings, or a register of contacts is changed, every member of the same bodies and the emergency office are told at once, and who has not confirmed stands here.',
  },
}
