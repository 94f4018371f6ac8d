import type { Contract, LimitRule } from '#api/types.ts'
import { formatBasisPoints, formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../messages.ts'
import { PlainList } from './plain-list.tsx'
import classes from './warranty.module.css'

/** How much, how often, and what the person pays, in sentences with the amounts worked out for this item. */
export function Limits({ contract }: { contract: Contract }) {
  const t = useT()
  const { language } = useLanguage()
  const { terms, price } = contract
  const money = (amount: number) => formatMoney(amount, contract.currency, language)
  const share = (basisPoints: number) => formatBasisPoints(basisPoints, language)
  const ofPrice = (basisPoints: number) => money(Math.floor((price * basisPoints) / 10_000))
  const { deductible, claimsLimit, exchangeThreshold } = terms
  const after = { cover_ends: 'Ends', moves_to_new_unit: 'Moves', restarts: 'Restarts' } as const
  return (
    <PlainList>
      {terms.limits.length === 0 && t('warranty.noLimits')}
      {terms.limits.map((rule) => (
        <LimitText key={JSON.stringify(rule)} rule={rule} contract={contract} />
      ))}
      {deductible.kind === 'none' && t('warranty.deductibleNone')}
      {deductible.kind === 'amount' && t('warranty.deductibleAmount', { amount: money(deductible.amount) })}
      {deductible.kind === 'share' && t('warranty.deductibleShare', { share: share(deductible.basisPoints) })}
      {claimsLimit &&
        t(claimsLimit.period === 'term' ? 'warranty.claimsTerm' : 'warranty.claimsYear', {
          count: claimsLimit.count,
        })}
      {exchangeThreshold !== null &&
        t('warranty.exchange', { share: share(exchangeThreshold), amount: ofPrice(exchangeThreshold) })}
      {exchangeThreshold !== null && t(`warranty.afterExchange${after[terms.afterExchange]}`)}
      {terms.waitingDays > 0 && t('warranty.waiting', { days: terms.waitingDays })}
      {terms.addsRepairDays && t('warranty.repairDays')}
    </PlainList>
  )
}

function LimitText({ rule, contract }: { rule: LimitRule; contract: Contract }) {
  const t = useT()
  const { language } = useLanguage()
  const money = (amount: number) => formatMoney(amount, contract.currency, language)
  const sizeOfShare = (basisPoints: number) =>
    t('limit.size', {
      share: formatBasisPoints(basisPoints, language),
      amount: money(Math.floor((contract.price * basisPoints) / 10_000)),
    })
  const cause = t(`limit.${rule.cause ?? 'all'}`)
  if (rule.rule === 'falling') {
    return (
      <>
        {cause}
        {t('limit.falling')}
        <ol className={classes['years']}>
          {rule.priceShares.map((share, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- the place is the year
            <li key={index}>{t('limit.fallingYear', { year: index + 1, size: sizeOfShare(share) })}</li>
          ))}
        </ol>
      </>
    )
  }
  const size = 'amount' in rule.size ? money(rule.size.amount) : sizeOfShare(rule.size.priceShare)
  const names = {
    per_repair: 'limit.perRepair',
    aggregate: 'limit.aggregate',
    per_cover_year: 'limit.perYear',
  } as const
  return `${cause}${t(names[rule.rule], { size })}`
}
