import { Anchor } from '@mantine/core'
import { LanguageSwitch } from '#kit/shell/preferences.tsx'
import { useT } from '../messages.ts'
import { RouteLink, paths } from '../navigation.tsx'
import classes from './frame.module.css'

/** Says on every page that nothing is really sold here. */
export function Foot() {
  const t = useT()
  return (
    <footer className={classes['foot']}>
      <p>{t('foot.demo')}</p>
      <p className={classes['footLinks']}>
        <Anchor renderRoot={(props) => <RouteLink {...paths.doors()} {...props} />}>{t('foot.shops')}</Anchor>
        <Anchor href="/">{t('foot.mamori')}</Anchor>
        <Anchor href="/wallet/?mode=test">{t('foot.wallet')}</Anchor>
      </p>
      <div className={classes['languages']}>
        <LanguageSwitch label={false} />
      </div>
    </footer>
  )
}
