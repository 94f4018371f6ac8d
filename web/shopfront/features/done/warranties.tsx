import { Alert, Title } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import type { Order } from '#api/shop-types.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { useT } from '../../messages.ts'
import { useSay } from '../../parts/shop.ts'
import classes from './done.module.css'

/** The number of every cover that was issued; and plainly, where one was wanted and could not be. */
export function Warranties({ order }: { order: Order }) {
  const t = useT()
  const say = useSay()
  const covered = order.lines.filter(({ cover }) => cover && cover.numbers.length > 0)
  const missing = order.lines.some(({ cover }) => cover && cover.numbers.length === 0)
  return (
    <>
      {missing && (
        <Alert color="amber" variant="light" role="alert">
          {t('done.coverMissing')}
        </Alert>
      )}
      {covered.length > 0 && (
        <section className={`surface ${classes['warranties'] ?? ''}`}>
          <Title order={2}>
            <IconShieldCheck size={22} aria-hidden /> {t('done.warranties')}
          </Title>
          {covered.map(({ code, name, cover }) => (
            <div key={`${code} ${cover?.numbers[0] ?? ''}`} className={classes['warranty']}>
              <p className={classes['covered']}>
                {say(name)} · {cover && say(cover.name)}
              </p>
              {cover?.numbers.map((number) => (
                <p key={number} className={classes['number']}>
                  <span>{number}</span>
                  <CopyButton value={number} label={`${t('done.warranties')} ${number}`} />
                </p>
              ))}
            </div>
          ))}
          <p className={classes['hint']}>{t('done.warrantiesText')}</p>
        </section>
      )}
    </>
  )
}
