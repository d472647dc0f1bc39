/** The pages behind 值班 in the top bar, in the order of their tabs; the first is where the bar leads. */
export const dutyPages = [
  '/duty',
  '/first-responsible',
  '/delegations',
  '/contact-changes',
  '/standing',
  '/registers',
] as const
