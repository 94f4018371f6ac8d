import type { ReactNode } from 'react'
import { ErrorState } from './error-state.tsx'

type Props<T> = {
  /** What a query hook gives; any object of this shape will do. */
  state: { data: T | undefined; error: unknown; refetch: () => unknown }
  skeleton: ReactNode
  children: (data: T) => ReactNode
}

/** Skeleton, then the data, or the error with a retry. What is already shown stays when a refresh fails. */
export function Loadable<T>({ state, skeleton, children }: Props<T>) {
  if (state.data !== undefined) return children(state.data)
  if (state.error) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />
  return skeleton
}
