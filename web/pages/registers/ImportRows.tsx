/** Rows from a table, checked first, then saved whole or not. */
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import type { ImportRowsAnswer, RegisterShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { ProblemNote } from '../../components/Answer.tsx'
import { FileChoice } from '../../components/FileChoice.tsx'
import { Labelled } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { FaultTable } from '../figures/FaultTable.tsx'

const maxBytes = 8 * 1_048_576
type Unit = { id: string; name: string }

export function ImportRows(props: { register: RegisterShown; units: Unit[]; onClose: () => void }) {
  const words = useWords()
  const w = words.registers
  const { register, units, onClose } = props
  const { act, busy, error, forget } = useAct(true)
  const [unitId, setUnitId] = useState(units[0]?.id ?? '')
  const [file, setFile] = useState<File | null>(null)
  const [result, setResult] = useState<ImportRowsAnswer | null>(null)
  const run = async (dryRun: boolean) => {
    if (!file) return
    setResult(null)
    const ask = async () =>
      setResult(await commands.importRows(register.plan, register.register, file, { unitId, dryRun }))
    const done = await act(ask, dryRun ? { renew: [] } : { done: words.common.saved, renew: ['record'] })
    if (done && !dryRun) onClose()
  }
  const clean = result !== null && result.faults.length === 0
  return (
    <Modal open title={w.import} onCancel={onClose} width={760} footer={null} mask={{ closable: false }}>
      <div className="stack wide">
        <p className="quiet">{w.importHint(register.columns.join(words.common.listComma))}</p>
        <Labelled label={words.common.unit} required>
          <Select value={unitId} onChange={setUnitId} options={units.map((u) => ({ value: u.id, label: u.name }))} />
        </Labelled>
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
            {clean ? w.checked(result.rows) : words.figureImport.faults(result.faults.length)}
          </p>
        )}
        {result && result.faults.length > 0 && <FaultTable faults={result.faults} />}
        <ProblemNote error={error} />
        <div className="row">
          <Button disabled={!file} loading={busy && !clean} onClick={() => void run(true)}>
            {words.roster.check}
          </Button>
          <Button type="primary" disabled={!clean} loading={busy && clean} onClick={() => void run(false)}>
            {words.roster.save}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
