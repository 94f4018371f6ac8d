import { IconFlask } from '@tabler/icons-react'
import { useKitT } from '../i18n/kit-messages.ts'
import classes from './shell.module.css'

/** Says that everything on the screen belongs to the test world. */
export function TestBadge() {
  const t = useKitT()
  return (
    <span className={classes['test']}>
      <IconFlask size={14} aria-hidden />
      {t('testMode')}
    </span>
  )
}
