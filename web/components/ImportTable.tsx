/** A table is brought in two steps: checked first, then saved whole or not. */
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { FaultShown } from '../../api/contract.ts'
import { useWords } from '../preferences.tsx'
import { useAct } from './act.ts'
import { ProblemNote } from './Answer.tsx'
import { FaultTable } from './FaultTable.tsx'
import { FileChoice } from './FileChoice.tsx'

export function ImportTable<Told extends { faults: FaultShown[] }>(props: {
  title: string
  hint: string
  accept?: string
  maxBytes: number
  send: (file: File, dryRun: boolean) => Promise<Told>
  /** What is said when nothing is wrong. */
  checked: (told: Told) => string
  /** Nothing is wrong and nothing would change. */
  isIdle?: (told: Told) => boolean
  done: string
  renew: string[]
  /** Where the table goes. */
  where?: ReactNode
  more?: (told: Told) => ReactNode
  onClose: () => void
}) {
  const words = useWords()
  const { act, busy, error, forget } = useAct(true)
  const [file, setFile] = useState<File | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const run = async (dryRun: boolean) => {
    if (!file) return
    setTold(null)
    const ask = async () => setTold(await props.send(file, dryRun))
    const did = await act(ask, dryRun ? { renew: [] } : { done: props.done, renew: props.renew })
    if (did && !dryRun) props.onClose()
  }
  const clean = told !== null && told.faults.length === 0
  const idle = told !== null && props.isIdle?.(told) === true
  return (
    <Modal open title={props.title} onCancel={props.onClose} width={760} footer={null} mask={{ closable: false }}>
      <div className="stack wide">
        <p className="quiet">{props.hint}</p>
        {props.where}
        <FileChoice
          label={words.figureImport.drop}
          hint={words.figureImport.sizes(Math.floor(props.maxBytes / 1_048_576))}
          accept={props.accept ?? '.csv,.xlsx,text/csv'}
          maxBytes={props.maxBytes}
          file={file}
          onChoose={(chosen) => {
            forget()
            setTold(null)
            setFile(chosen)
          }}
        />
        {told && (
          <p className={`notice ${clean ? 'good' : 'step4'}`} role="status">
            {clean ? props.checked(told) : words.figureImport.faults(told.faults.length)}
          </p>
        )}
        {told && told.faults.length > 0 && <FaultTable faults={told.faults} />}
        {told && props.more?.(told)}
        <ProblemNote error={error} />
        <div className="row">
          <Button
            type={clean ? 'default' : 'primary'}
            disabled={!file}
            loading={busy && !clean}
            onClick={() => void run(true)}
          >
            {words.common.check}
          </Button>
          <Button
            type={clean ? 'primary' : 'default'}
            disabled={!clean || idle}
            loading={busy && clean}
            onClick={() => void run(false)}
          >
            {words.common.import}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
