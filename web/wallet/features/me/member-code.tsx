import { CopyButton } from '#kit/copy-button.tsx'
import { QrCode } from '#kit/qr-code.tsx'
import { useT } from '../../messages.ts'
import classes from './me.module.css'

/** What the person shows at a till. It says who, and never pays. */
export function MemberCode({ code }: { code: string }) {
  const t = useT()
  return (
    <section aria-labelledby="member-code" className={`surface ${classes['member'] ?? ''}`}>
      <QrCode text={code} size={176} />
      <div className={classes['memberText']}>
        <h2 id="member-code">{t('me.member')}</h2>
        <p className={classes['code']}>{code}</p>
        <p className={classes['hint']}>{t('me.memberHint')}</p>
        <CopyButton value={code} label={t('me.member')} />
      </div>
    </section>
  )
}
