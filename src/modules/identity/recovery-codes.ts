import type { Context } from '#platform/context.ts'
import type { StaffId } from '#platform/ids.ts'
import { symbolsOf } from '#platform/codes.ts'
import { randomPiece } from '#platform/random.ts'

const howMany = 10

/** Ten codes of 50 bits, as they are shown once: `7K2MP-X04QD`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: howMany }, () => {
    const symbols = symbolsOf(randomPiece(10), 10)
    return `${symbols.slice(0, 5)}-${symbols.slice(5)}`
  })
}

/** What is stored of one: a keyed hash of whose it is and its symbols, however they were typed. */
export function recoveryCodeHash(ctx: Pick<Context, 'secrets'>, id: StaffId, typed: string): Buffer {
  const symbols = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return ctx.secrets.keyedHash('recovery-code', `${id}\n${symbols}`)
}
