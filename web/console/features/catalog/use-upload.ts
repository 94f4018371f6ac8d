import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { invalidate, useWrite } from '#api/query.ts'
import type { PutItemsResult } from '../../types.ts'
import type { ReadRows } from './read-rows.ts'

/** Rows and characters of one call: small enough to show progress, well below what a call may carry. */
const rowsPerCall = 1000
const charactersPerCall = 2_000_000

export type Rejected = {
  line: number
  code: string | null
  errors: PutItemsResult['rejected'][number]['errors']
}
export type UploadResult = Pick<PutItemsResult, 'received' | 'created' | 'updated' | 'unchanged'> & {
  rejected: Rejected[]
}
export type Upload =
  | { step: 'ready' }
  | { step: 'sending'; done: number; total: number }
  /** By a refusal or by hand. What went through stays; all can be sent again, for a row sent twice changes nothing. */
  | { step: 'stopped'; done: number; total: number; error: unknown }
  | { step: 'done'; result: UploadResult }

/** Sends rows to a store's catalogue, a part at a time, and adds up the answers. */
export function useUpload(storeCode: string) {
  const queries = useQueryClient()
  const { mutateAsync } = useWrite('put', '/v1/stores/{storeCode}/items')
  const [upload, setUpload] = useState<Upload>({ step: 'ready' })
  const stop = useRef(false)

  async function send({ rows, unreadable }: ReadRows) {
    stop.current = false
    const result: UploadResult = { received: 0, created: 0, updated: 0, unchanged: 0, rejected: [] }
    let done = 0
    try {
      for (const part of parts(rows)) {
        setUpload({ step: 'sending', done, total: rows.length })
        const answer = await mutateAsync({
          params: { path: { storeCode } },
          body: part.map((row) => row.value),
        })
        add(result, answer, part)
        done += part.length
        if (stop.current) {
          setUpload({ step: 'stopped', done, total: rows.length, error: null })
          return
        }
      }
    } catch (error) {
      setUpload({ step: 'stopped', done, total: rows.length, error })
      return
    } finally {
      await invalidate(queries, '/v1/stores/{storeCode}/items', '/v1/stores/{storeCode}/items/{code}')
    }
    const lost = unreadable.map(({ line, text }) => ({
      line,
      code: null,
      errors: [{ field: '', code: 'not_json', message: text }],
    }))
    result.rejected = [...result.rejected, ...lost].sort((a, b) => a.line - b.line)
    setUpload({ step: 'done', result })
  }
  return { upload, send, cancel: () => (stop.current = true), reset: () => setUpload({ step: 'ready' }) }
}

function add(result: UploadResult, answer: PutItemsResult, part: ReadRows['rows']): void {
  result.received += answer.received
  result.created += answer.created
  result.updated += answer.updated
  result.unchanged += answer.unchanged
  for (const { row, code, errors } of answer.rejected) {
    result.rejected.push({ line: part[row - 1]?.line ?? row, code, errors })
  }
}

function* parts(rows: ReadRows['rows']): Generator<ReadRows['rows']> {
  let part: ReadRows['rows'] = []
  let characters = 0
  for (const row of rows) {
    const length = JSON.stringify(row.value).length
    if (part.length >= rowsPerCall || (part.length > 0 && characters + length > charactersPerCall)) {
      yield part
      part = []
      characters = 0
    }
    part.push(row)
    characters += length
  }
  if (part.length > 0) yield part
}
