import { useState } from 'react'

/** The value, or the last there was: a drawer keeps its contents while it slides away. */
export function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value)
  if (value !== undefined && value !== last) setLast(value)
  return value ?? last
}
