import { Alert, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useErrorText } from '#kit/i18n/error-text.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useT } from '../../messages.ts'
import { KeyButton } from '../../parts/key-button.tsx'
import { useKeyboard } from '../../parts/keyboard.ts'
import page from '../../parts/page.module.css'
import { staffSession } from '../../session.ts'
import { nowText } from '../../till/baskets.ts'
import { useCatalogue } from '../../till/catalogue.ts'
import { mayBeFullPrice } from '../../till/full-price.ts'
import type { Kept } from '../../till/kept.ts'
import { useNetwork } from '../../till/network.ts'
import { kept, refreshOutbox, sendWaiting } from '../../till/outbox.ts'
import { closeSale, sendAgain, sendAtFullPrice } from '../../till/queue.ts'
import type { Entry } from '../../till/queue.ts'

const longestReason = 200

/** A sale that the server did not take: what was sold and paid, why it was refused, and what a person does about it. */
export function EntryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const t = useT()
  const kit = useKitT()
  const describe = useErrorText()
  const { online } = useNetwork()
  const by = useQuery(staffSession).data?.staff.name ?? null
  const [reason, setReason] = useState('')
  const [lacking, setLacking] = useState(false)
  const { body, fullPrice, reference, state } = entry
  const { text, code } = describe(entry.problem)
  const money = (amount: number) => <MoneyText amount={amount} currency={body.currency} />
  useKeyboard({ closed: true })

  async function after(change: (here: Kept) => Promise<void>, send: boolean) {
    await change(await kept())
    await refreshOutbox()
    onClose()
    if (send) await sendWaiting()
  }
  function close() {
    const said = reason.trim()
    if (said === '') setLacking(true)
    else void after((here) => closeSale(here, reference, { reason: said, by, at: nowText() }), false)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('queue.entry')}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <Stack gap="md">
        <Alert color="red" variant="light" title={text}>
          {code}
        </Alert>
        <Sold entry={entry} />
        <Text size="sm" c="dimmed">
          {t('done.reference', { reference })}
        </Text>
        {mayBeFullPrice(entry) ? (
          <Alert color="blue" variant="light" title={t('queue.fullPriceTitle')}>
            <Stack gap="sm" align="flex-start">
              <Text size="sm">
                {t('queue.fullPriceText')} {money(fullPrice)}
              </Text>
              <KeyButton
                disabled={!online}
                onPress={() => void after((here) => sendAtFullPrice(here, reference), true)}
              >
                {t('queue.fullPrice')}
              </KeyButton>
            </Stack>
          </Alert>
        ) : (
          <Text size="sm">{t(state === 'stuck' ? 'queue.stuckText' : 'queue.closeText')}</Text>
        )}
        <TextInput
          data-autofocus
          label={t('queue.reason')}
          description={t('queue.reasonHint')}
          value={reason}
          maxLength={longestReason}
          error={lacking && reason.trim() === '' ? t('queue.reasonNeeded') : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <KeyButton
            disabled={!online}
            onPress={() => void after((here) => sendAgain(here, reference), true)}
          >
            {t('queue.again')}
          </KeyButton>
          <KeyButton color="red" variant="filled" onPress={close}>
            {t('queue.close')}
          </KeyButton>
        </Group>
      </Stack>
    </Modal>
  )
}

/** Lines and payments as the device wrote them down. */
function Sold({ entry: { body, fullPrice } }: { entry: Entry }) {
  const t = useT()
  const { items } = useCatalogue()
  const money = (amount: number) => <MoneyText amount={amount} currency={body.currency} />
  const nameOf = (code: string | null | undefined) => items.find((item) => item.code === code)?.name ?? code
  return (
    <table className={page['table']}>
      <tbody>
        {body.lines?.map(({ code, description, quantity, unitPrice }, n) => (
          // The lines of a sale that was written down never move.
          // oxlint-disable-next-line react/no-array-index-key -- what was sent is shown as it is; nothing in it moves
          <tr key={n}>
            <th scope="row">
              {description ?? nameOf(code)} × {quantity}
            </th>
            <td>{money(quantity * (unitPrice ?? 0))}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('queue.printed')}</th>
          <td>{money(fullPrice)}</td>
        </tr>
        {body.tenders?.map(({ kind, amount, received }, n) => (
          // oxlint-disable-next-line react/no-array-index-key -- what was sent is shown as it is; nothing in it moves
          <tr key={n}>
            <th scope="row">{t(`tender.${kind}`)}</th>
            <td>{money(amount ?? received ?? 0)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('queue.paid')}</th>
          <td>
            <strong>{money(body.expectedAmountDue ?? fullPrice)}</strong>
          </td>
        </tr>
      </tbody>
    </table>
  )
}
