import { Tooltip } from '@mantine/core'
import { IconHourglass } from '@tabler/icons-react'
import { useT } from '../messages.ts'
import classes from './parts.module.css'

/** An item by its name; by its code, and why, as long as the catalogue does not know it. */
export function ItemName({
  name,
  code,
  withCode = false,
}: {
  name: string | null
  code: string
  withCode?: boolean
}) {
  const t = useT()
  if (name !== null) {
    return (
      <>
        {name}
        {withCode && <div className={classes['code']}>{code}</div>}
      </>
    )
  }
  return (
    <>
      <span className="figures">{code}</span>{' '}
      <Tooltip label={t('item.waitingHint')} multiline maw={280}>
        <span className={classes['waiting']}>
          <IconHourglass size={12} aria-hidden />
          {t('item.waiting')}
        </span>
      </Tooltip>
    </>
  )
}
