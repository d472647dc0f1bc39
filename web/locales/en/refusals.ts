/** How a "no" and a failure are said in English: what happened, what it means, what to do next. */
import type { Words } from '../zh-CN.ts'

export const refusals: Words['refusals'] = {
  codes: {
    'not-found': 'Not found, or not open to you. Go back to the list and open it again.',
    'not-allowed': 'Your post does not carry this action. Ask somebody who holds it.',
    'wrong-state': 'The present state does not allow this. Reload to see where it stands.',
    'wrong-scope': 'Your body may not decide for this scope. Refer it to the level above.',
    'drafter-approves': 'Whoever drafted may not approve. Somebody else must approve it.',
    'stale-revision': 'There is a newer version than the one you see. Reload and check again.',
    'four-eyes': 'A second person must confirm this.',
    'missing-field': 'Something required is missing. Add it and try again.',
    'invalid-field': 'Something entered cannot be right. Change it and try again.',
    'time-in-future': 'The time stated lies in the future and is refused. Check it.',
    'wrong-recipient':
      'This recipient does not satisfy the duty. Choose the leading group one level up or the region’s emergency office.',
    'not-an-event': 'The four elements are not all present: this is not a major media event.',
    conflict: 'Somebody else has just done it. Reload to see the result.',
    'kept-in': 'Nothing of this may be sent out (leak, unreleased figure or drill), so no draft can be made.',
    'machine-draft':
      "The words are still the machine's own. A person must check and change them and save a new revision before it is submitted.",
    'no-model': 'No language model is set up: no draft can be asked for.',
    'already-exists': 'It exists already.',
    'too-large': 'Longer or larger than allowed. Shorten it and try again.',
    'setup-done': 'The first set-up is complete. Please sign in.',
    'invalid-request': 'What was entered is incomplete or wrong. Check it and try again.',
    'signed-out': 'Your session has ended. Sign in again.',
    'foreign-origin':
      'The request did not come from a page of this system and was not carried out. Start from here again.',
    'too-many-requests': 'Too many attempts. Wait a moment and try again.',
    'bad-signature': 'The signature is wrong or the key was revoked. Check the key of the sender.',
    'stale-signature':
      'The request is more than five minutes from the server’s time. Set the sender’s clock and sign anew.',
    'body-too-large': 'Too large. Shorten it or send it in parts.',
    timeout: 'The server took too long; the result is unknown. Reload to see whether it was done.',
    'method-not-allowed': 'This page is too old for that. Reload it.',
    'setup-needed': 'The first set-up has not been done.',
    'wrong-code': 'The set-up code is wrong. The server prints it when it starts.',
    'wrong-password': 'The password is wrong.',
    'account-closed': 'This account is closed. Ask the administrator.',
    'evidence-damaged':
      'This evidence is not as it was sealed, or its file is gone, so it is not given out. Ask an administrator to verify the evidence.',
    'no-printer': 'The server has no browser to print with, so there is no PDF. The Word file can be downloaded.',
    internal: 'The server failed and nothing was completed. Try again later; if it fails again, ask the administrator.',
    network: 'The connection broke and no result came. Check the network and try again.',
    unreadable: 'The answer could not be read; this page may be outdated. Reload it.',
  },
  unknown: 'This was not done. Try again later; if it fails again, ask the administrator.',
  field: (name) => `Field: ${name}`,
  basis: (citation) => `Basis: ${citation}`,
}
