/** What the source brings, and how one article of it reads, before anything is saved. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { type ArticlePreviewShown, settingsOfKind } from '../../../../api/contract.ts'
import { useAct } from '../../../components/act.ts'
import { LoadingState, ProblemNote } from '../../../components/Answer.tsx'
import { Labelled } from '../../../components/Sheet.tsx'
import { useWords } from '../../../preferences.tsx'
import { commands } from '../../../requests.ts'
import { timeText } from '../../../times.ts'
import { FailureNote } from '../FailureNote.tsx'
import { type Draft, type Tried, tidy, triedAs } from './draft.ts'
import { ArticleFields, SettingFields } from './SettingFields.tsx'

const shownItems = 10

export function LookStep({
  draft,
  tried,
  onChange,
  onTried,
}: {
  draft: Draft
  tried: Tried | null
  onChange: (draft: Draft) => void
  onTried: (tried: Tried) => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const isFresh = tried?.as === triedAs(draft)
  const { needs } = settingsOfKind[draft.kind]
  // The program has filled them in; they are for whoever knows how pages are built, or where one is missing.
  const wantsSettings =
    needs.some((name) => !draft.settings[name]) ||
    (isFresh && !tried.answer.ok && tried.answer.failure.code === 'bad_settings')
  const tryIt = () =>
    act(
      async () => {
        const body = { ...draft, settings: tidy(draft) }
        onTried({ as: triedAs(draft), answer: await commands.previewSource(body) })
      },
      { renew: [] },
    )
  return (
    <>
      {busy && <LoadingState text={words.wizard.previewing} />}
      <ProblemNote error={error} />
      {tried && isFresh && !busy && <Items key={tried.as} draft={draft} answer={tried.answer} />}
      <details open={wantsSettings}>
        <summary>{words.wizard.settings}</summary>
        <div className="stack">
          <Labelled label={words.sources.url}>
            <Input
              value={draft.url}
              inputMode="url"
              maxLength={2000}
              onChange={(event) => onChange({ ...draft, url: event.target.value.trim() })}
            />
          </Labelled>
          <SettingFields
            kind={draft.kind}
            settings={draft.settings}
            onChange={(settings) => onChange({ ...draft, settings })}
          />
        </div>
      </details>
      <details open={draft.settings.article !== undefined}>
        <summary>{words.wizard.articleSettings}</summary>
        <ArticleFields settings={draft.settings} onChange={(settings) => onChange({ ...draft, settings })} />
      </details>
      <div className="row">
        <Button type={isFresh ? 'default' : 'primary'} loading={busy} onClick={() => void tryIt()}>
          {tried ? words.wizard.tryAgain : words.wizard.preview}
        </Button>
      </div>
    </>
  )
}

function Items({ draft, answer }: { draft: Draft; answer: Tried['answer'] }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [article, setArticle] = useState<{ url: string; read: ArticlePreviewShown | null } | null>(null)
  if (!answer.ok) return <FailureNote failure={answer.failure} />
  const readOne = (url: string) =>
    act(
      async () => {
        setArticle({ url, read: null })
        const read = await commands.previewArticle({ kind: draft.kind, url, settings: tidy(draft) })
        setArticle({ url, read })
      },
      { renew: [] },
    )
  return (
    <>
      <p className="faint">
        {words.wizard.previewOf(Math.min(shownItems, answer.items.length), answer.itemCount)}
        {answer.dropped.count > 0 && ` ${words.wizard.droppedItems(answer.dropped.count)}`}
      </p>
      <ol className="plain-list found-items">
        {answer.items.slice(0, shownItems).map((item) => (
          <li key={item.url} className="stack tight">
            <div className="row between top">
              <a className="grow" href={item.url} target="_blank" rel="noreferrer noopener">
                {item.title || item.url}
              </a>
              <span className="faint nowrap">
                {item.publishedAt ? timeText(item.publishedAt) : words.wizard.noDate}
              </span>
              <Button size="small" disabled={busy} onClick={() => void readOne(item.url)}>
                {words.wizard.readArticle}
              </Button>
            </div>
            {article?.url === item.url && <ArticleRead read={article.read} />}
          </li>
        ))}
      </ol>
      <ProblemNote error={error} />
    </>
  )
}

function ArticleRead({ read }: { read: ArticlePreviewShown | null }) {
  const words = useWords()
  if (!read) return <LoadingState text={words.wizard.previewing} />
  if (!read.ok) return <FailureNote failure={read.failure} />
  const { title, byline, sourceLine, publishedAt, text, characters } = read.article
  const facts = [publishedAt ? timeText(publishedAt) : words.wizard.noDate, sourceLine, byline].filter(Boolean)
  return (
    <article className="article-read stack">
      <strong>{title}</strong>
      <span className="faint">{facts.join(' · ')}</span>
      <div className="pre">{text}</div>
      <span className="faint">{words.wizard.articleShown(characters)}</span>
    </article>
  )
}
