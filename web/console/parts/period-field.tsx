import { Group, Text } from '@mantine/core'
import { useT } from '../messages.ts'
import { DayField } from './day-field.tsx'

type Props = { from: string; to: string; onFrom: (day: string) => void; onTo: (day: string) => void }

/** From a day to a day, both included; either may stay open. */
export function PeriodField({ from, to, onFrom, onTo }: Props) {
  const t = useT()
  return (
    <Group component="fieldset" gap={6} wrap="nowrap" m={0} p={0} bd="0">
      <Text component="legend" className="sr-only">
        {t('period')}
      </Text>
      <DayField
        w={152}
        aria-label={t('period.from')}
        title={t('period.from')}
        value={from}
        onChange={onFrom}
      />
      <span aria-hidden>–</span>
      <DayField w={152} aria-label={t('period.to')} title={t('period.to')} value={to} onChange={onTo} />
    </Group>
  )
}
