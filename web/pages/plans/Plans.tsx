/** 预案: every plan of the house, who has adopted it, and the way to its text. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { PlanRow, PlansShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { Sheet } from '../../components/Sheet.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import type { Words } from '../../locales/zh-CN.ts'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

export default function Plans() {
  const words = useWords()
  const answer = useQuery(questions.plans())
  return (
    <div className="page stack wide">
      <h1>{words.plans.title}</h1>
      <p className="quiet">{words.plans.intro}</p>
      <Answer query={answer}>{(plans) => <PlanList plans={plans} />}</Answer>
    </div>
  )
}

function PlanList({ plans }: { plans: PlansShown }) {
  const words = useWords()
  const [adopting, setAdopting] = useState<{ plan: PlanRow; root: PlansShown['mayAdopt'][number] } | null>(null)
  if (plans.items.length === 0) return <EmptyState title={words.plans.empty} />
  return (
    <>
      <div className="plan-cards">
        {plans.items.map((plan) => (
          <article key={plan.plan} className="panel stack">
            <div className="row between top">
              <h2>
                <Link to={`/plans/${plan.plan}`}>{plan.title}</Link>
              </h2>
              {plan.restricted && <StateTag tone="step3">{words.plans.restricted}</StateTag>}
            </div>
            <p className="faint">
              {[words.plans.family[plan.family], plan.part, words.plans.version(plan.version)]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <p>{words.plans.sizes(plan.steps, plan.duties)}</p>
            <p className="faint">
              {plan.adoptedBy.length > 0
                ? words.plans.adoptedBy(plan.adoptedBy.map((a) => a.name).join(words.common.listComma))
                : words.plans.notAdopted}
            </p>
            {plans.withoutMedia.plan === plan.plan && plans.withoutMedia.roots.length > 0 && (
              <p className="faint">
                {words.plans.mediaWithout(plans.withoutMedia.roots.map((r) => r.name).join(words.common.listComma))}
              </p>
            )}
            <div className="row">
              {plans.mayAdopt.map((root) => (
                <Button key={root.rootId} size="small" onClick={() => setAdopting({ plan, root })}>
                  {isAdopted(plan, root.rootId) ? words.plans.drop : words.plans.adopt}
                </Button>
              ))}
            </div>
          </article>
        ))}
      </div>
      {adopting && <AdoptSheet {...adopting} all={plans} onClose={() => setAdopting(null)} />}
    </>
  )
}

const isAdopted = (plan: PlanRow, rootId: string): boolean => plan.adoptedBy.some((a) => a.rootId === rootId)

function AdoptSheet({
  plan,
  root,
  all,
  onClose,
}: {
  plan: PlanRow
  root: PlansShown['mayAdopt'][number]
  all: PlansShown
  onClose: () => void
}) {
  const { plans: words, common } = useWords()
  const { act, busy, error } = useAct(true)
  const drop = isAdopted(plan, root.rootId)
  return (
    <Sheet
      title={plan.title}
      verb={drop ? words.drop : words.adopt}
      consequence={meansOf({ plan, root, all, drop }, words)}
      danger={drop}
      busy={busy}
      error={error}
      onDo={async () => {
        const run = () => commands.adoptPlan(plan.plan, { rootId: root.rootId, drop })
        if (await act(run, { done: common.saved, renew: ['plans'] })) onClose()
      }}
      onClose={onClose}
    />
  )
}

/** A tree has one media plan at a time: which one leaves is said before it happens. */
function meansOf(
  { plan, root, all, drop }: { plan: PlanRow; root: { rootId: string; name: string }; all: PlansShown; drop: boolean },
  words: Words['plans'],
): string {
  if (plan.family !== 'media') return drop ? words.dropMeans(root.name) : words.adoptMeans(root.name)
  if (drop && plan.plan === all.withoutMedia.plan) return words.dropShippedMediaMeans(root.name)
  if (drop) return words.dropMediaMeans(root.name)
  const former = all.items.find((p) => p.family === 'media' && p.plan !== plan.plan && isAdopted(p, root.rootId))
  return words.adoptMediaMeans(root.name, former?.title ?? null)
}
