import { NumberInput } from '@mantine/core'
import type { NumberInputProps } from '@mantine/core'

/** A number of a form; empty while nothing is typed. */
export type Typed = number | ''
type Props = Omit<NumberInputProps, 'value' | 'onChange' | 'defaultValue'> & {
  value?: Typed
  onChange: (value: Typed) => void
}

const base = { size: 'md', hideControls: true, thousandSeparator: ',', allowNegative: false } as const

/** An amount in the currency as people write it; inside, in its minor unit. */
export function MoneyField({ currency, value = '', onChange, ...rest }: Props & { currency: string }) {
  const { digits, sign } = shapeOf(currency)
  const scale = 10 ** digits
  return (
    <NumberInput
      {...base}
      prefix={sign}
      decimalScale={digits}
      value={value === '' ? '' : value / scale}
      onChange={(typed) => onChange(numberOf(typed, scale))}
      {...rest}
    />
  )
}

/** A share in per cent; inside, in basis points. */
export function PercentField({ value = '', onChange, ...rest }: Props) {
  return (
    <NumberInput
      {...base}
      suffix="%"
      decimalScale={2}
      value={value === '' ? '' : value / 100}
      onChange={(typed) => onChange(numberOf(typed, 100))}
      {...rest}
    />
  )
}

/** A count, such as months or days. */
export function CountField({ value = '', onChange, ...rest }: Props) {
  return (
    <NumberInput
      {...base}
      allowDecimal={false}
      value={value}
      onChange={(typed) => onChange(numberOf(typed, 1))}
      {...rest}
    />
  )
}

function numberOf(typed: number | string | bigint, scale: number): Typed {
  const value = typeof typed === 'string' ? Number.parseFloat(typed) : Number(typed)
  return Number.isFinite(value) ? Math.round(value * scale) : ''
}

function shapeOf(currency: string): { digits: number; sign: string } {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    const sign = format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? ''
    return {
      digits: format.resolvedOptions().maximumFractionDigits ?? 0,
      sign: sign === currency ? `${sign} ` : sign,
    }
  } catch {
    return { digits: 0, sign: '' }
  }
}
