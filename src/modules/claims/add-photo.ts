import { findClaim, listPhotos } from './queries.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, reader } from '#platform/context.ts'
import { actorName } from '#platform/auth.ts'
import { readBytes } from '#platform/body.ts'
import type { ClaimId } from '#platform/ids.ts'
import { newFileName } from '#platform/files.ts'
import { claimNotFound, moveNotAllowed, tooManyPhotos } from './errors.ts'
import { holdClaim, takeStep } from './held-claim.ts'
import type { MayTouch } from './held-claim.ts'
import { seenClaim } from './may-touch.ts'
import { isClosed } from './model.ts'
import { photoTooLarge } from './photo-errors.ts'
import { maxPhotoBytes } from './photo-model.ts'
import { preparePhoto } from './prepare-photo.ts'
import type { PhotoRow } from './rows.ts'
import { createTurns } from './turns.ts'
import { sealOf } from './words.ts'
import { insertPhoto } from './writes.ts'

/** Photos of one claim. */
export const mostPhotos = 10
/**
 * Uploads that are read at once, each at most 12 MB. Some more wait, in their connections rather than in our memory;
 * whoever would wait for long is told when to come again.
 */
const inTurn = createTurns({ atOnce: 8, mostWaiting: 56, mostWaitingBytes: Infinity })

/**
 * Adds a photo to a claim that is not closed. It is prepared and put into the file store, sealed, before the
 * transaction; if that fails the file is removed again. The same picture sent twice is one photo.
 * @throws the errors of photo-errors.ts, tooManyPhotos, claimNotFound
 */
export async function addPhoto(
  ctx: Context,
  id: ClaimId | undefined,
  may: MayTouch,
  payload: NodeJS.ReadableStream,
): Promise<PhotoRow> {
  const claim = await seenClaim(ctx, id, may)
  if (isClosed(claim.state)) throw moveNotAllowed('photos', claim.state)
  return inTurn(0, async () => {
    const bytes = await readBytes(payload, maxPhotoBytes, photoTooLarge)
    const hash = ctx.secrets.keyedHash('claim-photo', `${claim.id}\n${bytes.toString('base64')}`)
    const there = (await listPhotos(reader(ctx), claim.id)).find((photo) => photo.content_hash.equals(hash))
    if (there) return there
    const { photo, thumbnail, width, height } = await preparePhoto(ctx, bytes)
    const words = await sealOf(reader(ctx), ctx, claim)
    const [file, small] = [newFileName('claims'), newFileName('claims')]
    await ctx.files.put(file, words.seal(photo, file))
    await ctx.files.put(small, words.seal(thumbnail, small))
    try {
      return await keep(ctx, claim.id, {
        file,
        thumbnail: small,
        width,
        height,
        bytes: photo.length,
        content_hash: hash,
      })
    } catch (error) {
      await ctx.files.remove(file)
      await ctx.files.remove(small)
      throw error
    }
  })
}

function keep(
  ctx: Context,
  id: ClaimId,
  photo: Omit<PhotoRow, 'bucket' | 'claim_id' | 'n' | 'uploaded_at' | 'uploaded_by'>,
): Promise<PhotoRow> {
  return inTransaction(ctx, async (tx) => {
    const found = await findClaim(tx, id)
    if (!found) throw claimNotFound()
    const held = await holdClaim(tx, { ...ctx, tx }, found)
    if (isClosed(held.claim.state)) throw moveNotAllowed('photos', held.claim.state)
    const present = await listPhotos(tx, id)
    if (present.length >= mostPhotos) throw tooManyPhotos(mostPhotos)
    const n = (present.at(-1)?.n ?? 0) + 1
    const by = actorName(ctx.actor)
    const row: PhotoRow = {
      bucket: held.claim.bucket,
      claim_id: id,
      n,
      ...photo,
      uploaded_at: held.now,
      uploaded_by: `${by.kind} ${by.id}`,
    }
    await insertPhoto(tx, row)
    await takeStep(tx, ctx, held, { kind: 'photo_added', data: { n } })
    return row
  })
}
