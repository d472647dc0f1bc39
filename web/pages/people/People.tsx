/** 人员: accounts and the seats they hold; for administrators, who hold no business role themselves. */
import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { Me, Person } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { CreatePerson, EditSeats, ResetPassword } from './PersonSheets.tsx'

type Open = { kind: 'create' } | { kind: 'seats' | 'password'; person: Person }

export default function People({ me }: { me: Me }) {
  const words = useWords()
  const [open, setOpen] = useState<Open | null>(null)
  const { query, set } = useFilters({ state: 'open' })
  const shown = { ...query, state: query.state === 'all' ? undefined : query.state }
  const answer = useQuery(questions.people(shown))
  const columns: Column<Person>[] = [
    {
      key: 'name',
      title: words.people.name,
      cell: (row) => (
        <>
          <strong>{row.name}</strong>
          <div className="faint">{row.username}</div>
        </>
      ),
    },
    {
      key: 'seats',
      title: words.people.seats,
      width: '38%',
      cell: (row) =>
        row.seats.length === 0 ? (
          <span className="faint">{words.people.noSeats}</span>
        ) : (
          <ul className="plain-list tight">
            {row.seats.map((seat) => (
              <li key={`${seat.unit.id}-${seat.role}`}>
                {seat.unit.name} · {words.states.role[seat.role]}
                {seat.standIn && words.people.standInMark}
              </li>
            ))}
          </ul>
        ),
    },
    {
      key: 'second',
      title: words.people.secondFactor,
      cell: (row) =>
        row.twoFactorEnabled ? (
          <StateTag tone="good">{words.people.on}</StateTag>
        ) : (
          <span className="faint">{words.people.off}</span>
        ),
    },
    { key: 'created', title: words.people.created, cell: (row) => <TimeText at={row.createdAt} relative={false} /> },
    {
      key: 'actions',
      title: words.common.actions,
      cell: (row) =>
        row.closedAt === null ? (
          <Actions
            person={row}
            own={row.id === me.user.id}
            onSeats={() => setOpen({ kind: 'seats', person: row })}
            onPassword={() => setOpen({ kind: 'password', person: row })}
          />
        ) : (
          <span className="faint">
            {words.people.closed} <TimeText at={row.closedAt} relative={false} />
          </span>
        ),
    },
  ]
  return (
    <>
      <ListPage
        title={words.nav.people}
        path="/api/people"
        query={shown}
        set={set}
        answer={answer}
        columns={columns}
        keyOf={(row) => row.id}
        search={words.people.searchHint}
        chips={[
          {
            name: 'state',
            label: words.common.state,
            options: [
              { value: 'open', label: words.people.open },
              { value: 'closed', label: words.people.closed },
              { value: 'all', label: words.common.all },
            ],
          },
        ]}
        empty={{ title: words.people.empty, next: words.people.emptyNext }}
        actions={
          <Button type="primary" onClick={() => setOpen({ kind: 'create' })}>
            {words.people.create}
          </Button>
        }
      />
      {open?.kind === 'create' && <CreatePerson onClose={() => setOpen(null)} />}
      {open?.kind === 'seats' && <EditSeats person={open.person} onClose={() => setOpen(null)} />}
      {open?.kind === 'password' && <ResetPassword person={open.person} onClose={() => setOpen(null)} />}
    </>
  )
}

function Actions({
  person,
  own,
  onSeats,
  onPassword,
}: {
  person: Person
  /** Nobody closes the account they are signed in with. */
  own: boolean
  onSeats: () => void
  onPassword: () => void
}) {
  const words = useWords()
  const { modal } = App.useApp()
  const { act } = useAct()
  const close = () =>
    void modal.confirm({
      title: words.people.close,
      content: words.people.closeMeans(person.name),
      okText: words.people.close,
      okButtonProps: { danger: true },
      cancelText: words.common.cancel,
      onOk: () => act(() => commands.closePerson(person.id), { done: words.people.closedDone, renew: ['people'] }),
    })
  return (
    <div className="row">
      <Button size="small" onClick={onSeats}>
        {words.people.editSeats}
      </Button>
      <Button size="small" onClick={onPassword}>
        {words.people.resetPassword}
      </Button>
      {!own && (
        <Button size="small" onClick={close}>
          {words.people.close}
        </Button>
      )}
    </div>
  )
}
