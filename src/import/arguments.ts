import { parseArgs } from 'node:util'
import { UsageError } from './failure.ts'

export const formats = ['ndjson', 'online-retail'] as const
export type Format = (typeof formats)[number]
export type Command =
  | {
      what: 'purchases' | 'catalog'
      file: string
      storeCode: string
      format: Format
      refused: string | undefined
      json: boolean
    }
  | { what: 'demo-store'; storeCode: string }

export const usage = `Usage:
  npm run import -- purchases FILE --store CODE [--format ndjson|online-retail] [--refused FILE] [--json]
  npm run import -- catalog FILE --store CODE [--refused FILE] [--json]
  npm run import -- demo-store [--store CODE]

FILE may be gzipped; - is standard input. Refused rows go to FILE.refused.ndjson unless --refused names another.
--json prints the summary as one line of JSON. Running an import again doubles nothing. docs/guides/import.md says more.`

/** @throws UsageError */
export function readArguments(args: string[]): Command {
  const { values, positionals } = parsed(args)
  const [what, file, ...rest] = positionals
  if (what === 'demo-store' && file === undefined) return { what, storeCode: values.store ?? 'online-retail' }
  if (what !== 'purchases' && what !== 'catalog')
    throw new UsageError(what === undefined ? 'Say what to import.' : `There is no import of ${what}.`)
  if (file === undefined) throw new UsageError('Say which file to import.')
  if (rest.length > 0) throw new UsageError(`One file at a time, not also ${rest.join(', ')}.`)
  if (values.store === undefined) throw new UsageError('Say whose it is: --store CODE.')
  const format = formats.find((known) => known === (values.format ?? 'ndjson'))
  if (!format)
    throw new UsageError(`There is no format ${values.format}; there are ${formats.join(' and ')}.`)
  if (what === 'catalog' && format !== 'ndjson') throw new UsageError('A catalogue is imported as ndjson.')
  return { what, file, storeCode: values.store, format, refused: values.refused, json: values.json }
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        store: { type: 'string' },
        format: { type: 'string' },
        refused: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
