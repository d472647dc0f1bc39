/** The pages about sources, side by side. Keys of senders are the administrator's alone. */
import { useQueryClient } from '@tanstack/react-query'
import { NavLink } from 'react-router'
import type { Me } from '../../../api/contract.ts'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'

export function SourceTabs() {
  const words = useWords()
  const me = useQueryClient().getQueryData<Me>(questions.me().queryKey)
  const tabs = [
    ['/sources', words.sourceTabs.sources],
    ['/sources/alarms', words.status.sourceAlarms],
    ['/sources/catalogue', words.sourceTabs.catalogue],
    ['/sources/unchecked', words.sourceTabs.unchecked],
    ['/sources/import', words.sourceTabs.import],
    ...(me?.areas.includes('people') ? [['/sources/senders', words.sourceTabs.senders]] : []),
  ] as const
  return (
    <nav className="tab-row" aria-label={words.nav.sources}>
      {tabs.map(([to, label]) => (
        <NavLink key={to} to={to} end>
          {label}
        </NavLink>
      ))}
    </nav>
  )
}
