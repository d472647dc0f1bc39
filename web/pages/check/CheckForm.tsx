/** What is to be checked: a title, a text or a file, and when it was published. */
import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import {
  type CheckedText,
  type CheckTextRequest,
  checkTextRequest,
  maxCheckedCharacters,
} from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { ProblemNote } from '../../components/Answer.tsx'
import { Labelled } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { docxText } from './docx-text.ts'

export type Draft = { title: string; text: string; outlet: string; publishedAt: string | null }
export const emptyDraft: Draft = { title: '', text: '', outlet: '', publishedAt: null }

const maxFileBytes = 10 * 1024 * 1024

export function CheckForm({
  draft,
  onChange,
  onResult,
}: {
  draft: Draft
  onChange: (draft: Draft) => void
  onResult: (result: CheckedText) => void
}) {
  const words = useWords()
  const { act, busy, error, forget } = useAct(true)
  const set = (change: Partial<Draft>) => {
    forget()
    onChange({ ...draft, ...change })
  }
  const length = draft.title.length + draft.text.length
  const body = bodyOf(draft)
  const isReady = length <= maxCheckedCharacters && checkTextRequest.safeParse(body).success
  const run = () => act(async () => onResult(await commands.checkText(body)), { renew: [] })
  return (
    <form
      className="panel stack wide"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !busy) void run()
      }}
    >
      <p className="quiet">{words.check.intro}</p>
      <p className="notice step2">{words.check.secrecy}</p>
      <Labelled label={words.check.title}>
        <Input value={draft.title} maxLength={500} onChange={(event) => set({ title: event.target.value })} />
      </Labelled>
      <div className="stack">
        <Labelled label={words.check.text} required>
          <Input.TextArea
            value={draft.text}
            autoSize={{ minRows: 10, maxRows: 30 }}
            placeholder={words.check.textHint}
            onChange={(event) => set({ text: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
            }}
          />
        </Labelled>
        <div className="row between">
          <FromFile onText={(text) => set({ text })} />
          <span className={length > maxCheckedCharacters ? 'text-step4' : 'faint'} role="status">
            {words.check.length(length, maxCheckedCharacters)}
          </span>
        </div>
      </div>
      <div className="check-more">
        <TimeField
          label={words.check.publishedAt}
          hint={words.check.publishedAtHint}
          value={draft.publishedAt}
          onChange={(publishedAt) => set({ publishedAt })}
        />
        <Labelled label={words.check.outlet} hint={words.check.outletHint}>
          <Input value={draft.outlet} maxLength={100} onChange={(event) => set({ outlet: event.target.value })} />
        </Labelled>
      </div>
      <ProblemNote error={error} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!isReady}>
          {words.check.run}
          <kbd>Ctrl ↵</kbd>
        </Button>
        {length > 0 && (
          <Button onClick={() => onChange(emptyDraft)} disabled={busy}>
            {words.check.clear}
          </Button>
        )}
      </div>
    </form>
  )
}

const bodyOf = ({ title, text, publishedAt }: Draft): CheckTextRequest => ({
  title,
  text,
  ...(publishedAt === null ? {} : { publishedAt }),
})

/** A text file or a Word document, read here: only its text goes into the field. */
function FromFile({ onText }: { onText: (text: string) => void }) {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState<string | null>(null)
  const choose = async (file: File | undefined) => {
    if (!file) return
    const text = file.size > maxFileBytes ? null : await textOfFile(file)
    setSaid(text === null ? words.check.unreadable : words.check.read(file.name))
    if (text !== null) onText(text)
  }
  return (
    <div className="row">
      <Button onClick={() => input.current?.click()}>{words.check.fromFile}</Button>
      <span className="faint" role="status">
        {said ?? words.check.fileHint}
      </span>
      {/* The browser's own control speaks the browser's language. */}
      <input
        ref={input}
        type="file"
        hidden
        accept=".txt,.docx,text/plain"
        aria-label={words.check.fromFile}
        onChange={(event) => {
          void choose(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </div>
  )
}

async function textOfFile(file: File): Promise<string | null> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const text = /\.docx$/i.test(file.name) ? await docxText(bytes) : plainText(bytes)
  return text?.replace(/\r\n?/g, '\n') ?? null
}

/** UTF-8, or GB18030 as older offices save it; null for what is no text. */
function plainText(bytes: Uint8Array): string | null {
  for (const charset of ['utf-8', 'gb18030'])
    try {
      const text = new TextDecoder(charset, { fatal: true }).decode(bytes)
      return text.includes('\0') ? null : text
    } catch {
      // Not in this charset: the next one is tried.
    }
  return null
}
