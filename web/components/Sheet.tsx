/**
 * A form in a window: what will happen on top, the fields, the failure beside them, one verb to do it. Every move that
 * cannot be taken back goes through here, so it asks exactly once.
 */
import { Modal } from 'antd'
import { type ReactNode, useRef } from 'react'
import { useWords } from '../preferences.tsx'
import { ProblemNote } from './Answer.tsx'

const firstField = 'input:not([type=radio]):not([type=checkbox]):not([disabled]), textarea'

export function Sheet(props: {
  title: string
  /** What will happen, to whom. */
  consequence?: ReactNode
  verb: string
  danger?: boolean
  busy: boolean
  error: unknown
  ready?: boolean
  width?: number
  /** What leaving is called; null where there is nothing else than the verb. */
  leave?: string | null
  onDo: () => void
  onClose: () => void
  children?: ReactNode
}) {
  const words = useWords()
  const form = useRef<HTMLFormElement>(null)
  return (
    <Modal
      open
      title={props.title}
      okText={props.verb}
      cancelText={props.leave ?? (props.busy ? words.common.close : words.common.cancel)}
      cancelButtonProps={props.leave === null ? { hidden: true } : {}}
      okButtonProps={{ danger: props.danger ?? false, disabled: props.ready === false, loading: props.busy }}
      width={props.width ?? 560}
      mask={{ closable: false }}
      onOk={props.onDo}
      onCancel={props.onClose}
      destroyOnHidden
      afterOpenChange={(open) => {
        if (open) form.current?.querySelector<HTMLElement>(firstField)?.focus()
      }}
    >
      <form
        ref={form}
        className="stack wide"
        onSubmit={(event) => {
          event.preventDefault()
          if (props.ready !== false && !props.busy) props.onDo()
        }}
      >
        {props.consequence && <div className="notice step1">{props.consequence}</div>}
        {props.children}
        <ProblemNote error={props.error} />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Modal>
  )
}

type LabelledProps = { label: string; hint?: ReactNode; required?: boolean; children: ReactNode }

/** A label over several controls that belong together, such as the options of one choice. */
export function LabelledGroup({ label, hint, required = false, children }: LabelledProps) {
  const words = useWords()
  return (
    <fieldset className="plain-fieldset labelled">
      <legend className="label">
        {label}
        {required && <span className="faint"> {words.common.required}</span>}
      </legend>
      {children}
      {hint && <span className="faint">{hint}</span>}
    </fieldset>
  )
}

/** A label over its one control, with a hint below; a press on either goes to the control. */
export function Labelled({ label, hint, required = false, children }: LabelledProps) {
  const words = useWords()
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="labelled">
      <span className="label">
        {label}
        {required && <span className="faint"> {words.common.required}</span>}
      </span>
      {children}
      {hint && <span className="faint">{hint}</span>}
    </label>
  )
}
