import type { Contract } from '#api/types.ts'
import { History } from '#kit/detail/history.tsx'
import type { HistoryEntry } from '#kit/detail/history.tsx'
import { formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT as useCommonT } from '../../messages.ts'
import { useT } from './messages.ts'
import { voidReasons } from './void-contract.tsx'

const endings = [
  'returned',
  'purchase_voided',
  'purchase_revised',
  'cancelled_by_buyer',
  'cancelled_by_seller',
  'exchanged',
  'limit_used_up',
  'given_up',
] as const

/** States of the contract and days of its covers, as far as they are known and have come; the newest first. */
export function ContractHistory({ contract }: { contract: Contract }) {
  const t = useT()
  const common = useCommonT()
  const { language } = useLanguage()
  const { state, stateReason, endedAt, issuedAt, today, currency } = contract
  const endDay = endedAt?.slice(0, 10) ?? '9999-12-31'
  const entries: HistoryEntry[] = [
    {
      key: 'issued',
      at: issuedAt,
      title: t('happened.issued'),
      detail: t(contract.planPriceDiffers ? 'happened.paidOther' : 'happened.paid', {
        premium: formatMoney(contract.premium, currency, language),
        offered: formatMoney(contract.offeredPremium, currency, language),
      }),
    },
    ...contract.covers.flatMap(({ kind, startsOn, endsOn }) => {
      const cover = common(`cover.${kind}`)
      return [
        ...(startsOn <= today && startsOn < endDay
          ? [{ key: `${kind} start`, at: startsOn, title: t('happened.coverStarted', { cover }) }]
          : []),
        ...(endsOn <= today && endsOn < endDay
          ? [{ key: `${kind} end`, at: endsOn, title: t('happened.coverEnded', { cover }) }]
          : []),
      ]
    }),
    ...(endedAt === null
      ? []
      : [
          {
            key: 'ended',
            at: endedAt,
            title: t('happened.ended', { state: common(`state.${state}`) }),
            ...(stateReason === null ? {} : { detail: reasonText(stateReason) }),
          },
        ]),
  ]
  entries.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
  return <History entries={entries} zone={contract.store.timeZone} />

  function reasonText(reason: string): string {
    const known = endings.find((one) => one === reason)
    if (known) return t(`reason.${known}`)
    const voided = voidReasons.find((one) => one === reason)
    return voided ? t(`voidReason.${voided}`) : t('reason.other', { reason })
  }
}
