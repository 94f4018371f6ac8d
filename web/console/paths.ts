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
  coupons: at('/coupons'),
  coupon: (id: string, search: Words = {}): Place => ({
    to: '/coupons/$couponId',
    params: { couponId: id },
    search,
  }),
  couponNew: at('/create-coupon'),
  couponEdit: (id: string): Place => ({ to: '/coupons/$couponId/edit', params: { couponId: id } }),
  settlements: at('/money/settlements'),
  settlement: (id: string, store?: string): Place => ({
    to: '/money/settlements',
    search: { open: id, store },
  }),
  registers: at('/money/registers'),
  payouts: at('/money/payouts'),
  balances: at('/money/balances'),
  journals: at('/money/journals'),
  journal: (id: string): Place => ({ to: '/money/journals', search: { open: id } }),
  periods: at('/money/periods'),
  reconciliation: at('/money/reconciliation'),
  calculator: at('/money/calculator'),
  money: at('/money'),
  settings: at('/settings'),
  stores: at('/settings/stores'),
  merchantProfile: (storeCode: string): Place => ({
    to: '/settings/stores/$storeCode/profile',
    params: { storeCode },
  }),
  webhooks: at('/settings/webhooks'),
  webhook: (endpointId: string): Place => ({
    to: '/settings/webhooks/$endpointId',
    params: { endpointId },
  }),
  apiKeys: at('/settings/api-keys'),
  staff: at('/settings/staff'),
  organisation: at('/settings/organisation'),
  organisations: at('/settings/organisations'),
  profile: at('/settings/profile'),
  audit: at('/settings/audit'),
}
