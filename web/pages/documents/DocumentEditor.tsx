/** A paper as a form: head, then each paragraph by its pieces. A cited piece keeps its record whatever is typed. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { BlockShown, DocumentContentShown, DocumentDetail, RunShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { ProblemNote } from '../../components/Answer.tsx'
import { Labelled } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'

const heads = ['title', 'addressee', 'signer', 'signature'] as const

export function DocumentEditor({ detail, onClose }: { detail: DocumentDetail; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [content, setContent] = useState<DocumentContentShown>(detail.content)
  const { id, revision, hash } = detail.document
  const label: Record<(typeof heads)[number], string> = {
    ...{ title: words.documents.titleField, addressee: words.documents.addressee },
    ...{ signer: words.documents.signer, signature: words.documents.signature },
  }
  const setBlock = (n: number, block: BlockShown) =>
    setContent((now) => ({ ...now, body: now.body.map((b, at) => (at === n ? block : b)) }))
  const save = async () => {
    const run = () => commands.reviseDocument(id, { revision, hash, content })
    if (await act(run, { done: words.common.saved, renew: ['record'] })) onClose()
  }
  return (
    <section className="panel stack wide">
      {detail.fixed && <p className="notice">{words.documents.fixed}</p>}
      {heads.map((name) => (
        <Labelled key={name} label={label[name]}>
          <Input
            disabled={detail.fixed && name === 'title'}
            value={content[name]}
            onChange={(event) => setContent({ ...content, [name]: event.target.value })}
          />
        </Labelled>
      ))}
      {!detail.fixed &&
        content.body.map((block, n) => (
          <BlockFields key={`${n}-${block.kind}`} block={block} n={n} onChange={(next) => setBlock(n, next)} />
        ))}
      <ProblemNote error={error} />
      <div className="row">
        <Button type="primary" loading={busy} onClick={() => void save()}>
          {words.documents.save}
        </Button>
        <Button onClick={onClose}>{words.common.cancel}</Button>
      </div>
    </section>
  )
}

function BlockFields(props: { block: BlockShown; n: number; onChange: (block: BlockShown) => void }) {
  const { block, n, onChange } = props
  const words = useWords()
  if (block.kind === 'heading')
    return (
      <Labelled label={words.documents.heading}>
        <Input value={block.text} onChange={(event) => onChange({ ...block, text: event.target.value })} />
      </Labelled>
    )
  if (block.kind === 'chart') return <p className="faint">{block.chart.title}</p>
  const change = (runs: RunShown[], at: number, text: string) =>
    runs.map((run, i) => (i === at ? { ...run, text } : run))
  if (block.kind === 'paragraph')
    return (
      <fieldset className="plain-fieldset stack">
        <legend className="label">{words.documents.block(n + 1)}</legend>
        {block.runs.map((run, at) => (
          <RunField
            key={at}
            run={run}
            onChange={(text) => onChange({ ...block, runs: change(block.runs, at, text) })}
          />
        ))}
      </fieldset>
    )
  return (
    <details>
      <summary>{block.caption}</summary>
      <div className="stack">
        {block.rows.map((row, r) => (
          <div className="row" key={r}>
            {row.map((cell, c) =>
              cell.map((run, at) => (
                <RunField
                  key={`${c}-${at}`}
                  run={run}
                  onChange={(text) =>
                    onChange({
                      ...block,
                      rows: block.rows.map((cells, i) =>
                        i === r ? cells.map((runs, j) => (j === c ? change(runs, at, text) : runs)) : cells,
                      ),
                    })
                  }
                />
              )),
            )}
          </div>
        ))}
      </div>
    </details>
  )
}

function RunField({ run, onChange }: { run: RunShown; onChange: (text: string) => void }) {
  const words = useWords()
  if (!run.cite)
    return (
      <Input.TextArea
        aria-label={words.documents.value}
        autoSize={{ minRows: 1, maxRows: 10 }}
        value={run.text}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  const changed = run.text !== run.cite.value
  return (
    <Input
      // What the registry says of a person is put right there.
      disabled={run.cite.kind === 'journalist'}
      aria-label={words.documents.cite[run.cite.kind]}
      addonBefore={words.documents.cite[run.cite.kind]}
      {...(changed ? { status: 'warning' as const, addonAfter: words.documents.changed } : {})}
      value={run.text}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
