import { useQuery } from '@tanstack/react-query'
import { q } from '#api/query.ts'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { LinkButton } from '../../navigation.tsx'
import { useLast } from '../../parts/last.ts'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import { itemFields, useFieldWords } from './item-fields.ts'
import { ItemHistory } from './item-history.tsx'
import { useT } from './messages.ts'

type Props = { storeCode: string; openCode: string | undefined; onClose: () => void }

/** One item: as it is now at the left, how it became so at the right. */
export function ItemDrawer({ storeCode, openCode, onClose }: Props) {
  const t = useT()
  const may = useMay()
  const words = useFieldWords()
  const code = useLast(openCode)
  const path = { storeCode, code: code ?? '' }
  const enabled = code !== undefined
  const state = useQuery({ ...q('/v1/stores/{storeCode}/items/{code}', { params: { path } }), enabled })
  const history = useQuery({
    ...q('/v1/stores/{storeCode}/items/{code}/history', { params: { path } }),
    enabled,
  })
  const item = state.data
  return (
    <DetailDrawer
      opened={openCode !== undefined}
      onClose={onClose}
      title={item?.name ?? t('drawerLoading')}
      status={item?.deleted && <StatusBadge tone="ended">{t('deleted')}</StatusBadge>}
      actions={
        item &&
        may('plans:read') && (
          <LinkButton
            size="sm"
            variant="default"
            place={paths.plans({ tab: 'offers', store: storeCode, code: item.code })}
          >
            {t('checkOffer')}
          </LinkButton>
        )
      }
      facts={
        <Loadable state={state} skeleton={<SkeletonRows />}>
          {(data) => (
            <Facts
              items={[
                { label: t('code'), value: <span className="figures">{data.code}</span> },
                ...itemFields.map((field) => ({
                  label: words.label(field),
                  value: words.value(field, data),
                })),
                { label: t('version'), value: String(data.version) },
              ]}
            />
          )}
        </Loadable>
      }
      history={
        <Loadable state={history} skeleton={<SkeletonRows count={3} />}>
          {({ items }) => <ItemHistory changes={items} />}
        </Loadable>
      }
    />
  )
}
