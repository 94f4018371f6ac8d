import { Button, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { PaymentAccount } from '#api/types.ts'
import { formatMoney } from '#kit/format/formats.ts'
import { fieldErrorText } from '#kit/i18n/error-text.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useNotice } from '../../parts/notice.ts'
import { useAccountsT } from './messages.ts'

const usual = [1_000, 5_000, 10_000, 30_000]

/** Money of the sandbox for the test bank; the button says the amount before it moves. */
export function TopUp({ account: { id, currency } }: { account: PaymentAccount }) {
  const t = useAccountsT()
  const { language } = useLanguage()
  const notice = useNotice()
  const [amount, setAmount] = useState<number | null>(10_000)
  const deposit = useWrite('post', '/v1/me/accounts/{accountId}/deposits', {
    stale: ['/v1/me/accounts', '/v1/me/accounts/{accountId}/entries'],
    onDone: () => notice(t('topUp.done')),
  })
  const money = (value: number) => formatMoney(value, currency, language)
  const fault = fieldErrorText(deposit.error, 'amount', language)
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 2, xs: 4 }} spacing="xs">
        {usual.map((value) => (
          <Button
            key={value}
            px="xs"
            variant={value === amount ? 'light' : 'default'}
            aria-pressed={value === amount}
            onClick={() => setAmount(value)}
          >
            {money(value)}
          </Button>
        ))}
      </SimpleGrid>
      <NumberInput
        label={t('topUp.amount')}
        value={amount ?? ''}
        min={1}
        max={100_000_000}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
        hideControls
        error={fault}
        onChange={(value) => setAmount(typeof value === 'number' ? value : null)}
      />
      <ErrorLine error={fault ? null : deposit.error} />
      <Button
        disabled={amount === null || amount < 1}
        loading={deposit.isPending}
        onClick={() =>
          amount !== null && deposit.mutate({ params: { path: { accountId: id } }, body: { amount } })
        }
      >
        {t('topUp.submit', { amount: money(amount ?? 0) })}
      </Button>
    </Stack>
  )
}
