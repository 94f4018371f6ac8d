import { Alert, Stack } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useT } from '../../../messages.ts'
import { KeyButton } from '../../../parts/key-button.tsx'
import { useKeyboard } from '../../../parts/keyboard.ts'
import { PlainPaper } from '../../../parts/plain-paper.tsx'
import type { Basket } from '../../../till/basket.ts'
import type { Entry } from '../../../till/queue.ts'
import classes from './pay.module.css'

type Props = { entry: Entry; basket: Basket; onNext: () => void }

/** Sold without an answer of the server: the sale waits in the queue, and the invoice follows. */
export function Kept({ entry, basket, onNext }: Props) {
  const t = useT()
  const due = entry.body.expectedAmountDue ?? entry.fullPrice
  const received = entry.body.tenders?.reduce((sum, one) => sum + (one.received ?? one.amount ?? 0), 0) ?? 0
  useKeyboard({
    onKey: (key) => {
      if (key === 'Enter') onNext()
      return key === 'Enter'
    },
  })
  return (
    <div className={classes['result']}>
      <Stack gap="md">
        <output className={classes['change']}>
          {t('pay.change')}
          <strong>
            <MoneyText amount={received - due} currency={entry.body.currency} />
          </strong>
        </output>
        <Alert color="blue" variant="light" title={t('kept.title')}>
          {t('kept.text', { reference: entry.reference })}
        </Alert>
        <KeyButton leftSection={<IconPrinter size={20} aria-hidden />} onPress={() => globalThis.print()}>
          {t('kept.print')}
        </KeyButton>
        <KeyButton size="lg" variant="filled" color="green" keyText="Enter" onPress={onNext}>
          {t('done.next')}
        </KeyButton>
      </Stack>
      <PlainPaper
        title={t('kept.paper')}
        note={t('kept.paperNote')}
        reference={entry.reference}
        at={entry.madeAt}
        lines={basket.lines}
        due={due}
        received={received}
      />
    </div>
  )
}
