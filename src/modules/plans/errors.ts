import { defineError } from '#platform/errors.ts'

export const planNotFound = defineError(
  'plan_not_found',
  404,
  (code: string) => `There is no plan ${code} here.`,
)
export const planCodeTaken = defineError(
  'plan_code_taken',
  409,
  (code: string) => `The plan code ${code} is taken.`,
)
