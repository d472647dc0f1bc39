/** Split, merge, accept, refuse: each asks once, says what will happen and wants a reason. */
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { SuggestionShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { timeText } from '../../times.ts'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

type Given = { storyId: string; onClose: () => void }

export function SplitSheet({ articleIds, storyId, onClose }: Given & { articleIds: string[] }) {
  const words = useWords()
  return (
    <ReasonSheet
      title={words.stories.split}
      verb={words.stories.splitShort}
      means={words.stories.splitMeans(articleIds.length)}
      done={words.stories.splitDone}
      run={(reason) => commands.splitStory(storyId, { articleIds, reason })}
      onClose={onClose}
    />
  )
}

export function SuggestionSheet({
  suggestion,
  verb,
  storyId,
  onClose,
}: Given & { suggestion: SuggestionShown; verb: 'accept' | 'refuse' }) {
  const words = useWords()
  const isYes = verb === 'accept'
  return (
    <ReasonSheet
      title={words.stories[verb]}
      verb={words.stories[verb]}
      means={isYes ? words.stories.acceptMeans : words.stories.refuseMeans}
      done={isYes ? words.stories.accepted : words.stories.refused}
      run={(reason) => commands.settleSuggestion(storyId, { storyId: suggestion.storyId, verb, reason })}
      onClose={onClose}
    >
      <p className="quote">{suggestion.article.title}</p>
    </ReasonSheet>
  )
}

export function MergeSheet({ storyId, onClose }: Given) {
  const words = useWords()
  const [q, setQ] = useState('')
  const [articleId, setArticleId] = useState<string>()
  const found = useQuery({ ...questions.articles({ q, pageSize: '20' }), enabled: q.trim() !== '' })
  const options = (found.data?.items ?? [])
    .filter((item) => item.clusterId !== null && item.clusterId !== storyId)
    .map((item) => ({
      value: item.id,
      label: `${item.title} · ${item.outlet.name} · ${timeText(item.publishedAt ?? item.firstSeenAt)}`,
    }))
  return (
    <ReasonSheet
      title={words.stories.merge}
      verb={words.stories.mergeVerb}
      means={words.stories.mergeMeans}
      done={words.stories.mergeDone}
      ready={articleId !== undefined}
      run={(reason) => commands.mergeStory(storyId, { articleId: articleId ?? '', reason })}
      onClose={onClose}
    >
      <Labelled label={words.stories.mergeWith} hint={words.stories.mergeHint} required>
        <Select
          showSearch={{ filterOption: false, onSearch: setQ }}
          value={articleId}
          options={options}
          loading={found.isFetching}
          notFoundContent={null}
          onChange={setArticleId}
        />
      </Labelled>
    </ReasonSheet>
  )
}

function ReasonSheet(props: {
  title: string
  verb: string
  means: string
  done: string
  ready?: boolean
  run: (reason: string) => Promise<unknown>
  onClose: () => void
  children?: ReactNode
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [reason, setReason] = useState('')
  const submit = async () => {
    if (await act(() => props.run(reason), { done: props.done, renew: ['articles', 'flags'] })) props.onClose()
  }
  return (
    <Sheet
      title={props.title}
      verb={props.verb}
      consequence={props.means}
      busy={busy}
      error={error}
      ready={props.ready !== false && reason.trim().length >= 2}
      onDo={() => void submit()}
      onClose={props.onClose}
    >
      {props.children}
      <Labelled label={words.common.reason} hint={words.stories.reasonHint} required>
        <Input.TextArea rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}
