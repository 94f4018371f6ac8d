import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { asRefusal } from '#kit/i18n/error-text.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { newCart } from '../../cart.ts'
import { keep } from '../../kept.ts'
import { useT } from '../../messages.ts'
import { useShop } from '../../parts/shop.ts'
import { useCurrentPrices } from './current-prices.ts'
import type { useOrdering } from './use-ordering.ts'

/** Why an order was not taken, and the one thing that mends it. */
export function Refused({ ordering }: { ordering: ReturnType<typeof useOrdering> }) {
  const t = useT()
  const { slug } = useShop()
  const refresh = useMutation({ mutationFn: useCurrentPrices(slug), onSuccess: ordering.forget })
  const { code } = asRefusal(ordering.error)
  if (refresh.isSuccess && !ordering.error)
    return (
      <Text size="sm" mt="md" aria-live="polite">
        {t('checkout.refreshed')}
      </Text>
    )
  if (!ordering.error || ordering.busy) return null
  return (
    <Stack gap="xs" mt="md">
      <ErrorLine error={refresh.error ?? ordering.error} />
      {code === 'price_changed' && (
        <Button variant="default" loading={refresh.isPending} onClick={() => refresh.mutate()}>
          {t('checkout.refresh')}
        </Button>
      )}
      {code === 'cart_ordered_already' && (
        <Button variant="default" onClick={() => keep(slug, { cart: newCart() })}>
          {t('checkout.clearCart')}
        </Button>
      )}
    </Stack>
  )
}
