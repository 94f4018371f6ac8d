import type { Provider } from './known-payments.ts'
import type { FileReader } from './read-provider-file.ts'

export type FileReaders = Readonly<Record<Provider, FileReader>>

const unread: FileReader = () => ({ rows: [], problems: [{ row: 0, message: 'It cannot be read.' }] })

/** Who reads the daily file of which provider. */
export const providerReaders: FileReaders = { stripe: unread, paypay: unread }
