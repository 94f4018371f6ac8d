import { IconInfoCircle } from '@tabler/icons-react'
import classes from './coupons.module.css'
import { useCouponsT } from './messages.ts'

const sentences = ['rule.1', 'rule.2', 'rule.3', 'rule.4'] as const

/** By which rule coupons choose themselves: nothing is done that the buyer was not told. */
export function ChoosingRule() {
  const t = useCouponsT()
  return (
    <details className={classes['rule']}>
      <summary>
        <IconInfoCircle size={20} aria-hidden />
        {t('rule.title')}
      </summary>
      <ol>
        {sentences.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ol>
    </details>
  )
}
