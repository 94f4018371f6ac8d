import { Button, Text, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { CouponHolding, KioskSession } from '#api/types.ts'
import { useCouponTerms } from '#kit/coupon/coupon-words.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import classes from './kiosk.module.css'
import { useT } from './messages.ts'

type Props = {
  session: KioskSession
  onDone: (count: number) => void
  onEnd: () => void
  onRefused: (error: unknown) => void
}

/** The buyer's coupons for this store, and from which account they pay. */
export function Choose({ session, onDone, onEnd, onRefused }: Props) {
  const t = useT()
  const { accounts, coupons, kioskToken, name } = session
  const [accountId, setAccountId] = useState(accounts[0]?.id ?? null)
  const [chosen, setChosen] = useState(() => selectedFor(coupons, accountId))
  const save = useWrite('put', '/v1/kiosk/selection', { onDone: () => onDone(chosen.size) })

  function pay(from: string) {
    setAccountId(from)
    setChosen(selectedFor(coupons, from))
  }
  function toggle(id: string) {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const possible = accountId !== null && coupons.length > 0
  return (
    <div className={classes['choose']}>
      {name !== null && <Text className={classes['lead'] ?? ''}>{t('choose.hello', { name })}</Text>}
      <Title order={1} className={classes['title'] ?? ''}>
        {t('choose.title')}
      </Title>
      {!possible && (
        <Text className={classes['lead'] ?? ''}>
          {t(coupons.length === 0 ? 'choose.none' : 'choose.noAccount')}
        </Text>
      )}
      {possible && accounts.length > 1 && (
        <fieldset className={classes['accounts']}>
          <legend>{t('choose.account')}</legend>
          {accounts.map(({ id, label }) => (
            <button key={id} type="button" aria-pressed={id === accountId} onClick={() => pay(id)}>
              {label}
            </button>
          ))}
        </fieldset>
      )}
      {possible && (
        <div className={classes['coupons']}>
          {coupons.map((coupon) => (
            <CouponButton
              key={coupon.id}
              coupon={coupon}
              chosen={chosen.has(coupon.id)}
              onToggle={() => toggle(coupon.id)}
            />
          ))}
        </div>
      )}
      <ErrorLine error={save.error} />
      <div className={classes['actions']}>
        <Button size="xl" variant="default" onClick={onEnd} disabled={save.isPending}>
          {t('choose.end')}
        </Button>
        {possible && (
          <>
            <Text fw={600} aria-live="polite">
              {t('choose.count', { count: chosen.size })}
            </Text>
            <Button
              size="xl"
              loading={save.isPending}
              onClick={() =>
                save.mutate(
                  { body: { kioskToken, accountId, holdingIds: [...chosen] } },
                  { onError: onRefused },
                )
              }
            >
              {t('choose.confirm')}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}

function CouponButton({
  coupon,
  chosen,
  onToggle,
}: {
  coupon: CouponHolding
  chosen: boolean
  onToggle: () => void
}) {
  const t = useT()
  const { language } = useLanguage()
  const terms = useCouponTerms()
  const { name, stacking } = coupon
  return (
    <button type="button" className={classes['coupon']} aria-pressed={chosen} onClick={onToggle}>
      <span className={classes['tick']}>{chosen && <IconCheck size={28} aria-hidden />}</span>
      <span>
        <span className={classes['gives']}>{terms.gives(coupon)}</span>
        <span className={classes['name']}>{name[language] ?? name.ja}</span>
        <span className={classes['quiet']}>
          {[terms.minimum(coupon), terms.until(coupon)].filter(Boolean).join(' · ')}
        </span>
        <span className={classes['quiet']}>
          {t(stacking === 'stackable' ? 'choose.together' : 'choose.alone')}
        </span>
      </span>
    </button>
  )
}

function selectedFor(coupons: readonly CouponHolding[], accountId: string | null): ReadonlySet<string> {
  const selected = coupons.filter((coupon) => accountId !== null && coupon.selectedFor.includes(accountId))
  return new Set(selected.map(({ id }) => id))
}
