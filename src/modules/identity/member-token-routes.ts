import type { FastifyInstance } from 'fastify'
import { buyer, reader } from '#platform/context.ts'
import { route } from '#platform/route.ts'
import { makeMemberToken, memberTokenKeys } from './member-token.ts'
import { personView } from './people.ts'
import { MemberTokenKeys, MemberTokenView } from './member-token-schemas.ts'

export function memberTokenRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/me/member-token',
    operationId: 'getMemberToken',
    summary: 'A token to show at the till; another one with each call, good for this minute and the next',
    tag: 'me',
    access: { buyer: true },
    response: MemberTokenView,
    async handler(ctx, _input, _request, reply) {
      const { purchaserId, mode } = buyer(ctx)
      const { memberCode } = await personView(reader(ctx), ctx, purchaserId)
      reply.header('cache-control', 'no-store')
      return { ...makeMemberToken(ctx, purchaserId, mode), memberCode }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/member-token-keys',
    operationId: 'getMemberTokenKeys',
    summary: 'The public keys by which a till that is offline tells a member token of ours',
    tag: 'me',
    access: { open: 'Public keys: they verify tokens and make none.' },
    response: MemberTokenKeys,
    async handler(ctx) {
      return {
        keys: memberTokenKeys(ctx).map(({ id, x }) => ({
          kid: id,
          kty: 'OKP' as const,
          crv: 'Ed25519' as const,
          x,
        })),
      }
    },
  })
}
