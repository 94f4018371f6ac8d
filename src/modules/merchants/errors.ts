import { defineError } from '#platform/errors.ts'

export const profileNotFound = defineError(
  'profile_not_found',
  404,
  (storeCode: string) => `Nobody has said yet what ${storeCode} is as a merchant.`,
)
export const profileChanged = defineError(
  'profile_changed',
  409,
  (version: number) => `The profile was changed meanwhile: its version is ${version}. Look at it first.`,
  (version) => ({
    errors: [{ field: 'version', code: 'profile_changed', message: `the version is ${version}` }],
  }),
)
export const profileNotPossibleAbroad = defineError(
  'profile_not_possible_abroad',
  422,
  (storeCode: string) =>
    `${storeCode} stands under no Japanese tax, and a store abroad cannot settle here: it has no profile.`,
)
export const sandboxProviderInLive = defineError(
  'sandbox_provider_in_live',
  422,
  (_field: string) => 'The sandbox moves no money, so an organisation that is live cannot be paid by it.',
  (field) => ({
    errors: [{ field, code: 'sandbox_provider_in_live', message: 'must be a provider that moves money' }],
  }),
)
export const providerKeysOfOtherMode = defineError(
  'provider_keys_of_other_mode',
  422,
  (_field: string, mode: string) => `This organisation is ${mode}, and so must the keys be.`,
  (field, mode) => ({
    errors: [{ field, code: 'provider_keys_of_other_mode', message: `must be a ${mode} key` }],
  }),
)
