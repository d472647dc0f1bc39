/** What was found at the address, in the order of worth; or a list found by one example; or a way chosen by hand. */
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type DetectionShown, type ProposalShown, settingsOfKind } from '../../../../api/contract.ts'
import { useAct } from '../../../components/act.ts'
import { ProblemNote } from '../../../components/Answer.tsx'
import { Labelled } from '../../../components/Sheet.tsx'
import { wordOf } from '../../../components/StateTag.tsx'
import { useWords } from '../../../preferences.tsx'
import { commands } from '../../../requests.ts'
import { FailureNote } from '../FailureNote.tsx'
import { type Draft, type Kind, type Tried, triedAs, triedWith } from './draft.ts'

type Found = Extract<DetectionShown, { ok: true }>
type Failure = Extract<DetectionShown, { ok: false }>['failure']
type Choose = (draft: Draft, tried?: Tried | null) => void

export function WayStep({
  found,
  draft,
  ignoreKnown,
  onChoose,
  onLookAt,
}: {
  found: Found
  draft: Draft | null
  /** The source that is being changed. */
  ignoreKnown: string | undefined
  onChoose: Choose
  onLookAt: (address: string) => void
}) {
  const words = useWords()
  const front = new URL('/', found.finalUrl).href
  const isKnown = found.knownSourceId !== null && found.knownSourceId !== ignoreKnown
  return (
    <>
      {isKnown && (
        <div className="notice step2">
          {words.wizard.known} <Link to={`/sources?source=${found.knownSourceId}`}>{words.wizard.openKnown}</Link>
        </div>
      )}
      {found.isArticle && (
        <div className="notice step2 row between">
          <span className="grow">{words.wizard.isArticle}</span>
          <Button onClick={() => onLookAt(front)}>{words.wizard.lookAtFront}</Button>
        </div>
      )}
      {found.proposals.length > 0 ? (
        <div className="ways" role="radiogroup" aria-label={words.wizard.found}>
          {found.proposals.map((proposal) => (
            <Proposal
              key={`${proposal.kind} ${proposal.url}`}
              proposal={proposal}
              chosen={draft !== null && triedAs(draft) === triedAs(proposal)}
              onChoose={onChoose}
            />
          ))}
        </div>
      ) : (
        <div>
          <strong>{words.wizard.foundNone}</strong>
          <p className="quiet">{words.wizard.foundNoneNext}</p>
        </div>
      )}
      {!found.isArticle && (
        <ByExample listUrl={found.finalUrl} open={found.proposals.length === 0} onChoose={onChoose} />
      )}
      <ByHand url={found.finalUrl} onChoose={onChoose} />
    </>
  )
}

function Proposal({ proposal, chosen, onChoose }: { proposal: ProposalShown; chosen: boolean; onChoose: Choose }) {
  const words = useWords()
  const { kind, url, settings, title, sample, itemCount } = proposal
  return (
    <label className={`way ${chosen ? 'chosen' : ''}`}>
      <input
        type="radio"
        name="way"
        checked={chosen}
        onChange={() =>
          onChoose({ kind, url, settings }, triedWith({ kind, url, settings }, { title, items: sample, itemCount }))
        }
      />
      <span className="stack tight grow">
        <span className="row between">
          <strong>
            {words.states.sourceKind[kind]}
            {title && ` · ${title}`}
          </strong>
          <span className="faint nowrap">{words.wizard.items(itemCount)}</span>
        </span>
        <span className="faint">{wordOf(words.wizard.reason, proposal.reason, '')}</span>
        <span className="faint breaking">{url}</span>
        {sample.slice(0, 3).map((item) => (
          <span key={item.url} className="sample">
            {item.title || item.url}
          </span>
        ))}
      </span>
    </label>
  )
}

function ByExample({ listUrl, open, onChoose }: { listUrl: string; open: boolean; onChoose: Choose }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [exampleUrl, setExampleUrl] = useState('')
  const [rendered, setRendered] = useState(false)
  const [failed, setFailed] = useState<Failure | null>(null)
  const kind = rendered ? ('script_list' as const) : ('list' as const)
  const find = () =>
    act(
      async () => {
        setFailed(null)
        const answer = await commands.findSelectors({ kind, url: listUrl, exampleUrl: exampleUrl.trim() })
        if (!answer.ok) return setFailed(answer.failure)
        const draft = { kind, url: listUrl, settings: answer.settings }
        onChoose(draft, triedWith(draft, answer))
      },
      { renew: [] },
    )
  return (
    <details open={open}>
      <summary>{words.wizard.example}</summary>
      <div className="stack">
        <p className="faint">{words.wizard.exampleHint}</p>
        <Labelled label={words.wizard.exampleUrl}>
          <Input
            value={exampleUrl}
            inputMode="url"
            maxLength={2000}
            placeholder="https://"
            onChange={(event) => setExampleUrl(event.target.value)}
          />
        </Labelled>
        <div className="row">
          <Button disabled={!URL.canParse(exampleUrl.trim())} loading={busy} onClick={() => void find()}>
            {words.wizard.findList}
          </Button>
          <Checkbox checked={rendered} onChange={(event) => setRendered(event.target.checked)}>
            {words.wizard.rendered}
          </Checkbox>
        </div>
        {failed && <FailureNote failure={failed} />}
        <ProblemNote error={error} />
      </div>
    </details>
  )
}

function ByHand({ url, onChoose }: { url: string; onChoose: Choose }) {
  const words = useWords()
  const kinds = Object.keys(settingsOfKind) as Kind[]
  return (
    <details>
      <summary>{words.wizard.byHand}</summary>
      <Select<Kind>
        className="wide-select"
        aria-label={words.sources.kind}
        placeholder={words.sources.kind}
        onChange={(kind) => onChoose({ kind, url, settings: {} })}
        options={kinds.map((value) => ({
          value,
          label: `${words.states.sourceKind[value]}${words.common.colon}${words.sources.kindMeans[value]}`,
        }))}
      />
    </details>
  )
}
