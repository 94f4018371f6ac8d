import { Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconShieldOff } from '@tabler/icons-react'
import { q } from '#api/query.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { useT } from '../../messages.ts'
import { KeyButton } from '../../parts/key-button.tsx'
import { useKeyboard } from '../../parts/keyboard.ts'
import parts from '../../parts/parts.module.css'
import { changeLine } from '../../till/basket.ts'
import type { Cover, Line } from '../../till/basket.ts'
import { changeBasket } from '../../till/baskets.ts'
import { useDevice } from '../../till/device.ts'
import { localName } from '../../till/names.ts'
import { useNetwork } from '../../till/network.ts'
import type { Offer } from '../../till/types.ts'

/** The covers for the line's goods at its price. None is chosen before somebody chooses. */
export function CoverDialog({ line, onClose }: { line: Line; onClose: () => void }) {
  const t = useT()
  const kit = useKitT()
  const { store } = useDevice()
  const { online } = useNetwork()
  const query = { storeCode: store.code, code: line.code ?? '', price: line.unitPrice }
  const offers = useQuery({ ...q('/v1/offers', { params: { query } }), enabled: online })

  function choose(cover: Cover | null) {
    changeBasket((basket, at) => changeLine(basket, line.key, { cover }, at))
    onClose()
  }
  useKeyboard({ closed: true })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('cover.title', { name: line.name })}
      size="lg"
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      {online ? (
        <Loadable state={offers} skeleton={<SkeletonCards count={2} />}>
          {({ offers: found, reason }) =>
            found.length === 0 ? (
              <EmptyState icon={<IconShieldOff size={40} />} title={t('cover.none')}>
                {t(`cover.reason.${reason?.code ?? 'no_plan_for_item'}`)}
              </EmptyState>
            ) : (
              <Stack gap="sm">
                {found.map((offer) => (
                  <OfferCard
                    key={offer.planCode}
                    offer={offer}
                    chosen={line.cover?.planCode === offer.planCode}
                    onChoose={choose}
                  />
                ))}
                {line.cover && <KeyButton onPress={() => choose(null)}>{t('cover.without')}</KeyButton>}
              </Stack>
            )
          }
        </Loadable>
      ) : (
        <Text>{t('cover.offline')}</Text>
      )}
    </Modal>
  )
}

type CardProps = { offer: Offer; chosen: boolean; onChoose: (cover: Cover) => void }

function OfferCard({ offer, chosen, onChoose }: CardProps) {
  const t = useT()
  const { language } = useLanguage()
  const name = localName(offer.name, language)
  const { planCode, premium, currency, termMonths } = offer
  return (
    <button
      type="button"
      className={parts['choice'] ?? ''}
      aria-pressed={chosen}
      onClick={() => onChoose({ planCode, name, premium, termMonths })}
    >
      <span className={parts['choiceTop']}>
        <strong>{name}</strong>
        <MoneyText fw={700} fz={24} amount={premium} currency={currency} />
      </span>
      <Text size="sm" component="span" display="block">
        {t('cover.term', { months: termMonths })} ·{' '}
        {offer.covers.map(({ kind }) => t(`cover.kind.${kind}`)).join('・')}
      </Text>
      <Text size="sm" c="dimmed" component="span" display="block">
        {t('cover.liable', { name: offer.liableParty })}
      </Text>
    </button>
  )
}
