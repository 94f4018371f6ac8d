import { Text } from '@mantine/core'
import { useState } from 'react'
import { ApiError } from '#api/errors.ts'
import { useWrite } from '#api/query.ts'
import type { Contract } from '#api/types.ts'
import { Confirm } from '#kit/confirm.tsx'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { formatMoney } from '#kit/format/formats.ts'
import { useErrorText } from '#kit/i18n/error-text.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { notifyDone, notifyRefused } from '../../parts/notify.ts'
import { contractReads } from './cancel-contract.tsx'
import { useT } from './messages.ts'

type Props = { contract: Contract; disabledReason: string | undefined }

/** Puts an ended contract in force again, after saying what the buyer owes then. */
export function ReinstateContract({ contract, disabledReason }: Props) {
  const t = useT()
  const describe = useErrorText()
  const { language } = useLanguage()
  const [asked, setAsked] = useState(false)
  const input = { params: { path: { contractId: contract.id } } }
  const preview = useWrite('post', '/v1/contracts/{contractId}/reinstatement-quotes', {
    onDone: () => setAsked(true),
  })
  const reinstate = useWrite('post', '/v1/contracts/{contractId}/reinstate', {
    stale: contractReads,
    onDone: () => {
      setAsked(false)
      notifyDone(t('reinstateDone', { number: contract.number }))
    },
  })
  const quote = preview.data
  return (
    <>
      <ActionButton
        size="sm"
        variant="default"
        disabledReason={disabledReason}
        loading={preview.isPending && !asked}
        onClick={() => {
          reinstate.reset()
          preview.mutate({ ...input }, { onError: (error) => notifyRefused(describe(error).text) })
        }}
      >
        {t('reinstate')}
      </ActionButton>
      {quote && (
        <Confirm
          opened={asked}
          title={t('reinstateTitle', { number: contract.number })}
          confirmLabel={t('reinstate')}
          busy={reinstate.isPending || preview.isPending}
          error={reinstate.error ?? preview.error}
          onConfirm={() =>
            reinstate.mutate(
              { ...input, body: { quoteId: quote.quoteId } },
              {
                onError: (error) => {
                  if (error instanceof ApiError && error.code === 'quote_outdated')
                    preview.mutate({ ...input })
                },
              },
            )
          }
          onClose={() => setAsked(false)}
        >
          <Text fw={600} mb="xs">
            {quote.payBack > 0
              ? t('reinstatePayBack', { amount: formatMoney(quote.payBack, quote.currency, language) })
              : t('reinstateNothing')}
          </Text>
          <Text size="sm">{t('reinstateText')}</Text>
        </Confirm>
      )}
    </>
  )
}
