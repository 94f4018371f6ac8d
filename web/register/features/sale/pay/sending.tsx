import { Loader, Text } from '@mantine/core'
import { useT } from '../../../messages.ts'
import classes from './pay.module.css'

export function Sending() {
  const t = useT()
  return (
    <output className={classes['waiting']}>
      <Loader size={48} />
      <Text>{t('pay.sending')}</Text>
    </output>
  )
}
