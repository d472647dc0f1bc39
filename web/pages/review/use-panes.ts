/** Which of the three panes a phone shows: swiping scrolls between them, the tabs follow; on a desk all stand side by side. */
import { type RefObject, useEffect, useRef, useState } from 'react'

export type PaneName = 'list' | 'reading' | 'facts'
const names: readonly PaneName[] = ['list', 'reading', 'facts']
/** Same width as in styles/review.css. */
const wideQuery = '(min-width: 1001px)'

export function usePanes(): {
  names: readonly PaneName[]
  current: PaneName
  wide: boolean
  track: RefObject<HTMLDivElement | null>
  show: (name: PaneName) => void
  onScroll: () => void
} {
  const track = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<PaneName>('list')
  const [wide, setWide] = useState(() => matchMedia(wideQuery).matches)
  useEffect(() => {
    const query = matchMedia(wideQuery)
    const changed = () => setWide(query.matches)
    query.addEventListener('change', changed)
    return () => query.removeEventListener('change', changed)
  }, [])
  return {
    names,
    current,
    wide,
    track,
    show: (name) => {
      setCurrent(name)
      const element = track.current
      if (!wide && element) element.scrollTo({ left: names.indexOf(name) * element.clientWidth })
    },
    onScroll: () => {
      const element = track.current
      if (wide || element === null || element.clientWidth === 0) return
      setCurrent(names[Math.round(element.scrollLeft / element.clientWidth)] ?? 'list')
    },
  }
}
