/** What stays on every page: the bar with the nearest clock, the quiet banner of a lost connection, the page itself. */
import { Outlet, useLocation } from 'react-router'
import type { Me } from '../../api/contract.ts'
import { useBrowserAlerts } from '../browser-alerts.ts'
import { useLive } from '../live.ts'
import { useWords } from '../preferences.tsx'
import { TopBar } from './TopBar.tsx'

export function Shell({ me }: { me: Me }) {
  const words = useWords()
  const live = useLive(true)
  useBrowserAlerts()
  const { pathname } = useLocation()
  const page = pathname.split('/')[1] ?? ''
  return (
    <div className="shell" data-page={page}>
      <a className="skip" href="#page">
        {words.nav.skip}
      </a>
      <TopBar me={me} />
      {live === 'lost' && (
        <p className="banner" role="status">
          {words.nav.connectionLost}
        </p>
      )}
      <main id="page" tabIndex={-1} key={page}>
        <Outlet />
      </main>
    </div>
  )
}
