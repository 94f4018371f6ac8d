import { Accordion, Text } from '@mantine/core'
import { IconCircleX } from '@tabler/icons-react'
import type { PlanTerms } from '#api/types.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../messages.ts'
import { localText } from '../../parts/words.ts'
import classes from './warranty.module.css'

type Clause = PlanTerms['clauses'][number]

/** What is not covered, always in sight: nobody should learn it at the claim. */
export function Exclusions({ items }: { items: readonly Clause[] }) {
  const t = useT()
  const { language } = useLanguage()
  if (items.length === 0) return <Text size="sm">{t('warranty.notCoveredNone')}</Text>
  return (
    <ul className={classes['points']}>
      {items.map((item) => (
        <li key={item.code}>
          <IconCircleX size={22} aria-hidden />
          <div>
            <strong>{localText(item.title, language)}</strong>
            <p>{localText(item.text, language)}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** The clauses word for word, one tap away. */
export function Clauses({ items }: { items: readonly Clause[] }) {
  const { language } = useLanguage()
  return (
    <Accordion variant="contained" multiple>
      {items.map((item) => (
        <Accordion.Item key={item.code} value={item.code}>
          <Accordion.Control>
            {item.code} {localText(item.title, language)}
          </Accordion.Control>
          <Accordion.Panel>
            <Text size="sm" lh={1.9} className={classes['clause'] ?? ''}>
              {localText(item.text, language)}
            </Text>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  )
}
