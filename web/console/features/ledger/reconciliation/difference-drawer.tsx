import { Textarea, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useT as useCommonT } from '../../../messages.ts'
import { useFormFaults } from '../../../parts/field-errors.tsx'
import { FormModal } from '../../../parts/form-modal.tsx'
import { useLast } from '../../../parts/last.ts'
import { notifyDone } from '../../../parts/notify.ts'
import type { Typed } from '../../../parts/number-fields.tsx'
import { MoneyField } from '../../../parts/number-fields.tsx'
import { StoreSelect } from '../../../parts/store-select.tsx'
import { useLack } from '../../../session.tsx'
import { useT } from '../messages.ts'
import type { Difference } from '../types.ts'
import { keyOf } from './difference.ts'

type Props = { difference: Difference | undefined; onClose: () => void }

/** One row that differs: what the file says beside what the books say. */
export function DifferenceDrawer({ difference, onClose }: Props) {
  const t = useT()
  const lack = useLack()('ledger:write')
  const [resolving, setResolving] = useState(false)
  const last = useLast(difference)
  if (!last) return null
  const done = last.resolvedAt === null ? undefined : t('resolvedAlready')
  return (
    <DetailDrawer
      opened={difference !== undefined}
      onClose={onClose}
      title={t(`outcome.${last.outcome}`)}
      actions={
        <ActionButton size="sm" disabledReason={lack ?? done} onClick={() => setResolving(true)}>
          {t('resolve')}
        </ActionButton>
      }
      facts={
        <>
          <Text size="sm" mb="md">
            {t(`outcomeText.${last.outcome}`)}
          </Text>
          <Facts
            items={[
              { label: t('inFile'), value: <MoneyText amount={last.amount} currency={last.currency} /> },
              last.knownAmount !== null && {
                label: t('inBooks'),
                value: <MoneyText amount={last.knownAmount} currency={last.currency} />,
              },
              last.fee !== 0 && {
                label: t('fee'),
                value: <MoneyText amount={last.fee} currency={last.currency} />,
              },
              { label: t('rowKind'), value: t(`rowKind.${last.kind}`) },
              { label: t('provider'), value: t(`provider.${last.provider}`) },
              { label: t('providerRef'), value: last.providerRef },
              last.ourRef !== null && { label: t('ourRef'), value: last.ourRef },
              last.storeCode !== null && { label: t('store'), value: last.storeCode },
              { label: t('occurredAt'), value: <DateText value={last.occurredAt} time /> },
              last.resolvedAt !== null && {
                label: t('resolved'),
                value: (
                  <>
                    {last.resolution} (<DateText value={last.resolvedAt} time />)
                  </>
                ),
              },
            ]}
          />
          <Resolve
            key={keyOf(last)}
            difference={last}
            opened={resolving}
            onClose={() => setResolving(false)}
          />
        </>
      }
    />
  )
}

type ResolveProps = { difference: Difference; opened: boolean; onClose: () => void }
type Values = { resolution: string; storeCode: string; amount: Typed }

/** Says why a row differs, and books what nobody will bring back. */
function Resolve({ difference, opened, onClose }: ResolveProps) {
  const t = useT()
  const common = useCommonT()
  const faults = useFormFaults()
  const form = useForm<Values>({
    initialValues: { resolution: '', storeCode: difference.storeCode ?? '', amount: '' },
    validate: {
      resolution: (text) => (text.trim() === '' ? common('required') : null),
      storeCode: (code, { amount }) =>
        amount !== '' && amount !== 0 && code === '' ? common('required') : null,
    },
  })
  const resolve = useWrite('post', '/v1/ledger/differences/{fileId}/{n}/resolve', {
    stale: ['/v1/ledger/differences', '/v1/ledger/balances'],
    onDone: () => {
      notifyDone(t('resolvedDone'))
      onClose()
    },
  })
  return (
    <FormModal
      opened={opened}
      title={t('resolve')}
      submitLabel={t('resolve')}
      busy={resolve.isPending}
      error={resolve.error}
      onClose={onClose}
      onSubmit={form.onSubmit(({ resolution, storeCode, amount }) =>
        resolve.mutate(
          {
            params: { path: { fileId: difference.fileId, n: String(difference.n) } },
            body: {
              resolution: resolution.trim(),
              writeOff: amount === '' || amount === 0 ? null : { storeCode, amount },
            },
          },
          {
            onError: (error) =>
              form.setErrors(
                Object.fromEntries(
                  Object.entries(faults(error)).map(([field, text]) => [
                    field.replace('writeOff.', ''),
                    text,
                  ]),
                ),
              ),
          },
        ),
      )}
    >
      <Textarea
        label={t('resolution')}
        placeholder={t('resolutionExample')}
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        {...form.getInputProps('resolution')}
      />
      <MoneyField
        currency={difference.currency}
        label={t('writeOff')}
        description={t('writeOffHint')}
        allowNegative
        {...form.getInputProps('amount')}
      />
      {form.values.amount !== '' && form.values.amount !== 0 && (
        <StoreSelect
          label={t('store')}
          clearable={false}
          value={form.values.storeCode}
          error={form.errors['storeCode']}
          onChange={(code) => form.setFieldValue('storeCode', code ?? '')}
        />
      )}
    </FormModal>
  )
}
