import { Checkbox, Group, Radio, Select, Stack, Textarea } from '@mantine/core'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT as useCommonT } from '../../../messages.ts'
import { DayField } from '../../../parts/day-field.tsx'
import { localText } from '../../../parts/local-text.ts'
import { MoneyField } from '../../../parts/number-fields.tsx'
import { useT } from '../messages.ts'
import { codesOf, useWord } from '../words.ts'
import type { FilingForm } from './filing-form.ts'
import type { FieldsProps } from './holder-fields.tsx'
import { useWarranty } from './use-warranty.ts'

/** What is wrong, since when, by what; the plan's exclusions to be ticked where they apply. */
export function FaultFields({ form, change, faults }: FieldsProps) {
  const t = useT()
  const common = useCommonT()
  const word = useWord()
  const { language } = useLanguage()
  const { data } = useWarranty(form.number)
  const exclusions = data?.terms.exclusions ?? []
  const required = (name: keyof FilingForm) => (faults.has(name) ? common('required') : undefined)
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('cause')}
        value={form.cause ?? ''}
        error={required('cause')}
        onChange={(cause) => change({ cause })}
      >
        <Group gap="lg" mt="xs">
          {codesOf('cause').map((cause) => (
            <Radio key={cause} value={cause} label={word('cause', cause)} />
          ))}
        </Group>
      </Radio.Group>
      <Select
        label={t('fault')}
        data={codesOf('fault').map((one) => ({ value: one, label: word('fault', one) }))}
        value={form.fault}
        error={required('fault')}
        onChange={(fault) => change({ fault })}
      />
      <DayField
        label={t('occurred')}
        value={form.occurredOn}
        error={required('occurredOn')}
        onChange={(occurredOn) => change({ occurredOn })}
      />
      {exclusions.length > 0 && (
        <Checkbox.Group
          label={t('file.circumstances')}
          value={form.circumstances}
          onChange={(circumstances) => change({ circumstances })}
        >
          <Stack gap="xs" mt="xs">
            {exclusions.map(({ code, title }) => (
              <Checkbox key={code} value={code} label={localText(title, language)} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <Textarea
        label={t('description')}
        autosize
        minRows={3}
        maxLength={4000}
        value={form.description}
        error={required('description')}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
      <MoneyField
        currency={data?.currency ?? form.currency}
        label={t('accept.estimate')}
        value={form.estimate}
        onChange={(estimate) => change({ estimate, ...(data ? { currency: data.currency } : {}) })}
      />
    </Stack>
  )
}
