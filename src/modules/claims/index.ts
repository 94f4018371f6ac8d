export { claimRoutes } from './routes.ts'
export { claimChanged, claimEscalated } from './events.ts'
export { endWithContract } from './end-with-contract.ts'
export { escalateClaims } from './escalate-claims.ts'
