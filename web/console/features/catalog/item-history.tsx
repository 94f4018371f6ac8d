import { IconArrowRight } from '@tabler/icons-react'
import { History } from '#kit/detail/history.tsx'
import type { ItemChange } from '../../types.ts'
import classes from './catalog.module.css'
import { itemFields, useFieldWords } from './item-fields.ts'
import type { ItemField } from './item-fields.ts'
import { useT } from './messages.ts'

/** Each version against the one before: what changed, from what, to what. */
export function ItemHistory({ changes }: { changes: readonly ItemChange[] }) {
  const t = useT()
  return (
    <History
      entries={changes.map((change, i) => {
        const before = changes[i + 1]
        const fields = before ? itemFields.filter((field) => before.item[field] !== change.item[field]) : []
        return {
          key: String(change.version),
          at: change.changedAt,
          title: before
            ? t('changed', { count: fields.length })
            : change.version === 1
              ? t('registered')
              : t('versionN', { version: change.version }),
          detail: before && <Differences fields={fields} before={before} after={change} />,
          actor: t('versionN', { version: change.version }),
        }
      })}
    />
  )
}

type Props = { fields: readonly ItemField[]; before: ItemChange; after: ItemChange }

function Differences({ fields, before, after }: Props) {
  const t = useT()
  const words = useFieldWords()
  return (
    <dl className={classes['differences']}>
      {fields.map((field) => (
        <div key={field}>
          <dt>{words.label(field)}</dt>
          <dd>
            <del>{words.value(field, before.item)}</del>
            <IconArrowRight size={14} aria-label={t('to')} />
            <ins>{words.value(field, after.item)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
