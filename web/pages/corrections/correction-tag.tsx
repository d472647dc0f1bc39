/** The state of a request for correction as a word with its tone, and how many reprints are wrong no more. */
import type { CorrectionShown } from '../../../api/contract.ts'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'

const tones: Partial<Record<CorrectionShown['state'], Tone>> = {
  corrected: 'good',
  reopened: 'step4',
  refused: 'step3',
  no_response: 'step3',
  partly: 'step3',
  silently_edited: 'step2',
  taken_out: 'step2',
  claimed: 'step2',
  sent: 'step1',
  acknowledged: 'step1',
  promised: 'step1',
  escalated: 'step2',
}

export function CorrectionTag({ state }: { state: CorrectionShown['state'] }) {
  return <StateTag tone={tones[state] ?? 'plain'}>{useWords().corrections.state[state]}</StateTag>
}

/** Reprints that do not say the wrong thing any more, in whatever way. */
export const remedied = ({ corrected, edited, gone }: NonNullable<CorrectionShown['coverage']>): number =>
  corrected + edited + gone
