/** The state of a release as a word with a shape. */
import type { ReleaseRowShown } from '../../../api/contract.ts'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'

const tones: Record<ReleaseRowShown['state'], Tone> = {
  draft: 'step1',
  checked: 'step1',
  approved: 'step2',
  scheduled: 'step2',
  blocked: 'step4',
  live: 'good',
  followed_up: 'good',
  evaluated: 'good',
  archived: 'plain',
  corrected: 'step3',
  withdrawn: 'step3',
  cancelled: 'plain',
}

export function ReleaseTag({ state }: { state: ReleaseRowShown['state'] }) {
  const words = useWords()
  return <StateTag tone={tones[state]}>{words.releases.state[state]}</StateTag>
}
