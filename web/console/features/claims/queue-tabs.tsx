import { useQuery } from '@tanstack/react-query'
import { present, q } from '#api/query.ts'
import { formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import classes from './claims.module.css'
import { useT } from './messages.ts'
import { polled } from './polled.ts'

export const queues = ['to_decide', 'second_person', 'overdue', 'with_buyer', 'at_work', 'closed'] as const
export type Queue = (typeof queues)[number]

type Props = { queue: string; storeCode: string; onChoose: (queue: string | undefined) => void }

/** What is to be done, with how many claims ask for it. */
export function QueueTabs({ queue, storeCode, onChoose }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const { data } = useQuery({
    ...q('/v1/claims/queues', { params: { query: present({ storeCode }) } }),
    ...polled,
  })
  return (
    <nav aria-label={t('queues')} className={classes['queues']}>
      <button type="button" aria-pressed={queue === ''} onClick={() => onChoose(undefined)}>
        {t('queue.all')}
      </button>
      {queues.map((one) => (
        <button key={one} type="button" aria-pressed={queue === one} onClick={() => onChoose(one)}>
          {t(`queue.${one}`)}
          {data && <span className={classes['count']}>{formatNumber(data[one], language)}</span>}
        </button>
      ))}
    </nav>
  )
}
