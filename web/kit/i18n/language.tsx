import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { isLanguage } from './languages.ts'
import type { Language } from './languages.ts'

export { isLanguage, languageNames, languages } from './languages.ts'
export type { Language } from './languages.ts'

const tags: Record<Language, string> = { ja: 'ja', en: 'en', zh: 'zh-Hans' }
const storageKey = 'mamori-language'

type LanguageChoice = { language: Language; setLanguage: (language: Language) => void }
const LanguageContext = createContext<LanguageChoice | null>(null)

/** Whether somebody chose a language on this device, rather than the browser's being taken. */
export function hasChosenLanguage(): boolean {
  return isLanguage(readStored())
}

/** The choice made before, else the first of the browser's languages that we speak, else Japanese. */
export function initialLanguage(): Language {
  const stored = readStored()
  if (isLanguage(stored)) return stored
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())
  return spoken.find(isLanguage) ?? 'ja'
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setState] = useState(initialLanguage)
  useEffect(() => {
    document.documentElement.lang = tags[language]
  }, [language])
  const setLanguage = useCallback((next: Language) => {
    setState(next)
    try {
      localStorage.setItem(storageKey, next)
    } catch {
      // A browser that stores nothing still shows the language until the page closes.
    }
  }, [])
  const choice = useMemo(() => ({ language, setLanguage }), [language, setLanguage])
  return <LanguageContext value={choice}>{children}</LanguageContext>
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext)
  if (!choice) throw new Error('There is no LanguageProvider above this component.')
  return choice
}

function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}
