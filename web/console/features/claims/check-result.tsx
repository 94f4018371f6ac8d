import { Text, Title } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react'
import { useLanguage } from '#kit/i18n/language.tsx'
import { localText } from '../../parts/local-text.ts'
import classes from './claims.module.css'
import { useT } from './messages.ts'
import type { ClaimCheckResult } from './types.ts'
import { useWord } from './words.ts'

/** The checks in the order in which they run; the first that fails answers. */
const order = [
  'number',
  'person',
  'product',
  'term',
  'cause',
  'exclusion',
  'limit',
  'claims',
  'open_claim',
  'waiting',
] as const
const icons = { passed: IconCircleCheck, failed: IconCircleX, notRun: IconCircleDashed }

/** What the rules say, check by check, with the clause that stands against it. */
export function CheckResult({
  check: { refusal },
  titled = true,
}: {
  check: ClaimCheckResult
  titled?: boolean
}) {
  const t = useT()
  const word = useWord()
  const { language } = useLanguage()
  const failed = refusal ? order.indexOf(refusal.check) : order.length
  return (
    <section aria-label={t('rules')}>
      {titled && (
        <Title order={3} mb="xs">
          {t('rules')}
        </Title>
      )}
      <Text size="sm" mb="xs">
        {refusal ? word('refusal', refusal.code) : t('rulesOk')}
        {refusal?.clause &&
          ` ${t('clause', { code: refusal.clause.code, title: localText(refusal.clause.title, language) })}`}
      </Text>
      <ol className={classes['checks']}>
        {order.map((check, i) => {
          const result = i < failed ? 'passed' : i === failed ? 'failed' : 'notRun'
          const Icon = icons[result]
          return (
            <li key={check} data-result={result}>
              <Icon size={16} aria-hidden />
              <span>{word('check', check)}</span>
              <span className={classes['result']}>{t(`check.${result}`)}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
