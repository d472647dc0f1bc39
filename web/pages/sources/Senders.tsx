/** 推送密钥: programs that may hand in articles. A key is shown once, right after it is made. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Typography } from 'antd'
import { useState } from 'react'
import type { SenderShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { SourceTabs } from './SourceTabs.tsx'

export default function Senders() {
  const words = useWords()
  const { query, set } = useFilters()
  const answer = useQuery(questions.senders(query))
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<SenderShown | null>(null)
  return (
    <>
      <ListPage
        title={words.sourceTabs.senders}
        tabs={<SourceTabs />}
        path="/api/senders"
        query={query}
        set={set}
        answer={answer}
        columns={columnsOf(words, setRevoking)}
        keyOf={(row: SenderShown) => row.id}
        chips={[
          {
            name: 'state',
            label: words.common.state,
            options: [
              { value: '', label: words.common.all },
              { value: 'in_force', label: words.senders.inForce },
              { value: 'revoked', label: words.senders.revoked },
            ],
          },
        ]}
        beside={
          <div>
            <p className="quiet">{words.senders.intro}</p>
            <details>
              <summary className="faint">{words.senders.forProgrammers}</summary>
              <p className="faint">{words.senders.interface}</p>
            </details>
          </div>
        }
        empty={{ title: words.senders.empty, next: words.senders.emptyNext }}
        actions={
          <Button type="primary" onClick={() => setMaking(true)}>
            {words.senders.make}
          </Button>
        }
      />
      {making && <MakeSender onClose={() => setMaking(false)} />}
      {revoking && <RevokeSender sender={revoking} onClose={() => setRevoking(null)} />}
    </>
  )
}

function columnsOf(words: ReturnType<typeof useWords>, onRevoke: (sender: SenderShown) => void): Column<SenderShown>[] {
  return [
    { key: 'name', title: words.senders.name, cell: (row) => <strong>{row.name}</strong> },
    {
      key: 'key',
      title: words.senders.key,
      cell: (row) => (
        <>
          {words.senders.keyEnd(row.hint)}
          <div className="faint mono breaking">{row.id}</div>
        </>
      ),
    },
    {
      key: 'made',
      title: words.senders.made2,
      cell: (row) => (
        <>
          <div>{row.createdBy}</div>
          <TimeText at={row.createdAt} />
        </>
      ),
    },
    { key: 'used', title: words.senders.lastUsed, cell: (row) => <TimeText at={row.lastUsedAt} /> },
    {
      key: 'state',
      title: words.common.state,
      cell: (row) =>
        row.revokedAt ? (
          <>
            <StateTag tone="plain">{words.senders.revoked}</StateTag> <TimeText at={row.revokedAt} />
          </>
        ) : (
          <StateTag tone="good">{words.senders.inForce}</StateTag>
        ),
    },
    {
      key: 'actions',
      title: words.common.actions,
      cell: (row) =>
        row.revokedAt ? null : (
          <Button size="small" onClick={() => onRevoke(row)}>
            {words.senders.revoke}
          </Button>
        ),
    },
  ]
}

function MakeSender({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [name, setName] = useState('')
  const [made, setMade] = useState<{ id: string; key: string } | null>(null)
  if (made)
    return (
      <Sheet
        title={words.senders.made}
        verb={words.common.close}
        consequence={words.senders.onceMeans}
        leave={null}
        busy={false}
        error={null}
        onDo={onClose}
        onClose={onClose}
      >
        <Secret label={words.senders.senderId} text={made.id} />
        <Secret label={words.senders.key} text={made.key} />
      </Sheet>
    )
  const make = () => act(async () => setMade(await commands.makeSender(name.trim())), { renew: ['senders'] })
  return (
    <Sheet
      title={words.senders.make}
      verb={words.senders.make}
      consequence={words.senders.makeMeans}
      busy={busy}
      error={error}
      ready={name.trim().length >= 2}
      onDo={() => void make()}
      onClose={onClose}
    >
      <Labelled label={words.senders.name} required>
        <Input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}

const Secret = ({ label, text }: { label: string; text: string }) => (
  <div className="stack tight">
    <span className="label">{label}</span>
    <Typography.Text copyable className="mono breaking">
      {text}
    </Typography.Text>
  </div>
)

function RevokeSender({ sender, onClose }: { sender: SenderShown; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const revoke = async () => {
    const done = await act(() => commands.revokeSender(sender.id), {
      done: words.senders.revokedDone,
      renew: ['senders'],
    })
    if (done) onClose()
  }
  return (
    <Sheet
      title={words.senders.revoke}
      verb={words.senders.revoke}
      danger
      consequence={words.senders.revokeMeans(sender.name)}
      busy={busy}
      error={error}
      onDo={() => void revoke()}
      onClose={onClose}
    />
  )
}
