/** A roster from a table. */
import { ImportTable } from '../../components/ImportTable.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { type Managed, useWhich, WhichDuty } from './WhichDuty.tsx'

export function ImportRoster({ units, onClose }: { units: Managed; onClose: () => void }) {
  const w = useWords().roster
  const which = useWhich(units)
  const { unitId, kind } = which
  return (
    <ImportTable
      title={w.import}
      hint={w.importHint}
      maxBytes={4 * 1_048_576}
      where={<WhichDuty units={units} which={which} />}
      send={(file, dryRun) => commands.importRoster(file, { unitId, kind, dryRun })}
      checked={({ turns }) => w.checked(turns)}
      done={w.entered}
      renew={['record']}
      onClose={onClose}
    />
  )
}
