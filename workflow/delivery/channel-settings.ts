/** Settings of a channel between what a person typed, what lies sealed in the store, and what is shown. */
import { type Channel, type ChannelKind, readChannel, secretSettings } from '../../domain/channel.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { ChannelRow } from '../../store/channels.ts'
import { installationKey, openText, type Seal, sealText } from '../seal.ts'

type Settings = Record<string, string | number>
const sealOf = (secret: string, channelId: string): Seal => ({
  keys: [installationKey(secret)],
  purpose: 'tongyu settings of channels',
  boundTo: channelId,
})

/** The channel with its secrets; null when it was sealed under another secret of the installation. */
export function openChannel(
  { id, kind, sealed }: Pick<ChannelRow, 'id' | 'kind' | 'sealed'>,
  secret: string,
): Channel | null {
  const text = openText(sealed, sealOf(secret, id))
  return text === null ? null : ({ kind, ...(JSON.parse(text) as Settings) } as Channel)
}

/**
 * Checks and seals. A secret left empty keeps the one of `before`, because it is never shown and so cannot be typed again.
 * Refuses `missing-field` and `invalid-field` by the setting's name.
 */
export function sealChannel(
  { id, kind, settings, before }: { id: string; kind: ChannelKind; settings: Settings; before: Channel | null },
  secret: string,
): Result<{ sealed: string; shown: Settings }> {
  const secrets: readonly string[] = secretSettings[kind]
  const known = before as Settings | null
  const kept = Object.fromEntries(
    secrets.flatMap((name) => (settings[name] ? [] : known?.[name] === undefined ? [] : [[name, known[name]]])),
  )
  const read = readChannel(kind, { ...settings, ...kept })
  if (!read.ok)
    return refuse(read.fault.why === 'missing' ? 'missing-field' : 'invalid-field', {
      field: `settings.${read.fault.field}`,
    })
  const { kind: _, ...all } = read.channel
  return ok({
    sealed: sealText(JSON.stringify(all), sealOf(secret, id)),
    shown: {
      ...Object.fromEntries(Object.entries(all).filter(([name]) => !secrets.includes(name))),
      // A robot's address is its key; its host tells robots apart.
      ...('url' in all && secrets.includes('url') ? { host: new URL(all.url).host } : {}),
    },
  })
}
