import { Chip } from '@mantine/core'
import type { Good } from '#api/shop-types.ts'
import { useT } from '../../messages.ts'
import { useSay } from '../../parts/shop.ts'
import classes from './window.module.css'

type Props = {
  all: readonly Good['category'][]
  chosen: string
  onChoose: (key: string) => void
}

/** The kinds of goods in one row that a thumb moves; one is chosen, at first all. */
export function Categories({ all, chosen, onChoose }: Props) {
  const t = useT()
  const say = useSay()
  return (
    <Chip.Group value={chosen} onChange={onChoose}>
      <div className={classes['categories']} role="radiogroup" aria-label={t('window.categories')}>
        <Chip value="" size="md" classNames={{ label: classes['chip'] ?? '' }}>
          {t('window.all')}
        </Chip>
        {all.map(({ key, name }) => (
          <Chip key={key} value={key} size="md" classNames={{ label: classes['chip'] ?? '' }}>
            {say(name)}
          </Chip>
        ))}
      </div>
    </Chip.Group>
  )
}
