/** 发送台账: what went to whom by which way, how often it was tried and how it ended; never what it said. */
import { useQuery } from '@tanstack/react-query'
import type { DispatchShown } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { ChannelTabs } from './ChannelTabs.tsx'

const tones: Record<DispatchShown['state'], Tone> = {
  waiting: 'step1',
  sending: 'step2',
  sent: 'good',
  unsure: 'step3',
  failed: 'step4',
}

export default function Ledger() {
  const words = useWords()
  const t = words.channels
  const { query, set } = useFilters()
  const answer = useQuery(questions.dispatches(query))
  const channels = useQuery(questions.channels())
  const columns: Column<DispatchShown>[] = [
    { key: 'at', title: t.at, cell: (row) => <TimeText at={row.createdAt} /> },
    {
      key: 'kind',
      title: t.message,
      cell: (row) => (
        <>
          {words.messages.kind[row.kind]}
          <div className="faint">{row.unit?.name}</div>
        </>
      ),
    },
    { key: 'to', title: t.recipient, cell: (row) => row.person ?? t.group },
    { key: 'channel', title: t.channel, cell: (row) => row.channel.name },
    {
      key: 'state',
      title: t.outcome,
      width: '28%',
      cell: (row) => (
        <div className="stack tight">
          <div>
            <StateTag tone={tones[row.state]}>{t.states[row.state]}</StateTag>
          </div>
          {row.failure && <span className="faint">{t.failures[row.failure]}</span>}
          {row.detail && <span className="faint breaking">{row.detail}</span>}
          {row.state === 'waiting' && row.nextAt && (
            <span className="faint">
              {t.nextTry} <TimeText at={row.nextAt} />
            </span>
          )}
        </div>
      ),
    },
    { key: 'sends', title: t.sends, numeric: true, cell: (row) => row.sends },
    { key: 'settled', title: t.settled, cell: (row) => (row.settledAt ? <TimeText at={row.settledAt} /> : '—') },
  ]
  return (
    <ListPage
      title={t.title}
      path="/api/dispatches"
      query={query}
      set={set}
      answer={answer}
      columns={columns}
      keyOf={(row) => row.id}
      tabs={<ChannelTabs />}
      chips={[
        {
          name: 'state',
          label: t.outcome,
          options: [
            { value: '', label: words.common.all },
            ...(['waiting', 'sent', 'unsure', 'failed'] as const).map((value) => ({ value, label: t.states[value] })),
          ],
        },
        {
          name: 'channelId',
          label: t.channel,
          options: [
            { value: '', label: words.common.all },
            ...(channels.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ],
        },
      ]}
      empty={{ title: t.nothingSent, next: t.nothingSentNext }}
    />
  )
}
