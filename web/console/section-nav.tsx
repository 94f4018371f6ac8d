import { useLocation } from '@tanstack/react-router'
import classes from './console.module.css'
import type { Place } from './navigation.tsx'
import { RouteLink } from './navigation.tsx'

type Props = { label: string; sections: readonly { place: Place; title: string }[] }

/** Pages of one job side by side. The chosen one stands out also while a page below it is open. */
export function SectionNav({ label, sections }: Props) {
  const { pathname } = useLocation()
  return (
    <nav aria-label={label} className={classes['sections']}>
      {sections.map(({ place, title }) => (
        <RouteLink
          key={place.to}
          {...place}
          className={classes['section'] ?? ''}
          aria-current={
            pathname === place.to ? 'page' : pathname.startsWith(`${place.to}/`) ? 'true' : undefined
          }
        >
          {title}
        </RouteLink>
      ))}
    </nav>
  )
}
