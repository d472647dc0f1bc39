/** Sources as OPML 2.0, one folder an outlet: other readers take it, and the import here takes it back with kind and settings. */
import type { SourceShown } from './contract.ts'

const attribute = (text: string): string =>
  text
    // XML 1.0 knows no other control characters, not even as references.
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replace(/[<>&"\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`)

export function opmlText(sources: SourceShown[], at: Date): string {
  const folders = new Map<string, SourceShown[]>()
  for (const s of sources) folders.set(s.outlet.name, [...(folders.get(s.outlet.name) ?? []), s])
  const lines = [...folders].map(([outlet, own]) =>
    [
      `    <outline text="${attribute(outlet)}">`,
      ...own.map(
        (s) =>
          `      <outline type="rss" text="${attribute(s.name)}" xmlUrl="${attribute(s.url)}" kind="${s.kind}" settings="${attribute(JSON.stringify(s.settings))}"/>`,
      ),
      '    </outline>',
    ].join('\n'),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>Tongyu 统舆</title><dateCreated>${at.toUTCString()}</dateCreated></head>
  <body>
${lines.join('\n')}
  </body>
</opml>
`
}
