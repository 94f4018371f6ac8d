import { Anchor, Text } from '@mantine/core'
import { useLanguage } from '#kit/i18n/language.tsx'
import { formatInstant, formatNumber } from '#kit/format/formats.ts'
import { useT } from '../../messages.ts'
import { refreshCatalogue, useCatalogue } from '../../till/catalogue.ts'
import { useNetwork } from '../../till/network.ts'

/** How old the goods on this device are; without a connection that is what is sold from. */
export function CatalogueAge() {
  const t = useT()
  const { language } = useLanguage()
  const { items, at, error } = useCatalogue()
  const { online } = useNetwork()
  const time = at === null ? '' : formatInstant(new Date(at).toISOString(), language, undefined)
  return (
    <Text size="xs" c={error && online ? 'red' : 'dimmed'} component="p" m={0}>
      {at === null
        ? t('catalogue.none')
        : t('catalogue.age', { count: formatNumber(items.length, language), time })}{' '}
      {online && (
        <Anchor component="button" type="button" inherit onClick={() => void refreshCatalogue()}>
          {t('catalogue.refresh')}
        </Anchor>
      )}
    </Text>
  )
}
