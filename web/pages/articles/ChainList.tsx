/** Who carried the same text, in order of time, and how we know that it came from the one before. */
import { Link } from 'react-router'
import type { ChainLink } from '../../../api/contract.ts'
import { EmptyState } from '../../components/Answer.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'

export function ChainList({ chain }: { chain: ChainLink[] }) {
  const words = useWords()
  if (chain.length === 0) return <EmptyState title={words.articles.noChain} next={words.articles.noChainNext} />
  const names = new Map(chain.map((link) => [link.article.id, link.article.outlet.name]))
  return (
    <ol className="plain-list chain">
      {chain.map(({ article, first, from }) => (
        <li key={article.id}>
          <div className="row">
            <strong>{article.outlet.name}</strong>
            <span className="faint">{words.states.origin[article.outlet.origin]}</span>
            {first && <StateTag tone="step1">{words.articles.first}</StateTag>}
            {from?.titleChanged && <StateTag tone="step2">{words.articles.titleChanged}</StateTag>}
          </div>
          <div>
            <Link to={`/articles/${article.id}`}>{article.title}</Link>
          </div>
          <div className="faint">
            <TimeText at={article.publishedAt ?? article.firstSeenAt} />
            {from &&
              ` · ${words.articles.basis[from.basis](names.get(from.articleId) ?? '—', Math.round(from.similarity * 100))}`}
          </div>
        </li>
      ))}
    </ol>
  )
}
