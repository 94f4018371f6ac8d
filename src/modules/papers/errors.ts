import { defineError } from '#platform/errors.ts'

export const paperNotFound = defineError('paper_not_found', 404, () => 'There is no such paper here.')
export const printNotFound = defineError(
  'print_not_found',
  404,
  (n: number) => `This paper has no printing ${n}: count one first.`,
)
