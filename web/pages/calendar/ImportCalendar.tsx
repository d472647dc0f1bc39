/** A calendar is brought in two steps: compared first, then saved whole or not. */
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { type ImportCalendarAnswer, maxImportBytes } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { ProblemNote } from '../../components/Answer.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { FileChoice } from '../../components/FileChoice.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { timeText } from '../../times.ts'
import { FaultTable } from '../figures/FaultTable.tsx'

export function ImportCalendar({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const w = words.releaseCalendar
  const { act, busy, error, forget } = useAct(true)
  const [file, setFile] = useState<File | null>(null)
  const [result, setResult] = useState<ImportCalendarAnswer | null>(null)
  const run = async (dryRun: boolean) => {
    if (!file) return
    const ask = async () => setResult(await commands.importCalendar(file, dryRun))
    const done = await act(ask, dryRun ? { renew: [] } : { done: w.saved, renew: ['calendar'] })
    if (done && !dryRun) onClose()
  }
  const clean = result !== null && result.faults.length === 0
  return (
    <Modal open title={w.import} onCancel={onClose} width={760} footer={null} mask={{ closable: false }}>
      <div className="stack wide">
        <p className="quiet">{w.importHint}</p>
        <FileChoice
          label={words.figureImport.drop}
          hint={words.figureImport.sizes(Math.floor(maxImportBytes / 1_048_576))}
          accept=".csv,.xlsx,.ics,text/csv,text/calendar"
          maxBytes={maxImportBytes}
          file={file}
          onChoose={(chosen) => {
            forget()
            setResult(null)
            setFile(chosen)
          }}
        />
        {result && (
          <p className={`notice ${clean ? 'good' : 'step4'}`} role="status">
            {clean
              ? w.checked(result.rows, result.added, result.changedCount, result.same)
              : words.figureImport.faults(result.faults.length)}
          </p>
        )}
        {result && result.faults.length > 0 && <FaultTable faults={result.faults} />}
        {result && result.changed.length > 0 && (
          <DataTable
            caption={w.import}
            rows={result.changed}
            keyOf={(row) => row.id}
            columns={[
              { key: 'id', title: w.period, cell: (row) => row.period },
              { key: 'publisher', title: w.publisher, cell: (row) => row.publisher },
              { key: 'old', title: words.figureImport.oldValue, cell: (row) => timeText(row.oldScheduledAt) },
              { key: 'new', title: words.figureImport.newValue, cell: (row) => timeText(row.scheduledAt) },
            ]}
          />
        )}
        <ProblemNote error={error} />
        <div className="row">
          <Button
            type={clean ? 'default' : 'primary'}
            disabled={!file}
            loading={busy && !clean}
            onClick={() => void run(true)}
          >
            {w.check}
          </Button>
          <Button
            type={clean ? 'primary' : 'default'}
            disabled={!clean}
            loading={busy && clean}
            onClick={() => void run(false)}
          >
            {w.save}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
