/**
 * What is in print at a moment: the script by the clock, publication and edits by hand. Nothing runs in the background;
 * each question is answered from the clock, so a controlled clock controls the world. Knows no HTTP.
 */
import type { DemoArticle, Replacement, Withdrawal } from './outlet.ts'

/** An article's text at one moment, with the time it was published; edits leave that time alone. */
export type Version = { article: DemoArticle; title: string; paragraphs: string[]; publishedAt: Date }

export type Newsroom = {
  /** Null before publication and after withdrawal. */
  versionOf(key: string): Version | null
  /** Publishes now, by hand: its edits then wait for `edit`. An unknown key, or one in print, throws. */
  publish(key: string): void
  /** Publishes all that is not out, with the script's distances, the last one now. */
  publishAll(): void
  /** From now on the script's articles and their edits appear by the clock, `speed` times faster. Returns its end. */
  startScript(speed: number): Date
  /** Applies the next edit of an article in print. Throws when there is none left. */
  edit(key: string): void
  /** The article is in no list any more, and its address answers as sites do when something is gone. */
  withdraw(key: string, how?: Withdrawal): void
  /** A withdrawn article is back as it was. */
  restore(key: string): void
  /** How it was withdrawn; null while it was not. */
  withdrawalOf(key: string): Withdrawal | null
}

type Handled = { publishedAt?: Date; edits: number; withdrawn: Withdrawal | null }

/** `articles` must be sound (see checkArticles); `now` is asked at every question. */
export function createNewsroom(articles: DemoArticle[], now: () => Date): Newsroom {
  const openedAt = now()
  const byKey = new Map(articles.map((article) => [article.key, article]))
  const handled = new Map<string, Handled>(articles.map(({ key }) => [key, { edits: 0, withdrawn: null }]))
  const scripted = articles.filter((article) => article.afterMs >= 0)
  let script: { startedAt: Date; speed: number } | null = null

  const articleOf = (key: string): DemoArticle => {
    const article = byKey.get(key)
    if (!article) throw new Error(`The demo world has no article "${key}".`)
    return article
  }

  const publishedAt = (article: DemoArticle): Date | null => {
    const byHand = handled.get(article.key)!.publishedAt
    if (byHand) return byHand
    if (article.afterMs < 0) return new Date(openedAt.getTime() + article.afterMs)
    if (!script) return null
    const at = new Date(script.startedAt.getTime() + article.afterMs / script.speed)
    return at <= now() ? at : null
  }

  const editsDone = (article: DemoArticle, at: Date): number => {
    const { publishedAt: byHand, edits } = handled.get(article.key)!
    if (byHand || !script) return edits
    const { speed } = script
    const byClock = (article.edits ?? []).filter((each) => at.getTime() + each.afterMs / speed <= now().getTime())
    return Math.max(edits, byClock.length)
  }

  const versionOf = (key: string): Version | null => {
    const article = articleOf(key)
    const at = publishedAt(article)
    if (!at || handled.get(key)!.withdrawn) return null
    const edits = (article.edits ?? []).slice(0, editsDone(article, at)).flatMap((each) => each.replace)
    return {
      article,
      title: replaceAll(article.title, edits),
      paragraphs: article.paragraphs.map((paragraph) => replaceAll(paragraph, edits)),
      publishedAt: at,
    }
  }

  return {
    versionOf,
    publish(key) {
      const article = articleOf(key)
      if (publishedAt(article)) throw new Error(`"${key}" is already published.`)
      handled.get(key)!.publishedAt = now()
    },
    publishAll() {
      const last = Math.max(0, ...scripted.map((article) => article.afterMs))
      for (const article of scripted)
        if (!publishedAt(article))
          handled.get(article.key)!.publishedAt = new Date(now().getTime() - (last - article.afterMs))
    },
    startScript(speed) {
      if (!(speed > 0)) throw new Error(`The script's speed must be above 0, not ${speed}.`)
      if (script) throw new Error('The script is already running.')
      const startedAt = now()
      script = { startedAt, speed }
      const ends = scripted.flatMap(({ afterMs, edits = [] }) => [
        afterMs,
        ...edits.map((edit) => afterMs + edit.afterMs),
      ])
      return new Date(startedAt.getTime() + Math.max(0, ...ends) / speed)
    },
    edit(key) {
      const version = versionOf(key)
      if (!version) throw new Error(`"${key}" is not in print.`)
      const done = editsDone(version.article, version.publishedAt)
      if (done >= (version.article.edits?.length ?? 0)) throw new Error(`"${key}" has no further edit.`)
      handled.get(key)!.edits = done + 1
    },
    withdraw(key, how = 'not_found') {
      if (!versionOf(key)) throw new Error(`"${key}" is not in print.`)
      handled.get(key)!.withdrawn = how
    },
    restore(key) {
      articleOf(key)
      handled.get(key)!.withdrawn = null
    },
    withdrawalOf: (key) => handled.get(key)!.withdrawn,
  }
}

/** Throws on what would make the world lie: a key twice, a link to nothing, an edit that changes nothing. */
export function checkArticles(articles: DemoArticle[]): void {
  const keys = new Set<string>()
  for (const { key } of articles) {
    if (keys.has(key)) throw new Error(`Two demo articles have the key "${key}".`)
    keys.add(key)
  }
  for (const article of articles) {
    if (article.reprintOf && !keys.has(article.reprintOf))
      throw new Error(`"${article.key}" reprints "${article.reprintOf}", which does not exist.`)
    let text = [article.title, ...article.paragraphs].join('\n')
    for (const { replace } of article.edits ?? []) {
      const after = replaceAll(text, replace)
      if (after === text) throw new Error(`An edit of "${article.key}" changes nothing.`)
      text = after
    }
  }
}

function replaceAll(text: string, edits: Replacement[]): string {
  return edits.reduce((current, { from, to }) => current.replaceAll(from, to), text)
}
