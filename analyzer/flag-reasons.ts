/**
 * Why an article is shown to a person: typed reasons with severity and words. Only reasons for which somebody must act or
 * look; supported, rounded, critical and uncheckable statements give none. Whether a flag is opened is pipeline's matter.
 */
import type { Claim, MisreportType } from '../domain/figure.ts'
import type { Finding, FindingPart, Span } from '../domain/finding.ts'
import { isWithin } from '../domain/regions.ts'
import type { RiskLevel } from '../domain/risk.ts'
import type { SpreadFacts } from './risk.ts'
import { severityLevel, severityOf } from './severity.ts'

const flagTypes = ['spread', 'leak', 'overseas', 'rumour'] as const
export type FlagType = MisreportType | (typeof flagTypes)[number]

export type FlagReason = { type: FlagType; severity: RiskLevel; part: FindingPart }

export type FlagInput = {
  unit: { id: string; regionCode: string }
  relevance: Finding
  rumour: Finding
  origin: Finding
  claims: readonly Claim[]
  spread: SpreadFacts
}

const rumourFrom = 0.75
const widespreadCopies = 5
const widespreadPerHour = 20

/** In order of severity. `overseas` and `spread` accompany another reason or a suspicious text; alone they open nothing. */
export function flagReasons(input: FlagInput): FlagReason[] {
  const reasons = input.claims.flatMap((claim) => claimReason(claim, input.unit.regionCode))
  const { rumour, relevance, spread, origin } = input
  if (rumour.score >= rumourFrom && relevance.score >= 0.5)
    reasons.push(
      reason(
        'rumour',
        'elevated',
        rumour.score,
        rumour.parts.filter((part) => part.weight > 0).flatMap((part) => part.spans),
        { score: rumour.score },
      ),
    )
  if (reasons.length > 0) {
    if (spread.copies >= widespreadCopies || spread.perHour >= widespreadPerHour)
      reasons.push(reason('spread', 'elevated', 0.3, [], { copies: spread.copies, perHour: spread.perHour }))
    if (origin.label !== null && origin.label !== 'domestic')
      reasons.push(
        reason(
          'overseas',
          'elevated',
          0.3,
          origin.parts.flatMap((part) => part.spans),
          { origin: origin.label },
        ),
      )
  }
  const order: RiskLevel[] = ['critical', 'high', 'elevated', 'low']
  return reasons.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}

function claimReason(claim: Claim, regionCode: string): FlagReason[] {
  const severity = severityOf(claim)
  if (severity === 0 || claim.type === null) return []
  if (claim.region !== null && !isWithin(claim.region, regionCode)) return []
  const span: Span = { field: claim.field, start: claim.start, end: claim.end, quote: claim.quote }
  const of = (type: FlagType, level: RiskLevel): FlagReason => {
    const made = reason(type, level, severity, [span], { verdict: claim.verdict })
    return { ...made, part: { ...made.part, claim: claim.reason } }
  }
  const found = [of(claim.type, severityLevel(severity))]
  // A number for a period that is not out yet: invented or leaked, a person decides (AC-10).
  if (claim.verdict === 'unreleased') found.push(of('leak', 'high'))
  return found
}

const reason = (
  type: FlagType,
  severity: RiskLevel,
  weight: number,
  spans: Span[],
  facts: Record<string, string | number>,
): FlagReason => ({
  type,
  severity,
  part: { code: `flag-${type}`, weight, facts, spans: spans.slice(0, 8) },
})
