import { useDebouncedCallback } from '@mantine/hooks'
import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { q, question } from '#api/query.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { dayIn } from '#kit/format/days.ts'
import { useTitle } from '#kit/shell/use-title.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useGo, useWords } from '../../navigation.tsx'
import { Section } from '../../parts/section.tsx'
import { useStores } from '../../parts/stores.ts'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import { inputOf, wordsOf } from './address.ts'
import classes from './calculator.module.css'
import { CouponFields } from './coupon-fields.tsx'
import { examples } from './examples.ts'
import type { CalculationRequest, Input } from './input.ts'
import { requestOf } from './input.ts'
import { LineFields } from './line-fields.tsx'
import { useT } from './messages.ts'
import { ProfileFields } from './profile-fields.tsx'
import { profileOn } from './profile-on.ts'
import { Result } from './result.tsx'

/** Tries prices and coupons with every step of the tax; the address keeps what was typed. */
export function CalculatorPage() {
  const t = useT()
  useTitle(t('title'))
  const words = useWords()
  const [today] = useState(() => dayIn('Asia/Tokyo', new Date().toISOString()))
  const may = useMay()
  const { stores, isLoading } = useStores()
  const first = words['store'] ?? stores.find(({ taxRegime }) => taxRegime === 'jp')?.code
  const profile = useQuery({
    ...q('/v1/stores/{storeCode}/profile', { params: { path: { storeCode: first ?? '' } } }),
    enabled: first !== undefined && words['profile'] === undefined && may('profiles:read'),
    retry: false,
  })
  // The store's own profile is where one begins; nobody's typing is overwritten by a late answer.
  if (words['profile'] === undefined && (isLoading || profile.isLoading)) return <SkeletonRows />
  const own = profile.data && profileOn(profile.data, today)
  return (
    <Calculator start={inputOf(words, { ...examples[0].of(today), ...own })} today={today} store={first} />
  )
}

type Props = { start: Input; today: string; store: string | undefined }

function Calculator({ start, today, store }: Props) {
  const t = useT()
  const go = useGo()
  const [input, setInput] = useState(start)
  const [asked, setAsked] = useState(start)
  const keep = useDebouncedCallback((next: Input) => {
    setAsked(next)
    go(paths.calculator({ store, ...wordsOf(next) }), { replace: true })
  }, 250)
  const change = (next: Input) => {
    setInput(next)
    keep(next)
  }
  const body = requestOf(asked)
  return (
    <>
      <Group justify="space-between" mb="md" gap="sm">
        <Text size="sm" c="dimmed">
          {t('lead')}
        </Text>
        <CopyButton
          size="xs"
          value={`${location.origin}/console/money/calculator?${queryOf(wordsOf(input))}`}
          label={t('copyLink')}
        />
      </Group>
      <div className={classes['split']}>
        <div className={classes['fields']}>
          <Examples onChoose={(of) => change(of(today))} />
          <ProfileFields input={input} onChange={change} today={today} store={store} />
          <LineFields input={input} onChange={change} today={today} />
          <CouponFields input={input} onChange={change} />
        </div>
        <div className={classes['aside']}>
          {body ? (
            <Answer body={body} input={asked} />
          ) : (
            <Section title={t('due')}>
              <Text c="dimmed">{t('incomplete')}</Text>
            </Section>
          )}
        </div>
      </div>
    </>
  )
}

function Examples({ onChoose }: { onChoose: (of: (day: string) => Input) => void }) {
  const t = useT()
  return (
    <Group component="fieldset" gap="xs" m={0} p={0} bd="0">
      <Text component="legend" size="sm" fw={600} mb="xs">
        {t('examples')}
      </Text>
      {examples.map(({ key, of }) => (
        <Button key={key} variant="default" size="xs" onClick={() => onChoose(of)}>
          {t(`example.${key}`)}
        </Button>
      ))}
    </Group>
  )
}

function Answer({ body, input }: { body: CalculationRequest; input: Input }) {
  const state = useQuery({
    ...question('/v1/tax/calculate', { body }),
    placeholderData: (before) => before,
    retry: false,
  })
  if (state.error) return <ErrorLine error={state.error} />
  if (!state.data) return <SkeletonRows />
  return <Result result={state.data} input={input} />
}

function queryOf(words: Record<string, string | undefined>): string {
  const filled = Object.entries(words).flatMap(([key, value]) => (value ? [[key, value]] : []))
  return new URLSearchParams(filled as string[][] as [string, string][]).toString()
}
