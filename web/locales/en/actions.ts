/** Buttons and the sentences of the timeline in English. */
import { fileWords } from '../../../api/contract.ts'
import type { Words } from '../zh-CN.ts'

export const actions: Pick<Words, 'moves' | 'subjects' | 'timeline'> = {
  moves: {
    flag: {
      acknowledge: 'Acknowledge',
      'mark-suspected-major': 'Mark as suspected major',
      'propose-verdict': 'Submit verdict',
      'confirm-verdict': 'Confirm verdict',
    },
    incident: {
      report: 'Report up',
      'log-phone': 'Log a call',
      confirm: 'Confirm as event',
      reject: 'Find no event',
      merge: 'Merge into another incident',
      study: 'Move to study',
      grade: 'Grade',
      scope: 'Set scope',
      activate: 'Activate plan',
      decline: 'Do not activate',
      terminate: 'Terminate',
      reopen: 'Reopen',
      archive: 'Archive',
      'found-time': 'Correct finding time',
      'confirm-found-time': 'Confirm finding time',
      'draft-talking-points': 'Draft talking points',
    },
    report: {
      revise: 'Revise',
      acknowledge: 'Acknowledge',
      'confirm-phone': 'Confirm the call',
      'release-held': 'Release the copy',
    },
    talkingPoints: {
      revise: 'Revise',
      submit: 'Submit for check',
      'ask-facts': 'Ask divisions',
      'check-facts': 'Facts are right',
      'object-facts': 'Object',
      office: 'Sign for the office',
      'leading-group': 'Approve',
      'record-oral': 'Record an oral approval',
      'confirm-oral': 'Confirm in writing',
      'deny-oral': 'Deny the oral approval',
      publish: 'Put in force',
      recall: 'Recall',
      answer: 'Log an answer',
      deviate: 'Log a deviation',
    },
  },
  subjects: fileWords.en.subject,
  timeline: {
    other: (subject) => `${subject} changed`,
    known: fileWords.en.action,
  },
}
