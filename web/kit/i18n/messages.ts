import { useLanguage } from './language.tsx'
import type { Language } from './language.tsx'

/** A sentence, or a function for one that carries values: plural and word order are each language's own. */
type Message = string | ((values: never) => string)
type Messages = Record<string, Message>

/** What the tables of the other languages must hold: the Japanese keys, taking at most the Japanese values. */
export type SameMessages<T> = { [K in keyof T]: T[K] extends string ? string : T[K] | string }

export type Translate<T> = <K extends keyof T>(
  key: K,
  ...values: T[K] extends (values: infer V) => string ? [values: V] : []
) => string

/**
 * Makes the `useT` hook of one app from its three tables. Japanese comes first: its keys and values are the
 * type that the others are checked against.
 */
export function translations<T extends Messages>(ja: T, en: SameMessages<T>, zh: SameMessages<T>) {
  const tables: Record<Language, SameMessages<T>> = { ja: ja as SameMessages<T>, en, zh }
  const translators = Object.fromEntries(
    Object.entries(tables).map(([language, table]) => [language, translate(table)]),
  ) as unknown as Record<Language, Translate<T>>
  return {
    useT: (): Translate<T> => translators[useLanguage().language],
    translate: translators,
  }
}

function translate<T>(table: T) {
  return (key: keyof T, values?: unknown): string => {
    const message = table[key] as string | ((values: unknown) => string)
    return typeof message === 'string' ? message : message(values)
  }
}
