import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Access } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import { unsupportedMediaType } from '#platform/errors.ts'
import type { ClaimId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { isStream, route } from '#platform/route.ts'
import { addPhoto } from './add-photo.ts'
import { claimNotFound, moveNotAllowed, photoNotFound, slipNotReady, tooManyPhotos } from './errors.ts'
import type { MayTouch } from './held-claim.ts'
import { buyerMay, guestMay, seenClaim, sellerMay } from './may-touch.ts'
import { photoErrors } from './photo-errors.ts'
import { maxPhotoBytes } from './photo-model.ts'
import { slipOf } from './print-slip.ts'
import { listPhotos } from './queries.ts'
import { ClaimParams, PhotoParams, PhotoView } from './schemas.ts'
import { sealOf } from './words.ts'

/** From where claims are reached: the desk, the wallet, and by token without an account. */
type Side = {
  prefix: string
  /** In the operations' names: `addClaimPhoto`, `addMyClaimPhoto`, `addGuestClaimPhoto`. */
  whose: '' | 'My' | 'Guest'
  tag: string
  read: Access
  write: Access
  /** Has the claim's id in its path. */
  named: boolean
  reach(ctx: Context, request: FastifyRequest): { id: ClaimId | undefined; may: MayTouch }
}
const byPath =
  (may: MayTouch): Side['reach'] =>
  (_ctx, request) => ({
    id: parsePublicId('clm', (request.params as { claimId: string }).claimId),
    may,
  })
const byToken = {
  open: 'The token of a claim that was filed without an account is asked for by the operation.',
}
const sides: readonly Side[] = [
  {
    prefix: '/v1/claims/:claimId',
    whose: '',
    tag: 'claims',
    read: { scope: 'claims:read' },
    write: { scope: 'claims:write' },
    named: true,
    reach: byPath(sellerMay),
  },
  {
    prefix: '/v1/me/claims/:claimId',
    whose: 'My',
    tag: 'wallet',
    read: { buyer: true },
    write: { buyer: true },
    named: true,
    reach: byPath(buyerMay),
  },
  {
    prefix: '/v1/guest/claim',
    whose: 'Guest',
    tag: 'guest',
    read: byToken,
    write: byToken,
    named: false,
    reach: guestMay,
  },
]

export function photoRoutes(app: FastifyInstance): void {
  for (const side of sides) {
    uploadRoute(app, side)
    pictureRoute(app, side, 'photo')
    pictureRoute(app, side, 'thumbnail')
    slipRoute(app, side)
  }
}

function uploadRoute(app: FastifyInstance, side: Side): void {
  route(app, {
    method: 'POST',
    url: `${side.prefix}/photos`,
    operationId: `add${side.whose}ClaimPhoto`,
    summary: 'Adds a photo to a claim: the picture itself as the body',
    description:
      'JPEG, PNG or WebP, at most 12 MB and 60 megapixels. It is turned upright, made smaller and stripped of everything but the picture.',
    tag: side.tag,
    access: side.write,
    errors: [claimNotFound, moveNotAllowed, tooManyPhotos, unsupportedMediaType, ...photoErrors],
    ...(side.named ? { params: ClaimParams } : {}),
    streams: { 'image/jpeg': Picture, 'image/png': Picture, 'image/webp': Picture },
    bodyLimit: maxPhotoBytes + 1024,
    status: 201,
    response: PhotoView,
    notIdempotent: 'The same picture again is the same photo.',
    async handler(ctx, _input, request) {
      if (!isStream(request) || request.body === undefined)
        throw unsupportedMediaType('image/jpeg, image/png or image/webp')
      const { id, may } = side.reach(ctx, request)
      const photo = await addPhoto(ctx, id, may, request.body as NodeJS.ReadableStream)
      const { n, width, height, uploaded_at: uploadedAt } = photo
      return { n, width, height, uploadedAt }
    },
  })
}

function pictureRoute(app: FastifyInstance, side: Side, size: 'photo' | 'thumbnail'): void {
  route(app, {
    method: 'GET',
    url: `${side.prefix}/photos/:n${size === 'thumbnail' ? '/thumbnail' : ''}`,
    operationId: `get${side.whose}Claim${size === 'thumbnail' ? 'Thumbnail' : 'Photo'}`,
    summary: size === 'thumbnail' ? 'A small form of a photo of a claim' : 'A photo of a claim',
    tag: side.tag,
    access: side.read,
    errors: [claimNotFound, photoNotFound],
    params: side.named ? PhotoParams : PhotoParams.omit({ claimId: true }),
    response: Picture,
    answersAs: 'image/jpeg',
    async handler(ctx, { params }, request, reply) {
      const { id, may } = side.reach(ctx, request)
      const claim = await seenClaim(ctx, id, may)
      const row = (await listPhotos(reader(ctx), claim.id)).find((photo) => photo.n === params.n)
      const name = size === 'thumbnail' ? row?.thumbnail : row?.file
      const sealed = name ? await ctx.files.get(name) : undefined
      const opened = sealed && name ? (await sealOf(reader(ctx), ctx, claim)).open(sealed, name) : null
      if (!opened) throw photoNotFound()
      // A photo never changes, but it can be erased: a browser may keep it for an hour.
      return asFile(reply, 'image/jpeg').header('cache-control', 'private, max-age=3600').send(opened)
    },
  })
}

function slipRoute(app: FastifyInstance, side: Side): void {
  route(app, {
    method: 'GET',
    url: `${side.prefix}/slip`,
    operationId: `print${side.whose}ClaimSlip`,
    summary: 'The return slip as PDF, with the reception number as Code 128 and QR',
    tag: side.tag,
    access: side.read,
    errors: [claimNotFound, slipNotReady],
    ...(side.named ? { params: ClaimParams } : {}),
    response: Picture,
    answersAs: 'application/pdf',
    async handler(ctx, _input, request, reply) {
      const { id, may } = side.reach(ctx, request)
      const claim = await seenClaim(ctx, id, may)
      const pdf = await slipOf(ctx, claim)
      return asFile(reply, 'application/pdf')
        .header('content-disposition', `inline; filename="slip-${claim.reception_number}.pdf"`)
        .header('cache-control', 'private, no-store')
        .send(pdf)
    },
  })
}

const Picture = z.string().meta({ format: 'binary', description: 'The file itself' })

function asFile(reply: FastifyReply, type: string): FastifyReply {
  return reply.status(200).type(type).header('x-content-type-options', 'nosniff')
}
