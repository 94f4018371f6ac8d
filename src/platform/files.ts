import { randomPiece } from './random.ts'

/**
 * Where photos and papers lie, outside the database: a folder, or a bucket of an S3-compatible store. What is put there
 * is sealed by the caller, so that whoever runs the store can read nothing. A call to it may be a call
 * over the network: none inside a transaction.
 */
export type Files = {
  /** Stores all of it or nothing; what lay under the name is replaced. Lasts once it returns. */
  put(name: string, bytes: Buffer): Promise<void>
  get(name: string): Promise<Buffer | undefined>
  /** Nothing happens where there is no such file. */
  remove(name: string): Promise<void>
}

/** Larger ones are refused: a file is held in memory whole. */
export const largestFile = 32 * 1024 * 1024

// Lower case alone: on some machines `A` and `a` are one file. No part begins with a dot, so none leads upwards.
const namePattern = /^(?:[a-z0-9][a-z0-9_-]{0,63}\/){1,6}[a-z0-9][a-z0-9_.-]{0,99}$/

/** @throws for a name that we cannot have made */
export function checkFileName(name: string): void {
  if (!namePattern.test(name)) throw new Error(`${JSON.stringify(name)} is no name of a file`)
}

export function checkFile(name: string, bytes: Buffer): void {
  checkFileName(name)
  if (bytes.length > largestFile)
    throw new Error(`${name} has ${bytes.length} bytes, at most ${largestFile} are stored`)
}

/** A name that nobody can guess and nobody had before: `claims/0a/0a3f…`, in 256 folders so that none grows too long. */
export function newFileName(area: string): string {
  const id = randomPiece(16).toString('hex')
  return `${area}/${id.slice(0, 2)}/${id}`
}
