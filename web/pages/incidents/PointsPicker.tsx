/** Beginning from words of another matter: what was in force once, searched by what it says. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { TalkingPointsDetail } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { SearchField } from '../../components/ListPage.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'

export function PointsPicker({
  onPick,
  onClose,
}: {
  onPick: (found: TalkingPointsDetail) => void
  onClose: () => void
}) {
  const words = useWords()
  const client = useQueryClient()
  const [q, setQ] = useState('')
  const [page, setPage] = useState(1)
  const answer = useQuery({
    ...questions.pointsLibrary({ spoken: 'true', q: q || undefined, page, pageSize: 10, sort: 'answered' }),
    placeholderData: keepPreviousData,
  })
  return (
    <Modal open title={words.talkingPoints.takeFrom} footer={null} onCancel={onClose} width={720}>
      <div className="stack">
        <p className="faint">{words.talkingPoints.takeHint}</p>
        <SearchField
          value={q}
          hint={words.talkingPoints.librarySearch}
          onSearch={(text) => {
            setQ(text)
            setPage(1)
          }}
        />
        <Answer query={answer}>
          {(data) => (
            <>
              {data.items.length === 0 && (
                <EmptyState title={words.talkingPoints.libraryEmpty} next={words.talkingPoints.libraryEmptyNext} />
              )}
              <ul className="plain-list">
                {data.items.map((row) => (
                  <li key={row.id} className="row between">
                    <div>
                      <div className="clamped">{row.summary}</div>
                      <div className="faint">
                        {row.incident.no} {row.incident.title} · {words.talkingPoints.version(row.n)}
                        {row.lastAnsweredAt && (
                          <>
                            {' · '}
                            {words.talkingPoints.lastAnswered} <TimeText at={row.lastAnsweredAt} />
                          </>
                        )}
                      </div>
                    </div>
                    <Button
                      size="small"
                      onClick={() => void client.fetchQuery(questions.talkingPoints(row.id)).then(onPick)}
                    >
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
