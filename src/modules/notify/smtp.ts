import { createTransport } from 'nodemailer'
import type { Carrier } from './port.ts'

/** Mail over SMTP. The message's id is its Message-ID, so that a second attempt can be known as the same mail. */
export function smtpCarrier(url: string, from: string): Carrier {
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0])
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost'
  return {
    name: 'smtp',
    async send(_ctx, { id, to, subject, text }) {
      await transport.sendMail({
        messageId: `<${id}@${domain}>`,
        from,
        to: { name: '', address: to.value },
        subject,
        text,
      })
    },
  }
}
