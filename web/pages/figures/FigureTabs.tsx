/** The pages about official figures, side by side. Imports are shown to whoever may bring figures. */
import { useQuery } from '@tanstack/react-query'
import { NavLink } from 'react-router'
import { findMove } from '../../components/moves.ts'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'

export function FigureTabs() {
  const words = useWords()
  const right = useQuery({ ...questions.figures({ pageSize: 1 }), staleTime: 60_000 })
  const mayImport = right.data ? (findMove(right.data.moves, 'import')?.allowed ?? false) : false
  const tabs = [
    ['/figures', words.dataTabs.figures],
    ...(mayImport ? [['/figures/imports', words.dataTabs.imports]] : []),
    ['/figures/reopened', words.dataTabs.reopened],
    ['/calendar', words.dataTabs.calendar],
  ] as const
  return (
    <nav className="tab-row" aria-label={words.nav.figures}>
      {tabs.map(([to, label]) => (
        <NavLink key={to} to={to!} end={to === '/figures'}>
          {label}
        </NavLink>
      ))}
    </nav>
  )
}
