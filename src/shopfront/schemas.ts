import { z } from 'zod'
import { text } from '#platform/text.ts'

export const CartId = z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits')
export const TicketInput = z.strictObject({ cartId: CartId })

/** Units of one good that an order may hold. */
export const mostUnits = 5
const amount = z.int().min(0).max(100_000_000)

const OrderLine = z.strictObject({
  code: text(60),
  quantity: z.int().min(1).max(mostUnits),
  /** What the page showed. The shop's own price decides; another one here refuses the order. */
  unitPrice: amount,
  cover: z.strictObject({ planCode: text(60), premium: amount }).nullable(),
})
const phone = text(30).refine(
  (value) => /^\+?\d{8,15}$/.test(value.normalize('NFKC').replaceAll(/[\s()-]/g, '')),
  { error: 'must be a phone number', params: { code: 'invalid_phone' } },
)
const email = text(254).refine((value) => z.email().safeParse(value).success, {
  error: 'must be an e-mail address',
  params: { code: 'invalid_email' },
})
const Buyer = z
  .strictObject({
    name: text(100),
    address: text(300),
    email: email.nullable().default(null),
    phone: phone.nullable().default(null),
  })
  .refine((buyer) => (buyer.email === null) !== (buyer.phone === null), {
    error: 'give an e-mail address or a phone number',
    params: { code: 'contact_required' },
    path: ['email'],
  })

export const OrderInput = z.strictObject({
  ticket: text(200),
  lines: z.array(OrderLine).min(1).max(20),
  buyer: Buyer,
  /** To the terms of the sale and of the covers in it. */
  agreed: z.literal(true),
})
export type OrderInput = z.output<typeof OrderInput>
export type OrderLine = OrderInput['lines'][number]
