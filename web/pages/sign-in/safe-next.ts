/** Where a sign-in leads. */

/** Only a path of this site, so that an address in a mail cannot lead elsewhere. */
export const safeNext = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : '/')
