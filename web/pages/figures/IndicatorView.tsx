/** One indicator: what it means and is mistaken for, its series as a chart, and every vintage of it. */
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useSearchParams } from 'react-router'
import type { IndicatorShown, SeriesShown } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { wordOf } from '../../components/StateTag.tsx'
import { placeIn } from '../../components/Names.tsx'
import { type Language, usePreferences } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import type { Words } from '../../locales/zh-CN.ts'
import { SeriesView } from './SeriesView.tsx'

export function IndicatorView({ code, entry }: { code: string; entry: IndicatorShown | null }) {
  const { words, language } = usePreferences()
  const [params, setParams] = useSearchParams()
  const list = useQuery(questions.seriesList(code))
  return (
    <div className="stack">
      {entry && <About entry={entry} />}
      <Answer query={list}>
        {({ items }) => {
          const shown = items.find((s) => keyOf(s) === params.get('series')) ?? longest(items)
          if (!shown) return <EmptyState title={words.figureData.noSeries} next={words.figureData.noSeriesNext} />
          return (
            <>
              <div className="row">
                <span className="label">{words.figureData.series}</span>
                <Select
                  className="grow"
                  aria-label={words.figureData.chooseSeries}
                  value={keyOf(shown)}
                  showSearch={{ optionFilterProp: 'label' }}
                  onChange={(series) => setParams({ of: code, series })}
                  options={items.map((s) => ({
                    value: keyOf(s),
                    label: `${seriesName(s, { words, language })}（${s.figures}）`,
                  }))}
                />
              </div>
              <SeriesView key={keyOf(shown)} series={shown} name={seriesName(shown, { words, language })} />
            </>
          )
        }}
      </Answer>
    </div>
  )
}

const longest = (items: SeriesShown[]): SeriesShown | undefined =>
  [...items].sort((a, b) => b.figures - a.figures || (a.measure === 'level' ? -1 : 1))[0]

const keyOf = (s: SeriesShown): string => [s.region, s.scope, s.measure, s.periodType, s.priceBasis].join('-')

const seriesName = (s: SeriesShown, { words, language }: { words: Words; language: Language }): string =>
  [
    s.scope === 'whole' ? placeIn(language, s) : `${placeIn(language, s)}${words.figureData.scope[s.scope]}`,
    words.states.periodType[s.periodType],
    words.states.measure[s.measure],
    s.priceBasis === 'none' ? '' : words.figureData.priceBasis[s.priceBasis],
  ]
    .filter(Boolean)
    .join(' · ')

function About({ entry }: { entry: IndicatorShown }) {
  const { words, language } = usePreferences()
  const d = words.figureData
  const facts: [string, string][] = [
    [d.alias, entry.aliases.join('、')],
    [d.definition, entry.definition],
    [d.unit, entry.unit],
    [d.basis, d.basisOf(d.priceBasis[entry.level], d.priceBasis[entry.growth])],
    [d.ownerKind, wordOf(d.owner, entry.owner, d.owner.bureau)],
    [d.confused, entry.confusedWith.map((i) => (language === 'en' ? i.english : i.name)).join('、')],
  ]
  return (
    <section className="panel stack tight">
      <h2>{language === 'en' ? entry.english : entry.name}</h2>
      <dl className="indicator-facts">
        {facts
          .filter(([, text]) => text !== '')
          .map(([label, text]) => (
            <div key={label} className="fact-row">
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
      {entry.traps.length > 0 && (
        <div className="notice step1">
          <strong>{d.traps}</strong>
          <ul className="traps">
            {entry.traps.map((trap) => (
              <li key={trap}>{trap}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
