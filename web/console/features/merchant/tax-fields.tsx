import { ActionIcon, Button, Select, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { DayField } from '../../parts/day-field.tsx'
import { Section } from '../../parts/section.tsx'
import type { ProfileFormState } from './merchant-page.tsx'
import classes from './merchant.module.css'
import { useT } from './messages.ts'
import type { TaxEntry } from './profile-form.ts'
import { numberFault } from './profile-form.ts'

const statuses = ['registered', 'taxable', 'exempt'] as const
const roundings = ['floor', 'half_up', 'ceil'] as const

/** What the store is to the tax office, from which day on; earlier settlements keep what they were made under. */
export function TaxFields({ form, today }: { form: ProfileFormState; today: string }) {
  const t = useT()
  const { tax } = form.values
  return (
    <Section title={t('tax')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('taxHint')}
      </Text>
      {tax.map((entry, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- their place is what refusals name
        <Entry key={i} form={form} entry={entry} at={i} />
      ))}
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() =>
          form.insertListItem('tax', {
            ...(tax.at(-1) ?? { status: 'registered', rounding: 'floor', registrationNumber: '' }),
            from: today,
          })
        }
      >
        {t('addEntry')}
      </Button>
      <Select
        mt="md"
        maw={280}
        label={t('priceBasis')}
        allowDeselect={false}
        data={(['inclusive', 'exclusive'] as const).map((value) => ({ value, label: t(`basis.${value}`) }))}
        {...form.getInputProps('priceBasis')}
      />
    </Section>
  )
}

function Entry({ form, entry, at }: { form: ProfileFormState; entry: TaxEntry; at: number }) {
  const t = useT()
  const wrongDigit = entry.status === 'registered' && numberFault(entry.registrationNumber) === 'digit'
  return (
    <fieldset className={classes['entry']}>
      <legend className="sr-only">{t('entryN', { n: at + 1 })}</legend>
      <DayField label={t('from')} {...form.getInputProps(`tax.${at}.from`)} />
      <Select
        label={t('status')}
        allowDeselect={false}
        data={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
        {...form.getInputProps(`tax.${at}.status`)}
      />
      {entry.status !== 'exempt' && (
        <Select
          label={t('rounding')}
          allowDeselect={false}
          data={roundings.map((value) => ({ value, label: t(`rounding.${value}`) }))}
          {...form.getInputProps(`tax.${at}.rounding`)}
        />
      )}
      {entry.status === 'registered' && (
        <div>
          <TextInput
            label={t('number')}
            placeholder="T1234567890123"
            spellCheck={false}
            maxLength={40}
            {...form.getInputProps(`tax.${at}.registrationNumber`)}
          />
          {wrongDigit && (
            <Text size="xs" mt={4} aria-live="polite" className={classes['warning'] ?? ''}>
              {t(form.values.legalForm === 'company' ? 'digitWrong' : 'digitOdd')}
            </Text>
          )}
        </div>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        className={classes['remove'] ?? ''}
        aria-label={t('removeEntry', { n: at + 1 })}
        disabled={form.values.tax.length === 1}
        onClick={() => form.removeListItem('tax', at)}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </fieldset>
  )
}
