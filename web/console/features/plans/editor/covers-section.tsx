import { ActionIcon, Button, Group, Input, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { formatBasisPoints } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT as useCommonT } from '../../../messages.ts'
import { DayField } from '../../../parts/day-field.tsx'
import { CountField, PercentField } from '../../../parts/number-fields.tsx'
import { Section } from '../../../parts/section.tsx'
import { useT } from '../messages.ts'
import classes from '../plans.module.css'
import type { PlanFormState } from './plan-editor.tsx'
import { shareSum } from './plan-faults.ts'
import { newCover } from './plan-form.ts'

const kinds = ['natural_failure', 'physical_damage'] as const
const rules = ['purchase', 'delivery', 'after_maker_warranty', 'registration', 'fixed_date'] as const

/** What is covered, from when, and how the premium is shared; the shares must make a whole. */
export function CoversSection({ form }: { form: PlanFormState }) {
  const t = useT()
  const { language } = useLanguage()
  const { covers } = form.values.terms
  const sum = shareSum(form.values.terms)
  const whole = form.errors['terms.covers']
  return (
    <Section title={t('section.covers')}>
      <Stack gap="md">
        {covers.map((_, i) => (
          <CoverFields key={i} form={form} index={i} isOnly={covers.length === 1} />
        ))}
        <Group justify="space-between">
          <Button
            variant="default"
            size="sm"
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={covers.length >= kinds.length}
            onClick={() => form.insertListItem('terms.covers', newCover(covers))}
          >
            {t('coverAdd')}
          </Button>
          <Text className={classes['sum'] ?? ''} data-wrong={sum !== 10_000 || undefined} aria-live="polite">
            {t('shareSum', { sum: formatBasisPoints(sum, language), isWhole: sum === 10_000 })}
          </Text>
        </Group>
        {whole && <Input.Error role="alert">{whole}</Input.Error>}
      </Stack>
    </Section>
  )
}

function CoverFields({ form, index, isOnly }: { form: PlanFormState; index: number; isOnly: boolean }) {
  const t = useT()
  const common = useCommonT()
  const path = `terms.covers.${index}`
  const cover = form.values.terms.covers[index]
  if (!cover) return null
  return (
    <fieldset className={classes['card']} aria-label={common(`cover.${cover.kind}`)}>
      <div className={classes['cardHead']}>
        <Text fw={600} size="sm" aria-hidden>
          {common(`cover.${cover.kind}`)}
        </Text>
        {!isOnly && (
          <ActionIcon
            aria-label={`${common('remove')} ${common(`cover.${cover.kind}`)}`}
            onClick={() => form.removeListItem('terms.covers', index)}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Select
          label={t('coverKind')}
          allowDeselect={false}
          data={kinds.map((kind) => ({ value: kind, label: common(`cover.${kind}`) }))}
          {...form.getInputProps(`${path}.kind`)}
        />
        <PercentField label={t('premiumShare')} max={100} {...form.getInputProps(`${path}.premiumShare`)} />
        <Select
          label={t('startRule')}
          allowDeselect={false}
          data={rules.map((rule) => ({ value: rule, label: t(`rule.${rule}`) }))}
          {...form.getInputProps(`${path}.start.rule`)}
        />
        {cover.start.rule === 'fixed_date' && (
          <DayField label={t('startDate')} {...form.getInputProps(`${path}.start.date`)} />
        )}
        <CountField
          label={t('coverMonths')}
          placeholder={common('terms.untilPlanEnds')}
          min={1}
          max={240}
          suffix={t('monthsSuffix')}
          {...form.getInputProps(`${path}.termMonths`)}
        />
      </SimpleGrid>
    </fieldset>
  )
}
