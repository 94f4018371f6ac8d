import { Link, redirect, useNavigate, useSearch } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactElement } from 'react'
import { useCallback } from 'react'

/** Where a link leads. Made by `paths.ts` alone; the router's own types belong to another app of this program. */
export type Place = { to: string; search?: Record<string, string | undefined> }
type LinkProps = Place & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>

export const RouteLink = Link as unknown as (props: LinkProps) => ReactElement

export function useGo(): (place: Place) => void {
  const navigate = useNavigate() as unknown as (options: object) => Promise<void>
  return useCallback((place) => void navigate({ search: {}, ...place }), [navigate])
}

export function redirectTo(place: Place) {
  return redirect({ search: {}, ...place, replace: true } as never)
}

/** What the address says after the question mark, as plain text. */
export function useWords(): Record<string, string | undefined> {
  return useSearch({ strict: false } as never)
}

export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

export function stringifySearch(search: Record<string, unknown>): string {
  const filled = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') filled.set(key, value)
  }
  const text = filled.toString()
  return text === '' ? '' : `?${text}`
}
