/** Sibling pages side by side, under the title. On a phone the row goes on beyond the screen, and the open page is brought into sight. */
import { NavLink } from 'react-router'

type Tab = { to: string; label: string }

const showOpen = (row: HTMLElement | null) =>
  row?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })

export function PageTabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className="tab-row" aria-label={label} ref={showOpen}>
      {tabs.map(({ to, label: name }) => (
        <NavLink key={to} to={to} end={tabs.some((other) => other.to.startsWith(`${to}/`))}>
          {name}
        </NavLink>
      ))}
    </nav>
  )
}
