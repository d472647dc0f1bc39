/**
 * Keeps the list under the reviewer's eyes still: known stories are renewed where they stand, new ones are counted and
 * shown only when asked for. Another filter starts anew.
 */
import { useEffect, useMemo, useState } from 'react'
import type { Stories, Story } from '../../../api/contract.ts'

export type SteadyStories = { shown: Story[]; arrived: number; total: number; takeIn: () => void }

/** The stories to show, in the order they stood, and how many of `fresh` are not among them. Pure. */
export function steady(order: readonly string[], fresh: readonly Story[]): { shown: Story[]; arrived: number } {
  const byKey = new Map(fresh.map((story) => [keyOf(story), story]))
  const shown = order.flatMap((key) => {
    const story = byKey.get(key)
    return story ? [story] : []
  })
  return { shown, arrived: fresh.length - shown.length }
}

/** An empty list takes in whatever comes, without being asked; taking in nothing once more would render without end. Pure. */
export const takesAll = (order: readonly string[] | null, fresh: readonly Story[]): boolean =>
  order === null || (order.length === 0 && fresh.length > 0)

/** One story per cluster and unit; its most urgent flag may change. */
export const keyOf = (story: Pick<Story, 'clusterId' | 'unit'>): string => `${story.unit.id}:${story.clusterId}`

export function useSteadyStories(data: Stories | undefined, filters: string): SteadyStories {
  const [kept, setKept] = useState<{ filters: string; order: string[] } | null>(null)
  const fresh = useMemo(() => data?.items ?? [], [data])
  const order = kept?.filters === filters ? kept.order : null
  useEffect(() => {
    if (data !== undefined && takesAll(order, fresh)) setKept({ filters, order: fresh.map(keyOf) })
  }, [data, fresh, filters, order])
  const { shown, arrived } = steady(order ?? fresh.map(keyOf), fresh)
  return {
    shown,
    arrived,
    total: data?.total ?? 0,
    takeIn: () => setKept({ filters, order: fresh.map(keyOf) }),
  }
}
