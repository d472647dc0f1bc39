/** Import in two steps: the file is read and checked without saving, the result is shown, then it is saved whole or not. */
import { Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import { type ImportFiguresAnswer, maxImportCharacters } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { ProblemNote } from '../../components/Answer.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { wordOf } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'

export function ImportFigures({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const { act, busy, error, forget } = useAct(true)
  const [file, setFile] = useState<{ name: string; csv: string } | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const [result, setResult] = useState<ImportFiguresAnswer | null>(null)
  const choose = async (chosen: File | undefined) => {
    forget()
    setResult(null)
    setFile(null)
    setTooLarge(false)
    if (!chosen) return
    const csv = await chosen.text()
    if (csv.length > maxImportCharacters) setTooLarge(true)
    else setFile({ name: chosen.name, csv })
  }
  const run = async (dryRun: boolean) => {
    if (!file) return
    const ask = async () => setResult(await commands.importFigures(file.csv, dryRun))
    const done = await act(ask, dryRun ? { renew: [] } : { done: words.figures.imported, renew: ['figures'] })
    if (done && !dryRun) onClose()
  }
  const clean = result !== null && result.errors.length === 0
  return (
    <Modal open title={words.figures.import} onCancel={onClose} width={720} footer={null} mask={{ closable: false }}>
      <div className="stack wide">
        <p className="quiet">{words.figures.importHint}</p>
        <div className="labelled">
          <span className="label" id="import-file">
            {words.figures.file}
          </span>
          <div className="row">
            <Button onClick={() => input.current?.click()} aria-describedby="import-file">
              {words.figures.chooseFile}
            </Button>
            <span className="quiet">{file?.name ?? words.figures.noFile}</span>
          </div>
          {/* The browser's own control speaks the browser's language. */}
          <input
            ref={input}
            type="file"
            accept=".csv,text/csv"
            hidden
            onChange={(event) => void choose(event.target.files?.[0])}
          />
        </div>
        {tooLarge && <p className="notice step3">{words.refusals.codes['too-large']}</p>}
        {result && <Checked result={result} />}
        <ProblemNote error={error} />
        <div className="row">
          <Button
            type={clean ? 'default' : 'primary'}
            disabled={!file}
            loading={busy && !clean}
            onClick={() => void run(true)}
          >
            {words.figures.dryRun}
          </Button>
          <Button
            type={clean ? 'primary' : 'default'}
            disabled={!clean}
            loading={busy && clean}
            onClick={() => void run(false)}
          >
            {words.figures.save}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

function Checked({ result }: { result: ImportFiguresAnswer }) {
  const words = useWords()
  return (
    <div className="stack">
      <p className={`notice ${result.errors.length === 0 ? 'good' : 'step4'}`}>
        {result.errors.length > 0
          ? words.figures.hasErrors(result.errors.length)
          : words.figures.checked(result.rows, result.added, result.changed, result.unchanged)}
      </p>
      {result.errors.length > 0 && (
        <DataTable
          caption={words.figures.errors}
          rows={result.errors.slice(0, 200)}
          keyOf={(row) => `${row.line}-${row.field}-${row.code}`}
          columns={[
            { key: 'line', title: words.figures.line, numeric: true, cell: (row) => row.line },
            { key: 'field', title: words.figures.column, cell: (row) => row.field },
            {
              key: 'code',
              title: words.figures.problem,
              cell: (row) => wordOf(words.figures.importErrors, row.code, words.figures.importErrors.invalid),
            },
            { key: 'value', title: words.figures.given, cell: (row) => row.value },
          ]}
        />
      )}
    </div>
  )
}
