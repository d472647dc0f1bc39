/** A source on its way to being saved: how it would be read, and what that brought when it was tried. */
import {
  type FoundItemShown,
  type PreviewRequest,
  type PreviewShown,
  settingsOfKind,
} from '../../../../api/contract.ts'

export type Draft = PreviewRequest
export type Kind = Draft['kind']
export type Settings = Draft['settings']

/** What was tried, as one text: another text means that it must be tried again. How articles are read changes no list. */
export function triedAs({ kind, url, settings }: Draft): string {
  const { article: _, ...ofList } = tidy({ kind, settings })
  return JSON.stringify([kind, url, ofList])
}

/** Only what the kind knows, without what is empty. */
export function tidy({ kind, settings }: Pick<Draft, 'kind' | 'settings'>): Settings {
  const known: readonly string[] = [...settingsOfKind[kind].knows, 'article']
  return Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => known.includes(name) && value !== '' && value !== undefined),
  )
}

export type Tried = { as: string; answer: PreviewShown }

/** A proposal and selectors that were found come with their items: they count as tried. */
export const triedWith = (
  draft: Draft,
  found: { title?: string; items: FoundItemShown[]; itemCount: number },
): Tried => ({
  as: triedAs(draft),
  answer: {
    ok: true,
    title: found.title ?? '',
    items: found.items,
    itemCount: found.itemCount,
    dropped: { count: 0, reasons: {} },
  },
})
