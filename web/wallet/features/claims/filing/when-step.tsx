import { Stack, TextInput } from '@mantine/core'
import { useFilingT } from './messages.ts'
import type { StepProps } from './step-props.ts'

export function WhenStep({ draft, change, faults, today }: StepProps & { today: string | null }) {
  const t = useFilingT()
  const fault = faults.includes('future')
    ? t('when.future')
    : faults.includes('occurredOn') && t('requiredText')
  return (
    <Stack gap="lg">
      <TextInput
        type="date"
        label={t('when.day')}
        description={t('when.dayHint')}
        {...(today === null ? {} : { max: today })}
        value={draft.occurredOn}
        error={fault}
        onChange={(event) => change({ occurredOn: event.currentTarget.value })}
      />
      <TextInput
        label={t('when.serial')}
        description={t('when.serialHint')}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={100}
        value={draft.serialNumber}
        onChange={(event) => change({ serialNumber: event.currentTarget.value })}
      />
    </Stack>
  )
}
