import { useQuery } from '@tanstack/react-query'
import { q } from '#api/query.ts'

/** Symbols of a warranty number, the check symbol included. */
const numberLength = 13

/** The warranty of a number as soon as it is complete: spaces, hyphens and case do not count. */
export function useWarranty(typed: string) {
  const number = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
  return useQuery({
    ...q('/v1/contracts/by-number/{number}', { params: { path: { number } } }),
    enabled: number.length === numberLength,
  })
}
