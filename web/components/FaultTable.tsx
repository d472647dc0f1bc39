/** What is wrong with a file, cell by cell, with a hint where one can be given and the rule where it is one. */
import type { FaultShown } from '../../api/contract.ts'
import { DataTable } from './DataTable.tsx'
import { wordOf } from './StateTag.tsx'
import { useWords } from '../preferences.tsx'
import type { Words } from '../locales/zh-CN.ts'

export function FaultTable({ faults }: { faults: FaultShown[] }) {
  const words = useWords()
  const w = words.figureImport
  return (
    <DataTable
      caption={w.problem}
      rows={faults.map((fault, n) => ({ ...fault, n }))}
      keyOf={(f) => String(f.n)}
      columns={[
        { key: 'row', title: w.row, numeric: true, width: '8%', cell: (f) => (f.row > 0 ? f.row : '—') },
        { key: 'column', title: w.column, width: '8%', cell: (f) => f.column || '—' },
        { key: 'field', title: w.field, width: '14%', cell: (f) => wordOf(w.fieldName, f.field, '—') },
        { key: 'given', title: w.given, width: '20%', cell: (f) => <span className="breaking">{f.value || '—'}</span> },
        {
          key: 'problem',
          title: w.problem,
          cell: (f) => (
            <>
              {wordOf(w.fault, f.code, w.fault.other)}
              {f.hint && <div className="faint">{hintText(f, words)}</div>}
              {f.rule && (
                <div className="faint" title={f.rule.text}>
                  {f.rule.citation}
                </div>
              )}
            </>
          ),
        },
      ]}
    />
  )
}

function hintText({ code, hint = '' }: FaultShown, words: Words): string {
  const h = words.figureImport.hint_
  switch (code) {
    case 'repeated_figure':
    case 'repeated_id':
      return h.row(hint)
    case 'not_a_number':
    case 'percent_cell':
      return h.number(hint)
    case 'unknown_column':
      return h.nearest(wordOf(words.figureImport.fieldName, hint, hint))
    case 'not_released':
      return h.scheduled(hint)
    case 'id_taken':
      return h.belongs(hint)
    case 'unit_differs':
    case 'period_is_date':
      return h.should(hint)
    case 'status_goes_back':
      return wordOf(words.states.figureStatus, hint, hint)
    default:
      return hint
  }
}
