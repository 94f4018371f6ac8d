import { Group, Radio, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { languageNames, languages } from '#kit/i18n/language.tsx'
import { MoneyField, PercentField } from '../../../parts/number-fields.tsx'
import { Section } from '../../../parts/section.tsx'
import { useStores } from '../../../parts/stores.ts'
import { useSession } from '../../../session.tsx'
import { useT } from '../messages.ts'
import type { CouponFormState } from './coupon-editor.tsx'

const funders = ['shop', 'third_party', 'platform', 'prepaid'] as const
const bases = ['net', 'gross'] as const

/** Name, what comes off, and who bears it. */
export function BasicsFields({ form, isNew }: { form: CouponFormState; isNew: boolean }) {
  const t = useT()
  const { organisation } = useSession()
  const { terms, currency } = form.values
  const offered = funders.filter((one) => one !== 'platform' || organisation.kind === 'platform')
  return (
    <Section title={t('basics')}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
          {languages.map((language) => (
            <TextInput
              key={language}
              label={t('nameIn', { language: languageNames[language] })}
              lang={language}
              placeholder={language === 'ja' ? t('nameExample') : t('optional')}
              maxLength={200}
              {...form.getInputProps(`terms.name.${language}`)}
            />
          ))}
        </SimpleGrid>
        {isNew && (
          <Group grow align="flex-start">
            <TextInput
              label={t('code')}
              description={t('codeHint')}
              placeholder="winter-1000"
              autoCapitalize="none"
              spellCheck={false}
              {...form.getInputProps('code')}
            />
            <CurrencySelect form={form} />
          </Group>
        )}
        <Radio.Group label={t('discountKind')} {...form.getInputProps('terms.discount.kind')}>
          <Group gap="lg" mt="xs">
            <Radio value="amount" label={t('kind.amount')} />
            <Radio value="rate" label={t('kind.rate')} />
          </Group>
        </Radio.Group>
        {terms.discount.kind === 'amount' ? (
          <MoneyField
            maw={240}
            currency={currency}
            label={t('off.amountLabel')}
            {...form.getInputProps('terms.discount.amount')}
          />
        ) : (
          <PercentField
            maw={240}
            max={100}
            label={t('off.rateLabel')}
            {...form.getInputProps('terms.discount.basisPoints')}
          />
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <Select
            label={t('funder')}
            description={t(`funderHint.${terms.funder}`)}
            allowDeselect={false}
            data={offered.map((value) => ({ value, label: t(`funder.${value}`) }))}
            {...form.getInputProps('terms.funder')}
          />
          {terms.funder === 'third_party' && (
            <TextInput
              label={t('sponsor')}
              description={t('sponsorHint')}
              maxLength={200}
              {...form.getInputProps('terms.sponsor')}
            />
          )}
          {terms.funder === 'shop' && (
            <Select
              label={t('faceBasis')}
              description={t('faceBasisHint')}
              allowDeselect={false}
              data={bases.map((value) => ({ value, label: t(`faceBasis.${value}`) }))}
              {...form.getInputProps('terms.faceBasis')}
            />
          )}
        </SimpleGrid>
        <Textarea
          label={t('description')}
          placeholder={t('optional')}
          autosize
          minRows={2}
          maxLength={2000}
          {...form.getInputProps('terms.description')}
        />
      </Stack>
    </Section>
  )
}

function CurrencySelect({ form }: { form: CouponFormState }) {
  const t = useT()
  const { stores } = useStores()
  const used = [...new Set(['JPY', ...stores.map(({ currency }) => currency)])]
  return (
    <Select
      label={t('currency')}
      description={t('currencyHint')}
      allowDeselect={false}
      data={used}
      {...form.getInputProps('currency')}
    />
  )
}
