import type { components } from '#api/schema.d.ts'
import type { Place } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { ja } from './messages.ja.ts'
import { useT } from './messages.ts'

export type AuditEntry = components['schemas']['AuditEntry']

/** Kinds of things that can be filtered by. */
export const entities = Object.keys(ja)
  .filter((key) => key.startsWith('entity.'))
  .map((key) => key.slice('entity.'.length))
export const actorKinds = ['staff', 'key', 'buyer', 'system', 'anonymous'] as const
export type ActorKind = (typeof actorKinds)[number]

/** Words of the log's codes; a kind of thing that is newer is shown by its code. */
export function useAuditWord(): (kind: 'entity' | 'actor' | 'via', code: string) => string {
  const t = useT()
  return (kind, code) => {
    const key = `${kind}.${code}`
    return key in ja ? t(key as 'entity.claim') : code
  }
}

/** Where the console shows a thing. */
export function placeOf({ entity, entityId }: AuditEntry): Place | undefined {
  const open = { open: entityId }
  const [store, code] = entityId.split('/')
  switch (entity) {
    case 'claim':
      return paths.claim(entityId)
    case 'contract':
      return paths.contract(entityId)
    case 'purchase':
      return paths.purchase(entityId)
    case 'staff':
      return paths.staff(open)
    case 'api_key':
      return paths.apiKeys(open)
    case 'item':
      return paths.catalog({ store, open: code })
    default:
      return undefined
  }
}
