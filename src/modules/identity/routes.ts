import type { FastifyInstance } from 'fastify'
import { apiKeyRoutes } from './api-key-routes.ts'
import type { StreamOptions } from './event-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { organisationRoutes, storeRoutes } from './organisation-routes.ts'
import { personRoutes } from './person-routes.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { staffRoutes } from './staff-routes.ts'

/** @param deps the process's feed of events; the server closes it when it closes */
export function identityRoutes(app: FastifyInstance, deps: StreamOptions): void {
  organisationRoutes(app)
  storeRoutes(app)
  apiKeyRoutes(app)
  staffRoutes(app)
  signInRoutes(app)
  secondFactorRoutes(app)
  sessionRoutes(app)
  personRoutes(app)
  eventRoutes(app, deps)
}
