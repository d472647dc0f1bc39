/**
 * By which rule a matter of the press is refused or decided: the program knows the articles of the shipped text, another plan says the
 * same with its own. Pure.
 */
import type { Refusal } from '../../domain/result.ts'
import { type CitedRule, isRuleId, type RuleId } from '../../domain/rules.ts'
import type { Plan, PlanDecision } from './shape.ts'

/** What stands in a plan where the shipped text has this article. Rules that are not here are the house's for every plan. */
const said: Partial<Record<RuleId, (plan: Plan) => string | undefined>> = {
  'G4-2': (plan) => plan.clauses.find((c) => c.kind === 'definition')?.rule,
  'G4-6-2h': (plan) => plan.duties.find((d) => (d.opens ?? d.start) === 'found' && d.kind === 'hard')?.rule,
  'G0-11': (plan) => said['G4-6-2h']!(plan),
  'G4-7': (plan) => ruleToDecide(plan, 'activate'),
  'G0-14': (plan) => ruleToDecide(plan, 'terminate'),
  'G4-7-2-city': (plan) => ruleToDecide(plan, 'scope'),
  'G4-7-2-region': (plan) => ruleToDecide(plan, 'scope'),
}

const ruleToDecide = (plan: Plan, acts: NonNullable<PlanDecision['acts']>): string | undefined =>
  plan.decisions.find((d) => d.acts === acts)?.rule

const quotes = (plan: Plan, id: string): boolean => plan.rules.some((r) => r.id === id)

/** By which rule a body decides this in a matter of the plan; `rule` is that of the shipped text. */
export const ruleOfDecision = (plan: Plan | null, acts: 'grade' | 'scope' | 'terminate', rule: RuleId): string =>
  (plan && !quotes(plan, rule) && ruleToDecide(plan, acts)) || rule

/** The rule as it is cited for a matter of this plan; null for one that neither the house nor the plan has. */
export function citedRule(plan: Plan | null, id: string): RuleId | CitedRule | null {
  const own = plan && isRuleId(id) && !quotes(plan, id) ? (said[id]?.(plan) ?? id) : id
  if (isRuleId(own)) return own
  const rule = plan?.rules.find((r) => r.id === own)
  return rule ? { id: rule.id, basis: rule.basis, citation: rule.citation, text: rule.text } : null
}

/** A refusal with the article of the matter's own plan. */
export function citedBy(plan: Plan | null, refusal: Refusal): Refusal {
  const rule = typeof refusal.rule === 'string' ? citedRule(plan, refusal.rule) : refusal.rule
  return rule ? { ...refusal, rule } : refusal
}
