import type { MaybeOptionalInit } from 'openapi-fetch'
import { client, unwrap } from './client.ts'
import type { paths } from './schema.d.ts'

type Downloads =
  | '/v1/audit/download'
  | '/v1/ledger/export'
  | '/v1/ledger/payouts/{payoutId}/document'
  | '/v1/ledger/payouts/{payoutId}/table'
  | '/v1/papers/{paperId}/document'

/** Fetches a file and hands it to the browser to keep; a refusal is thrown like that of any read. */
export async function download<P extends Downloads>(
  path: P,
  init: MaybeOptionalInit<paths[P], 'get'>,
  name: string,
): Promise<void> {
  const file = unwrap(await client.GET(path, { ...init, parseAs: 'blob' } as never)) as Blob
  saveFile(file, name)
}

/** Hands what stands on the screen to the browser to keep, as a file. */
export function saveText(text: string, name: string, type: string): void {
  saveFile(new Blob([text], { type }), name)
}

function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
