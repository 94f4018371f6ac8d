import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { JobHandler } from '#platform/jobs.ts'
import { defineJob, handle } from '#platform/jobs.ts'

/** Removes photos from the file store, by name, once their rows name them no more. */
export const removePhotosJob = defineJob(
  'claims.remove-photos',
  z.object({ files: z.array(z.string()).min(1) }),
)

/** One that is gone already is no fault; one that cannot be removed now is tried again. */
async function removePhotos(ctx: Context, { files }: { files: string[] }): Promise<void> {
  for (const name of files) await ctx.files.remove(name)
}

export const claimJobs: readonly JobHandler[] = [handle(removePhotosJob, removePhotos)]
