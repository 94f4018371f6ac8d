import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** The real invoices, where the machine has them; nothing of them is in the repository. */
export const retailFile = resolve(
  import.meta.dirname,
  '..',
  '..',
  '..',
  'shared',
  'data',
  'online-retail.csv.gz',
)
export const retailMissing = existsSync(retailFile)
  ? undefined
  : 'the data set ../shared/data/online-retail.csv.gz is not on this machine'

export type RetailLine = { code: string; name: string; quantity: bigint; pence: bigint }
export type RetailInvoice = { number: string; at: string; customer: string; lines: RetailLine[] }
/** What the file itself says, worked out without any code of the importer: exact, and by another way of reading CSV. */
export type RetailFacts = {
  rows: number
  quantity: bigint
  pence: bigint
  invoices: Map<string, RetailInvoice>
}

export function readRetail(): RetailFacts {
  return factsOf(gunzipSync(readFileSync(retailFile)).toString('utf8'))
}

export function factsOf(csv: string): RetailFacts {
  const facts: RetailFacts = { rows: 0, quantity: 0n, pence: 0n, invoices: new Map() }
  for (const line of csv.split('\n').slice(1)) {
    if (line === '') continue
    const [number = '', code = '', name = '', quantityText = '', at = '', price = '', customer = ''] =
      fieldsOf(line)
    const quantity = BigInt(quantityText)
    const pence = toPence(quantity, price)
    facts.rows += 1
    facts.quantity += quantity
    facts.pence += pence
    const invoice = facts.invoices.get(number) ?? { number, at, customer, lines: [] }
    facts.invoices.set(number, invoice)
    invoice.lines.push({ code, name, quantity, pence })
  }
  return facts
}

function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    (match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '',
  )
}

/** quantity × price in pence, halves away from zero. */
export function toPence(quantity: bigint, price: string): bigint {
  if (quantity < 0n) return -toPence(-quantity, price)
  const [pounds = '0', decimals = ''] = price.split('.')
  const thousandths = BigInt(pounds) * 1000n + BigInt(decimals.padEnd(3, '0'))
  return (quantity * thousandths * 2n + 10n) / 20n
}
