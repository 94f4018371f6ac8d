import { providerKeysOf } from '#modules/merchants/index.ts'
import type { Provider } from '../port.ts'
import { keysOfMode } from './keys-of-mode.ts'
import { paypayProvider } from './paypay/index.ts'
import { sandbox } from './sandbox/index.ts'
import { stripeProvider } from './stripe/index.ts'

/** Every provider that Mamori speaks with; one more is one line. */
export const providers: readonly Provider[] = [
  sandbox,
  stripeProvider(providerKeysOf),
  paypayProvider(keysOfMode),
]
