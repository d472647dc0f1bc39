/**
 * Document type declarations of feeds, sitemaps and lists are taken out before anything is parsed: entity bombs and files of ours
 * live there. What a writer abbreviated with a short plain text is written out; no entity within an entity, none from elsewhere.
 */

const entityLimits = { declared: 100, chars: 200, uses: 1_000 } as const

/** The text without its document type declarations, internal subsets and all. */
export function withoutDoctype(text: string): string {
  const begun = /<!doctype/gi
  const kept: string[] = []
  let declared = ''
  let from = 0
  for (let at = begun.exec(text)?.index; at !== undefined; at = begun.exec(text)?.index) {
    kept.push(text.slice(from, at))
    from = begun.lastIndex = endOfDoctype(text, at)
    declared ||= text.slice(at, Math.min(from, at + 64 * 1024))
  }
  return from === 0 ? text : writtenOut(kept.join('') + text.slice(from), plainEntities(declared))
}

/** Behind its `>`, or the end of the text where it is never closed. */
function endOfDoctype(text: string, start: number): number {
  let depth = 0
  for (let i = start; i < text.length; i++) {
    const char = text[i]
    if (char === '[') depth += 1
    else if (char === ']') depth -= 1
    else if (char === '>' && depth <= 0) return i + 1
  }
  return text.length
}

/** `<!ENTITY name "text">` whose text holds no markup, no quote and no other entity: it can stand wherever its name stood. */
function plainEntities(doctype: string): Map<string, string> {
  const entities = new Map<string, string>()
  for (const [, name = '', , value = ''] of doctype.matchAll(/<!ENTITY\s+([\w.-]{1,40})\s+(["'])([^"'<>&%]*)\2\s*>/g))
    if (value.length <= entityLimits.chars && entities.size < entityLimits.declared && !entities.has(name))
      entities.set(name, value)
  return entities
}

function writtenOut(text: string, entities: ReadonlyMap<string, string>): string {
  if (entities.size === 0) return text
  let left: number = entityLimits.uses
  return text.replace(/&([\w.-]{1,40});/g, (whole, name: string) => {
    const value = entities.get(name)
    return value === undefined || left-- <= 0 ? whole : value
  })
}
