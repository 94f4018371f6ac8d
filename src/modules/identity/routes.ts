import type { FastifyInstance } from 'fastify'
import type { PersonalData } from '#platform/personal-data.ts'
import { apiKeyRoutes } from './api-key-routes.ts'
import type { StreamOptions } from './event-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { memberTokenRoutes } from './member-token-routes.ts'
import { organisationRoutes, storeRoutes } from './organisation-routes.ts'
import { personalDataRoutes } from './personal-data-routes.ts'
import { personRoutes } from './person-routes.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { staffRoutes } from './staff-routes.ts'

/**
 * @param deps the process's feed of events, which the server closes when it closes; and what the other modules know
 * about people, in the order in which they erase
 */
export function identityRoutes(
  app: FastifyInstance,
  deps: StreamOptions & { personalData: readonly PersonalData[] },
): void {
  organisationRoutes(app)
  storeRoutes(app)
  apiKeyRoutes(app)
  staffRoutes(app)
  signInRoutes(app)
  secondFactorRoutes(app)
  sessionRoutes(app)
  personRoutes(app)
  memberTokenRoutes(app)
  personalDataRoutes(app, deps.personalData)
  eventRoutes(app, deps)
}
