/** Who handed an article in, when, how and why; nothing where the machine found it by itself. */
import { useQuery } from '@tanstack/react-query'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'

export function HandedIn({ articleId }: { articleId: string }) {
  const words = useWords()
  const { data } = useQuery(questions.submissions({ articleId, pageSize: 100 }))
  if (!data || data.items.length === 0) return null
  return (
    <section className="notice step1 stack tight" aria-label={words.submissions.handedIn}>
      <strong>{words.submissions.handedIn}</strong>
      <ul className="plain-list tight">
        {data.items.map((one) => (
          <li key={one.id}>
            {one.by.name}
            <span className="faint">
              {' '}
              {one.by.kind === 'sender' ? words.submissions.sender : one.by.unit} · <TimeText at={one.at} /> ·{' '}
              {words.submissions.ways[one.given]}
              {one.fileName && ` · ${one.fileName}`}
            </span>
            <div>
              {words.submissions.why}
              {words.common.colon}
              {one.reason}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
