import type { Provider, ProviderName } from '../port.ts'
import { providers } from './registry.ts'

/** @throws Error for a name that no provider has: names in the database are checked when they are written */
export function providerOf(name: ProviderName): Provider {
  const found = findProvider(name)
  if (!found) throw new Error(`there is no payment provider ${name}`)
  return found
}

export function findProvider(name: string): Provider | undefined {
  return providers.find((provider) => provider.name === name)
}
