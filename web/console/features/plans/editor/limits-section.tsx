import { ActionIcon, Button, Group, SegmentedControl, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useT as useCommonT } from '../../../messages.ts'
import { CountField, MoneyField, PercentField } from '../../../parts/number-fields.tsx'
import { Section } from '../../../parts/section.tsx'
import { useT } from '../messages.ts'
import classes from '../plans.module.css'
import editorClasses from './editor.module.css'
import type { PlanFormState } from './plan-editor.tsx'
import { blankLimit } from './plan-form.ts'

const rules = ['per_repair', 'aggregate', 'per_cover_year', 'falling'] as const
const causes = ['all', 'natural_failure', 'physical_damage'] as const
const periods = ['none', 'term', 'cover_year'] as const

/** How much is paid at most, and how often. */
export function LimitsSection({ form }: { form: PlanFormState }) {
  const t = useT()
  const { limits, claimsLimit } = form.values.terms
  return (
    <Section title={t('section.limits')}>
      <Stack gap="md">
        {limits.map((_, i) => (
          <LimitFields key={i} form={form} index={i} />
        ))}
        {limits.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('limitsNone')}
          </Text>
        )}
        <Group>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => form.insertListItem('terms.limits', blankLimit)}
          >
            {t('limitAdd')}
          </Button>
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <Select
            label={t('claimsLimit')}
            allowDeselect={false}
            data={periods.map((period) => ({ value: period, label: t(`claims.${period}`) }))}
            {...form.getInputProps('terms.claimsLimit.period')}
          />
          {claimsLimit.period !== 'none' && (
            <CountField
              label={t('claimsCount')}
              min={1}
              max={100}
              {...form.getInputProps('terms.claimsLimit.count')}
            />
          )}
        </SimpleGrid>
      </Stack>
    </Section>
  )
}

function LimitFields({ form, index }: { form: PlanFormState; index: number }) {
  const t = useT()
  const common = useCommonT()
  const path = `terms.limits.${index}`
  const limit = form.values.terms.limits[index]
  if (!limit) return null
  return (
    <fieldset className={classes['card']} aria-label={t('limitN', { n: index + 1 })}>
      <div className={classes['cardHead']}>
        <Text fw={600} size="sm" aria-hidden>
          {t('limitN', { n: index + 1 })}
        </Text>
        <ActionIcon
          aria-label={`${common('remove')} ${t('limitN', { n: index + 1 })}`}
          onClick={() => form.removeListItem('terms.limits', index)}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Select
          label={t('limitRule')}
          description={t(`limitExplain.${limit.rule}`)}
          allowDeselect={false}
          data={rules.map((rule) => ({ value: rule, label: t(`limit.${rule}`) }))}
          {...form.getInputProps(`${path}.rule`)}
        />
        <Select
          label={t('limitCause')}
          description={t('limitCauseHint')}
          allowDeselect={false}
          data={causes.map((cause) => ({
            value: cause,
            label: cause === 'all' ? t('allCauses') : common(`cover.${cause}`),
          }))}
          {...form.getInputProps(`${path}.cause`)}
        />
      </SimpleGrid>
      {limit.rule === 'falling' ? (
        <FallingShares form={form} index={index} />
      ) : (
        <LimitSize form={form} index={index} />
      )}
    </fieldset>
  )
}

function LimitSize({ form, index }: { form: PlanFormState; index: number }) {
  const t = useT()
  const path = `terms.limits.${index}`
  const { currency, limits } = form.values.terms
  return (
    <Group mt="md" gap="md" align="flex-end">
      <SegmentedControl
        aria-label={t('limitBy')}
        data={[
          { value: 'priceShare', label: t('byShare') },
          { value: 'amount', label: t('byAmount') },
        ]}
        {...form.getInputProps(`${path}.by`)}
      />
      {limits[index]?.by === 'amount' ? (
        <MoneyField
          w={200}
          aria-label={t('byAmount')}
          currency={currency}
          {...form.getInputProps(`${path}.size.amount`)}
        />
      ) : (
        <PercentField
          w={200}
          aria-label={t('byShare')}
          max={1000}
          {...form.getInputProps(`${path}.size.priceShare`)}
        />
      )}
    </Group>
  )
}

function FallingShares({ form, index }: { form: PlanFormState; index: number }) {
  const t = useT()
  const common = useCommonT()
  const path = `terms.limits.${index}.priceShares`
  const shares = form.values.terms.limits[index]?.priceShares ?? []
  return (
    <>
      <div className={editorClasses['years']}>
        {shares.map((_, year) => (
          <PercentField
            key={year}
            label={t('yearN', { n: year + 1 })}
            max={100}
            {...form.getInputProps(`${path}.${year}`)}
          />
        ))}
      </div>
      <Group gap="xs" mt="sm">
        <Button
          variant="default"
          size="xs"
          disabled={shares.length >= 20}
          onClick={() => form.insertListItem(path, '')}
        >
          {t('yearAdd')}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={shares.length <= 1}
          onClick={() => form.removeListItem(path, shares.length - 1)}
        >
          {`${common('remove')}: ${t('yearN', { n: shares.length })}`}
        </Button>
      </Group>
    </>
  )
}
