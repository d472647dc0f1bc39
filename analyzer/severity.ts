/** How grave each kind of misreport is (domain catalogue B7, default severity), 0 to 1. Data with one reading function. */
import type { Claim, MisreportType } from '../domain/figure.ts'
import type { RiskLevel } from '../domain/risk.ts'

const byType: Partial<Record<MisreportType, number>> = {
  M01: 0.65,
  M02: 0.65,
  M03: 0.55,
  // Wording, low (AC-11): the number itself is right.
  M04: 0.18,
  M05: 0.6,
  M06: 0.65,
  M07: 0.68,
  M08: 0.15,
  M09: 0.75,
  M10: 0.75,
  M11: 0.55,
  M12: 0.75,
  M13: 0.75,
  M14: 0.75,
  M15: 0.75,
  M16: 0.6,
  M17: 0.45,
}

/** 0 for what nobody needs to see: supported (M19), opinion (M18), and everything that could not be checked. */
export function severityOf(claim: Pick<Claim, 'verdict' | 'type'>): number {
  // About work and honesty the machine says nothing true or false; a person must look all the same.
  if (claim.type === 'M13' || claim.type === 'M14' || claim.type === 'M15') return byType[claim.type] ?? 0
  switch (claim.verdict) {
    case 'false':
      return byType[claim.type ?? 'M12'] ?? 0.65
    case 'misleading':
      return Math.min(0.5, byType[claim.type ?? 'M04'] ?? 0.4)
    case 'unreleased':
      return byType.M12 ?? 0.75
    case 'outdated':
      return byType.M08 ?? 0.15
    default:
      return 0
  }
}

/** The level of a single reason, before spread is considered. */
export function severityLevel(severity: number): RiskLevel {
  return severity >= 0.55 ? 'high' : severity >= 0.2 ? 'elevated' : 'low'
}
