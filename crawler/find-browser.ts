/** Where a Chromium may be on this machine. It looks at files and starts nothing. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'chrome',
]

const fixedPlaces: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
    '/usr/bin/microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((folder) => [
    `%${folder}%\\Google\\Chrome\\Application\\chrome.exe`,
    `%${folder}%\\Chromium\\Application\\chrome.exe`,
    `%${folder}%\\Microsoft\\Edge\\Application\\msedge.exe`,
  ]),
}

export type BrowserPlaces = {
  /** A path somebody named: taken or refused, never replaced by another. */
  executablePath?: string | undefined
  platform: NodeJS.Platform
  /** PATH and, on Windows, the program folders. */
  variables: Record<string, string | undefined>
  isExecutable: (path: string) => boolean
}

/** The first Chromium found, or null. A named path that is none is null too: a typing mistake must be seen. */
export function findBrowser({ executablePath, platform, variables, isExecutable }: BrowserPlaces): string | null {
  if (executablePath) return isExecutable(executablePath) ? executablePath : null
  const fixed = (fixedPlaces[platform] ?? []).map((path) =>
    path.replace(/%([^%]+)%/g, (_all, name: string) => variables[name] ?? ''),
  )
  const inPath = (variables.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => (folder ? names.map((name) => join(folder, name)) : []))
  return [...fixed, ...inPath].find(isExecutable) ?? null
}

export function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
