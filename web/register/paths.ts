import type { Place } from './navigation.tsx'

const at =
  (to: string) =>
  (search: Record<string, string | undefined> = {}): Place => ({ to, search })

/** Every place of the register, one function each. */
export const paths = {
  sale: at('/'),
  signIn: at('/sign-in'),
  setUp: at('/set-up'),
  sales: at('/sales'),
  day: at('/day'),
  queue: at('/queue'),
}
