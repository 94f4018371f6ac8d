import { Stack } from '@mantine/core'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useT } from '../../../messages.ts'
import { KeyButton } from '../../../parts/key-button.tsx'
import { useKeyboard } from '../../../parts/keyboard.ts'
import { PlainPaper } from '../../../parts/plain-paper.tsx'
import type { Basket } from '../../../till/basket.ts'
import { useDevice } from '../../../till/device.ts'
import { changeOf } from '../../../till/tenders.ts'
import type { Chosen } from '../../../till/tenders.ts'
import classes from './pay.module.css'

type Props = { basket: Basket; chosen: readonly Chosen[]; due: number; onNext: () => void }

/** What it would look like; nothing was sold, and the paper says so. */
export function Training({ basket, chosen, due, onNext }: Props) {
  const t = useT()
  const { currency } = useDevice().store
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
            <MoneyText amount={changeOf(chosen)} currency={currency} />
          </strong>
        </output>
        <p>{t('training.done')}</p>
        <KeyButton size="lg" variant="filled" color="green" keyText="Enter" onPress={onNext}>
          {t('done.next')}
        </KeyButton>
      </Stack>
      <PlainPaper
        title={t('training.paper')}
        note={t('training.note')}
        reference="—"
        at={basket.changedAt}
        lines={basket.lines}
        due={due}
        received={due + changeOf(chosen)}
      />
    </div>
  )
}
