import { Alert, Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { present, q } from '#api/query.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useT as useCommonT } from '../../../messages.ts'
import { useGo, useWords } from '../../../navigation.tsx'
import { ListSkeleton } from '../../../parts/list-table.tsx'
import { MoneyField } from '../../../parts/number-fields.tsx'
import type { Typed } from '../../../parts/number-fields.tsx'
import { useReasonText } from '../../../parts/reason-text.ts'
import { Section } from '../../../parts/section.tsx'
import { StoreSelect } from '../../../parts/store-select.tsx'
import { useStores } from '../../../parts/stores.ts'
import { paths } from '../../../paths.ts'
import type { Offers } from '../../../types.ts'
import { useT } from '../messages.ts'
import { OfferCard } from './offer-card.tsx'

/** Asks what a shop would show for an item, with the question in the address. */
export function OfferCheck() {
  const { store = '', code = '', price = '', category = '' } = useWords()
  const asked = store !== '' && (code !== '' || price !== '')
  const query = present({ storeCode: store, code, category, price: price === '' ? undefined : Number(price) })
  const state = useQuery({ ...q('/v1/offers', { params: { query } as never }), enabled: asked, staleTime: 0 })
  return (
    <Stack gap="md">
      <Question key={`${store} ${code} ${price} ${category}`} asked={{ store, code, price, category }} />
      {asked && (
        <Loadable state={state} skeleton={<ListSkeleton />}>
          {(offers) => <Answer offers={offers} />}
        </Loadable>
      )}
    </Stack>
  )
}

type Asked = { store: string; code: string; price: string; category: string }

function Question({ asked }: { asked: Asked }) {
  const t = useT()
  const common = useCommonT()
  const go = useGo()
  const { stores } = useStores()
  const [store, setStore] = useState(asked.store)
  const [code, setCode] = useState(asked.code)
  const [category, setCategory] = useState(asked.category)
  const [price, setPrice] = useState<Typed>(/^\d+$/.test(asked.price) ? Number(asked.price) : '')
  const [tried, setTried] = useState(false)
  const chosen = store === '' && stores.length === 1 ? (stores[0]?.code ?? '') : store
  const currency = stores.find((one) => one.code === chosen)?.currency ?? 'JPY'
  const isEmpty = code.trim() === '' && price === ''

  return (
    <Section title={t('offers.question')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (chosen === '' || isEmpty) return
          go(
            paths.plans({
              tab: 'offers',
              store: chosen,
              code: code.trim(),
              price: price === '' ? undefined : String(price),
              category: category.trim(),
            }),
          )
        }}
      >
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="md">
          <StoreSelect
            label={common('store')}
            clearable={false}
            value={chosen}
            error={tried && chosen === '' && common('store.choose')}
            onChange={(next) => setStore(next ?? '')}
          />
          <TextInput
            label={t('itemCode')}
            value={code}
            error={tried && isEmpty && common('fault.offer_without_subject')}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <MoneyField
            label={t('price')}
            placeholder={t('offers.pricePlaceholder')}
            currency={currency}
            value={price}
            onChange={setPrice}
          />
          <TextInput
            label={t('category')}
            placeholder={t('offers.categoryPlaceholder')}
            value={category}
            onChange={(event) => setCategory(event.currentTarget.value)}
          />
        </SimpleGrid>
        <Button type="submit" mt="md">
          {t('offers.ask')}
        </Button>
      </form>
    </Section>
  )
}

function Answer({ offers: { item, price, currency, offers, reason } }: { offers: Offers }) {
  const t = useT()
  const kit = useKitT()
  const text = useReasonText()
  return (
    <>
      <Group gap="sm" aria-live="polite">
        <Text>
          {item ? `${item.name} (${item.code})` : t('offers.noItem')}
          {price !== null && (
            <>
              {' · '}
              <MoneyText amount={price} currency={currency} />
            </>
          )}
        </Text>
        <Text c="dimmed" size="sm">
          {t('offers.count', { count: offers.length })}
        </Text>
      </Group>
      {reason && (
        <Alert
          color="blue"
          variant="light"
          icon={<IconInfoCircle aria-hidden />}
          title={text(reason.code).what}
        >
          {text(reason.code).todo}
          <Text size="xs" c="dimmed" mt={4}>
            {kit('errorCode', { code: reason.code })}
          </Text>
        </Alert>
      )}
      {offers.map((offer) => (
        <OfferCard key={offer.planCode} offer={offer} />
      ))}
    </>
  )
}
