import type { Contract } from '#api/types.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import type { Tone } from '#kit/status-badge.tsx'
import { useT as useCommonT } from '../../messages.ts'
import classes from './contracts.module.css'
import { useT } from './messages.ts'

const tones: Record<'scheduled' | 'active' | 'expired', Tone> = {
  scheduled: 'info',
  active: 'good',
  expired: 'ended',
}

export function CoverTable({ contract }: { contract: Contract }) {
  const t = useT()
  const common = useCommonT()
  // A contract that is over has no cover that is not, whatever the days say.
  const inForce = contract.state === 'in_force'
  return (
    <table className={classes['covers']}>
      <thead>
        <tr>
          <th scope="col">{t('cover')}</th>
          <th scope="col">{t('interval')}</th>
          <th scope="col" data-align="right">
            {t('premiumPart')}
          </th>
        </tr>
      </thead>
      <tbody>
        {contract.covers.map((cover) => (
          <tr key={`${cover.kind} ${cover.startsOn}`}>
            <th scope="row">
              {common(`cover.${cover.kind}`)}
              {inForce && (
                <div>
                  <StatusBadge tone={tones[cover.status]}>{common(`status.${cover.status}`)}</StatusBadge>
                </div>
              )}
            </th>
            <td>
              <DateText value={cover.startsOn} />
              <br />
              {t('to')} <DateText value={cover.lastDay} />
            </td>
            <td data-align="right">
              <MoneyText amount={cover.premiumPart} currency={contract.currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
