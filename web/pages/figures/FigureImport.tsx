/** One import on its way: read, compared, confirmed, saved. The page may be left and opened again at any time. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Progress, Steps } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { FaultShown, FigureImportShown, StagedShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer, ProblemNote } from '../../components/Answer.tsx'
import { Chips, Pages } from '../../components/ListPage.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { FaultTable } from '../../components/FaultTable.tsx'
import { MoveButton } from '../../components/MoveButton.tsx'
import { findMove } from '../../components/moves.ts'
import { Sheet } from '../../components/Sheet.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { IndicatorName, PlaceName } from '../../components/Names.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { amountText, timeText } from '../../times.ts'
import { FigureTabs } from './FigureTabs.tsx'
import { importTones } from './Imports.tsx'

export default function FigureImport() {
  const words = useWords()
  const { importId = '' } = useParams()
  const client = useQueryClient()
  const answer = useQuery({
    ...questions.figureImport(importId),
    refetchInterval: (query) => (isRunning(query.state.data) ? 1_000 : false),
  })
  const state = answer.data?.state
  useEffect(() => {
    if (state === 'saved') void client.invalidateQueries({ queryKey: ['figures'] })
  }, [state, client])
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.figureImport.title}</h1>
        <Link to="/figures/imports">{words.figureImport.again}</Link>
      </header>
      <FigureTabs />
      <Answer query={answer}>{(row) => <Stage row={row} />}</Answer>
    </div>
  )
}

const isRunning = (row: FigureImportShown | undefined): boolean => row?.state === 'reading' || row?.state === 'saving'

const stepOf: Record<FigureImportShown['state'], number> = {
  reading: 0,
  faulty: 1,
  checked: 2,
  saving: 3,
  saved: 4,
  cancelled: 2,
}

function Stage({ row }: { row: FigureImportShown }) {
  const words = useWords()
  const w = words.figureImport
  const isComparing = row.state === 'reading' && row.rowsExpected !== null && row.rowsRead >= row.rowsExpected
  const failed = row.state === 'faulty' || row.state === 'cancelled'
  return (
    <>
      <section className="panel stack">
        <div className="row between">
          <strong className="breaking">{row.fileName}</strong>
          <StateTag tone={importTones[row.state]}>{w.state[row.state]}</StateTag>
        </div>
        <Steps
          size="small"
          current={isComparing ? 1 : stepOf[row.state]}
          {...(failed ? { status: 'error' as const } : {})}
          items={w.steps.map((title) => ({ title }))}
        />
        {row.state === 'reading' && (
          <div role="status">
            <Progress percent={percentOf(row)} status="active" />
            <p>
              {isComparing
                ? w.checking
                : w.rowsRead(
                    amountText(String(row.rowsRead)),
                    row.rowsExpected ? amountText(String(row.rowsExpected)) : null,
                  )}
            </p>
            <p className="faint">{w.leave}</p>
          </div>
        )}
        {row.state === 'saving' && (
          <div role="status">
            <Progress percent={100} status="active" showInfo={false} />
            <p>{w.saving}</p>
          </div>
        )}
        {row.state === 'saved' && (
          <p className="notice good" role="status">
            {w.savedRows(amountText(String(row.rowsSaved)))}
          </p>
        )}
        {row.state === 'cancelled' && <p className="notice step1">{w.cancelled}</p>}
        {row.state === 'faulty' && (
          <p className="notice step4" role="alert">
            {w.faults(row.faultCount)} {row.faultCount > row.faults.length && w.moreFaults(row.faults.length)}
          </p>
        )}
        {(row.state === 'checked' || row.state === 'faulty') && <Decide row={row} />}
      </section>
      {row.faults.length > 0 && <Faults faults={row.faults} />}
      {row.counts && row.faults.length === 0 && row.state !== 'cancelled' && <Changes row={row} />}
    </>
  )
}

function percentOf({ rowsRead, rowsExpected }: FigureImportShown): number {
  return rowsExpected ? Math.min(99, Math.floor((100 * rowsRead) / rowsExpected)) : 0
}

function Decide({ row }: { row: FigureImportShown }) {
  const words = useWords()
  const w = words.figureImport
  const { act, busy, error } = useAct(true)
  const [asking, setAsking] = useState(false)
  const counts = row.counts ?? { new: 0, same: 0, confirmed: 0, revised: 0, corrected: 0 }
  const changed = (counts.new ?? 0) + (counts.confirmed ?? 0) + (counts.revised ?? 0) + (counts.corrected ?? 0)
  const run = (verb: 'confirm' | 'cancel') =>
    act(() => commands.decideImport(row.id, verb), { renew: ['imports', 'figures'] })
  const [confirm, cancel] = [findMove(row.moves, 'confirm'), findMove(row.moves, 'cancel')]
  if (row.state === 'checked' && changed === 0)
    return (
      <>
        <p className="notice good">{w.nothingToSave}</p>
        <div className="row">
          {cancel && <MoveButton move={cancel} label={w.cancel} onClick={() => void run('cancel')} />}
        </div>
      </>
    )
  return (
    <>
      <ProblemNote error={error} />
      <div className="row">
        {row.state === 'checked' && confirm && (
          <MoveButton move={confirm} label={w.confirm} primary onClick={() => setAsking(true)} />
        )}
        {cancel && <MoveButton move={cancel} label={w.cancel} onClick={() => void run('cancel')} />}
      </div>
      {asking && (
        <Sheet
          title={w.confirm}
          verb={w.confirm}
          busy={busy}
          error={error}
          consequence={w.confirmMeans(changed, (counts.revised ?? 0) + (counts.corrected ?? 0))}
          onDo={() => void run('confirm').then((done) => done && setAsking(false))}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

const kindTones: Record<StagedShown['kind'], Tone> = {
  new: 'step1',
  same: 'plain',
  confirmed: 'good',
  revised: 'step3',
  corrected: 'step3',
}
const kinds = ['revised', 'corrected', 'confirmed', 'new', 'same'] as const

function Changes({ row }: { row: FigureImportShown }) {
  const words = useWords()
  const w = words.figureImport
  const [kind, setKind] = useState<string | null>(null)
  const [page, setPage] = useState(1)
  const answer = useQuery(questions.stagedRows(row.id, { ...(kind ? { kind } : {}), page, pageSize: 50 }))
  return (
    <section className="panel list-panel stack">
      <h2>{w.counts}</h2>
      <Chips
        filter={{
          name: 'kind',
          label: words.common.show,
          options: [
            { value: '', label: words.common.all },
            ...kinds
              .filter((k) => (row.counts?.[k] ?? 0) > 0)
              .map((k) => ({ value: k, label: w.kind[k], count: row.counts?.[k] ?? 0 })),
          ],
        }}
        value={kind ?? ''}
        onChange={(value) => {
          setKind(value)
          setPage(1)
        }}
      />
      {kind && <p className="faint">{w.kindMeans[kind as StagedShown['kind']]}</p>}
      <Answer query={answer}>
        {(data) => (
          <>
            <DataTable
              caption={w.counts}
              rows={data.items}
              keyOf={(r) => String(r.row)}
              columns={[
                { key: 'row', title: w.row, numeric: true, width: '7%', cell: (r) => r.row },
                {
                  key: 'kind',
                  title: w.result,
                  width: '10%',
                  cell: (r) => <StateTag tone={kindTones[r.kind]}>{w.kind[r.kind]}</StateTag>,
                },
                {
                  key: 'what',
                  title: words.figures.indicator,
                  width: '30%',
                  cell: (r) => (
                    <>
                      <PlaceName of={r} /> <IndicatorName of={r} />{' '}
                      <span className="quiet">{words.states.measure[r.measure]}</span>
                      <div className="faint">
                        {r.period} {words.states.periodType[r.periodType]}
                      </div>
                    </>
                  ),
                },
                {
                  key: 'old',
                  title: w.oldValue,
                  numeric: true,
                  cell: (r) => (r.oldValue === null ? '—' : `${amountText(r.oldValue)} ${r.oldUnit}`),
                },
                {
                  key: 'new',
                  title: w.newValue,
                  numeric: true,
                  cell: (r) => (
                    <>
                      <strong>{amountText(r.value)}</strong> {r.unit}
                    </>
                  ),
                },
                {
                  key: 'published',
                  title: words.figures.published,
                  cell: (r) => (
                    <>
                      {timeText(r.publishedAt)}
                      {r.oldPublishedAt && r.oldPublishedAt !== r.publishedAt && (
                        <div className="faint">
                          {w.oldPublished} {timeText(r.oldPublishedAt)}
                        </div>
                      )}
                    </>
                  ),
                },
              ]}
            />
            <Pages data={data} onPage={setPage} />
          </>
        )}
      </Answer>
    </section>
  )
}

function Faults({ faults }: { faults: FaultShown[] }) {
  return (
    <section className="panel list-panel">
      <FaultTable faults={faults} />
    </section>
  )
}
