/** A calendar from a table or an iCalendar file: compared first. */
import { maxImportBytes } from '../../../api/contract.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { ImportTable } from '../../components/ImportTable.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { timeText } from '../../times.ts'

export function ImportCalendar({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const w = words.releaseCalendar
  return (
    <ImportTable
      title={w.import}
      hint={w.importHint}
      accept=".csv,.xlsx,.ics,text/csv,text/calendar"
      maxBytes={maxImportBytes}
      send={(file, dryRun) => commands.importCalendar(file, dryRun)}
      checked={({ rows, added, changedCount, same }) => w.checked(rows, added, changedCount, same)}
      done={w.saved}
      renew={['calendar']}
      more={({ changed }) =>
        changed.length > 0 && (
          <DataTable
            caption={w.import}
            rows={changed}
            keyOf={(row) => row.id}
            columns={[
              { key: 'id', title: w.period, cell: (row) => row.period },
              { key: 'publisher', title: w.publisher, cell: (row) => row.publisher },
              { key: 'old', title: words.figureImport.oldValue, cell: (row) => timeText(row.oldScheduledAt) },
              { key: 'new', title: words.figureImport.newValue, cell: (row) => timeText(row.scheduledAt) },
            ]}
          />
        )
      }
      onClose={onClose}
    />
  )
}
