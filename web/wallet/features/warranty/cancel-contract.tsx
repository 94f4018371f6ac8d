import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { ApiError } from '#api/errors.ts'
import { useWrite } from '#api/query.ts'
import type { Contract } from '#api/types.ts'
import { Confirm } from '#kit/confirm.tsx'
import { RefundPreview } from '#kit/cover/refund-preview.tsx'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { formatDay } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { walletReads } from '../../live.ts'
import { useT } from '../../messages.ts'

/** Giving the cover up: first what would come back, line by line; nothing happens before the second press. */
export function CancelContract({ contract }: { contract: Contract }) {
  const t = useT()
  const { language } = useLanguage()
  const [asked, setAsked] = useState(false)
  const input = { params: { path: { contractId: contract.id } } }
  const preview = useWrite('post', '/v1/me/contracts/{contractId}/cancellation-quotes', {
    onDone: () => setAsked(true),
  })
  const cancel = useWrite('post', '/v1/me/contracts/{contractId}/cancel', {
    stale: walletReads,
    onDone: () => {
      setAsked(false)
      notifications.show({ message: t('warranty.cancelDone'), color: 'green' })
    },
  })
  const quote = preview.data
  if (contract.status !== 'active' && contract.status !== 'scheduled') return null
  return (
    <>
      <ActionButton
        mt="md"
        variant="default"
        loading={preview.isPending && !asked}
        disabledReason={contract.claims.open > 0 ? t('warranty.cancelClaimOpen') : undefined}
        onClick={() => {
          cancel.reset()
          preview.mutate({ ...input })
        }}
      >
        {t('warranty.cancelPreview')}
      </ActionButton>
      {contract.claims.open > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('warranty.cancelClaimOpen')}
        </Text>
      )}
      {!asked && <ErrorLine error={preview.error} />}
      {quote && (
        <Confirm
          opened={asked}
          title={t('warranty.cancelTitle')}
          confirmLabel={t('warranty.cancelConfirm')}
          closeLabel={t('warranty.cancelKeep')}
          loss
          busy={cancel.isPending || preview.isPending}
          error={cancel.error ?? preview.error}
          onConfirm={() =>
            cancel.mutate(
              { ...input, body: { quoteId: quote.quoteId } },
              {
                // The new amount is shown beside the reason, and asks for another press.
                onError: (error) => {
                  if (error instanceof ApiError && error.code === 'quote_outdated')
                    preview.mutate({ ...input })
                },
              },
            )
          }
          onClose={() => setAsked(false)}
        >
          <RefundPreview quote={quote} />
          <Text size="sm" mt="md" fw={600}>
            {t('warranty.cancelEnds', { day: formatDay(quote.on, language) })}
          </Text>
        </Confirm>
      )}
    </>
  )
}
