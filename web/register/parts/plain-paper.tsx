import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useT } from '../messages.ts'
import { amountOf } from '../till/basket.ts'
import type { Line } from '../till/basket.ts'
import { useDevice } from '../till/device.ts'
import classes from './parts.module.css'

type Props = {
  title: string
  note: string
  reference: string
  at: string
  lines: readonly Line[]
  due: number
  received: number
}

/** A paper that the device writes by itself: no invoice, and it says so. */
export function PlainPaper({ title, note, reference, at, lines, due, received }: Props) {
  const t = useT()
  const { store, register } = useDevice()
  const money = (amount: number) => <MoneyText amount={amount} currency={store.currency} />
  return (
    <section className={classes['paper']} data-print aria-label={title}>
      <h2>{title}</h2>
      <p>
        {store.name} · {t('registerNumber', { register })}
        <br />
        <DateText value={at} zone={store.timeZone} time />
        <br />
        {reference}
      </p>
      <hr />
      <table>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">
                {line.name}
                {line.cover && (
                  <>
                    <br />
                    {line.cover.name}
                  </>
                )}{' '}
                × {line.quantity}
              </th>
              <td>{money(amountOf(line))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <hr />
      <table>
        <tbody>
          <tr>
            <th scope="row">{t('totals.sum')}</th>
            <td>{money(due)}</td>
          </tr>
          <tr>
            <th scope="row">{t('pay.received')}</th>
            <td>{money(received)}</td>
          </tr>
          <tr>
            <th scope="row">{t('pay.change')}</th>
            <td>{money(received - due)}</td>
          </tr>
        </tbody>
      </table>
      <hr />
      <p>{note}</p>
    </section>
  )
}
