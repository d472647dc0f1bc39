/** 导入: a file is handed in here; what came of earlier ones stands below. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { type FigureImportShown, maxImportBytes } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer, EmptyState, ProblemNote } from '../../components/Answer.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FileChoice } from '../../components/FileChoice.tsx'
import { Pages, useFilters } from '../../components/ListPage.tsx'
import { Labelled } from '../../components/Sheet.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { FigureTabs } from './FigureTabs.tsx'

export default function Imports() {
  const words = useWords()
  const { query, set } = useFilters()
  const answer = useQuery({ ...questions.figureImports(query), refetchInterval: 10_000 })
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.figureImport.title}</h1>
        <div className="row">
          <ExportButton path="/api/figures/template" format="xlsx" label={words.figureImport.template} />
        </div>
      </header>
      <FigureTabs />
      <section className="panel stack">
        <p className="quiet">{words.figureImport.hint}</p>
        <p className="notice step1">{words.figureImport.rule}</p>
        <Upload />
      </section>
      <section className="panel list-panel">
        <h2>{words.figureImport.past}</h2>
        <Answer query={answer}>
          {(data) =>
            data.items.length === 0 ? (
              <EmptyState title={words.figureImport.none} next={words.figureImport.noneNext} />
            ) : (
              <>
                <Past rows={data.items} />
                <Pages data={data} onPage={(page) => set({ page: String(page) })} />
              </>
            )
          }
        </Answer>
      </section>
    </div>
  )
}

function Upload() {
  const words = useWords()
  const w = words.figureImport
  const navigate = useNavigate()
  const { act, busy, error, forget } = useAct(true)
  const [file, setFile] = useState<File | null>(null)
  const [publishedAt, setPublishedAt] = useState<string | null>(null)
  const [status, setStatus] = useState<string | undefined>()
  const [owner, setOwner] = useState('')
  const upload = () =>
    act(
      async () => {
        if (!file) return
        const more = {
          ...(publishedAt ? { publishedAt } : {}),
          ...(status ? { status } : {}),
          ...(owner.trim() ? { owner: owner.trim() } : {}),
        }
        const started = await commands.startImport(file, more)
        navigate(`/figures/imports/${started.id}`)
      },
      { renew: ['imports'] },
    )
  return (
    <>
      <FileChoice
        label={w.drop}
        hint={w.sizes(Math.floor(maxImportBytes / 1_048_576))}
        accept=".csv,.xlsx,.json,text/csv,application/json"
        maxBytes={maxImportBytes}
        file={file}
        onChoose={(chosen) => {
          forget()
          setFile(chosen)
        }}
      />
      <details>
        <summary>{w.defaults}</summary>
        <div className="form-row">
          <TimeField label={w.publishedAt} value={publishedAt} onChange={setPublishedAt} />
          <Labelled label={w.status}>
            <Select
              allowClear
              value={status}
              onChange={setStatus}
              options={Object.entries(words.states.figureStatus).map(([value, label]) => ({ value, label }))}
            />
          </Labelled>
          <Labelled label={w.owner}>
            <Input value={owner} maxLength={100} onChange={(event) => setOwner(event.target.value)} />
          </Labelled>
        </div>
      </details>
      <ProblemNote error={error} />
      <div className="row">
        <Button type="primary" disabled={!file} loading={busy} onClick={() => void upload()}>
          {busy ? w.uploading : w.upload}
        </Button>
      </div>
    </>
  )
}

export const importTones: Record<FigureImportShown['state'], Tone> = {
  reading: 'step1',
  checked: 'step2',
  faulty: 'step3',
  saving: 'step1',
  saved: 'good',
  cancelled: 'plain',
}

function Past({ rows }: { rows: FigureImportShown[] }) {
  const words = useWords()
  const w = words.figureImport
  return (
    <DataTable
      caption={w.past}
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        {
          key: 'file',
          title: w.file,
          width: '34%',
          cell: (row) => (
            <Link to={`/figures/imports/${row.id}`} className="breaking">
              {row.fileName}
            </Link>
          ),
        },
        {
          key: 'state',
          title: w.result,
          cell: (row) => <StateTag tone={importTones[row.state]}>{w.state[row.state]}</StateTag>,
        },
        { key: 'counts', title: w.counts, width: '22%', cell: (row) => countsText(row, words) },
        { key: 'by', title: w.by, cell: (row) => row.byName || words.reopened.machine },
        { key: 'at', title: w.started, cell: (row) => <TimeText at={row.startedAt} /> },
      ]}
    />
  )
}

function countsText(row: FigureImportShown, words: ReturnType<typeof useWords>): string {
  if (row.faultCount > 0) return words.figureImport.faults(row.faultCount)
  if (!row.counts) return '—'
  return Object.entries(row.counts)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => `${words.figureImport.kind[kind as keyof typeof words.figureImport.kind]} ${n}`)
    .join('，')
}
