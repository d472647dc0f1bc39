/**
 * Notices of the browser while a page of the product is open: for running time limits and critical alerts alone, switched on by a press in
 * the profile and kept for this browser. They say what kind of message it is and of which unit, never what it is about: a
 * desk's screen is seen by others.
 */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Message } from '../api/contract.ts'
import { serverNow } from './clock.ts'
import { useWords } from './preferences.tsx'
import { questions } from './requests.ts'

const key = 'tongyu.browser-alerts'
const kinds: readonly Message['kind'][] = [
  'critical_alert',
  'clock_step',
  'clock_overdue',
  'acknowledge_reminder',
  'incident_opened',
  'stop_using',
  'duty_gap',
]

/** Messages to show: of these kinds, unread, written since the page was opened, each once. */
export const alertsToShow = (messages: readonly Message[], sinceMs: number, shown: ReadonlySet<string>): Message[] =>
  messages.filter(
    (m) => kinds.includes(m.kind) && m.readAt === null && Date.parse(m.createdAt) >= sinceMs && !shown.has(m.id),
  )

export type AlertChoice = 'on' | 'off' | 'denied' | 'impossible'

export function alertChoice(): AlertChoice {
  if (typeof Notification === 'undefined') return 'impossible'
  if (Notification.permission === 'denied') return 'denied'
  try {
    return Notification.permission === 'granted' && localStorage.getItem(key) === 'on' ? 'on' : 'off'
  } catch {
    return 'off'
  }
}

/** Asks the browser where it has not been asked; only ever from a press. */
export async function chooseAlerts(on: boolean): Promise<AlertChoice> {
  if (typeof Notification === 'undefined') return 'impossible'
  if (on && Notification.permission === 'default') await Notification.requestPermission()
  try {
    localStorage.setItem(key, on ? 'on' : 'off')
  } catch {
    return alertChoice()
  }
  return alertChoice()
}

/** Shows them from wherever the person is in the product. */
export function useBrowserAlerts(): void {
  const words = useWords()
  const [sinceMs] = useState(serverNow)
  const shown = useRef(new Set<string>())
  const { data } = useQuery({
    ...questions.messages({ unread: 'true', pageSize: 20 }),
    enabled: alertChoice() === 'on',
  })
  useEffect(() => {
    if (!data || alertChoice() !== 'on') return
    for (const message of alertsToShow(data.items, sinceMs, shown.current)) {
      shown.current.add(message.id)
      const notice = new Notification(words.messages.kind[message.kind], {
        body: message.unit?.name ?? '',
        tag: message.id,
      })
      notice.onclick = () => window.focus()
    }
  }, [data, sinceMs, words])
}
