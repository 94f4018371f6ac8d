import { Button } from '@mantine/core'
import type { ButtonProps } from '@mantine/core'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactElement, ReactNode } from 'react'

/** Where a link leads. Made here alone; the router's own types belong to another app of this program. */
export type Place = {
  to: string
  params?: Record<string, string>
  search?: Record<string, string | undefined>
}

export const paths = {
  doors: (): Place => ({ to: '/' }),
  window: (slug: string): Place => ({ to: '/$slug', params: { slug } }),
  good: (slug: string, code: string): Place => ({ to: '/$slug/goods/$code', params: { slug, code } }),
  cart: (slug: string): Place => ({ to: '/$slug/cart', params: { slug } }),
  checkout: (slug: string): Place => ({ to: '/$slug/checkout', params: { slug } }),
  order: (slug: string, number: string): Place => ({ to: '/$slug/orders/$number', params: { slug, number } }),
}

type LinkProps = Place & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>
export const RouteLink = Link as unknown as (props: LinkProps) => ReactElement

/** A link that looks like a button. */
export function LinkButton({
  place,
  children,
  ...rest
}: ButtonProps & { place: Place; children: ReactNode }) {
  return (
    <Button {...rest} renderRoot={(props) => <RouteLink {...place} {...props} />}>
      {children}
    </Button>
  )
}

export function useGo(): (place: Place, trip?: { replace?: boolean }) => void {
  const navigate = useNavigate() as unknown as (options: object) => Promise<void>
  return (place, trip) => void navigate({ search: {}, ...place, ...trip })
}

/** The part of the address that a route names, empty where it has none. */
export function usePart(name: 'slug' | 'code' | 'number'): string {
  const parts = useParams({ strict: false } as never) as unknown as Record<string, string | undefined>
  return parts[name] ?? ''
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
