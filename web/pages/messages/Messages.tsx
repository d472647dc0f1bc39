/** 消息: what the house told this person, newest first; opening one marks it read and leads to the matter. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import type { Message } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { useAct } from '../../components/act.ts'
import { Chips, Pages, useFilters } from '../../components/ListPage.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { messageText } from './message-text.ts'

const tones: Record<string, Tone> = {
  critical_alert: 'step4',
  own_error: 'step3',
  clock_overdue: 'step4',
  clock_step: 'step3',
  acknowledge_reminder: 'step3',
  stop_using: 'step3',
  talking_points_returned: 'step3',
  facts_objected: 'step3',
  comment_news: 'step1',
  oral_confirmation_wanted: 'step2',
  oral_confirmation_overdue: 'step4',
  talking_points_expiring: 'step2',
  handoff: 'step3',
  release_returned: 'step3',
  release_blocked: 'step4',
  cadence_missed: 'step2',
  approval_wanted: 'step2',
  incident_merged: 'step2',
  report_received: 'step2',
  talking_points_in_force: 'good',
  topic_matched: 'step2',
  figure_revised: 'step3',
  duty_gap: 'step3',
  standing_missing: 'step3',
  unit_merged: 'step2',
  drill_inject: 'step2',
  duty_entered: 'plain',
  duty_handed_over: 'step1',
  responsible_missing: 'step3',
  contact_changed: 'step1',
  contact_reminder: 'step2',
  delegation_given: 'step1',
  delegation_revoked: 'plain',
  source_alarm: 'step3',
  source_recovered: 'good',
  channel_alarm: 'step3',
  channel_recovered: 'good',
}

export default function Messages() {
  const words = useWords()
  const { query, set } = useFilters({ unread: 'false' })
  const answer = useQuery(questions.messages(query))
  const { act, busy } = useAct()
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>{words.nav.messages}</h1>
        <Button
          disabled={(answer.data?.unread ?? 0) === 0}
          loading={busy}
          onClick={() => void act(commands.readAllMessages, { renew: ['messages'] })}
        >
          {words.messages.readAll}
        </Button>
      </header>
      <Chips
        filter={{
          name: 'unread',
          label: words.common.show,
          options: [
            { value: 'false', label: words.common.all },
            {
              value: 'true',
              label: words.messages.unread,
              ...(answer.data ? { count: answer.data.unread } : {}),
            },
          ],
        }}
        value={query.unread}
        onChange={(unread) => set({ unread })}
      />
      <section className="panel">
        <Answer query={answer}>
          {(data) =>
            data.items.length === 0 ? (
              <EmptyState title={words.messages.empty} next={words.messages.emptyNext} />
            ) : (
              <>
                <ul className="plain-list">
                  {data.items.map((message) => (
                    <MessageRow key={message.id} message={message} />
                  ))}
                </ul>
                <Pages data={data} onPage={(page) => set({ page: String(page) })} />
              </>
            )
          }
        </Answer>
      </section>
    </div>
  )
}

function MessageRow({ message }: { message: Message }) {
  const words = useWords()
  const { act } = useAct(true)
  const markRead = () => {
    if (message.readAt === null) void act(() => commands.readMessage(message.id), { renew: ['messages'] })
  }
  // Reading an order to stop using a text, or a new number, is its receipt: it is given on purpose, not by looking at the matter.
  const isReceipt = message.kind === 'stop_using' || message.kind === 'contact_changed'
  const to = placeOf(message)
  const { title, body } = messageText(message, words)
  return (
    <li className={`message ${message.readAt === null ? 'unread' : ''}`}>
      <div className="row between">
        <StateTag tone={tones[message.kind] ?? 'plain'}>{title}</StateTag>
        <TimeText at={message.createdAt} />
      </div>
      <p>{body}</p>
      <div className="row between">
        <span className="faint">{message.unit?.name}</span>
        <span className="row">
          {message.readAt === null && (
            <Button size="small" type={isReceipt ? 'primary' : 'text'} onClick={markRead}>
              {message.kind === 'stop_using'
                ? words.messages.confirmStop
                : isReceipt
                  ? words.contacts.confirm
                  : words.messages.markRead}
            </Button>
          )}
          {to && (
            <Link to={to} {...(isReceipt ? {} : { onClick: markRead })}>
              {words.messages.open}
            </Link>
          )}
        </span>
      </div>
    </li>
  )
}

function placeOf(message: Message): string | null {
  const pointsId = message.facts.talkingPointsId
  if (typeof message.facts.correctionId === 'string') return `/corrections/${message.facts.correctionId}`
  if (typeof message.facts.releaseId === 'string') return `/releases/${message.facts.releaseId}`
  if (message.incidentId !== null && typeof pointsId === 'string')
    return `/incidents/${message.incidentId}/${pointsId}?tab=talking-points${message.kind === 'comment_news' ? '#comments' : ''}`
  if (message.incidentId !== null)
    return `/incidents/${message.incidentId}${message.kind === 'report_received' ? '?tab=reports' : ''}`
  if (message.kind === 'contact_reminder') return '/contact-changes?state=waiting'
  if (typeof message.facts.topicId === 'string') return `/topics/${message.facts.topicId}`
  if (message.kind === 'standing_missing') return '/standing'
  if (typeof message.facts.dutyKind === 'string') return '/duty'
  return message.flagId === null ? null : `/review/${message.flagId}`
}
