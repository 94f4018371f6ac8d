import type { Difference } from '../types.ts'

export const providers = ['stripe', 'paypay'] as const
export const outcomes = [
  'unknown_to_us',
  'missing_in_file',
  'amount_differs',
  'state_differs',
  'doubled',
] as const satisfies readonly Difference['outcome'][]

export const keyOf = ({ fileId, n }: Difference): string => `${fileId}.${n}`
