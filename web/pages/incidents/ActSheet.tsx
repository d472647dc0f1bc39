/** The frame of an act in a run of a plan: what will happen, then one verb. */
import { Input } from 'antd'
import type { ReactNode } from 'react'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'

export const renewPlans = ['record', 'clocks', 'messages']

/** One command, closed when it is done. */
export function Act(props: {
  title: string
  verb: string
  means: string
  danger?: boolean
  ready: boolean
  run: () => Promise<unknown>
  onClose: () => void
  children?: ReactNode
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  return (
    <Sheet
      title={props.title}
      verb={props.verb}
      consequence={props.means}
      danger={props.danger ?? false}
      busy={busy}
      error={error}
      ready={props.ready}
      onDo={async () => {
        if (await act(props.run, { done: words.common.saved, renew: renewPlans })) props.onClose()
      }}
      onClose={props.onClose}
    >
      {props.children}
    </Sheet>
  )
}

export function Reason({
  value,
  onChange,
  label,
}: {
  value: string
  onChange: (text: string) => void
  label?: string
}) {
  const words = useWords()
  return (
    <Labelled label={label ?? words.common.reason} required>
      <Input.TextArea rows={3} maxLength={2000} value={value} onChange={(event) => onChange(event.target.value)} />
    </Labelled>
  )
}
