import { useState } from 'react'
import { ApiError } from '#api/errors.ts'
import { useWrite } from '#api/query.ts'
import type { Contract } from '#api/types.ts'
import { Confirm } from '#kit/confirm.tsx'
import { RefundPreview } from '#kit/cover/refund-preview.tsx'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { notifyDone, notifyRefused } from '../../parts/notify.ts'
import { useErrorText } from '#kit/i18n/error-text.ts'
import { useT } from './messages.ts'

type Props = { contract: Contract; disabledReason: string | undefined }

/** The reads that show how a contract stands. */
export const contractReads = [
  '/v1/contracts',
  '/v1/contracts/{contractId}',
  '/v1/contracts/by-number/{number}',
] as const

/** Cancelling for the buyer: what comes back is shown before it is done. */
export function CancelContract({ contract, disabledReason }: Props) {
  const t = useT()
  const describe = useErrorText()
  const [asked, setAsked] = useState(false)
  const input = { params: { path: { contractId: contract.id } } }
  const preview = useWrite('post', '/v1/contracts/{contractId}/cancellation-quotes', {
    onDone: () => setAsked(true),
  })
  const cancel = useWrite('post', '/v1/contracts/{contractId}/cancel', {
    stale: contractReads,
    onDone: () => {
      setAsked(false)
      notifyDone(t('cancelDone', { number: contract.number }))
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
          cancel.reset()
          preview.mutate({ ...input }, { onError: (error) => notifyRefused(describe(error).text) })
        }}
      >
        {t('cancel')}
      </ActionButton>
      {quote && (
        <Confirm
          opened={asked}
          title={t('cancelTitle', { number: contract.number })}
          confirmLabel={t('cancelConfirm')}
          closeLabel={t('cancelKeep')}
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
        </Confirm>
      )}
    </>
  )
}
