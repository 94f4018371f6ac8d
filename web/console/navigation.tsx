import { Button } from '@mantine/core'
import type { ButtonProps } from '@mantine/core'
import { Link, redirect, useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { IconExternalLink } from '@tabler/icons-react'
import type { AnchorHTMLAttributes, ReactElement, ReactNode } from 'react'
import { useCallback } from 'react'

/** Where a link leads. Made by `paths.ts` alone; the router's own types belong to another app of this program. */
export type Place = {
  to: string
  params?: Record<string, string>
  search?: Record<string, string | undefined>
}
type Trip = { replace?: boolean; state?: object }
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

/** The same to another app of Mamori, in a window of its own: what is typed here stays. */
export function AppButton({ href, children, ...rest }: ButtonProps & { href: string; children: ReactNode }) {
  return (
    <Button
      {...rest}
      variant="default"
      component="a"
      href={href}
      target="_blank"
      rightSection={<IconExternalLink size={16} aria-hidden />}
    >
      {children}
    </Button>
  )
}

export function useGo(): (place: Place, trip?: Trip) => void {
  const navigate = useNavigate() as unknown as (options: object) => Promise<void>
  return useCallback((place, trip) => void navigate({ search: {}, ...place, ...trip }), [navigate])
}

export function redirectTo(place: Place) {
  return redirect({ search: {}, ...place, replace: true } as never)
}

/** What the address says after the question mark, as plain text. */
export function useWords(): Record<string, string | undefined> {
  return useSearch({ strict: false } as never)
}

/** What this entry of the browser's history remembers beside its address. */
export function useEntryState(): Record<string, unknown> {
  return useLocation().state as unknown as Record<string, unknown>
}

/** Search parameters as plain text: a receipt number such as 0012 or 1e5 stays what it is. */
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
