import { IconChevronLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { RouteLink } from '../navigation.tsx'
import type { Place } from '../navigation.tsx'
import classes from './parts.module.css'

/** The way back to the list, above a page's title. */
export function BackLink({ place, children }: { place: Place; children: ReactNode }) {
  return (
    <RouteLink {...place} className={classes['back'] ?? ''}>
      <IconChevronLeft size={16} aria-hidden />
      {children}
    </RouteLink>
  )
}
