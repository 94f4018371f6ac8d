import type { Provider } from './known-payments.ts'
import { readPayPayFile } from './read-files/read-paypay-file.ts'
import { readStripeFile } from './read-files/read-stripe-file.ts'
import type { FileReader } from './read-provider-file.ts'

export type FileReaders = Readonly<Record<Provider, FileReader>>

/** Who reads the daily file of which provider. */
export const providerReaders: FileReaders = { stripe: readStripeFile, paypay: readPayPayFile }
