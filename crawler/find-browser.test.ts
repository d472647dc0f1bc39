import { describe, expect, it } from 'vitest'
import { findBrowser } from './find-browser.ts'

const find = (there: string[], more: Partial<Parameters<typeof findBrowser>[0]> = {}): string | null =>
  findBrowser({ platform: 'linux', variables: {}, isExecutable: (path) => there.includes(path), ...more })

describe('findBrowser', () => {
  it('takes a named path, or nothing when it is wrong', () => {
    expect(find(['/opt/c', '/usr/bin/chromium'], { executablePath: '/opt/c' })).toBe('/opt/c')
    expect(find(['/usr/bin/chromium'], { executablePath: '/opt/typo' })).toBeNull()
  })
  it('looks at the usual places of each system, then along PATH', () => {
    expect(find(['/usr/bin/google-chrome', '/usr/bin/chromium'])).toBe('/usr/bin/chromium')
    expect(find(['/Applications/Chromium.app/Contents/MacOS/Chromium'], { platform: 'darwin' })).toContain(
      'Chromium.app',
    )
    const edge = 'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe'
    expect(find([edge], { platform: 'win32', variables: { ProgramFiles: 'C:\\Program Files' } })).toBe(edge)
    expect(find(['/nix/bin/chromium'], { variables: { PATH: '/bin:/nix/bin' } })).toBe('/nix/bin/chromium')
    expect(find([])).toBeNull()
  })
})
