import { Checkbox, Radio } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './filing.module.css'

type Props = { value: string; label: ReactNode; hint?: ReactNode; icon?: Icon }

/** One answer of which one is chosen, as large as a thumb likes it. */
export function RadioChoice({ value, label, hint, icon: Sign }: Props) {
  return (
    <Radio.Card value={value} className={classes['card'] ?? ''}>
      {Sign && <Sign size={24} stroke={1.6} aria-hidden />}
      <span className={classes['cardText']}>
        {label}
        {hint && <span className={classes['cardHint']}>{hint}</span>}
      </span>
    </Radio.Card>
  )
}

/** One answer of which several may be chosen. */
export function CheckChoice({ value, label, hint }: Props) {
  return (
    <Checkbox.Card value={value} className={classes['card'] ?? ''}>
      <Checkbox.Indicator />
      <span className={classes['cardText']}>
        {label}
        {hint && <span className={classes['cardHint']}>{hint}</span>}
      </span>
    </Checkbox.Card>
  )
}
