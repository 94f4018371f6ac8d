export { settlementRoutes } from './routes.ts'
export { settlementChanged } from './events.ts'
