import { Textarea } from '@mantine/core'
import { useFilingT } from './messages.ts'
import type { StepProps } from './step-props.ts'

export function DescriptionStep({ draft, change, faults }: StepProps) {
  const t = useFilingT()
  return (
    <Textarea
      label={t('description.label')}
      description={t('description.hint')}
      autosize
      minRows={6}
      maxRows={16}
      maxLength={4000}
      value={draft.description}
      error={faults.includes('description') && t('requiredText')}
      onChange={(event) => change({ description: event.currentTarget.value })}
    />
  )
}
