import { useState } from 'react'

/** The value while something is open, and the last one while it closes. */
export function useLastTrue<T>(isOpen: boolean, value: T): T {
  const [last, setLast] = useState(value)
  if (isOpen && value !== last) setLast(value)
  return isOpen ? value : last
}
