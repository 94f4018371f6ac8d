import { Skeleton } from '@mantine/core'
import { IconSun, IconWifiOff } from '@tabler/icons-react'
import { CopyButton } from '#kit/copy-button.tsx'
import { QrCode } from '#kit/qr-code.tsx'
import { ErrorState } from '#kit/states/error-state.tsx'
import { usePayT } from './messages.ts'
import classes from './pay.module.css'
import { TimeRing } from './time-ring.tsx'
import { useMemberToken } from './use-member-token.ts'

/** What is shown at the till: says who, and allows the payment, for this minute. */
export function MemberTokenCard() {
  const t = usePayT()
  const { token, secondsLeft, share, offline, error, retry } = useMemberToken()
  return (
    <section aria-label={t('token.title')} className={`surface ${classes['token'] ?? ''}`}>
      {token ? (
        <div className={classes['code']} data-offline={offline || undefined}>
          <QrCode text={token.token} size={272} label={t('token.qr')} />
          {offline && <strong className={classes['mark']}>{t('token.offlineShort')}</strong>}
        </div>
      ) : error ? (
        <ErrorState error={error} onRetry={retry} compact />
      ) : (
        <Skeleton width={272} height={272} />
      )}
      {offline && token ? (
        <p className={classes['offline']} aria-live="polite">
          <IconWifiOff size={20} aria-hidden />
          {t('token.offline')}
        </p>
      ) : (
        <div className={classes['time']}>
          <TimeRing share={share}>{String(secondsLeft)}</TimeRing>
          <div>
            <strong>{t('token.show')}</strong>
            <span className={classes['quiet']}>{t('token.left', { seconds: secondsLeft })}</span>
          </div>
        </div>
      )}
      <p className={classes['bright']}>
        <IconSun size={18} aria-hidden />
        {t('token.bright')}
      </p>
      {token && (
        <div className={classes['member']}>
          <span>
            <span className={classes['quiet']}>{t('token.memberCode')}</span>
            <span className={classes['number']}>{token.memberCode}</span>
          </span>
          <CopyButton value={token.memberCode} label={t('token.memberCode')} />
        </div>
      )}
    </section>
  )
}
