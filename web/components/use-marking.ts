/** Which finding's words are marked in the text, and the way from a quote to its place. */
import { useMemo, useState } from 'react'
import type { FindingShown, MentionShown, PartShown } from '../../api/contract.ts'
import { goToPiece } from './MarkedText.tsx'
import type { Marking } from './Why.tsx'

/** `usual` is marked until a reader asks for one finding's words; `showText` brings the text into sight. */
export function useMarking(
  findings: readonly FindingShown[] | undefined,
  usual: PartShown[],
  showText: () => void,
): { parts: PartShown[]; mentions: MentionShown[]; marking: Marking } {
  const [shown, setShown] = useState<FindingShown | null>(null)
  const current = shown && findings?.includes(shown) ? shown : null
  const mentions = useMemo(
    () => (findings ?? []).flatMap((finding) => (finding.analyzer === 'tone' ? finding.mentions : [])),
    [findings],
  )
  return {
    parts: current ? current.parts : usual,
    mentions,
    marking: {
      shown: current,
      mark: (finding) => {
        setShown(finding)
        if (finding) showText()
      },
      onSpan: (span, finding) => {
        setShown(finding)
        showText()
        // The mark is drawn first.
        setTimeout(() => goToPiece(span), 50)
      },
    },
  }
}
