import { Text } from '@mantine/core'
import type { TextProps } from '@mantine/core'
import { useLanguage } from '../i18n/language.tsx'
import { formatMoney } from './formats.ts'

type Props = TextProps & {
  /** In the currency's minor unit. */
  amount: number
  currency: string
}

/** An amount with tabular figures, never broken over lines. */
export function MoneyText({ amount, currency, ...rest }: Props) {
  const { language } = useLanguage()
  return (
    <Text component="span" inherit className="figures" {...rest}>
      {formatMoney(amount, currency, language)}
    </Text>
  )
}
