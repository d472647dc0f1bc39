/** Choosing the official figure a fact rests on: current vintages only, by indicator and period. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { FigureShown } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { FigureLine } from '../../components/ClaimFacts.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'

export function FigurePicker({ onPick, onClose }: { onPick: (figure: FigureShown) => void; onClose: () => void }) {
  const words = useWords()
  const [indicator, setIndicator] = useState<string | undefined>()
  const [q, setQ] = useState('')
  const [page, setPage] = useState(1)
  const answer = useQuery({
    ...questions.figures({ indicator, q: q.trim(), page, pageSize: 20 }),
    placeholderData: keepPreviousData,
  })
  return (
    <Modal open title={words.talkingPoints.bindFigure} footer={null} onCancel={onClose} width={640}>
      <div className="stack">
        <div className="row">
          <Select
            allowClear
            placeholder={words.figures.indicator}
            aria-label={words.figures.indicator}
            style={{ minWidth: 200 }}
            value={indicator}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(value) => {
              setIndicator(value)
              setPage(1)
            }}
            options={(answer.data?.indicators ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Input
            style={{ width: 240 }}
            placeholder={words.figures.searchHint}
            aria-label={words.figures.searchHint}
            value={q}
            maxLength={60}
            onChange={(event) => {
              setQ(event.target.value)
              setPage(1)
            }}
          />
        </div>
        <Answer query={answer}>
          {(data) => (
            <>
              {!data.items.some(isCurrent) && <EmptyState title={words.figures.empty} next={words.figures.emptyNext} />}
              <ul className="plain-list">
                {data.items.filter(isCurrent).map((figure) => (
                  <li key={figure.id} className="row between">
                    <FigureLine figure={figure} />
                    <Button size="small" onClick={() => onPick(figure)}>
                      {words.common.choose}
                    </Button>
                  </li>
                ))}
              </ul>
              {data.total > data.page * data.pageSize && (
                <Button onClick={() => setPage(page + 1)}>{words.common.nextPage}</Button>
              )}
            </>
          )}
        </Answer>
      </div>
    </Modal>
  )
}

/** A superseded vintage may be looked up, not spoken from. */
const isCurrent = (figure: FigureShown): boolean => figure.supersededAt === null
