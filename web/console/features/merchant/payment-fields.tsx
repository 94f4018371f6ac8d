import { PasswordInput, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { Section } from '../../parts/section.tsx'
import { useSession } from '../../session.tsx'
import type { ProfileFormState } from './merchant-page.tsx'
import { useT } from './messages.ts'
import type { Profile } from './profile-form.ts'

/** Who takes cards and codes, the keys for it, and where payouts go; secrets are written and never shown again. */
export function PaymentFields({ form, profile }: { form: ProfileFormState; profile: Profile | undefined }) {
  const t = useT()
  const { organisation } = useSession()
  const offered = (own: 'stripe' | 'paypay') =>
    organisation.mode === 'test' ? (['sandbox', own] as const) : ([own] as const)
  const providers = (own: 'stripe' | 'paypay') => [
    { value: '', label: t('provider.none') },
    ...offered(own).map((value) => ({ value, label: t(`provider.${value}`) })),
  ]
  return (
    <>
      <Section title={t('payments')}>
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <Select
              label={t('cardProvider')}
              allowDeselect={false}
              data={providers('stripe')}
              {...form.getInputProps('cardProvider')}
            />
            <Select
              label={t('qrProvider')}
              allowDeselect={false}
              data={providers('paypay')}
              {...form.getInputProps('qrProvider')}
            />
          </SimpleGrid>
          <Keys
            title={t('provider.stripe')}
            known={profile?.providers.stripe}
            fields={['secretKey', 'webhookSecret', 'publishableKey']}
            at="stripe"
            form={form}
          />
          <Keys
            title={t('provider.paypay')}
            known={profile?.providers.paypay}
            fields={['apiKey', 'apiSecret', 'merchantId']}
            at="paypay"
            form={form}
          />
        </Stack>
      </Section>
      <Section title={t('payout')}>
        <Text size="sm" c="dimmed" mb="md">
          {profile?.payoutAccount ? t('payoutStored', { hint: profile.payoutAccount.hint }) : t('payoutNone')}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 4 }} spacing="sm">
          <TextInput
            label={t('bankCode')}
            inputMode="numeric"
            maxLength={4}
            {...form.getInputProps('payoutAccount.bankCode')}
          />
          <TextInput
            label={t('branchCode')}
            inputMode="numeric"
            maxLength={3}
            {...form.getInputProps('payoutAccount.branchCode')}
          />
          <Select
            label={t('accountKind')}
            allowDeselect={false}
            data={(['ordinary', 'current', 'savings'] as const).map((value) => ({
              value,
              label: t(`account.${value}`),
            }))}
            {...form.getInputProps('payoutAccount.kind')}
          />
          <TextInput
            label={t('accountNumber')}
            inputMode="numeric"
            maxLength={7}
            autoComplete="off"
            {...form.getInputProps('payoutAccount.number')}
          />
        </SimpleGrid>
        <TextInput
          mt="sm"
          maw={420}
          label={t('holder')}
          placeholder={t('holderExample')}
          maxLength={60}
          {...form.getInputProps('payoutAccount.holder')}
        />
      </Section>
    </>
  )
}

type KeysProps = {
  title: string
  known: Profile['providers']['stripe'] | undefined
  fields: readonly (
    | 'secretKey'
    | 'webhookSecret'
    | 'publishableKey'
    | 'apiKey'
    | 'apiSecret'
    | 'merchantId'
  )[]
  at: 'stripe' | 'paypay'
  form: ProfileFormState
}

function Keys({ title, known, fields, at, form }: KeysProps) {
  const t = useT()
  return (
    <div>
      <Title order={3}>{title}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {known?.configured ? t('keysStored', { hint: known.hint ?? '' }) : t('keysNone')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        {fields.map((field) => (
          <PasswordInput
            key={field}
            label={t(`key.${field}`)}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('showKey', { name: t(`key.${field}`) }) }}
            {...form.getInputProps(`${at}.${field}`)}
          />
        ))}
      </SimpleGrid>
    </div>
  )
}
