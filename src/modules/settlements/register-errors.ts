import { defineError } from '#platform/errors.ts'

export const registerDayNotFound = defineError(
  'register_day_not_found',
  404,
  () => 'The register has no such day here.',
)
export const registerDayOpen = defineError(
  'register_day_open',
  409,
  (register: string) => `The register ${register} is open already. Close its day first.`,
)
export const registerDayClosed = defineError(
  'register_day_closed',
  409,
  () => 'The day of this register is closed.',
)
