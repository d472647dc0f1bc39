/** 官方数据: the tree of indicators beside either all figures as a list, or one indicator with its series, chart and vintages. */
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { Answer } from '../../components/Answer.tsx'
import { usePreferences } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { FigureList } from './FigureList.tsx'
import { FigureTabs } from './FigureTabs.tsx'
import { IndicatorTree } from './IndicatorTree.tsx'
import { IndicatorView } from './IndicatorView.tsx'

export default function Figures() {
  const { words } = usePreferences()
  const [params, setParams] = useSearchParams()
  const chosen = params.get('of')
  const indicators = useQuery(questions.indicators())
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.nav.figures}</h1>
      </header>
      <FigureTabs />
      <div className="beside-tree">
        <Answer query={indicators}>
          {({ items }) => (
            <IndicatorTree items={items} chosen={chosen} onChoose={(code) => setParams(code ? { of: code } : {})} />
          )}
        </Answer>
        {chosen === null ? (
          <FigureList />
        ) : (
          <IndicatorView
            key={chosen}
            code={chosen}
            entry={indicators.data?.items.find((i) => i.code === chosen) ?? null}
          />
        )}
      </div>
    </div>
  )
}
