export { salesRoutes } from './routes.ts'
export { recordPurchases } from './record-purchases.ts'
export type { Sale, SaleOutcome, SaleRecord } from './record-purchases.ts'
export { recordRows, rowOf } from './record-batch.ts'
