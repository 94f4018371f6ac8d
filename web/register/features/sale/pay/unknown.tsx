import { Loader, Text } from '@mantine/core'
import { useEffect } from 'react'
import { useT } from '../../../messages.ts'
import { KeyButton } from '../../../parts/key-button.tsx'
import { parkBasket } from '../../../till/baskets.ts'
import { kept, refreshOutbox, useOutbox } from '../../../till/outbox.ts'
import { changeSale } from '../../../till/queue.ts'
import classes from './pay.module.css'
import { resultOf } from './settling.ts'
import type { Result } from './settling.ts'

type Props = { reference: string; onResult: (result: Result) => void; onLeave: () => void }

/**
 * The answer did not come: the queue goes on asking under the same receipt number. Nobody takes money again before it
 * is known; who cannot wait gives the sale up, and it is cancelled when it turns out to be open still.
 */
export function Unknown({ reference, onResult, onLeave }: Props) {
  const t = useT()
  const { open, answered } = useOutbox()
  useEffect(() => {
    void resultOf(reference).then((result) => {
      if (result.kind !== 'unknown') onResult(result)
    })
    // oxlint-disable-next-line react/exhaustive-deps -- asked whenever the queue moved
  }, [open, answered, reference])
  async function giveUp() {
    await changeSale(await kept(), reference, { givenUp: true })
    await refreshOutbox()
    await parkBasket()
    onLeave()
  }
  return (
    <output className={classes['waiting']}>
      <Loader size={48} />
      <Text fw={650}>{t('pay.unknown')}</Text>
      <Text size="sm" maw={520}>
        {t('pay.unknownText', { reference })}
      </Text>
      <KeyButton color="red" variant="subtle" onPress={() => void giveUp()}>
        {t('pay.giveUp')}
      </KeyButton>
    </output>
  )
}
