/** The pages of the registry beside each other. */
import { NavLink } from 'react-router'
import { useWords } from '../../preferences.tsx'

export function RegistryTabs({ mayReadLog = true }: { mayReadLog?: boolean }) {
  const { tabs } = useWords().registry
  const pages = [
    { to: '/registry/people', label: tabs.people },
    { to: '/registry/outlets', label: tabs.outlets },
    { to: '/registry/doubles', label: tabs.doubles },
    ...(mayReadLog ? [{ to: '/registry/reads', label: tabs.reads }] : []),
  ]
  return (
    <nav className="tab-row" aria-label={tabs.label}>
      {pages.map((page) => (
        <NavLink key={page.to} to={page.to}>
          {page.label}
        </NavLink>
      ))}
    </nav>
  )
}
