import { defineError } from '#platform/errors.ts'

export const paperNotFound = defineError('paper_not_found', 404, () => 'There is no such paper here.')
export const paperAlreadyAddressed = defineError(
  'paper_already_addressed',
  409,
  () => 'This paper stands in another name already; a paper is exchanged for one in a name once.',
)
export const paperNotAddressable = defineError(
  'paper_not_addressable',
  409,
  () => 'Only the invoice or receipt of a sale can be issued in a name.',
)
export const printNotFound = defineError(
  'print_not_found',
  404,
  (n: number) => `This paper has no printing ${n}: count one first.`,
)
