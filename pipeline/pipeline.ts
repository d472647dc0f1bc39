/**
 * THE table of the machine's steps, in the order of the data: a source is polled, its articles are read, analyzed and
 * looked at again, how far their stories go is forecast, topics look back, flagged ones are pictured, days of evidence are closed; figures handed
 * in are read and saved, and what used a revised one is opened again; releases go out as set; clocks fire, drills play their script, forgotten alerts
 * start provisional clocks, letters of correction wait for their answer, messages settle and
 * leave the house, drafts are asked of the language model, channels are looked after. Each step has a natural key
 * (its row and state), so running it twice equals running it once.
 */

import { giveUpPoll } from './settle-poll.ts'
import type { Step } from './step.ts'
import { analyzeArticle } from './steps/analyze-article.ts'
import { importFigures, reopenRevised } from './steps/figure-steps.ts'
import { forecastSpread } from './steps/forecast-spread.ts'
import { lookBack } from './steps/look-back.ts'
import {
  remindOfContacts,
  drawAuditSample,
  fireClocks,
  followCorrections,
  keepRegistry,
  settleMessages,
  startProvisionalClock,
  tellSourceAlarms,
  giveDrillInjects,
  watchDutyRoster,
  watchStandingDuties,
} from './steps/people-steps.ts'
import { pollSource } from './steps/poll-source.ts'
import { readArticle } from './steps/read-article.ts'
import { endValidity, putOutRelease, watchNewsCentre, watchOral } from './steps/release-steps.ts'
import { renewPush } from './steps/renew-push.ts'
import { rescore } from './steps/rescore.ts'
import { revisitArticle } from './steps/revisit-article.ts'
import { sealEvidenceDay } from './steps/seal-evidence-day.ts'
import { checkChannel, sendMessage } from './steps/send-message.ts'
import { takeScreenshot } from './steps/take-screenshot.ts'
import { writeDraft, writePointsDraft } from './steps/write-draft.ts'

export const steps: Step[] = [
  { name: 'poll-source', table: 'sources', weight: 'heavy', concurrency: 12, run: pollSource, givenUp: giveUpPoll },
  { name: 'renew-push', table: 'pushes', weight: 'heavy', concurrency: 2, run: renewPush },
  {
    name: 'read-article',
    table: 'articles',
    // Of the unreadable only those are due that were gone when they were first looked at: they may come back.
    states: ['found', 'unreadable'],
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
    name: 'revisit-article',
    table: 'articles',
    states: ['analyzed'],
    weight: 'heavy',
    concurrency: 4,
    run: revisitArticle,
  },
  { name: 'forecast-spread', table: 'storyWatches', weight: 'heavy', concurrency: 2, run: forecastSpread },
  { name: 'look-back', table: 'topics', weight: 'heavy', concurrency: 1, run: lookBack },
  { name: 'take-screenshot', table: 'screenshots', weight: 'heavy', concurrency: 1, run: takeScreenshot },
  { name: 'seal-evidence-day', table: 'evidenceDays', weight: 'heavy', concurrency: 1, run: sealEvidenceDay },
  { name: 'import-figures', table: 'figureImports', weight: 'heavy', concurrency: 1, run: importFigures },
  { name: 'reopen-revised', table: 'figureRevisions', weight: 'light', concurrency: 1, run: reopenRevised },
  { name: 'fire-clock', table: 'clocks', weight: 'light', urgent: true, concurrency: 1, run: fireClocks },
  { name: 'give-injects', table: 'drills', weight: 'light', concurrency: 1, run: giveDrillInjects },
  {
    name: 'start-provisional-clock',
    table: 'flags',
    weight: 'light',
    urgent: true,
    concurrency: 1,
    run: startProvisionalClock,
  },
  { name: 'tell-source-alarms', table: 'sourceAlarms', weight: 'light', concurrency: 1, run: tellSourceAlarms },
  { name: 'watch-standing', table: 'standingWatches', weight: 'light', concurrency: 1, run: watchStandingDuties },
  { name: 'settle-journalist', table: 'journalists', weight: 'light', concurrency: 1, run: keepRegistry },
  { name: 'draw-sample', table: 'auditDraws', weight: 'heavy', concurrency: 1, run: drawAuditSample },
  { name: 'remind-contacts', table: 'contactChanges', weight: 'light', concurrency: 1, run: remindOfContacts },
  { name: 'watch-roster', table: 'dutyWatches', weight: 'light', concurrency: 1, run: watchDutyRoster },
  {
    name: 'settle-delivery',
    table: 'deliveries',
    weight: 'light',
    concurrency: 1,
    run: settleMessages,
  },
  { name: 'follow-correction', table: 'corrections', weight: 'light', concurrency: 1, run: followCorrections },
  { name: 'rescore', table: 'rescorings', weight: 'heavy', concurrency: 1, run: rescore },
  { name: 'put-out-release', table: 'releases', weight: 'heavy', concurrency: 2, run: putOutRelease },
  { name: 'end-validity', table: 'talkingPoints', weight: 'light', concurrency: 1, run: endValidity },
  { name: 'watch-oral', table: 'oralApprovals', weight: 'light', concurrency: 1, run: watchOral },
  { name: 'watch-news-centre', table: 'newsCentres', weight: 'light', concurrency: 1, run: watchNewsCentre },
  { name: 'send-message', table: 'dispatches', weight: 'light', concurrency: 4, run: sendMessage },
  { name: 'write-draft', table: 'articleDrafts', weight: 'heavy', concurrency: 1, run: writeDraft },
  { name: 'write-points-draft', table: 'pointsDrafts', weight: 'heavy', concurrency: 1, run: writePointsDraft },
  { name: 'check-channel', table: 'channels', weight: 'light', concurrency: 2, run: checkChannel },
]
