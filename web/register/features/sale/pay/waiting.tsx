import { Anchor, Loader, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconDeviceMobile } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { q, useWrite } from '#api/query.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { QrCode } from '#kit/qr-code.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from '../../../messages.ts'
import { KeyButton } from '../../../parts/key-button.tsx'
import type { Settlement } from '../../../till/types.ts'
import classes from './pay.module.css'

const everyMs = 1500

/** Until the buyer has said yes on the phone, or the provider has said anything. Told by the stream, and asked now and then. */
export function Waiting({
  settlement,
  onChange,
}: {
  settlement: Settlement
  onChange: (now: Settlement) => void
}) {
  const t = useT()
  const init = { params: { path: { settlementId: settlement.id } } }
  const { data } = useQuery({
    ...q('/v1/settlements/{settlementId}', init),
    refetchInterval: everyMs,
    staleTime: 0,
  })
  const cancel = useWrite('post', '/v1/settlements/{settlementId}/cancel', { onDone: onChange })
  useEffect(() => {
    if (data && data.state !== settlement.state) onChange(data)
  }, [data, settlement.state, onChange])
  const now = data ?? settlement
  const asked = now.tenders.find(({ action }) => action !== null)
  const asking = now.state === 'awaiting_buyer'
  return (
    <div className={classes['waiting']}>
      {asked?.action ? (
        <>
          <Title order={2}>
            <MoneyText fz={40} amount={asked.amount} currency={now.currency} />
          </Title>
          <QrCode text={asked.action.url} size={300} label={t('pay.qrLabel')} />
          {asked.action.kind === 'redirect' && (
            <Anchor href={asked.action.url} target="_blank" rel="noreferrer">
              {t('pay.openPage')}
            </Anchor>
          )}
          <Countdown until={asked.action.expiresAt} />
        </>
      ) : (
        <>
          {asking ? <IconDeviceMobile size={56} stroke={1.4} aria-hidden /> : <Loader size={48} />}
          <MoneyText fw={700} fz={40} amount={now.amountDue} currency={now.currency} />
        </>
      )}
      <Text component="output" maw={520}>
        {t(asked ? 'pay.qrText' : asking ? 'pay.askingText' : 'pay.processingText')}
      </Text>
      <ErrorLine error={cancel.error} />
      <KeyButton
        variant="default"
        loading={cancel.isPending}
        onPress={() => cancel.mutate({ ...init, body: {} })}
      >
        {t('pay.cancel')}
      </KeyButton>
    </div>
  )
}

function Countdown({ until }: { until: string }) {
  const t = useT()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <Text className="figures" fz={24} fw={650}>
      {t('pay.expires', { time })}
    </Text>
  )
}
