import { defineError } from '#platform/errors.ts'

export const contractNotFound = defineError(
  'contract_not_found',
  404,
  () => 'There is no such contract here.',
)
