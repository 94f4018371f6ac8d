import { TextInput } from '@mantine/core'
import type { TextInputProps } from '@mantine/core'

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'type'> & {
  value?: string
  onChange: (day: string) => void
}

/** A day, by the browser's own field: it knows the person's calendar and keyboard. */
export function DayField({ value = '', onChange, ...rest }: Props) {
  return (
    <TextInput
      type="date"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...rest}
    />
  )
}
