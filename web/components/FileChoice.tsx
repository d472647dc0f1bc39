/** Choosing one file by a click or by dropping it; too large a one is refused here. The browser's own control speaks the browser's language. */
import { useRef, useState } from 'react'
import { useWords } from '../preferences.tsx'

export function FileChoice(props: {
  label: string
  hint: string
  accept: string
  maxBytes: number
  file: File | null
  onChoose: (file: File | null) => void
}) {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const [tooLarge, setTooLarge] = useState(false)
  const choose = (file: File | undefined) => {
    setTooLarge(file !== undefined && file.size > props.maxBytes)
    props.onChoose(file && file.size <= props.maxBytes ? file : null)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={props.accept}
        hidden
        onChange={(event) => {
          choose(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <button
        type="button"
        className={`file-choice ${isOver ? 'over' : ''}`}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setIsOver(false)
          choose(event.dataTransfer.files[0])
        }}
      >
        <strong className="breaking">{props.file?.name ?? props.label}</strong>
        <span className="faint">{props.file ? sizeText(props.file.size) : props.hint}</span>
      </button>
      {tooLarge && <p className="notice step3">{words.figureImport.tooLarge}</p>}
    </>
  )
}

export const sizeText = (bytes: number): string =>
  bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`
