import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { JobHandler } from '#platform/jobs.ts'
import { defineJob, handle } from '#platform/jobs.ts'

/** Removes photos from the file store, by name, once their rows name them no more. */
export const removePhotosJob = defineJob(
  'claims.remove-photos',
  z.object({ files: z.array(z.string()).min(1) }),
)

/** The file store of photos, by which each is removed; one that is gone already is no fault. */
type PhotoFiles = { files?: { remove(name: string): Promise<void> } }

async function removePhotos(ctx: Context & PhotoFiles, { files }: { files: string[] }): Promise<void> {
  // Left to be tried again: a name that is dropped here would be a photo that nobody can find and remove any more.
  if (!ctx.files) throw new Error('there is no file store to remove photos from')
  for (const name of files) await ctx.files.remove(name)
}

export const claimJobs: readonly JobHandler[] = [handle(removePhotosJob, removePhotos)]
