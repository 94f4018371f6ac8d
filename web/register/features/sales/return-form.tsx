import { Button, Group, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { question, useWrite } from '#api/query.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useT } from '../../messages.ts'
import page from '../../parts/page.module.css'
import { useDevice } from '../../till/device.ts'
import { kept } from '../../till/outbox.ts'
import { reserveReference } from '../../till/queue.ts'
import type { Settlement, SettlementLine } from '../../till/types.ts'
import { RefundFacts } from './refund-facts.tsx'

type Props = {
  settlement: Settlement
  /** The whole sale, on its own day. */
  whole: boolean
  onBack: () => void
  onDone: () => void
}
const left = (line: SettlementLine) => line.quantity - line.returned

/** What comes back, with the preview of what that gives back; the receipt number of the return is made here once. */
export function ReturnForm({ settlement, whole, onBack, onDone }: Props) {
  const t = useT()
  const { register } = useDevice()
  const goods = settlement.lines.filter((line) => line.cover === null && left(line) > 0)
  const [units, setUnits] = useState<Record<number, number>>({})
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [reference, setReference] = useState<string | null>(null)
  useEffect(() => {
    void kept().then(reserveReference).then(setReference)
  }, [])
  const lines = goods.flatMap(({ n }) => ((units[n] ?? 0) > 0 ? [{ n, quantity: units[n] as number }] : []))
  const path = { settlementId: settlement.id }
  const preview = useQuery({
    ...question('/v1/settlements/{settlementId}/refund-preview', {
      params: { path },
      body: whole ? {} : { lines },
    }),
    enabled: whole || lines.length > 0,
    staleTime: 0,
  })
  const done = () => {
    notifications.show({ message: t(whole ? 'void.done' : 'return.done'), color: 'green', withBorder: true })
    onDone()
  }
  const refund = useWrite('post', '/v1/settlements/{settlementId}/refund', {
    stale: ['/v1/stores/{storeCode}/settlements', '/v1/settlements/{settlementId}'],
    onDone: done,
  })
  const undo = useWrite('post', '/v1/settlements/{settlementId}/void', {
    stale: ['/v1/stores/{storeCode}/settlements', '/v1/settlements/{settlementId}'],
    onDone: done,
  })
  const said = reason.trim()

  function submit() {
    setTried(true)
    if (said === '' || reference === null || !preview.data) return
    const body = { reference, reason: said, register }
    if (whole) undo.mutate({ params: { path }, body })
    else refund.mutate({ params: { path }, body: { ...body, lines, expectedAmount: preview.data.amount } })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md">
        <Title order={2}>{t(whole ? 'void.title' : 'return.title')}</Title>
        {whole ? (
          <Text>{t('void.text')}</Text>
        ) : (
          <table className={page['table']}>
            <tbody>
              {goods.map((line) => (
                <tr key={line.n}>
                  <th scope="row">{line.description}</th>
                  <td>{t('return.of', { count: left(line) })}</td>
                  <td>
                    <NumberInput
                      aria-label={t('return.units', { name: line.description })}
                      w={110}
                      ml="auto"
                      min={0}
                      max={left(line)}
                      clampBehavior="strict"
                      allowDecimal={false}
                      value={units[line.n] ?? 0}
                      onChange={(value) => setUnits({ ...units, [line.n]: Number(value) || 0 })}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {(whole || lines.length > 0) && (
          <Loadable state={preview} skeleton={<SkeletonRows count={2} />}>
            {(found) => <RefundFacts preview={found} currency={settlement.currency} />}
          </Loadable>
        )}
        <TextInput
          label={t('return.reason')}
          value={reason}
          maxLength={500}
          error={tried && said === '' ? t('return.reasonNeeded') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ErrorLine error={refund.error ?? undo.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onBack}>
            {t('back')}
          </Button>
          <Button
            type="submit"
            color="red"
            loading={refund.isPending || undo.isPending}
            disabled={!preview.data || (!whole && lines.length === 0)}
          >
            {t(whole ? 'void.do' : 'return.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
