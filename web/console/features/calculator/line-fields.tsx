import { ActionIcon, Button, Select } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useT as useCommonT } from '../../messages.ts'
import { DayField } from '../../parts/day-field.tsx'
import { MoneyField } from '../../parts/number-fields.tsx'
import { Section } from '../../parts/section.tsx'
import classes from './calculator.module.css'
import type { Category, Input, Line } from './input.ts'
import { categories, line } from './input.ts'
import { useT } from './messages.ts'

type Props = { input: Input; onChange: (next: Input) => void; today: string }
const mostLines = 20

/** What is sold, a line for each; the date decides the rate. */
export function LineFields({ input, onChange, today }: Props) {
  const t = useT()
  const common = useCommonT()
  const { lines } = input
  const set = (at: number, patch: Partial<Line>) =>
    onChange({ ...input, lines: lines.map((one, i) => (i === at ? { ...one, ...patch } : one)) })
  return (
    <Section title={t('lines')}>
      {lines.map((one, i) => (
        // Rows have no name of their own: their place is what they are.
        // oxlint-disable-next-line react/no-array-index-key -- their place is what they are
        <fieldset key={i} className={classes['row']} data-kind="line">
          <legend className="sr-only">{t('lineN', { n: i + 1 })}</legend>
          <MoneyField
            currency="JPY"
            label={t('amount')}
            value={one.amount}
            onChange={(amount) => set(i, { amount })}
          />
          <Select
            label={t('taxCategory')}
            allowDeselect={false}
            data={categories.map((value) => ({ value, label: common(`tax.${value}`) }))}
            value={one.taxCategory}
            onChange={(value) => set(i, { taxCategory: value as Category })}
          />
          <DayField label={t('date')} value={one.date} onChange={(date) => set(i, { date })} />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t('removeLine', { n: i + 1 })}
            disabled={lines.length === 1}
            onClick={() => onChange({ ...input, lines: lines.filter((_, at) => at !== i) })}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </fieldset>
      ))}
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPlus size={16} aria-hidden />}
        disabled={lines.length >= mostLines}
        onClick={() => onChange({ ...input, lines: [...lines, line('', 'S', lines.at(-1)?.date ?? today)] })}
      >
        {t('addLine')}
      </Button>
    </Section>
  )
}
