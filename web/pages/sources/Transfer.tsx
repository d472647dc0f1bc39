/** 导入导出: sources as a table or as OPML, out and in. An import is checked first; each line has its result. */
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { type ImportSourcesAnswer, maxSourceListBytes } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { EmptyState, ProblemNote } from '../../components/Answer.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { LabelledGroup } from '../../components/Sheet.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { base64Of } from '../../components/file-text.ts'
import { SourceTabs } from './SourceTabs.tsx'

type Line = { at: number | null; name: string; url: string; outcome: 'added' | 'known' | 'faulty'; why: string }
const tones: Record<Line['outcome'], Tone> = { added: 'good', known: 'plain', faulty: 'step3' }

export default function Transfer() {
  const words = useWords()
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.sourceTabs.import}</h1>
      </header>
      <SourceTabs />
      <section className="panel stack">
        <h2>{words.transfer.export}</h2>
        <p className="quiet">{words.transfer.exportMeans}</p>
        <div className="row">
          <ExportButton path="/api/sources/table" label={words.transfer.csv} />
          <Button href="/api/sources/opml" download>
            {words.transfer.opml}
          </Button>
        </div>
      </section>
      <section className="panel stack">
        <h2>{words.transfer.import}</h2>
        <p className="quiet">{words.transfer.importMeans}</p>
        <Import />
      </section>
    </div>
  )
}

function Import() {
  const words = useWords()
  const { act, busy, error, forget } = useAct(true)
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const [result, setResult] = useState<ImportSourcesAnswer | null>(null)
  const choose = (chosen: File | undefined) => {
    forget()
    setResult(null)
    setTooLarge(chosen !== undefined && chosen.size > maxSourceListBytes)
    setFile(chosen && chosen.size <= maxSourceListBytes ? chosen : null)
  }
  const run = (dryRun: boolean) =>
    act(
      async () => {
        if (file) setResult(await commands.importSources(await base64Of(file), dryRun))
      },
      { renew: dryRun ? [] : ['sources'] },
    )
  const isChecked = result?.dryRun === true && result.added > 0
  return (
    <>
      <LabelledGroup label={words.transfer.file} hint={words.transfer.columns}>
        <div className="row">
          <input
            ref={input}
            type="file"
            hidden
            accept=".opml,.xml,.csv,text/csv"
            onChange={(event) => {
              choose(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          <Button onClick={() => input.current?.click()}>{words.figures.chooseFile}</Button>
          <span className="breaking">{file?.name ?? words.figures.noFile}</span>
        </div>
      </LabelledGroup>
      {tooLarge && <p className="notice step3">{words.refusals.codes['too-large']}</p>}
      <ProblemNote error={error} />
      <div className="row">
        <Button type={isChecked ? 'default' : 'primary'} disabled={!file} loading={busy} onClick={() => void run(true)}>
          {words.transfer.check}
        </Button>
        <Button type={isChecked ? 'primary' : 'default'} disabled={!isChecked} onClick={() => void run(false)}>
          {words.transfer.run}
        </Button>
      </div>
      {result && <Results result={result} />}
    </>
  )
}

function Results({ result }: { result: ImportSourcesAnswer }) {
  const words = useWords()
  const rows = linesOf(result, words)
  if (rows.length === 0) return <EmptyState title={words.transfer.nothing} next={words.transfer.columns} />
  const said = result.dryRun ? words.transfer.outcome : words.transfer.outcomeDone
  return (
    <>
      <p className={`notice ${result.dryRun ? 'step1' : 'good'}`} role="status">
        {result.dryRun
          ? words.transfer.sum(result.added, result.known, result.faults.length)
          : words.transfer.done(result.added)}
      </p>
      <DataTable<Line>
        caption={words.transfer.import}
        rows={rows}
        keyOf={(row) => `${row.at} ${row.url}`}
        columns={[
          { key: 'line', title: words.transfer.line, numeric: true, width: '8%', cell: (row) => row.at ?? '' },
          { key: 'name', title: words.sources.name, width: '24%', cell: (row) => row.name || '—' },
          { key: 'url', title: words.sources.url, cell: (row) => <span className="breaking">{row.url || '—'}</span> },
          {
            key: 'result',
            title: words.transfer.result,
            width: '24%',
            cell: (row) => (
              <div className="stack tight">
                <div>
                  <StateTag tone={tones[row.outcome]}>{said[row.outcome]}</StateTag>
                </div>
                {row.why && <span className="faint">{row.why}</span>}
              </div>
            ),
          },
        ]}
      />
    </>
  )
}

/** Faults first: they are what a person has to look at. */
const linesOf = ({ sources, faults }: ImportSourcesAnswer, words: ReturnType<typeof useWords>): Line[] => [
  ...faults.map(({ at, why, detail }) => ({
    at,
    name: '',
    url: detail,
    outcome: 'faulty' as const,
    why: words.transfer.fault[why],
  })),
  ...sources.map((source) => ({ ...source, at: null, why: '' })),
]
