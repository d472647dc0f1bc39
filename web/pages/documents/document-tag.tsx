import type { DocumentRowShown } from '../../../api/contract.ts'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'

const tones: Record<DocumentRowShown['state'], Tone> = {
  draft: 'plain',
  submitted: 'step2',
  approved: 'step1',
  issued: 'step1',
  withdrawn: 'step4',
  cancelled: 'plain',
}

export function DocumentTag({ state }: { state: DocumentRowShown['state'] }) {
  const words = useWords()
  return <StateTag tone={tones[state]}>{words.documents.state[state]}</StateTag>
}
