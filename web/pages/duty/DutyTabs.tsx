/** The pages of everyday work beside each other. */
import { NavLink } from 'react-router'
import { useWords } from '../../preferences.tsx'

export function DutyTabs() {
  const w = useWords().dutyTabs
  const pages = [
    { to: '/duty', label: w.roster },
    { to: '/first-responsible', label: w.heads },
    { to: '/delegations', label: w.delegations },
    { to: '/contact-changes', label: w.contacts },
    { to: '/standing', label: w.standing },
    { to: '/registers', label: w.registers },
  ]
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
