/** The content of a media report (FLD-01 with FLD-07) as form fields and as text to read. */
import { Input } from 'antd'
import type { IncidentRoom, ReportFieldsGiven } from '../../../api/contract.ts'
import { Labelled } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { timeText } from '../../times.ts'

const names = ['occurredAt', 'place', 'kind', 'impact', 'measures', 'mediaSource', 'other'] as const
const long: ReadonlySet<string> = new Set(['impact', 'measures', 'other'])
const limits: Record<(typeof names)[number], number> = {
  occurredAt: 200,
  place: 200,
  kind: 200,
  impact: 4000,
  measures: 4000,
  mediaSource: 500,
  other: 4000,
}

/** What the system already knows, so that a tired person types less; every word may be changed. */
export function knownFields(room: IncidentRoom, kindWord: string): ReportFieldsGiven {
  const last = room.reports.at(-1)?.revisions.at(-1)?.fields
  if (last) return { ...last, measures: '' }
  const article = room.flags[0]?.article
  return {
    occurredAt: room.incident.publishedAt ? timeText(room.incident.publishedAt) : '',
    place: room.incident.unit.name.replace(/统计局$/, ''),
    kind: kindWord,
    impact: '',
    measures: '',
    mediaSource: article ? `${article.outlet.name}《${article.title}》 ${article.url}`.slice(0, 500) : '',
    other: '',
  }
}

export function ReportFieldsForm({
  fields,
  onChange,
}: {
  fields: ReportFieldsGiven
  onChange: (fields: ReportFieldsGiven) => void
}) {
  const words = useWords()
  return names.map((name) => {
    const shared = {
      value: fields[name],
      maxLength: limits[name],
      onChange: (event: { target: { value: string } }) => onChange({ ...fields, [name]: event.target.value }),
    }
    return (
      <Labelled key={name} label={words.fields[name]} required={name !== 'other'}>
        {long.has(name) ? <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} {...shared} /> : <Input {...shared} />}
      </Labelled>
    )
  })
}

/** Everything but "other" is asked for; the server has the last word. */
export const fieldsComplete = (fields: ReportFieldsGiven): boolean =>
  names.every((name) => name === 'other' || fields[name].trim() !== '')

export function ReportFieldsText({ fields }: { fields: ReportFieldsGiven }) {
  const words = useWords()
  return (
    <dl className="facts">
      {names
        .filter((name) => fields[name] !== '')
        .map((name) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{words.fields[name]}</dt>
            <dd className="pre">{fields[name]}</dd>
          </div>
        ))}
    </dl>
  )
}
