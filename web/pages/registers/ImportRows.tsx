/** Rows of a register from a table. */
import { Select } from 'antd'
import { useState } from 'react'
import type { RegisterShown } from '../../../api/contract.ts'
import { ImportTable } from '../../components/ImportTable.tsx'
import { Labelled } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'

type Unit = { id: string; name: string }

export function ImportRows(props: { register: RegisterShown; units: Unit[]; onClose: () => void }) {
  const words = useWords()
  const w = words.registers
  const { register, units, onClose } = props
  const [unitId, setUnitId] = useState(units[0]?.id ?? '')
  return (
    <ImportTable
      title={w.import}
      hint={w.importHint(register.columns.join(words.common.listComma))}
      maxBytes={8 * 1_048_576}
      where={
        <Labelled label={words.common.unit} required>
          <Select value={unitId} onChange={setUnitId} options={units.map((u) => ({ value: u.id, label: u.name }))} />
        </Labelled>
      }
      send={(file, dryRun) => commands.importRows(register.plan, register.register, file, { unitId, dryRun })}
      checked={({ rows }) => w.checked(rows)}
      done={words.common.saved}
      renew={['record']}
      onClose={onClose}
    />
  )
}
