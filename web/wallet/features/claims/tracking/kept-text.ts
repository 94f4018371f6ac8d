import { useState } from 'react'

/** A text that lives in this tab until it is sent, so that a reload does not lose it. */
export function useKeptText(name: string): [text: string, setText: (text: string) => void] {
  const key = `mamori-claim ${name}`
  const [text, setState] = useState(() => read(key))
  return [
    text,
    (next) => {
      setState(next)
      write(key, next)
    },
  ]
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

function write(key: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, text)
  } catch {
    // Without storage the text lives as long as the page.
  }
}
