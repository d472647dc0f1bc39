/** One of the bureaus a person sees; nothing where there is only one. */
import { Select } from 'antd'
import { useWords } from '../../preferences.tsx'

export function UnitFilter(props: {
  units: { id: string; name: string }[]
  value: string | undefined
  onChange: (id: string | null) => void
}) {
  const words = useWords()
  if (props.units.length < 2) return null
  return (
    <Select
      aria-label={words.common.unit}
      value={props.value ?? ''}
      onChange={(id) => props.onChange(id || null)}
      options={[
        { value: '', label: words.roster.allUnits },
        ...props.units.map((u) => ({ value: u.id, label: u.name })),
      ]}
      className="wide-select"
    />
  )
}
