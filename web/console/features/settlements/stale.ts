/** What a refund changes elsewhere on the screen. */
export const staleAfterRefund = [
  '/v1/settlements/{settlementId}',
  '/v1/stores/{storeCode}/settlements',
  '/v1/purchases',
  '/v1/purchases/{purchaseId}',
  '/v1/contracts',
] as const
