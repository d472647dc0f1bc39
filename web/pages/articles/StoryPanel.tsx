/** One story: who carried it when and how we know, what may belong to it, what people decided; and the means to decide. */
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ChainLink, StoryDecisionShown, StoryView, SuggestionShown } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { MoveBar } from '../../components/MoveButton.tsx'
import { findMove, isAllowed } from '../../components/moves.ts'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { usePreferences, useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { MergeSheet, SplitSheet, SuggestionSheet } from './StorySheets.tsx'

type Open = 'split' | 'merge' | { suggestion: SuggestionShown; verb: 'accept' | 'refuse' } | null

export function StoryPanel({ articleId }: { articleId: string }) {
  const words = useWords()
  const answer = useQuery(questions.story(articleId))
  if (answer.error && 'status' in answer.error && answer.error.status === 404)
    return <EmptyState title={words.articles.noChain} next={words.articles.noChainNext} />
  return <Answer query={answer}>{(story) => <Story story={story} />}</Answer>
}

function Story({ story }: { story: StoryView }) {
  const words = useWords()
  const [chosen, setChosen] = useState<string[]>([])
  const [open, setOpen] = useState<Open>(null)
  const { chain, moves } = story
  const arrange = findMove(moves, 'arrange')
  const may = isAllowed(moves, 'arrange')
  // Only what is still here can be taken out.
  const selected = chain.map((link) => link.article.id).filter((id) => chosen.includes(id))
  const choose = (id: string, on: boolean) => setChosen((old) => (on ? [...old, id] : old.filter((one) => one !== id)))
  const first = chain[0]
  const close = () => setOpen(null)
  return (
    <div className="stack story-panel">
      {first && (
        <p className="quiet">
          {words.stories.firstBy(first.article.outlet.name, words.states.origin[story.origin])} ·{' '}
          {words.stories.articles(chain.length)}
        </p>
      )}
      <ol className="plain-list chain">
        {chain.map((link) => (
          <ChainRow
            key={link.article.id}
            link={link}
            chain={chain}
            {...(may && chain.length > 1
              ? {
                  chosen: selected.includes(link.article.id),
                  onChoose: (on: boolean) => choose(link.article.id, on),
                }
              : {})}
          />
        ))}
      </ol>
      {chain.length === 1 && <p className="faint">{words.articles.noChainNext}</p>}
      {arrange && (
        <div className="row no-print">
          {may ? (
            <>
              {chain.length > 1 && (
                <Button
                  disabled={selected.length === 0 || selected.length === chain.length}
                  title={selected.length === 0 ? words.stories.chooseFirst : ''}
                  onClick={() => setOpen('split')}
                >
                  {words.stories.split}
                  {selected.length > 0 && ` ${selected.length}`}
                </Button>
              )}
              <Button onClick={() => setOpen('merge')}>{words.stories.merge}</Button>
            </>
          ) : (
            <MoveBar
              moves={[arrange]}
              choices={[{ verb: 'arrange', label: words.stories.splitShort, onClick: () => undefined }]}
            />
          )}
        </div>
      )}
      <section className="stack tight">
        <h3 className="row between">
          {words.stories.suggested}
          <Link to="/stories">{words.suggested.all}</Link>
        </h3>
        {story.suggestions.length === 0 ? (
          <p className="faint">{words.stories.noneSuggested}</p>
        ) : (
          <>
            <p className="faint">{words.stories.suggestedMeans}</p>
            <ul className="plain-list">
              {story.suggestions.map((suggestion) => (
                <SuggestionRow
                  key={suggestion.storyId}
                  suggestion={suggestion}
                  onDecide={may ? (verb) => setOpen({ suggestion, verb }) : null}
                />
              ))}
            </ul>
          </>
        )}
      </section>
      {story.decisions.length > 0 && <Decisions decisions={story.decisions} />}
      {open === 'split' && <SplitSheet storyId={story.id} articleIds={selected} onClose={close} />}
      {open === 'merge' && <MergeSheet storyId={story.id} onClose={close} />}
      {open !== null && typeof open === 'object' && <SuggestionSheet storyId={story.id} {...open} onClose={close} />}
    </div>
  )
}

function ChainRow(props: { link: ChainLink; chain: ChainLink[]; chosen?: boolean; onChoose?: (on: boolean) => void }) {
  const words = useWords()
  const { article, first, from } = props.link
  const source = from && props.chain.find((each) => each.article.id === from.articleId)?.article
  return (
    <li>
      <div className="row">
        {props.onChoose && (
          <Checkbox
            checked={props.chosen}
            aria-label={words.stories.choose(article.title)}
            onChange={(event) => props.onChoose?.(event.target.checked)}
          />
        )}
        <strong>{article.outlet.name}</strong>
        <span className="faint">{words.states.origin[article.outlet.origin]}</span>
        {first && <StateTag tone="step1">{words.articles.first}</StateTag>}
        {from?.titleChanged && <StateTag tone="step2">{words.articles.titleChanged}</StateTag>}
      </div>
      <div>
        <Link to={`/articles/${article.id}`}>{article.title}</Link>
      </div>
      {from?.titleChanged && source && <div className="quiet">{words.stories.titleWas(source.title)}</div>}
      <div className="faint">
        <TimeText at={article.publishedAt ?? article.firstSeenAt} />
        {from &&
          ` · ${words.articles.basis[from.basis](source?.outlet.name ?? words.stories.nameless, Math.round(from.similarity * 100))}`}
      </div>
    </li>
  )
}

function SuggestionRow({
  suggestion: { article, likeness, reason },
  onDecide,
}: {
  suggestion: SuggestionShown
  onDecide: ((verb: 'accept' | 'refuse') => void) | null
}) {
  const words = useWords()
  const { language } = usePreferences()
  const list = (names: string[]) => names.join(words.common.listComma)
  const named = (list: { name: string; english: string }[]) =>
    list.map(({ name, english }) => (language === 'en' ? english : name))
  return (
    <li className="stack tight">
      <div className="row">
        <strong>{article.outlet.name}</strong>
        <span className="faint">{words.states.origin[article.outlet.origin]}</span>
        <span className="tag plain">{words.stories.likeness(Math.round(likeness * 100))}</span>
      </div>
      <Link to={`/articles/${article.id}`}>{article.title}</Link>
      <div className="faint">
        <TimeText at={article.publishedAt ?? article.firstSeenAt} /> · {words.stories.hoursApart(reason.hoursApart)}
      </div>
      {reason.words.length > 0 && <div>{words.stories.sharedWords(list(reason.words))}</div>}
      {reason.indicators.length > 0 && <div>{words.stories.sharedIndicators(list(named(reason.indicators)))}</div>}
      {reason.places.length > 0 && <div>{words.stories.sharedPlaces(list(named(reason.places)))}</div>}
      {onDecide && (
        <div className="row no-print">
          <Button size="small" onClick={() => onDecide('accept')}>
            {words.stories.accept}
          </Button>
          <Button size="small" onClick={() => onDecide('refuse')}>
            {words.stories.refuse}
          </Button>
        </div>
      )}
    </li>
  )
}

function Decisions({ decisions }: { decisions: StoryDecisionShown[] }) {
  const words = useWords()
  return (
    <section className="stack tight">
      <h3>{words.stories.decisions}</h3>
      <ol className="plain-list">
        {decisions.map((decision) => (
          <li key={decision.id}>
            <div className="row">
              <strong>{words.stories.verb[decision.verb]}</strong>
              {decision.keepsApart && <StateTag tone="step2">{words.stories.keptApart}</StateTag>}
            </div>
            <div>{decision.reason}</div>
            {decision.articles.map((article) => (
              <div key={article.id}>
                <Link to={`/articles/${article.id}`}>{article.title}</Link>
              </div>
            ))}
            <div className="faint">
              {decision.by.name} {decision.unit?.name} · <TimeText at={decision.at} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
