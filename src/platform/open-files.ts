import { join } from 'node:path'
import type { Config } from './config.ts'
import { folderFiles } from './files-folder.ts'
import { s3Files } from './files-s3.ts'
import type { Files } from './files.ts'

/** The folder of the file store, for backups; undefined where it is a bucket elsewhere. */
export function filesFolder(config: Config): string | undefined {
  const setting = config.FILES ?? `folder:${join(config.MAMORI_DATA, 'files')}`
  return setting.startsWith('folder:') ? setting.slice('folder:'.length) : undefined
}

/** The file store that the settings name; a folder beside the other data where they name none. Nothing is opened yet. */
export function openFiles(config: Config): Files {
  const setting = config.FILES ?? `folder:${join(config.MAMORI_DATA, 'files')}`
  if (setting.startsWith('folder:')) return folderFiles(setting.slice('folder:'.length))
  const { origin, pathname } = new URL(setting.slice('s3:'.length))
  return s3Files({
    endpoint: origin,
    bucket: pathname.slice(1),
    region: config.S3_REGION,
    accessKeyId: config.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: config.S3_SECRET_ACCESS_KEY ?? '',
  })
}
