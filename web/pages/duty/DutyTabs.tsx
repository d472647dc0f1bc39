/** The pages of everyday work beside each other. */
import { PageTabs } from '../../components/PageTabs.tsx'
import { useWords } from '../../preferences.tsx'
import { dutyPages } from './pages.ts'

export function DutyTabs() {
  const w = useWords().dutyTabs
  const labels = [w.roster, w.heads, w.delegations, w.contacts, w.standing, w.registers]
  const tabs = dutyPages.map((to, at) => ({ to, label: labels[at]! }))
  return <PageTabs label={w.label} tabs={tabs} />
}
