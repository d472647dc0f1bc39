/** The pages about ways out of the house, side by side. */
import { NavLink } from 'react-router'
import { useWords } from '../../preferences.tsx'

export function ChannelTabs() {
  const words = useWords()
  return (
    <nav className="tab-row" aria-label={words.channels.title}>
      <NavLink to="/channels" end>
        {words.channels.ways}
      </NavLink>
      <NavLink to="/channels/ledger">{words.channels.ledger}</NavLink>
    </nav>
  )
}
