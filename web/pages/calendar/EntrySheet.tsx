/** One release: what, by whom, when; and what a person may say of it. */
import { Input, Modal } from 'antd'
import { useState } from 'react'
import type { CalendarEntryShown } from '../../../api/contract.ts'
import { serverNow } from '../../clock.ts'
import { useAct } from '../../components/act.ts'
import { ProblemNote } from '../../components/Answer.tsx'
import { MoveButton } from '../../components/MoveButton.tsx'
import { Labelled } from '../../components/Sheet.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { usePreferences } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { timeText } from '../../times.ts'
import { EntryTitle } from './NextReleases.tsx'
import { entryTones } from './entry-tones.ts'

type Verb = 'release' | 'postpone' | 'plan'

export function EntrySheet({ entry, onClose }: { entry: CalendarEntryShown; onClose: () => void }) {
  const { words, language } = usePreferences()
  const w = words.releaseCalendar
  const { act, busy, error, forget } = useAct(true)
  const [verb, setVerb] = useState<Verb | null>(null)
  const [at, setAt] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const choose = (chosen: Verb) => {
    forget()
    setVerb(chosen)
    const isPast = Date.parse(entry.scheduledAt) <= serverNow()
    setAt(chosen === 'release' ? (isPast ? entry.scheduledAt : new Date(serverNow()).toISOString()) : null)
  }
  const ready =
    verb === 'release' ? at !== null : verb === 'plan' ? at !== null && note.trim() !== '' : note.trim() !== ''
  const run = async () => {
    if (!verb || !ready) return
    const body = { ...(verb === 'postpone' || !at ? {} : { at }), ...(note.trim() ? { note: note.trim() } : {}) }
    if (await act(() => commands.changeEntry(entry.id, verb, body), { renew: ['calendar'] })) onClose()
  }
  return (
    <Modal
      open
      title={<EntryTitle entry={entry} />}
      onCancel={onClose}
      {...(verb === null ? { footer: null } : { okText: w.verbs[verb] })}
      cancelText={words.common.cancel}
      okButtonProps={{ disabled: !ready, loading: busy }}
      onOk={() => void run()}
    >
      <div className="stack wide">
        <dl>
          {(
            [
              [w.indicators, entry.indicators.map((i) => (language === 'en' ? i.english : i.name)).join('、')],
              [w.publisher, entry.publisher],
              [w.scheduled, timeText(entry.scheduledAt)],
              [w.released, entry.releasedAt ? timeText(entry.releasedAt) : ''],
              [w.note, entry.note],
            ] as const
          )
            .filter(([, text]) => text !== '')
            .map(([label, text]) => (
              <div key={label} className="fact-row">
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
        </dl>
        <div>
          <StateTag tone={entryTones[entry.state]}>{w.state[entry.state]}</StateTag>{' '}
          {entry.state === 'due' && <span className="faint">{w.dueMeans}</span>}
        </div>
        <div className="row">
          {entry.moves
            .filter((move) => move.allowed || move.refusal?.code !== 'wrong-state')
            .map((move) => (
              <MoveButton
                key={move.verb}
                move={move}
                label={w.verbs[move.verb as Verb]}
                onClick={() => choose(move.verb as Verb)}
              />
            ))}
        </div>
        {verb && (
          <>
            <p className="notice step1">{w.verbMeans[verb]}</p>
            {verb !== 'postpone' && <TimeField label={w.at[verb]} value={at} onChange={setAt} required />}
            <Labelled label={w.note} required={verb !== 'release'}>
              <Input.TextArea rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
            </Labelled>
          </>
        )}
        <ProblemNote error={error} />
      </div>
    </Modal>
  )
}
