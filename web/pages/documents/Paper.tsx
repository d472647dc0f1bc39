/** The paper as a sheet: what is cited opens its record by a click; what a person changed of it is marked. */
import type { BlockShown, DocumentDetail, RunShown } from '../../../api/contract.ts'
import { useWords } from '../../preferences.tsx'

type Open = (run: RunShown) => void

export function Paper({ detail, onOpen }: { detail: DocumentDetail; onOpen: Open }) {
  const words = useWords()
  const { content, marks, document, issuer, date } = detail
  const [year, month, day] = date.split('-').map(Number)
  const isPlain = document.form === 'plain'
  return (
    <section className="paper" lang="zh-CN">
      {document.isDrill && <p className="paper-drill">演练</p>}
      {marks.copyNo && <p className="paper-marks">{marks.copyNo}</p>}
      <p className="paper-marks">{[marks.secrecy, marks.urgency].filter(Boolean).join('　')}</p>
      {!isPlain && <p className="paper-issuer">{document.form === 'letter' ? issuer : `${issuer}文件`}</p>}
      {!isPlain && (
        <p className="paper-number">
          {document.number ?? words.documents.unnumbered}
          {content.signer && `　签发人：${content.signer}`}
        </p>
      )}
      <h2>{content.title}</h2>
      {content.addressee && <p className="paper-flush">{content.addressee}：</p>}
      {content.body.map((block, n) => (
        <BlockView key={`${n}-${block.kind}`} block={block} onOpen={onOpen} />
      ))}
      {content.signature && <p className="paper-right">{content.signature}</p>}
      <p className="paper-right">
        {year}年{month}月{day}日
      </p>
      {content.note && <p>（{content.note}）</p>}
      <p className="faint">{marks.publicity}</p>
    </section>
  )
}

function BlockView({ block, onOpen }: { block: BlockShown; onOpen: Open }) {
  if (block.kind === 'heading') return <h3>{block.text}</h3>
  if (block.kind === 'paragraph')
    return (
      <p>
        <Runs runs={block.runs} onOpen={onOpen} />
      </p>
    )
  if (block.kind === 'chart') {
    const { title, unit, categories, series, cites } = block.chart
    return (
      <div className="paper-table">
        <table>
          <caption>
            {title}（单位：{unit}）
          </caption>
          <tbody>
            {categories.map((name, n) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {series.map((s) => (
                  <td key={s.name}>
                    <Runs
                      runs={[{ text: `${s.values[n] ?? ''}`, ...(cites?.[n] ? { cite: cites[n] } : {}) }]}
                      onOpen={onOpen}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )
  }
  return (
    <div className="paper-table">
      <table>
        <caption>{block.caption}</caption>
        <thead>
          <tr>
            {block.columns.map((c) => (
              <th key={c.heading} scope="col">
                {c.heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, n) => (
            <tr key={n}>
              {row.map((cell, at) => (
                <td key={at}>
                  <Runs runs={cell} onOpen={onOpen} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Runs({ runs, onOpen }: { runs: readonly RunShown[]; onOpen: Open }) {
  const words = useWords()
  return runs.map((run, n) => {
    const key = `${n}-${run.text}`
    if (!run.cite) return <span key={key}>{run.text}</span>
    const changed = run.text !== run.cite.value
    return (
      <button
        key={key}
        type="button"
        className={changed ? 'paper-cite changed' : 'paper-cite'}
        title={changed ? words.documents.changed : words.documents.evidence}
        onClick={() => onOpen(run)}
      >
        {run.text}
      </button>
    )
  })
}
