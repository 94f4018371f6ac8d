import { expect, it } from 'vitest'
import type { Entry } from './entries.ts'
import { inChunks } from './entries.ts'
import { readInvoices } from './invoices.ts'

const header = 'invoice_no,stock_code,description,quantity,invoice_date,unit_price,customer_id,country\n'

async function entriesOf(...rows: string[]): Promise<Entry[]> {
  return Array.fromAsync(readInvoices(chunks(header + rows.join('\n'))))
}

async function* chunks(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text)
}

const row = (number: string, code = 'A', name = 'Apple') =>
  `${number},${code},${name},1,2011-01-05T13:40,1.0,,France`
const codeOf = ({ content }: Entry) => ('problem' in content ? content.problem.code : null)

it('joins rows of one invoice that stand apart, in the order of first rows', async () => {
  const entries = await entriesOf(row('1'), row('2'), row('1', 'B'), row('3'), row('2'))
  expect(entries.map(({ reference, rows, row }) => ({ reference, rows, row }))).toEqual([
    { reference: '1', rows: 2, row: 1 },
    { reference: '2', rows: 2, row: 2 },
    { reference: '3', rows: 1, row: 4 },
  ])
})

it('refuses rows of an invoice that ended long before, rather than make a second purchase or lose them', async () => {
  const between = Array.from({ length: 1100 }, (_, i) => row(`x${i}`.replace('x', '9')))
  const entries = await entriesOf(row('1'), ...between, row('1'))
  const ones = entries.filter(({ reference }) => reference === '1')
  expect(ones.map((entry) => [entry.row, codeOf(entry)])).toEqual([
    [1, null],
    [1102, 'row_after_invoice'],
  ])
})

it('finds columns by their names and refuses a row that lacks one', async () => {
  const text =
    'country,invoice_no,stock_code,description,quantity,invoice_date,unit_price,customer_id\nFrance,1,A,Apple,1,2011-01-05T13:40,1.0,77\nFrance,2,A\n'
  const entries = await Array.fromAsync(readInvoices(chunks(text)))
  expect(entries.map(codeOf)).toEqual(['unreadable_row', null])
  expect(entries[1]?.content).toMatchObject({ input: { reference: '1', buyer: { accountIdentifier: '77' } } })
  await expect(Array.fromAsync(readInvoices(chunks('a,b\n1,2\n')))).rejects.toThrow('lacks invoice_no')
})

it('starts another transaction where a code is called otherwise, and only there', async () => {
  const entries = await entriesOf(
    row('1'),
    row('2', 'B', 'Bread'),
    row('3'),
    row('4', 'A', 'Ananas'),
    row('5', 'A', ''),
    row('6', 'C', ''),
    row('7', 'C', 'Cake'),
  )
  async function* all() {
    yield* entries
  }
  const gathered = await Array.fromAsync(inChunks(all()))
  expect(gathered.map((chunk) => chunk.map(({ reference }) => reference))).toEqual([
    ['1', '2', '3'],
    ['4', '5', '6'],
    ['7'],
  ])
})
