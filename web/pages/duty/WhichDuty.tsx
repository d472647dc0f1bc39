/** Bureau and kind of duty, which every way of entering asks first. */
import { Select } from 'antd'
import { useState } from 'react'
import type { Duty } from '../../../api/contract.ts'
import { Labelled } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'

export type Managed = Duty['units']
const kinds = ['incident', 'media_watch', 'online'] as const
type Kind = (typeof kinds)[number]

export function useWhich(units: Managed) {
  const [unitId, setUnitId] = useState(units[0]?.id ?? '')
  const [kind, setKind] = useState<Kind>('incident')
  return { unitId, setUnitId, kind, setKind }
}

export function WhichDuty({ units, which }: { units: Managed; which: ReturnType<typeof useWhich> }) {
  const words = useWords()
  return (
    <>
      <Labelled label={words.common.unit} required>
        <Select
          value={which.unitId}
          onChange={which.setUnitId}
          showSearch
          optionFilterProp="label"
          options={units.map((u) => ({ value: u.id, label: u.name }))}
        />
      </Labelled>
      <Labelled label={words.roster.kindLabel} required>
        <Select
          value={which.kind}
          onChange={which.setKind}
          options={kinds.map((value) => ({ value, label: words.roster.kind[value] }))}
        />
      </Labelled>
    </>
  )
}
