/** How the state of an entry looks, everywhere the same. */
import type { CalendarEntryShown } from '../../../api/contract.ts'
import type { Tone } from '../../components/StateTag.tsx'

export const entryTones: Record<CalendarEntryShown['state'], Tone> = {
  planned: 'step1',
  due: 'step2',
  released: 'good',
  postponed: 'step3',
}
