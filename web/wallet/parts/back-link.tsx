import { Anchor } from '@mantine/core'
import { useCanGoBack, useRouter } from '@tanstack/react-router'
import { IconChevronLeft } from '@tabler/icons-react'
import { useT } from '../messages.ts'
import classes from './parts.module.css'

type Place = '/' | '/purchases' | '/me' | '/claims' | '/claim' | '/pay' | '/accounts' | '/coupons' | '/papers'

/** Back to where the person came from, with its filters and place; to `to` when the page was opened by a link. */
export function BackLink({ to }: { to: Place }) {
  const t = useT()
  const router = useRouter()
  const canGoBack = useCanGoBack()
  return (
    <Anchor component="button" type="button" className={classes['back'] ?? ''} onClick={goBack}>
      <IconChevronLeft size={20} aria-hidden />
      {t('nav.back')}
    </Anchor>
  )

  function goBack() {
    if (canGoBack) router.history.back()
    else void router.navigate({ to })
  }
}
