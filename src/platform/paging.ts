import { z } from 'zod'
import { invalidField } from './errors.ts'
import { text } from './text.ts'

/** Query of every list: keyset pages, so that a page costs the same however deep it is. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Rows a page, 1 to 200' }),
  cursor: z.string().max(500).optional().meta({ description: '`nextCursor` of the page before' }),
})

export function pageOf<T extends z.ZodType>(item: T, id: string) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id })
}

/** A cursor is the sort key of the last row; opaque outside, checked when it comes back. */
export function writeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

export function readCursor<T extends z.ZodType>(
  cursor: string | undefined,
  schema: T,
): z.infer<T> | undefined {
  if (cursor === undefined) return undefined
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw invalidField('cursor', 'invalid_cursor', 'must be the `nextCursor` of an answer of this list')
  }
}

/** Keys of lists by time, by day and by a text; each with what tells equal ones apart. */
export const instantKey = z.tuple([z.iso.datetime(), z.uuid()])
export const dayKey = z.tuple([z.iso.date(), z.uuid()])
export const textKey = z.tuple([text(500)])
export const idKey = z.tuple([z.uuid()])

/** Cuts the extra row that was read to learn whether another page follows. */
export function page<T>(
  rows: T[],
  limit: number,
  key: (row: T) => readonly (string | number)[],
): { rows: T[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return { rows: kept, nextCursor: rows.length > limit && last !== undefined ? writeCursor(key(last)) : null }
}
