/**
 * 添加信源: an address, what can be read from it, a trial, and only then saving. With `?url=` the address is filled in and looked
 * at; with `?source=` an existing source is changed, and with `&look=1`, or where it cannot be read as it is, looked at anew.
 */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { type DetectionShown, type SourceShown, settingsOfKind } from '../../../../api/contract.ts'
import { Answer } from '../../../components/Answer.tsx'
import { useWords } from '../../../preferences.tsx'
import { questions } from '../../../requests.ts'
import { AddressStep } from './AddressStep.tsx'
import { type Draft, type Tried, triedWith } from './draft.ts'
import { LookStep } from './LookStep.tsx'
import { SaveStep } from './SaveStep.tsx'
import { WayStep } from './WayStep.tsx'

export default function AddSource() {
  const [params] = useSearchParams()
  const id = params.get('source')
  return id ? (
    <ChangeSource key={id} id={id} anew={params.has('look')} />
  ) : (
    <Wizard key={params.get('url')} address={params.get('url') ?? ''} anew={params.has('url')} />
  )
}

function ChangeSource({ id, anew }: { id: string; anew: boolean }) {
  // Read once: a list that renews itself must not overwrite what a person is typing.
  const answer = useQuery({ ...questions.source(id), refetchInterval: false, staleTime: Number.POSITIVE_INFINITY })
  return (
    <Answer query={answer}>
      {({ source }) => <Wizard address={source.url} source={source} anew={anew || !isComplete(source)} />}
    </Answer>
  )
}

/** Home pages of the catalogue come without the place of their list. */
const isComplete = ({ kind, settings }: SourceShown): boolean =>
  settingsOfKind[kind].needs.every((name) => settings[name] !== undefined)

type Found = Extract<DetectionShown, { ok: true }>

function Wizard(props: { address: string; source?: SourceShown; anew: boolean }) {
  const { source, anew } = props
  const words = useWords()
  const [start, setStart] = useState({ address: props.address, lookAtOnce: anew })
  const [found, setFound] = useState<Found | null>(null)
  const [draft, setDraft] = useState<Draft | null>(
    source && !anew ? { kind: source.kind, url: source.url, settings: source.settings } : null,
  )
  const [tried, setTried] = useState<Tried | null>(null)
  const choose = (next: Draft | null, withItems: Tried | null = null) => {
    setDraft(next)
    setTried(withItems)
  }
  /** The best way is taken until a person takes another, unless the address is polled already. */
  const chooseBest = (answer: Found) => {
    const [best] = answer.proposals
    const isElsewhere = answer.knownSourceId !== null && answer.knownSourceId !== source?.id
    if (!best || isElsewhere) return choose(null)
    const { kind, url, settings } = best
    choose({ kind, url, settings }, triedWith({ kind, url, settings }, { ...best, items: best.sample }))
  }
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>{source ? words.wizard.change : words.wizard.title}</h1>
        <Link to={source ? `/sources?source=${source.id}` : '/sources'}>{words.common.cancel}</Link>
      </header>
      {source && (
        <p className="quiet">
          {source.outlet.name} · {source.name}
        </p>
      )}
      <Step title={words.wizard.step.address}>
        <AddressStep
          key={start.address}
          {...start}
          onLook={() => {
            setFound(null)
            if (!source || anew) choose(null)
          }}
          onFound={(answer) => {
            setFound(answer)
            if (!source || anew) chooseBest(answer)
          }}
        />
      </Step>
      {found && (
        <Step title={words.wizard.step.way}>
          <WayStep
            key={found.finalUrl}
            found={found}
            ignoreKnown={source?.id}
            draft={draft}
            onChoose={choose}
            onLookAt={(address) => setStart({ address, lookAtOnce: true })}
          />
        </Step>
      )}
      {draft && (
        <Step title={words.wizard.step.look}>
          <LookStep draft={draft} tried={tried} onChange={setDraft} onTried={setTried} />
        </Step>
      )}
      {draft && (
        <Step title={words.wizard.step.save}>
          <SaveStep
            draft={draft}
            tried={tried}
            owner={found?.outlet ?? null}
            title={found?.title ?? ''}
            source={source}
          />
        </Step>
      )}
    </div>
  )
}

const Step = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="panel stack wide">
    <h2>{title}</h2>
    {children}
  </section>
)
