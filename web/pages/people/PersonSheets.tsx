/** Forms of one account: make it, give it seats, give it a new password. */
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import {
  createPersonRequest,
  passwordSchema,
  type Person,
  type SeatGiven,
  type SeatShown,
} from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

const roles = [
  'monitor',
  'duty_officer',
  'unit_head',
  'office_staff',
  'office_director',
  'leading_group',
  'subject_division',
  'spokesperson',
  'news_centre',
  'secrecy',
  'infosec',
  'discipline',
  'admin',
  'auditor',
] as const satisfies readonly SeatShown['role'][]

export function CreatePerson({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [form, setForm] = useState({ name: '', username: '', password: '' })
  const [seats, setSeats] = useState<SeatGiven[]>([])
  const set = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const body = { ...form, seats: chosen(seats) }
  const submit = async () => {
    if (await act(() => commands.createPerson(body), { done: words.people.created2, renew: ['people'] })) onClose()
  }
  return (
    <Sheet
      title={words.people.create}
      verb={words.people.create}
      consequence={words.people.createMeans}
      busy={busy}
      error={error}
      ready={createPersonRequest.safeParse(body).success}
      width={680}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <Labelled label={words.people.name} required>
        <Input value={form.name} maxLength={60} onChange={(event) => set({ name: event.target.value })} />
      </Labelled>
      <Labelled label={words.signIn.username} hint={words.people.usernameHint} required>
        <Input
          value={form.username}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => set({ username: event.target.value })}
        />
      </Labelled>
      <Labelled label={words.people.firstPassword} hint={words.people.passwordHint} required>
        <Input.Password
          value={form.password}
          autoComplete="new-password"
          onChange={(event) => set({ password: event.target.value })}
        />
      </Labelled>
      <SeatsField seats={seats} onChange={setSeats} />
    </Sheet>
  )
}

export function EditSeats({ person, onClose }: { person: Person; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [seats, setSeats] = useState<SeatGiven[]>(
    person.seats.map((seat) => ({ unitId: seat.unit.id, role: seat.role, standIn: seat.standIn })),
  )
  const submit = async () => {
    const done = await act(() => commands.setSeats(person.id, chosen(seats)), {
      done: words.common.saved,
      renew: ['people', 'me'],
    })
    if (done) onClose()
  }
  return (
    <Sheet
      title={`${words.people.editSeats} · ${person.name}`}
      verb={words.common.save}
      consequence={words.people.seatsMean}
      busy={busy}
      error={error}
      width={680}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <SeatsField seats={seats} onChange={setSeats} />
    </Sheet>
  )
}

export function ResetPassword({ person, onClose }: { person: Person; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [password, setPassword] = useState('')
  const [removeTwoFactor, setRemoveTwoFactor] = useState(false)
  const submit = async () => {
    const done = await act(() => commands.resetPassword(person.id, { password, removeTwoFactor }), {
      done: words.people.passwordReset,
      renew: ['people'],
    })
    if (done) onClose()
  }
  return (
    <Sheet
      title={`${words.people.resetPassword} · ${person.name}`}
      verb={words.people.resetPassword}
      consequence={words.people.resetMeans}
      busy={busy}
      error={error}
      ready={passwordSchema.safeParse(password).success}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <Labelled label={words.people.newPassword} hint={words.people.passwordHint} required>
        <Input.Password
          value={password}
          autoComplete="new-password"
          onChange={(event) => setPassword(event.target.value)}
        />
      </Labelled>
      {person.twoFactorEnabled && (
        <Checkbox checked={removeTwoFactor} onChange={(event) => setRemoveTwoFactor(event.target.checked)}>
          {words.people.removeTwoFactor}
        </Checkbox>
      )}
    </Sheet>
  )
}

/** Rows without a unit were opened and not filled. */
const chosen = (seats: SeatGiven[]): SeatGiven[] => seats.filter((seat) => seat.unitId !== '')

function SeatsField({ seats, onChange }: { seats: SeatGiven[]; onChange: (seats: SeatGiven[]) => void }) {
  const words = useWords()
  const units = useQuery(questions.units())
  const change = (at: number, part: Partial<SeatGiven>) =>
    onChange(seats.map((seat, i) => (i === at ? { ...seat, ...part } : seat)))
  return (
    <fieldset className="plain-fieldset stack">
      <legend className="label">{words.people.seats}</legend>
      {seats.map((seat, at) => (
        <div key={at} className="row seat-row">
          <Select
            className="grow"
            aria-label={words.common.unit}
            value={seat.unitId || undefined}
            placeholder={words.common.unit}
            showSearch={{ optionFilterProp: 'label' }}
            loading={units.isPending}
            onChange={(unitId) => change(at, { unitId })}
            options={(units.data?.items ?? [])
              .filter((unit) => unit.endedAt === null)
              .map((unit) => ({ value: unit.id, label: unit.name }))}
          />
          <Select
            className="grow"
            aria-label={words.people.role}
            value={seat.role}
            onChange={(role) => change(at, { role })}
            options={roles.map((value) => ({ value, label: words.states.role[value] }))}
          />
          <Checkbox checked={seat.standIn ?? false} onChange={(event) => change(at, { standIn: event.target.checked })}>
            {words.people.standIn}
          </Checkbox>
          <Button size="small" onClick={() => onChange(seats.filter((_, i) => i !== at))}>
            {words.common.remove}
          </Button>
        </div>
      ))}
      <div>
        <Button
          size="small"
          disabled={seats.length >= 20}
          onClick={() => onChange([...seats, { unitId: '', role: 'monitor', standIn: false }])}
        >
          {words.people.addSeat}
        </Button>
      </div>
    </fieldset>
  )
}
