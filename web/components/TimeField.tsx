/**
 * Typing a time as the product writes it, Asia/Shanghai whatever the visitor's zone or language: `2026-10-01 01:10:00`,
 * seconds optional. "Now" is one press away, by the server's clock.
 */
import { Button, Input, Space } from 'antd'
import { useEffect, useId, useState } from 'react'
import { serverNow } from '../clock.ts'
import { useWords } from '../preferences.tsx'
import { empty, parseShanghai, timeText } from '../times.ts'

type Props = {
  label: string
  /** ISO instant, null for none. */
  value: string | null
  /** Null while what is typed is no time. */
  onChange: (value: string | null) => void
  hint?: string
  required?: boolean
}

export function TimeField({ label, value, onChange, hint, required = false }: Props) {
  const words = useWords()
  const id = useId()
  const [text, setText] = useState(() => textOf(value))
  useEffect(() => {
    setText((now) => (parseShanghai(now) === value ? now : value === null ? now : textOf(value)))
  }, [value])
  const wrong = text.trim() !== '' && parseShanghai(text) === null
  const change = (next: string) => {
    setText(next)
    onChange(parseShanghai(next))
  }
  return (
    <div className="labelled">
      <label className="label" htmlFor={id}>
        {label}
        {required && <span className="faint"> {words.common.required}</span>}
      </label>
      <Space.Compact block>
        <Input
          id={id}
          value={text}
          maxLength={19}
          inputMode="text"
          autoComplete="off"
          placeholder="2026-10-01 01:10:00"
          status={wrong ? 'error' : ''}
          aria-invalid={wrong}
          aria-describedby={`${id}-hint`}
          onChange={(event) => change(event.target.value)}
        />
        <Button onClick={() => change(timeText(serverNow()))}>{words.common.now}</Button>
      </Space.Compact>
      <span className="faint" id={`${id}-hint`}>
        {wrong ? words.common.timeFormat : (hint ?? words.common.shanghaiTime)}
      </span>
    </div>
  )
}

const textOf = (value: string | null): string => (value === null ? '' : timeText(value).replace(empty, ''))
