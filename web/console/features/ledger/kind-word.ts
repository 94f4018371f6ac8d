import { ja } from './messages.ja.ts'
import { useT } from './messages.ts'

/** A journal's kind in words; one that is newer is shown by its code. */
export function useKindWord(): (kind: string) => string {
  const t = useT()
  return (kind) => (`kind.${kind}` in ja ? t(`kind.${kind}` as 'kind.sale') : kind)
}
