/** Opens the form of one move of the incident. Each form says what will happen before it asks once. */
import type { IncidentRoom, Me } from '../../../api/contract.ts'
import { ConfirmSheet, FoundTimeSheet, GradeSheet, ReasonSheet, ScopeSheet } from './DecisionSheets.tsx'
import { MergeSheet } from './MergeSheet.tsx'
import { PhoneSheet } from './PhoneSheet.tsx'
import type { SheetVerb } from './next-verb.ts'
import { ReportSheet } from './ReportSheet.tsx'

export function MoveSheet({
  verb,
  room,
  me,
  openSteps,
  onClose,
}: {
  verb: SheetVerb
  room: IncidentRoom
  me: Me
  /** Mandatory steps of the running plan that nobody has done. */
  openSteps: number
  onClose: () => void
}) {
  switch (verb) {
    case 'report':
      return <ReportSheet room={room} onClose={onClose} />
    case 'log-phone':
      return <PhoneSheet room={room} me={me} onClose={onClose} />
    case 'confirm':
      return <ConfirmSheet room={room} onClose={onClose} />
    case 'grade':
      return <GradeSheet room={room} onClose={onClose} />
    case 'scope':
      return <ScopeSheet room={room} onClose={onClose} />
    case 'found-time':
      return <FoundTimeSheet room={room} onClose={onClose} />
    case 'merge':
      return <MergeSheet room={room} onClose={onClose} />
    case 'reject':
    case 'study':
    case 'activate':
    case 'decline':
    case 'terminate':
    case 'reopen':
    case 'archive':
      return <ReasonSheet verb={verb} room={room} openSteps={openSteps} onClose={onClose} />
    case 'draft-talking-points':
      return null
  }
}
