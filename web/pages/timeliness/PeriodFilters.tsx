/** Period, unit, plan and kind: the same for the statistics and for the list of facts, kept in the address. */
import { Select } from 'antd'
import { Chips } from '../../components/ListPage.tsx'
import { Labelled } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'

export type Choices = { units: { id: string; name: string }[]; plans: { plan: string; name: string }[] }
type Props = {
  query: Record<string, string>
  set: (change: Record<string, string | null>) => void
  choices: Choices | undefined
}

export function PeriodFilters({ query, set, choices }: Props) {
  const words = useWords()
  const { timeliness } = words
  return (
    <>
      <Labelled label={timeliness.period}>
        <Select
          value={query.months}
          onChange={(months) => set({ months })}
          options={['3', '6', '12', '24'].map((value) => ({ value, label: timeliness.months(value) }))}
        />
      </Labelled>
      <Labelled label={timeliness.unit}>
        <Select
          value={query.unitId ?? ''}
          onChange={(unitId) => set({ unitId: unitId || null })}
          popupMatchSelectWidth={false}
          showSearch
          optionFilterProp="label"
          options={[
            { value: '', label: timeliness.allUnits },
            ...(choices?.units ?? []).map((unit) => ({ value: unit.id, label: unit.name })),
          ]}
        />
      </Labelled>
      <Labelled label={timeliness.plan}>
        <Select
          value={query.plan ?? ''}
          onChange={(plan) => set({ plan: plan || null })}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: timeliness.allPlans },
            ...(choices?.plans ?? []).map(({ plan, name }) => ({ value: plan, label: name })),
          ]}
        />
      </Labelled>
      <Chips
        filter={{
          name: 'mode',
          label: timeliness.mode,
          options: [
            { value: 'real', label: timeliness.real },
            { value: 'drill', label: timeliness.drill },
          ],
        }}
        value={query.mode}
        onChange={(mode) => set({ mode })}
      />
    </>
  )
}
