/**
 * What a person chooses for this browser: language, light or dark, density. Kept in local storage, which may be closed
 * to us; then the choice lasts as long as the page.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { zhCN, type Words } from './locales/zh-CN.ts'
import type { Density, Mode } from './theme.ts'

export type Language = 'zh-CN' | 'en'
export type ModeChoice = Mode | 'system'
type Choices = { language: Language; mode: ModeChoice; density: Density }
type Preferences = Choices & {
  /** The mode in force, with `system` resolved. */
  shownMode: Mode
  words: Words
  choose: (change: Partial<Choices>) => void
}

const key = 'tongyu.preferences'
const first: Choices = { language: 'zh-CN', mode: 'system', density: 'compact' }
const Context = createContext<Preferences | null>(null)

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [choices, setChoices] = useState<Choices>(read)
  const [words, setWords] = useState<Words>(zhCN)
  const systemDark = useSystemDark()
  const shownMode: Mode = choices.mode === 'system' ? (systemDark ? 'dark' : 'light') : choices.mode

  useEffect(() => {
    let current = true
    if (choices.language === 'zh-CN') setWords(zhCN)
    else void import('./locales/en.ts').then(({ en }) => current && setWords(en))
    document.documentElement.lang = choices.language
    return () => {
      current = false
    }
  }, [choices.language])

  useEffect(() => {
    document.documentElement.dataset.mode = shownMode
    document.documentElement.dataset.density = choices.density
  }, [shownMode, choices.density])

  const value = useMemo<Preferences>(
    () => ({
      ...choices,
      shownMode,
      words,
      choose: (change) => {
        setChoices((now) => {
          const next = { ...now, ...change }
          write(next)
          return next
        })
      },
    }),
    [choices, shownMode, words],
  )
  return <Context.Provider value={value}>{children}</Context.Provider>
}

export function usePreferences(): Preferences {
  const value = useContext(Context)
  if (value === null) throw new Error('usePreferences outside PreferencesProvider')
  return value
}

/** The words of the chosen language. */
export const useWords = (): Words => usePreferences().words

function useSystemDark(): boolean {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches)
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)')
    const changed = () => setDark(query.matches)
    query.addEventListener('change', changed)
    return () => query.removeEventListener('change', changed)
  }, [])
  return dark
}

function read(): Choices {
  try {
    const seen = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Choices>
    return {
      language: seen.language === 'en' ? 'en' : 'zh-CN',
      mode: seen.mode === 'light' || seen.mode === 'dark' ? seen.mode : 'system',
      density: seen.density === 'comfortable' ? 'comfortable' : 'compact',
    }
  } catch {
    return first
  }
}

function write(choices: Choices): void {
  try {
    localStorage.setItem(key, JSON.stringify(choices))
  } catch {
    // Storage may be full or forbidden; the choice then lasts as long as the page.
  }
}
