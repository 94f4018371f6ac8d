import { Anchor } from '@mantine/core'
import { useCanGoBack, useRouter } from '@tanstack/react-router'
import { IconChevronLeft } from '@tabler/icons-react'
import { useT } from '../messages.ts'
import { useGo } from '../navigation.tsx'
import type { Place } from '../navigation.tsx'
import classes from './parts.module.css'

/** Back to where the visitor came from, with its search and place; to `place` when the page was opened by a link. */
export function BackLink({ place }: { place: Place }) {
  const t = useT()
  const go = useGo()
  const router = useRouter()
  const canGoBack = useCanGoBack()
  return (
    <Anchor
      component="button"
      type="button"
      className={classes['back'] ?? ''}
      onClick={() => (canGoBack ? router.history.back() : go(place))}
    >
      <IconChevronLeft size={20} aria-hidden />
      {t('nav.back')}
    </Anchor>
  )
}
