/** A roster is brought in two steps: checked first, then saved whole or not. */
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { ImportRosterAnswer } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { ProblemNote } from '../../components/Answer.tsx'
import { FileChoice } from '../../components/FileChoice.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { FaultTable } from '../figures/FaultTable.tsx'
import { type Managed, useWhich, WhichDuty } from './WhichDuty.tsx'

const maxBytes = 4 * 1_048_576

export function ImportRoster({ units, onClose }: { units: Managed; onClose: () => void }) {
  const words = useWords()
  const w = words.roster
  const which = useWhich(units)
  const { act, busy, error, forget } = useAct(true)
  const [file, setFile] = useState<File | null>(null)
  const [result, setResult] = useState<ImportRosterAnswer | null>(null)
  const { unitId, kind } = which
  const run = async (dryRun: boolean) => {
    if (!file) return
    setResult(null)
    const ask = async () => setResult(await commands.importRoster(file, { unitId, kind, dryRun }))
    const done = await act(ask, dryRun ? { renew: [] } : { done: w.entered, renew: ['record'] })
    if (done && !dryRun) onClose()
  }
  const clean = result !== null && result.faults.length === 0
  return (
    <Modal open title={w.import} onCancel={onClose} width={760} footer={null} mask={{ closable: false }}>
      <div className="stack wide">
        <p className="quiet">{w.importHint}</p>
        <WhichDuty units={units} which={which} />
        <FileChoice
          label={words.figureImport.drop}
          hint={words.figureImport.sizes(maxBytes / 1_048_576)}
          accept=".csv,.xlsx,text/csv"
          maxBytes={maxBytes}
          file={file}
          onChoose={(chosen) => {
            forget()
            setResult(null)
            setFile(chosen)
          }}
        />
        {result && (
          <p className={`notice ${clean ? 'good' : 'step4'}`} role="status">
            {clean ? w.checked(result.turns) : words.figureImport.faults(result.faults.length)}
          </p>
        )}
        {result && result.faults.length > 0 && <FaultTable faults={result.faults} />}
        <ProblemNote error={error} />
        <div className="row">
          <Button disabled={!file} loading={busy && !clean} onClick={() => void run(true)}>
            {w.check}
          </Button>
          <Button type="primary" disabled={!clean} loading={busy && clean} onClick={() => void run(false)}>
            {w.save}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
