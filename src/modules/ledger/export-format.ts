import { publicId } from '#platform/ids.ts'
import { minorDigits } from '#platform/money.ts'
import { decimalText } from './decimals.ts'
import { exportName } from './export-names.ts'
import type { JournalWithPostings } from './rows.ts'

export type ExportFormat = 'hledger' | 'beancount'

/** The day on which accounts and currencies are declared: before any journal. */
const beginning = '1900-01-01'

type Words = {
  head(): string
  currency(code: string): string
  account(name: string): string
  journal(row: JournalWithPostings): string
  posting(name: string, amount: string): string
}

const words: Record<ExportFormat, Words> = {
  hledger: {
    head: () => 'decimal-mark .\n\n',
    currency: (code) => `commodity 1000.${'0'.repeat(minorDigits(code))} ${code}\n`,
    account: (name) => `account ${name}\n`,
    journal: ({ id, booked_on, kind, occurred_at }) =>
      `${booked_on} * (${publicId('jrn', id)}) ${kind}  ; occurred ${occurred_at}\n`,
    posting: (name, amount) => `    ${name}  ${amount}\n`,
  },
  beancount: {
    head: () => 'option "title" "Mamori"\n\n',
    currency: (code) => `${beginning} commodity ${code}\n`,
    account: (name) => `${beginning} open ${name}\n`,
    journal: ({ id, booked_on, kind, occurred_at }) =>
      `${booked_on} * "${kind}" "${publicId('jrn', id)}"\n  occurred: "${occurred_at}"\n`,
    posting: (name, amount) => `  ${name}  ${amount}\n`,
  },
}

/** Writes journals as text for another accounting program; what a journal needs is declared before it, once. */
export class ExportText {
  readonly #words: Words
  readonly #declared = new Set<string>()

  constructor(format: ExportFormat) {
    this.#words = words[format]
  }

  head(): string {
    return this.#words.head()
  }

  /** @param codes of the stores that the journals name */
  journals(rows: readonly JournalWithPostings[], codes: ReadonlyMap<string, string>): string {
    let text = ''
    for (const row of rows) {
      let entry = this.#words.journal(row)
      for (const { account, party_id, amount, currency } of row.postings) {
        const name = exportName(account, party_id, codes)
        text += this.#declare(`currency ${currency}`, () => this.#words.currency(currency))
        text += this.#declare(`account ${name}`, () => this.#words.account(name))
        entry += this.#words.posting(name, `${decimalText(amount, currency)} ${currency}`)
      }
      text += `${entry}\n`
    }
    return text
  }

  #declare(what: string, text: () => string): string {
    if (this.#declared.has(what)) return ''
    this.#declared.add(what)
    return text()
  }
}
