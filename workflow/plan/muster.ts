/**
 * Who is at their post (X1·三: all in place within 30 minutes of the instruction). Each person counts once, also who sits in
 * two groups: in the group they checked in for first. Late is a name and a time, never a verdict. Pure.
 */
export type MusterGroup = { group: string; members: readonly string[] }
export type CheckIn = { userId: string; group: string; at: Date }

export type GroupMuster = {
  group: string
  inTime: CheckIn[]
  late: CheckIn[]
  /** Members of this group who stand in another one. */
  elsewhere: string[]
  missing: string[]
  /** `complete` when nobody is missing and nobody came late; `short` once the limit has passed without somebody. */
  state: 'mustering' | 'complete' | 'complete_late' | 'short'
}

/**
 * Each group as it stands at `now`; at the limit to the millisecond is in time. Check-ins of people who are no members of the
 * group they name do not count, nor those from before the instruction: who was there already says so again.
 */
export function musterOf(
  { groups, checkIns }: { groups: readonly MusterGroup[]; checkIns: readonly CheckIn[] },
  { instructedAt, limitAt }: { instructedAt: Date; limitAt: Date },
  now: Date,
): GroupMuster[] {
  const isMember = (c: CheckIn) => groups.some((g) => g.group === c.group && g.members.includes(c.userId))
  const counted = new Map<string, CheckIn>()
  for (const checkIn of [...checkIns].sort((a, b) => a.at.getTime() - b.at.getTime()))
    if (checkIn.at >= instructedAt && checkIn.at <= now && isMember(checkIn) && !counted.has(checkIn.userId))
      counted.set(checkIn.userId, checkIn)
  return groups.map(({ group, members }) => {
    const people = [...new Set(members)]
    const here = people
      .flatMap((userId) => counted.get(userId) ?? [])
      .filter((c) => c.group === group)
      .sort((a, b) => a.at.getTime() - b.at.getTime())
    const late = here.filter((c) => c.at > limitAt)
    const missing = people.filter((userId) => !counted.has(userId))
    return {
      group,
      inTime: here.filter((c) => c.at <= limitAt),
      late,
      elsewhere: people.filter((userId) => counted.has(userId) && counted.get(userId)!.group !== group),
      missing,
      state:
        missing.length > 0 ? (now > limitAt ? 'short' : 'mustering') : late.length > 0 ? 'complete_late' : 'complete',
    }
  })
}
