import { z } from 'zod'
import { LanguageSchema, StoreCode } from '#modules/identity/index.ts'
import type { Paper, ReturnPaper } from '#modules/tax/index.ts'
import { taxCategories } from '#modules/tax/index.ts'
import { InstantOutput } from '#platform/dates.ts'
import { PageQuery, pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'

/** How a receipt was paid, as it is printed. Cash handed over and change where cash was taken. */
export type PaidBy = {
  kind: 'cash' | 'account' | 'card' | 'qr' | 'coupon'
  label: string | null
  amount: number
  received: number | null
  change: number | null
}

/** What is stored of a paper, as it was issued: never changed but for the name of who has been erased. */
export type IssuedPaper = {
  content: Paper | ReturnPaper
  currency: string
  issuerAddress: string | null
  issuerPhone: string | null
  supplier: string | null
  paidBy: PaidBy[]
  revenueStamp: boolean
}

const amount = z.int()
const OtherPaper = z.object({ id: idText('pap'), number: z.string() }).meta({ id: 'OtherPaper' })
const Words = z.object({ ja: z.string(), en: z.string(), zh: z.string() }).meta({ id: 'PaperWords' })
const PaperKind = z
  .enum([
    'simplified_invoice',
    'qualified_invoice',
    'receipt',
    'return_invoice',
    'return_receipt',
    'statement',
  ])
  .meta({ id: 'PaperKind' })

export const PaperSummary = z
  .object({
    id: idText('pap'),
    number: z.string().meta({ examples: ['0A1B-2C3D-4E5F-6'] }),
    kind: PaperKind,
    title: Words,
    storeCode: z.string(),
    storeName: z.string(),
    issuer: z.string(),
    issuedAt: InstantOutput,
    currency: z.string(),
    due: amount.meta({ description: 'With tax, after discounts; of a refund what was taken back' }),
    debit: amount.meta({ description: 'What the buyer paid, or got back' }),
    subject: z.object({ kind: z.string(), id: z.string() }),
    replacedBy: OtherPaper.nullable().meta({ description: 'The paper in a name that it was exchanged for' }),
  })
  .meta({ id: 'PaperSummary' })

const PaperLine = z.object({
  name: z.string(),
  quantity: z.int(),
  price: amount.nullable(),
  due: amount.nullable(),
  reduced: z.boolean(),
})
const PaperTotal = z.object({
  category: z.enum(taxCategories),
  name: Words,
  basisPoints: z.int(),
  price: amount.nullable(),
  discount: amount.nullable(),
  due: amount,
  net: amount,
  tax: amount,
})
const PaidByView = z.object({
  kind: z.enum(['cash', 'account', 'card', 'qr', 'coupon']),
  label: z.string().nullable(),
  amount,
  received: amount.nullable(),
  change: amount.nullable(),
})

export const PaperView = PaperSummary.extend({
  registrationNumber: z.string().nullable(),
  issuerAddress: z.string().nullable(),
  issuerPhone: z.string().nullable(),
  issueRoute: z.enum(['own', 'agency', 'intermediary']),
  supplier: z.string().nullable().meta({ description: 'Where somebody else issued the paper' }),
  recipient: z.string().nullable(),
  suppliedOn: z.string(),
  issuedOn: z.string().meta({ description: 'Of a refund the day of the return' }),
  originalNumber: z.string().nullable().meta({ description: 'The paper of the sale that came back' }),
  lines: z.array(PaperLine),
  reducedNote: Words.nullable(),
  totals: z.array(PaperTotal).nullable().meta({ description: 'By rate; null where no tax is owed' }),
  price: amount.nullable(),
  discount: amount.nullable(),
  tax: amount.nullable(),
  tendered: amount.meta({ description: 'Coupons that others fund, as means of payment' }),
  paidBy: z.array(PaidByView),
  revenueStamp: z.boolean(),
  replaces: OtherPaper.nullable().meta({ description: 'The paper whose place it took' }),
  voluntary: z.boolean().meta({ description: 'The law asks for no return invoice here' }),
  prints: z.int(),
}).meta({ id: 'Paper' })

export const PaperPage = pageOf(PaperSummary, 'PaperPage')
export const PaperParams = z.object({ paperId: idText('pap') })
export const StorePapersParams = z.object({ storeCode: StoreCode })
export const PaperListQuery = PageQuery
export const PaperAddress = z
  .strictObject({
    recipient: text(100)
      .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line')
      .regex(/\S/u, 'must not be blank')
      .meta({
        description: 'The name on the paper (宛名), as it is to be printed',
        examples: ['株式会社みどり'],
      }),
  })
  .meta({ id: 'PaperAddress' })
export const PaperPrintQuery = z.object({
  language: LanguageSchema.default('ja'),
  print: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .meta({ description: 'Of which printing this is; the second and later ones are marked 再発行' }),
  app: z.enum(['wallet', 'console']).optional().meta({
    description: 'Whose session is meant where a browser has both; a frame cannot say it by header',
  }),
})
export const PaperPrint = z
  .object({ n: z.int(), reprint: z.boolean() })
  .meta({ id: 'PaperPrint', description: 'Ask for the page or document with `?print=n`' })
