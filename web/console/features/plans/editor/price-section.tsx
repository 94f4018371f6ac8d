import { ActionIcon, Button, Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useT as useCommonT } from '../../../messages.ts'
import { MoneyField, PercentField } from '../../../parts/number-fields.tsx'
import { Section } from '../../../parts/section.tsx'
import { useT } from '../messages.ts'
import classes from './editor.module.css'
import type { PlanFormState } from './plan-editor.tsx'
import { blankBand } from './plan-form.ts'

const kinds = ['fixed', 'share', 'bands'] as const

/** How the premium follows from the price of the item. */
export function PriceSection({ form }: { form: PlanFormState }) {
  const t = useT()
  const { currency, price } = form.values.terms
  return (
    <Section title={t('section.price')}>
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('section.price')}
          data={kinds.map((kind) => ({ value: kind, label: t(`priceKind.${kind}`) }))}
          {...form.getInputProps('terms.price.kind')}
        />
        {price.kind === 'fixed' && (
          <MoneyField
            maw={240}
            label={t('premium')}
            currency={currency}
            {...form.getInputProps('terms.price.premium')}
          />
        )}
        {price.kind === 'share' && (
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
            <PercentField
              label={t('shareOfPrice')}
              max={100}
              {...form.getInputProps('terms.price.basisPoints')}
            />
            <MoneyField
              label={t('minimum')}
              currency={currency}
              {...form.getInputProps('terms.price.minimum')}
            />
            <MoneyField
              label={t('roundTo')}
              currency={currency}
              {...form.getInputProps('terms.price.roundTo')}
            />
          </SimpleGrid>
        )}
        {price.kind === 'bands' && <Bands form={form} />}
      </Stack>
    </Section>
  )
}

function Bands({ form }: { form: PlanFormState }) {
  const t = useT()
  const common = useCommonT()
  const { currency, price } = form.values.terms
  const { bands } = price
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('bandsHint')}
      </Text>
      <Stack gap="sm">
        {bands.map((_, i) => {
          const path = `terms.price.bands.${i}`
          return (
            <fieldset key={i} className={classes['band']} aria-label={t('bandN', { n: i + 1 })}>
              <MoneyField label={t('bandFrom')} currency={currency} {...form.getInputProps(`${path}.from`)} />
              <MoneyField
                label={t('bandTo')}
                placeholder={t('noUpper')}
                currency={currency}
                {...form.getInputProps(`${path}.to`)}
              />
              <MoneyField
                label={t('premium')}
                currency={currency}
                {...form.getInputProps(`${path}.premium`)}
              />
              <ActionIcon
                mt={28}
                aria-label={`${common('remove')} ${t('bandN', { n: i + 1 })}`}
                disabled={bands.length === 1}
                onClick={() => form.removeListItem('terms.price.bands', i)}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </fieldset>
          )
        })}
      </Stack>
      <Group>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          // The next band begins where the last one ends.
          onClick={() =>
            form.insertListItem('terms.price.bands', { ...blankBand, from: bands.at(-1)?.to ?? '' })
          }
        >
          {t('bandAdd')}
        </Button>
      </Group>
    </>
  )
}
