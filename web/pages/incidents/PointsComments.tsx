/** 批注: what was said of single words, settled or not, and the window to say something of words of the current revision. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'react-router'
import type { TalkingPointsDetail, ThreadShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { MoveButton } from '../../components/MoveButton.tsx'
import { findMove } from '../../components/moves.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { type Selected, selectedWords } from './comment-spans.ts'
import { partName } from './part-name.ts'

const renew = ['record']

/** `writes`: false beside the editor, where there is no finished text to select words of. */
export function PointsComments({ detail, writes = true }: { detail: TalkingPointsDetail; writes?: boolean }) {
  const words = useWords()
  const { id } = detail.talkingPoints
  const { data } = useQuery(questions.comments(id))
  const [selected, forget] = useSelected()
  const [adding, setAdding] = useState(false)
  const section = useRef<HTMLElement>(null)
  // A message of a comment leads here, far below the head of the room.
  const isAsked = useLocation().hash === '#comments' && data !== undefined
  useEffect(() => {
    if (isAsked) section.current?.scrollIntoView({ block: 'center' })
  }, [isAsked])
  if (!data) return null
  const may = findMove(data.moves, 'comment')
  const open = data.threads.filter((thread) => thread.state === 'open')
  const settled = data.threads.filter((thread) => thread.state === 'resolved')
  // Whoever has no part in the text and nothing to read is not troubled.
  if (data.threads.length === 0 && (!writes || !may?.allowed)) return null
  const list = (threads: ThreadShown[]) => (
    <ul className="plain-list stack">
      {threads.map((thread) => (
        <li key={thread.id}>
          <Thread thread={thread} detail={detail} isBesideText={writes} />
        </li>
      ))}
    </ul>
  )
  return (
    <section ref={section} className="stack no-print" aria-label={words.comments.title}>
      <div className="row between">
        <h4>
          {words.comments.title} {open.length > 0 && <span className="faint">{open.length}</span>}
        </h4>
        {writes && may && (
          <MoveButton
            move={may}
            label={selected ? words.comments.addOn(shortened(selected.quote)) : words.comments.add}
            onClick={() => setAdding(true)}
          />
        )}
      </div>
      {writes && may?.allowed && <p className="faint">{words.comments.hint}</p>}
      {data.threads.length === 0 && <p className="quiet">{words.comments.none}</p>}
      {list(open)}
      {settled.length > 0 && (
        <details>
          <summary>{words.comments.resolved(settled.length)}</summary>
          {list(settled)}
        </details>
      )}
      {adding && (
        <CommentSheet
          detail={detail}
          parts={new Map(data.parts.map(({ field, text }) => [field, text]))}
          selected={selected}
          onClose={() => {
            setAdding(false)
            forget()
          }}
        />
      )}
    </section>
  )
}

const shortened = (quote: string): string => (quote.length > 12 ? `${quote.slice(0, 12)}…` : quote)

/** The last words selected in the text; a tap on the button takes the selection away and not what was selected. */
function useSelected(): [Selected | null, () => void] {
  const [selected, setSelected] = useState<Selected | null>(null)
  useEffect(() => {
    const changed = () => {
      const found = selectedWords()
      if (found) setSelected(found)
    }
    document.addEventListener('selectionchange', changed)
    return () => document.removeEventListener('selectionchange', changed)
  }, [])
  return [selected, () => setSelected(null)]
}

function Thread({
  thread,
  detail,
  isBesideText,
}: {
  thread: ThreadShown
  detail: TalkingPointsDetail
  /** The text with its marks is on the page. */
  isBesideText: boolean
}) {
  const words = useWords()
  const { act, busy } = useAct()
  const [answering, setAnswering] = useState(false)
  const { id, revision } = detail.talkingPoints
  const place = thread.now
  const go = () => document.getElementById(`comment-${thread.id}`)?.scrollIntoView({ block: 'center' })
  // Settling can be undone by opening again, so it asks nothing.
  const settle = (verb: 'resolve' | 'reopen') =>
    act(() => commands.actOnComment(id, thread.id, verb, {}), { done: words.common.saved, renew })
  return (
    <article className="notice step1 stack">
      <p className="row between">
        <span className="row">
          <StateTag tone={thread.state === 'open' ? 'step2' : 'good'}>{words.comments.states[thread.state]}</StateTag>
          <span className="faint">
            {words.talkingPoints.revision(thread.revision)} · {partName(thread.field, words)}
          </span>
        </span>
        {isBesideText && thread.state === 'open' && place && (
          <Button size="small" onClick={go}>
            {words.comments.go}
          </Button>
        )}
      </p>
      <blockquote className="quote">“{thread.quote}”</blockquote>
      {thread.revision !== revision && (
        <p className="faint">
          {place ? words.comments.still(revision, partName(place.field, words)) : words.comments.gone(revision)}
        </p>
      )}
      {thread.entries.map((entry, at) => (
        <div key={at}>
          {entry.text && <p className="pre">{entry.text}</p>}
          <p className="faint">
            {entry.by.name} {entry.unit?.name} · {words.comments.acts[entry.act]} · <TimeText at={entry.at} />
          </p>
        </div>
      ))}
      <div className="row">
        {thread.moves.map((move) => {
          const verb = move.verb as 'answer' | 'resolve' | 'reopen'
          const does = () => (verb === 'answer' ? setAnswering(true) : void settle(verb))
          return <MoveButton key={verb} move={move} label={words.comments[verb]} busy={busy} onClick={does} />
        })}
      </div>
      {answering && <AnswerSheet id={id} thread={thread} onClose={() => setAnswering(false)} />}
    </article>
  )
}

function AnswerSheet({ id, thread, onClose }: { id: string; thread: ThreadShown; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [text, setText] = useState('')
  const submit = async () => {
    const run = () => commands.actOnComment(id, thread.id, 'answer', { text })
    if (await act(run, { done: words.common.saved, renew })) onClose()
  }
  return (
    <Sheet
      title={words.comments.answer}
      verb={words.comments.answer}
      consequence={words.comments.means}
      busy={busy}
      error={error}
      ready={text.trim() !== ''}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <blockquote className="quote">“{thread.quote}”</blockquote>
      <Labelled label={words.comments.text} required>
        <Input.TextArea rows={3} maxLength={1000} value={text} onChange={(event) => setText(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}

function CommentSheet(props: {
  detail: TalkingPointsDetail
  /** The text of each part by its name. */
  parts: ReadonlyMap<string, string>
  selected: Selected | null
  onClose: () => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const { id, revision } = props.detail.talkingPoints
  const { parts } = props
  const whole = (field: string): Selected => {
    const quote = parts.get(field) ?? ''
    return { field, start: 0, end: quote.length, quote }
  }
  const [chosen, setChosen] = useState<Selected>(() => props.selected ?? whole([...parts.keys()][0] ?? ''))
  const [text, setText] = useState('')
  /** Words marked in the box; nothing marked means the whole part. */
  const mark = ({ selectionStart: start, selectionEnd: end }: HTMLTextAreaElement) => {
    const quote = (parts.get(chosen.field) ?? '').slice(start, end)
    setChosen(quote.trim() === '' ? whole(chosen.field) : { field: chosen.field, start, end, quote })
  }
  const submit = async () => {
    const run = () => commands.comment(id, { revision, ...chosen, text })
    if (await act(run, { done: words.comments.added, renew })) props.onClose()
  }
  return (
    <Sheet
      title={words.comments.add}
      verb={words.comments.add}
      consequence={words.comments.means}
      busy={busy}
      error={error}
      ready={text.trim() !== ''}
      onDo={() => void submit()}
      onClose={props.onClose}
    >
      <Labelled label={words.comments.part}>
        <Select
          value={chosen.field}
          onChange={(field) => setChosen(whole(field))}
          options={[...parts.keys()].map((field) => ({ value: field, label: partName(field, words) }))}
        />
      </Labelled>
      <Labelled label={words.comments.words} hint={words.comments.wordsHint}>
        <Input.TextArea
          readOnly
          autoSize={{ minRows: 1, maxRows: 6 }}
          value={parts.get(chosen.field)}
          onSelect={(event) => mark(event.currentTarget)}
        />
      </Labelled>
      <p className="quiet">{words.comments.chosen(chosen.quote)}</p>
      <Labelled label={words.comments.text} required>
        <Input.TextArea rows={3} maxLength={1000} value={text} onChange={(event) => setText(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}
