/** Rules as the contract shows them: those of the house, and those that a plan quotes. */
import { isRuleId } from '../../domain/rules.ts'
import type { Plan } from '../../workflow/plan/shape.ts'
import type { RuleShown } from '../contract.ts'
import { ruleShown } from '../errors.ts'

/** A plan's own words before the house's; an id that neither has is shown as it is, never left out. */
export function anyRuleShown(id: string, plan?: Plan): RuleShown {
  const quoted = plan?.rules.find((r) => r.id === id)
  if (quoted && !isRuleId(id)) return { id, basis: quoted.basis, citation: quoted.citation, text: quoted.text }
  if (isRuleId(id)) return ruleShown(id)
  return { id, basis: 'regulation', citation: id, text: id }
}
