import { Modal } from '@mantine/core'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useT } from '../../../messages.ts'
import { useKeyboard } from '../../../parts/keyboard.ts'
import type { Basket } from '../../../till/basket.ts'
import type { TenderKind } from '../../../till/types.ts'
import { Choosing } from './choosing.tsx'
import { Done } from './done.tsx'
import { Kept } from './kept.tsx'
import { Sending } from './sending.tsx'
import { Training } from './training.tsx'
import { Unknown } from './unknown.tsx'
import { usePaying } from './use-paying.ts'
import type { Quoted } from '../use-quote.ts'
import { Waiting } from './waiting.tsx'

type Props = {
  first: TenderKind
  basket: Basket
  quoted: Quoted
  onClose: () => void
  /** The sale is over: the next buyer's basket is empty. */
  onNext: () => void
}

/** From the choice of the means of payment to the receipt. Once it is being sent it does not close by a slip. */
export function PayDialog({ first, basket, quoted, onClose, onNext }: Props) {
  const t = useT()
  const kit = useKitT()
  const paying = usePaying(basket, quoted)
  const { phase } = paying
  const closable = phase.kind === 'choosing'
  useKeyboard({ closed: true, onScan: () => undefined })
  return (
    <Modal
      opened
      onClose={() => closable && onClose()}
      title={t(`pay.title.${phase.kind}`)}
      size={860}
      withCloseButton={closable}
      closeOnEscape={closable}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      {phase.kind === 'choosing' && (
        <Choosing first={first} basket={basket} paying={paying} quoted={quoted} />
      )}
      {phase.kind === 'sending' && <Sending />}
      {phase.kind === 'unknown' && (
        <Unknown reference={phase.reference} onResult={paying.take} onLeave={onNext} />
      )}
      {phase.kind === 'waiting' && <Waiting settlement={phase.settlement} onChange={paying.see} />}
      {phase.kind === 'done' && <Done settlement={phase.settlement} onNext={onNext} />}
      {phase.kind === 'kept' && <Kept entry={phase.entry} basket={basket} onNext={onNext} />}
      {phase.kind === 'training' && (
        <Training basket={basket} chosen={phase.chosen} due={phase.due} onNext={onNext} />
      )}
    </Modal>
  )
}
