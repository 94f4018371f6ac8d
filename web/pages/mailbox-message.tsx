import { IconMail, IconMessage } from '@tabler/icons-react'
import { CopyButton } from '#kit/copy-button.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { useT } from './messages.ts'
import classes from './pages.module.css'

type Message = { channel: 'email' | 'sms'; to: string; subject: string; text: string; at: string }

/** One message; a code in it stands large, ready to be copied. */
export function MailboxMessage({ message }: { message: Message }) {
  const t = useT()
  const code = /(?<!\d)\d{6}(?!\d)/.exec(message.text)?.[0]
  const Icon = message.channel === 'email' ? IconMail : IconMessage
  return (
    <article className={`surface ${classes['message'] ?? ''}`}>
      <div className={classes['messageHead']}>
        <Icon size={20} aria-hidden />
        <span>
          {t(message.channel)} · <strong>{message.to}</strong>
        </span>
        <span className={classes['when']}>
          <DateText value={message.at} time />
        </span>
      </div>
      {message.channel === 'email' && <h2 className={classes['subject']}>{message.subject}</h2>}
      {code && (
        <div className={classes['codeRow']}>
          <span className={classes['bigCode']}>{code}</span>
          <CopyButton value={code} label={t('codeOf', { code })} />
        </div>
      )}
      <p className={classes['text']}>{linked(message.text)}</p>
    </article>
  )
}

/** Addresses in the text lead there, as a mail program would do it. */
function linked(text: string) {
  return text.split(/(https?:\/\/[^\s]+)/).map((part) =>
    /^https?:/.test(part) ? (
      <a key={part} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
}
