/** The pages about official figures, side by side. Imports are shown to whoever may bring figures. */
import { useQuery } from '@tanstack/react-query'
import { findMove } from '../../components/moves.ts'
import { PageTabs } from '../../components/PageTabs.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'

export function FigureTabs() {
  const words = useWords()
  const right = useQuery({ ...questions.figures({ pageSize: 1 }), staleTime: 60_000 })
  const mayImport = right.data ? (findMove(right.data.moves, 'import')?.allowed ?? false) : false
  const tabs = [
    { to: '/figures', label: words.dataTabs.figures },
    ...(mayImport ? [{ to: '/figures/imports', label: words.dataTabs.imports }] : []),
    { to: '/figures/reopened', label: words.dataTabs.reopened },
    { to: '/calendar', label: words.dataTabs.calendar },
  ]
  return <PageTabs label={words.nav.figures} tabs={tabs} />
}
