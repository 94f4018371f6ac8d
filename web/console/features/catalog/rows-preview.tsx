import { Alert, Text } from '@mantine/core'
import { formatMoney, formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { Section } from '../../parts/section.tsx'
import classes from './catalog.module.css'
import { useT } from './messages.ts'
import type { ReadRows, RowsFault } from './read-rows.ts'

const shown = 8
const columns = ['code', 'name', 'maker', 'category', 'price', 'makerWarrantyMonths'] as const

/** The first rows as they were read, how many there are, and which cannot be read. */
export function RowsPreview({ read, currency }: { read: ReadRows | { fault: RowsFault }; currency: string }) {
  const t = useT()
  const { language } = useLanguage()
  if ('fault' in read) {
    return (
      <Alert color="red" variant="light" role="alert">
        {t(`fault.${read.fault}`)}
      </Alert>
    )
  }
  const { rows, unreadable } = read
  const first = unreadable[0]
  return (
    <Section title={t('step.preview', { count: formatNumber(rows.length, language) })}>
      {first && (
        <Alert color="red" variant="light" mb="md">
          {t('unreadable', { count: unreadable.length, line: first.line })}
        </Alert>
      )}
      <div className={classes['previewFrame']}>
        <table className={classes['preview']}>
          <thead>
            <tr>
              <th scope="col" data-align="right">
                {t('line')}
              </th>
              {columns.map((column) => (
                <th key={column} scope="col" data-align={column === 'price' ? 'right' : undefined}>
                  {column === 'code' ? t('code') : t(`field.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map(({ line, value }) => (
              <tr key={line}>
                <td data-align="right">{line}</td>
                {columns.map((column) => (
                  <td key={column} data-align={column === 'price' ? 'right' : undefined}>
                    <Cell value={fieldOf(value, column)} column={column} currency={currency} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('andMore', { count: formatNumber(rows.length - shown, language) })}
        </Text>
      )}
    </Section>
  )
}

function Cell({
  value,
  column,
  currency,
}: {
  value: unknown
  column: (typeof columns)[number]
  currency: string
}) {
  const t = useT()
  const { language } = useLanguage()
  if (value === undefined || value === null || value === '') {
    if (column === 'code' || column === 'name')
      return <span className={classes['missing']}>{t('missing')}</span>
    return '–'
  }
  if (column === 'price' && typeof value === 'number') return formatMoney(value, currency, language)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function fieldOf(row: unknown, field: string): unknown {
  return typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[field] : undefined
}
