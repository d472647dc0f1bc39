/**
 * THE table of the machine's steps, in the order of the data: a source is polled, its articles are read, analyzed and
 * looked at again; clocks fire, forgotten alerts start provisional clocks, messages settle. Each step has a natural key
 * (its row and state), so running it twice equals running it once.
 */

import type { Step } from './step.ts'
import { analyzeArticle } from './steps/analyze-article.ts'
import { fireClocks, settleMessages, startProvisionalClock, tellSourceAlarms } from './steps/people-steps.ts'
import { pollSource } from './steps/poll-source.ts'
import { readArticle, recheckArticle } from './steps/read-article.ts'

export const steps: Step[] = [
  { name: 'poll-source', table: 'sources', weight: 'heavy', concurrency: 6, run: pollSource },
  {
    name: 'read-article',
    table: 'articles',
    states: ['found'],
    weight: 'heavy',
    concurrency: 6,
    run: readArticle,
  },
  {
    name: 'analyze-article',
    table: 'articles',
    states: ['extracted'],
    weight: 'heavy',
    concurrency: 2,
    run: analyzeArticle,
  },
  {
    name: 'recheck-article',
    table: 'articles',
    states: ['analyzed'],
    weight: 'heavy',
    concurrency: 4,
    run: recheckArticle,
  },
  { name: 'fire-clock', table: 'clocks', weight: 'light', concurrency: 1, run: fireClocks },
  {
    name: 'start-provisional-clock',
    table: 'flags',
    weight: 'light',
    concurrency: 1,
    run: startProvisionalClock,
  },
  { name: 'tell-source-alarms', table: 'sourceAlarms', weight: 'light', concurrency: 1, run: tellSourceAlarms },
  {
    name: 'settle-delivery',
    table: 'deliveries',
    weight: 'light',
    concurrency: 1,
    run: settleMessages,
  },
]
