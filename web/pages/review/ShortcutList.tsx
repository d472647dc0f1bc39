/** All keys of the review page. */
import { Modal } from 'antd'
import { useWords } from '../../preferences.tsx'
import { reviewVerdicts } from './verdicts.ts'

export function ShortcutList({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const keys: [string, string][] = [
    ['j', words.review.keys.next],
    ['k', words.review.keys.previous],
    ['o', words.review.keys.open],
    ...reviewVerdicts.map((verdict, at): [string, string] => [
      String(at + 1),
      words.review.keys.verdict(words.states.verdict[verdict]),
    ]),
    ['s', words.moves.flag['mark-suspected-major']],
    ['a', words.moves.flag.acknowledge],
    ['/', words.review.keys.search],
    ['?', words.review.keys.help],
  ]
  return (
    <Modal open title={words.review.keys.title} footer={null} onCancel={onClose} width={420}>
      <dl className="facts">
        {keys.map(([key, meaning]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
