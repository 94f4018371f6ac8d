import type { Place } from './navigation.tsx'

type Words = Record<string, string | undefined>

const at =
  (to: string) =>
  (search: Words = {}): Place => ({ to, search })

/** Every place of the console, one function each. */
export const paths = {
  signIn: at('/sign-in'),
  purchases: at('/purchases'),
  purchase: (id: string): Place => ({ to: '/purchases', search: { open: id } }),
  contracts: at('/contracts'),
  contract: (id: string): Place => ({ to: '/contracts', search: { open: id } }),
  claims: at('/claims'),
  claim: (id: string): Place => ({ to: '/claims', search: { open: id } }),
  claimFiling: at('/file-claim'),
  catalog: at('/catalog'),
  catalogUpload: at('/catalog/upload'),
  plans: at('/plans'),
  planNew: at('/create-plan'),
  plan: (planCode: string, search: Words = {}): Place => ({
    to: '/plans/$planCode',
    params: { planCode },
    search,
  }),
  planNewVersion: (planCode: string): Place => ({ to: '/plans/$planCode/new-version', params: { planCode } }),
  settings: at('/settings'),
  stores: at('/settings/stores'),
  apiKeys: at('/settings/api-keys'),
  staff: at('/settings/staff'),
  organisation: at('/settings/organisation'),
  organisations: at('/settings/organisations'),
  profile: at('/settings/profile'),
  audit: at('/settings/audit'),
}
