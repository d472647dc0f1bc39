/** 通知渠道: how messages leave the house, in which order they are tried, and whether each still gets anything through. */
import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { ChannelShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { ChannelSheet } from './ChannelSheet.tsx'
import { ChannelTabs } from './ChannelTabs.tsx'

export default function Channels() {
  const words = useWords()
  const t = words.channels
  const answer = useQuery(questions.channels())
  const [open, setOpen] = useState<ChannelShown | 'new' | null>(null)
  const hosts = answer.data?.hosts ?? []
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t.title}</h1>
        <Button type="primary" disabled={!answer.data} onClick={() => setOpen('new')}>
          {t.make}
        </Button>
      </header>
      <ChannelTabs />
      <p className="faint">{t.intro}</p>
      <section className="panel">
        <Answer query={answer}>
          {(data) =>
            data.items.length === 0 ? (
              <EmptyState title={t.empty} next={t.emptyNext} />
            ) : (
              <DataTable
                caption={t.title}
                rows={data.items}
                keyOf={(row) => row.id}
                columns={[
                  {
                    key: 'name',
                    title: t.name,
                    width: '24%',
                    cell: (row) => (
                      <>
                        <strong>{row.name}</strong>
                        <div className="faint">
                          {t.kinds[row.kind]} · {row.unit?.name}
                        </div>
                      </>
                    ),
                  },
                  { key: 'rank', title: t.rank, numeric: true, cell: (row) => row.rank },
                  { key: 'to', title: t.server, cell: (row) => serverOf(row) },
                  { key: 'state', title: words.common.state, width: '26%', cell: (row) => <Standing row={row} /> },
                  {
                    key: 'last',
                    title: t.lastSent,
                    cell: (row) => (row.lastSentAt ? <TimeText at={row.lastSentAt} /> : '—'),
                  },
                  {
                    key: 'actions',
                    title: words.common.actions,
                    cell: (row) => (row.closedAt ? null : <Actions row={row} onEdit={() => setOpen(row)} />),
                  },
                ]}
              />
            )
          }
        </Answer>
      </section>
      {open && <ChannelSheet channel={open === 'new' ? null : open} hosts={hosts} onClose={() => setOpen(null)} />}
    </div>
  )
}

const serverOf = ({ settings }: ChannelShown): string => {
  const { host, port, url } = settings
  if (typeof host === 'string') return port === undefined ? host : `${host}:${port}`
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).host : '—'
}

function Standing({ row }: { row: ChannelShown }) {
  const words = useWords()
  const t = words.channels
  if (row.closedAt)
    return (
      <StateTag tone="plain">
        {t.closed} <TimeText at={row.closedAt} relative={false} />
      </StateTag>
    )
  const why = row.lastFailure && (row.lastSentAt === null || (row.lastFailedAt ?? '') > row.lastSentAt)
  return (
    <div className="stack tight">
      <div>
        {row.alarmSince ? (
          <StateTag tone="step4">{t.silent}</StateTag>
        ) : why ? (
          <StateTag tone="step3">{t.failing}</StateTag>
        ) : row.lastSentAt ? (
          <StateTag tone="good">{t.working}</StateTag>
        ) : (
          <StateTag tone="plain">{t.untried}</StateTag>
        )}
      </div>
      {row.alarmSince && (
        <span className="faint">
          {t.since} <TimeText at={row.alarmSince} />
        </span>
      )}
      {why && row.lastFailure && (
        <span className="faint breaking">
          {t.failures[row.lastFailure]}
          {row.lastDetail && ` · ${row.lastDetail}`}
        </span>
      )}
    </div>
  )
}

function Actions({ row, onEdit }: { row: ChannelShown; onEdit: () => void }) {
  const words = useWords()
  const t = words.channels
  const { modal } = App.useApp()
  const { act, busy } = useAct()
  const tryOut = () => act(() => commands.tryChannel(row.id), { done: t.tried, renew: ['channels'] })
  const close = () =>
    void modal.confirm({
      title: t.close,
      content: t.closeMeans(row.name),
      okText: t.close,
      okButtonProps: { danger: true },
      cancelText: words.common.cancel,
      onOk: () => act(() => commands.closeChannel(row.id), { done: t.closedDone, renew: ['channels'] }),
    })
  return (
    <div className="row">
      <Button size="small" loading={busy} onClick={() => void tryOut()}>
        {t.tryOut}
      </Button>
      <Button size="small" onClick={onEdit}>
        {t.change}
      </Button>
      <Button size="small" onClick={close}>
        {t.close}
      </Button>
    </div>
  )
}
