import { ActionIcon, Button, Select, Text } from '@mantine/core'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useT as useCommonT } from '../../messages.ts'
import { MoneyField, PercentField } from '../../parts/number-fields.tsx'
import { Section } from '../../parts/section.tsx'
import classes from './calculator.module.css'
import type { Coupon, Input } from './input.ts'
import { categories, coupon, funders, kinds } from './input.ts'
import { useT } from './messages.ts'

type Props = { input: Input; onChange: (next: Input) => void }
const mostCoupons = 20

/** Coupons in the order in which they are used. */
export function CouponFields({ input, onChange }: Props) {
  const t = useT()
  const { coupons } = input
  const setAll = (next: Coupon[]) => onChange({ ...input, coupons: next })
  return (
    <Section title={t('coupons')}>
      <Text size="sm" c="dimmed" mb="sm">
        {coupons.length === 0 ? t('noCoupons') : t('couponsHint')}
      </Text>
      {coupons.map((one, i) => (
        <CouponRow
          // oxlint-disable-next-line react/no-array-index-key -- their place is what they are
          key={i}
          n={i + 1}
          coupon={one}
          input={input}
          onChange={(patch) => setAll(coupons.map((each, at) => (at === i ? { ...each, ...patch } : each)))}
          onUp={() => setAll(coupons.with(i, coupons[i - 1] as Coupon).with(i - 1, one))}
          onRemove={() => setAll(coupons.filter((_, at) => at !== i))}
        />
      ))}
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPlus size={16} aria-hidden />}
        disabled={coupons.length >= mostCoupons}
        onClick={() => setAll([...coupons, coupon('amount', '')])}
      >
        {t('addCoupon')}
      </Button>
    </Section>
  )
}

type RowProps = {
  n: number
  coupon: Coupon
  input: Input
  onChange: (patch: Partial<Coupon>) => void
  onUp: () => void
  onRemove: () => void
}

function CouponRow({ n, coupon: one, input, onChange, onUp, onRemove }: RowProps) {
  const t = useT()
  const common = useCommonT()
  const used = categories.filter((each) => input.lines.some(({ taxCategory }) => taxCategory === each))
  const isAllocated = one.kind === 'amount' && one.funder === 'shop' && used.length > 1
  return (
    <fieldset className={classes['row']} data-kind="coupon">
      <legend className="sr-only">{t('couponN', { n })}</legend>
      <Select
        label={t('kind')}
        allowDeselect={false}
        data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={one.kind}
        onChange={(kind) => onChange({ kind: kind as Coupon['kind'], value: '' })}
      />
      {one.kind === 'amount' ? (
        <MoneyField
          currency="JPY"
          label={t('value')}
          value={one.value}
          onChange={(value) => onChange({ value })}
        />
      ) : (
        <PercentField
          label={t('value')}
          max={100}
          value={one.value}
          onChange={(value) => onChange({ value })}
        />
      )}
      <Select
        label={t('funder')}
        allowDeselect={false}
        data={funders.map((value) => ({ value, label: t(`funder.${value}`) }))}
        value={one.funder}
        onChange={(funder) => onChange({ funder: funder as Coupon['funder'] })}
      />
      <div className={classes['buttons']}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t('up', { n })}
          disabled={n === 1}
          onClick={onUp}
        >
          <IconArrowUp size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t('removeCoupon', { n })}
          onClick={onRemove}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </div>
      {isAllocated && (
        <Select
          className={classes['wide'] ?? ''}
          label={t('allocation')}
          allowDeselect={false}
          data={[
            { value: 'pro_rata', label: t('allocation.pro_rata') },
            ...used.map((value) => ({
              value,
              label: t('allocation.first', { category: common(`tax.${value}`) }),
            })),
          ]}
          value={one.allocation}
          onChange={(allocation) => onChange({ allocation: allocation as Coupon['allocation'] })}
        />
      )}
    </fieldset>
  )
}
