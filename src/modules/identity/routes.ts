import type { FastifyInstance } from 'fastify'
import type { Feed } from '#platform/feed.ts'
import { signInRoutes } from './sign-in-routes.ts'

export function identityRoutes(app: FastifyInstance, _deps: { feed: Feed }): void {
  signInRoutes(app)
}
