import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { Contract, Cover } from '#api/types.ts'
import { formatDay } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { useT } from '../../messages.ts'
import classes from './warranty.module.css'

/** What is covered, each kind in a plain sentence with its days. */
export function Covered({ contract }: { contract: Contract }) {
  const t = useT()
  const { language } = useLanguage()
  const maker = contract.makerWarranty
  // A contract that has ended covers nothing, whatever its days say.
  const over = ['cancelled', 'fulfilled', 'void'].includes(contract.state)
  return (
    <ul className={classes['points']}>
      {contract.covers.map((cover) => (
        <CoverPoint
          key={`${cover.kind} ${cover.startsOn}`}
          cover={over ? { ...cover, status: 'expired' } : cover}
        />
      ))}
      {maker && contract.today < maker.endsOn && (
        <li>
          <IconInfoCircle size={22} aria-hidden data-tone="info" />
          <div>
            <strong>{t('warranty.maker')}</strong>
            <p>{t('warranty.makerText', { to: formatDay(maker.lastDay, language) })}</p>
          </div>
        </li>
      )}
    </ul>
  )
}

function CoverPoint({ cover }: { cover: Cover }) {
  const t = useT()
  const { language } = useLanguage()
  const day = (value: string) => formatDay(value, language)
  return (
    <li>
      <IconCircleCheck size={22} aria-hidden data-tone={cover.status === 'expired' ? undefined : 'good'} />
      <div>
        <strong>{t(`warranty.${cover.kind}`)}</strong>{' '}
        {cover.status === 'scheduled' && (
          <StatusBadge tone="info">{t('warranty.coverScheduled')}</StatusBadge>
        )}
        {cover.status === 'expired' && <StatusBadge tone="ended">{t('warranty.coverEnded')}</StatusBadge>}
        <p>{t(`warranty.${cover.kind}Text`)}</p>
        <p className={classes['days']}>
          {t('warranty.range', { from: day(cover.startsOn), to: day(cover.lastDay) })}
        </p>
      </div>
    </li>
  )
}
