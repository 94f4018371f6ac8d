import { Alert, Button, Modal, NumberInput, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { PaymentAccount } from '#api/types.ts'
import { formatMoney } from '#kit/format/formats.ts'
import { fieldErrorText } from '#kit/i18n/error-text.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useNotice } from '../../parts/notice.ts'
import { useAccountsT } from './messages.ts'

type Props = { account: PaymentAccount; onClose: () => void }

/** Which store, and how much at most; what it comes to is said above the button. */
export function AddMandate({ account, onClose }: Props) {
  const t = useAccountsT()
  const kit = useKitT()
  const { language } = useLanguage()
  const notice = useNotice()
  const [storeCode, setStoreCode] = useState('')
  const [perPayment, setPerPayment] = useState<number | null>(3_000)
  const [perDay, setPerDay] = useState<number | null>(10_000)
  const [tried, setTried] = useState(false)
  const create = useWrite('post', '/v1/me/accounts/{accountId}/mandates', {
    stale: ['/v1/me/accounts/{accountId}/mandates'],
    onDone: () => {
      notice(t('mandates.done'))
      onClose()
    },
  })
  const store = storeCode.trim()
  const fault = (field: string, missing: boolean) =>
    tried && missing ? t('mandates.required') : fieldErrorText(create.error, field, language)
  const money = (value: number) => formatMoney(value, account.currency, language)

  function submit() {
    setTried(true)
    if (store === '' || perPayment === null || perDay === null) return
    create.mutate({
      params: { path: { accountId: account.id } },
      body: { storeCode: store, perPayment, perDay },
    })
  }
  const caps = [
    ['perPayment', perPayment, setPerPayment],
    ['perDay', perDay, setPerDay],
  ] as const

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('mandates.add')}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('mandates.store')}
            description={t('mandates.storeHint')}
            autoCapitalize="none"
            autoComplete="off"
            data-autofocus
            value={storeCode}
            error={fault('storeCode', store === '')}
            onChange={(event) => setStoreCode(event.currentTarget.value)}
          />
          {caps.map(([field, value, set]) => (
            <NumberInput
              key={field}
              label={t(`mandates.${field}`)}
              value={value ?? ''}
              min={1}
              max={100_000_000}
              allowDecimal={false}
              allowNegative={false}
              thousandSeparator=","
              hideControls
              error={fault(field, value === null)}
              onChange={(next) => set(typeof next === 'number' ? next : null)}
            />
          ))}
          {store !== '' && perPayment !== null && perDay !== null && (
            <Alert color="blue" variant="light">
              {t('mandates.preview', { store, payment: money(perPayment), day: money(perDay) })}
            </Alert>
          )}
          <ErrorLine error={create.error} />
          <Button type="submit" loading={create.isPending}>
            {t('mandates.submit')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
