import type { MaybeOptionalInit } from 'openapi-fetch'
import { client, unwrap } from './client.ts'
import type { paths } from './schema.d.ts'

type Downloads = '/v1/audit/download'

/** Fetches a file and hands it to the browser to keep; a refusal is thrown like that of any read. */
export async function download<P extends Downloads>(
  path: P,
  init: MaybeOptionalInit<paths[P], 'get'>,
  name: string,
): Promise<void> {
  const file = unwrap(await client.GET(path, { ...init, parseAs: 'blob' } as never)) as Blob
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
