import { Text } from '@mantine/core'
import type { Contract, PlanTerms } from '#api/types.ts'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../messages.ts'
import { localText } from '../../parts/words.ts'

/** Who owes the cover, and who pays if they cannot. */
export function WhoStandsBehind({ terms }: { terms: PlanTerms }) {
  const t = useT()
  const kinds = {
    seller: 'Seller',
    maker: 'Maker',
    third_party_service: 'Third',
    insurer: 'Insurer',
  } as const
  return (
    <>
      <Text size="sm" mb="sm">
        {t(`warranty.provider${kinds[terms.provider ?? 'seller']}`)}
      </Text>
      <Facts
        items={[
          { label: t('warranty.liable'), value: terms.liableParty },
          terms.backedBy !== null && { label: t('warranty.backedBy'), value: terms.backedBy },
        ]}
      />
    </>
  )
}

export function ContractFacts({ contract }: { contract: Contract }) {
  const t = useT()
  const { language } = useLanguage()
  const { item, store, currency } = contract
  return (
    <Facts
      items={[
        { label: t('warranty.plan'), value: localText(contract.terms.name, language) },
        { label: t('warranty.item'), value: item.name === null ? item.code : `${item.name} (${item.code})` },
        item.serialNumber !== null && { label: t('warranty.serial'), value: item.serialNumber },
        { label: t('warranty.store'), value: store.name },
        { label: t('warranty.purchasedOn'), value: <DateText value={contract.purchasedOn} /> },
        { label: t('warranty.price'), value: <MoneyText amount={contract.price} currency={currency} /> },
        { label: t('warranty.premium'), value: <MoneyText amount={contract.premium} currency={currency} /> },
        { label: t('warranty.issued'), value: <DateText value={contract.issuedAt} zone={store.timeZone} /> },
      ]}
    />
  )
}
