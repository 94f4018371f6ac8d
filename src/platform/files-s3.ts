import type * as Sdk from '@aws-sdk/client-s3'
import { checkFile, checkFileName, largestFile } from './files.ts'
import type { Files } from './files.ts'

export type S3Place = {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/**
 * Files in a bucket of any store that speaks S3's protocol.
 * @param callMs how long all attempts of one call may take together
 */
export function s3Files(place: S3Place, callMs = 30_000): Files {
  const sdk = lazily(() => import('@aws-sdk/client-s3'))
  const client = lazily(async () => openClient(await sdk(), place))
  const inBucket = (name: string) => ({ Bucket: place.bucket, Key: name })
  const limit = () => ({ abortSignal: AbortSignal.timeout(callMs) })
  return {
    async put(name, bytes) {
      checkFile(name, bytes)
      const { PutObjectCommand } = await sdk()
      const command = new PutObjectCommand({
        ...inBucket(name),
        Body: bytes,
        ContentType: 'application/octet-stream',
      })
      await (await client()).send(command, limit())
    },
    async get(name) {
      checkFileName(name)
      const { GetObjectCommand } = await sdk()
      try {
        const { Body, ContentLength = 0 } = await (
          await client()
        ).send(new GetObjectCommand(inBucket(name)), limit())
        if (!Body) return undefined
        // What is larger is none of ours.
        if (ContentLength > largestFile) throw new Error(`${name} has ${ContentLength} bytes`)
        return Buffer.from(await Body.transformToByteArray())
      } catch (error) {
        if ((error as Error).name === 'NoSuchKey') return undefined
        throw error
      }
    },
    async remove(name) {
      checkFileName(name)
      const { DeleteObjectCommand } = await sdk()
      await (await client()).send(new DeleteObjectCommand(inBucket(name)), limit())
    },
  }
}

function openClient({ S3Client }: typeof Sdk, place: S3Place): Sdk.S3Client {
  return new S3Client({
    endpoint: place.endpoint,
    region: place.region,
    credentials: { accessKeyId: place.accessKeyId, secretAccessKey: place.secretAccessKey },
    // Of stores run by oneself few have a name for each bucket, and not all know the newer check sums.
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3000, requestTimeout: 15_000, throwOnRequestTimeout: true },
  })
}

/** The SDK is large, and few installations use it. */
function lazily<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () => (loaded ??= load())
}
