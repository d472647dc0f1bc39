/** 成员: who sits in a body by name, for bureaus whose list is the reader's to keep. */
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { PlansShown, PlanTextShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

type Body = PlanTextShown['bodies'][number]
type Bureau = PlansShown['mayName'][number]

export function BodyMembers({ body }: { body: Body }) {
  const words = useWords()
  const plans = useQuery(questions.plans())
  const [bureau, setBureau] = useState<Bureau | null>(null)
  if (body.seat === 'outside') return null
  const own = (plans.data?.mayName ?? []).filter((b) => body.seat === 'own' || b.isRoot)
  return (
    <>
      {own.map((b) => (
        <p key={b.unitId} className="no-print">
          <Button size="small" onClick={() => setBureau(b)}>
            {words.plans.nameMembers}
          </Button>{' '}
          <span className="faint">{b.name}</span>
        </p>
      ))}
      {bureau && <MembersSheet body={body} bureau={bureau} onClose={() => setBureau(null)} />}
    </>
  )
}

function MembersSheet({ body, bureau, onClose }: { body: Body; bureau: Bureau; onClose: () => void }) {
  const words = useWords()
  const answer = useQuery(questions.bodyMembers(body.body, bureau.unitId))
  const { act, busy, error } = useAct(true)
  const [chosen, setChosen] = useState<string[] | null>(null)
  const [leading, setLeading] = useState<string[] | null>(null)
  const people = chosen ?? answer.data?.members.map((m) => m.userId) ?? []
  const leaders = leading ?? answer.data?.members.filter((m) => m.leads).map((m) => m.userId) ?? []
  const options = (answer.data?.candidates ?? []).map((c) => ({ value: c.userId, label: `${c.name} · ${c.unit}` }))
  return (
    <Sheet
      title={`${body.name} · ${bureau.name}`}
      verb={words.common.save}
      consequence={words.plans.nameMembersMeans}
      busy={busy}
      error={error ?? answer.error}
      ready={answer.data !== undefined}
      onDo={async () => {
        const members = people.map((userId) => ({ userId, leads: leaders.includes(userId) }))
        const run = () => commands.setMembers(body.body, { unitId: bureau.unitId, members })
        if (await act(run, { done: words.common.saved, renew: ['plans', 'record'] })) onClose()
      }}
      onClose={onClose}
    >
      <Labelled label={words.plans.memberPeople}>
        <Select
          mode="multiple"
          value={people}
          onChange={setChosen}
          optionFilterProp="label"
          loading={answer.isPending}
          options={options}
        />
      </Labelled>
      <Labelled label={words.plans.memberLeaders}>
        <Select
          mode="multiple"
          value={leaders.filter((id) => people.includes(id))}
          onChange={setLeading}
          optionFilterProp="label"
          options={options.filter((o) => people.includes(o.value))}
        />
      </Labelled>
    </Sheet>
  )
}
