/** The pages of everyday work beside each other. */
import { NavLink } from 'react-router'
import { dutyPages } from './pages.ts'
import { useWords } from '../../preferences.tsx'

export function DutyTabs() {
  const w = useWords().dutyTabs
  const labels = [w.roster, w.heads, w.delegations, w.contacts, w.standing, w.registers]
  const pages = dutyPages.map((to, at) => ({ to, label: labels[at]! }))
  return (
    <nav className="tab-row" aria-label={w.label}>
      {pages.map((page) => (
        <NavLink key={page.to} to={page.to}>
          {page.label}
        </NavLink>
      ))}
    </nav>
  )
}
