/** 研判记录: who judged the flag how, newest first. */
import type { ReviewShown } from '../../../api/contract.ts'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'

/** `versionId`: the version that the flag speaks of now. */
export function Reviews({ reviews, versionId }: { reviews: ReviewShown[]; versionId: string }) {
  const words = useWords()
  if (reviews.length === 0) return null
  return (
    <section>
      <h3>{words.review.past}</h3>
      <ol className="plain-list">
        {[...reviews].reverse().map((review) => (
          <li key={review.id}>
            <div className="row">
              <StateTag tone={review.final ? 'good' : 'step1'}>{words.states.verdict[review.verdict]}</StateTag>
              <span>
                {review.by.name} <span className="faint">{review.unit?.name}</span>
              </span>
              {review.confirmsId !== null && <span className="faint">{words.review.confirmsOther}</span>}
              {review.articleVersionId !== versionId && <span className="faint">{words.review.ofEarlier}</span>}
            </div>
            {review.reason !== '' && <p>{review.reason}</p>}
            <p className="faint">
              <TimeText at={review.at} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
