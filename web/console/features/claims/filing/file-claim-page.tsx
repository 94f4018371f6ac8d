import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { useGo } from '../../../navigation.tsx'
import { BackLink } from '../../../parts/back-link.tsx'
import { FormRefusal } from '../../../parts/field-errors.tsx'
import { notifyDone } from '../../../parts/notify.ts'
import { Section } from '../../../parts/section.tsx'
import { paths } from '../../../paths.ts'
import { CheckResult } from '../check-result.tsx'
import { useT } from '../messages.ts'
import type { ClaimCheckResult } from '../types.ts'
import { FaultFields } from './fault-fields.tsx'
import type { FilingForm } from './filing-form.ts'
import { blank, faultsOf, toCheck, toClaim } from './filing-form.ts'
import { HolderFields } from './holder-fields.tsx'

/** A claim filed for a buyer at the counter: first what the rules say, then the filing itself. */
export function FileClaimPage() {
  const t = useT()
  const go = useGo()
  const [form, setForm] = useState<FilingForm>(blank)
  const [verdict, setVerdict] = useState<ClaimCheckResult | null>(null)
  const [asked, setAsked] = useState(false)
  const check = useWrite('post', '/v1/claims/check', { onDone: setVerdict })
  const file = useWrite('post', '/v1/claims', {
    stale: ['/v1/claims', '/v1/claims/queues'],
    onDone: (claim) => {
      notifyDone(t('file.filed', { number: claim.receptionNumber }))
      go(paths.claim(claim.id))
    },
  })
  const faults = asked ? faultsOf(form) : new Set<keyof FilingForm>()
  const change = (patch: Partial<FilingForm>) => {
    setForm({ ...form, ...patch })
    // What was said holds for what was asked.
    setVerdict(null)
  }
  return (
    <>
      <PageHeader
        title={t('file.title')}
        description={t('file.lead')}
        back={<BackLink place={paths.claims()}>{t('file.back')}</BackLink>}
      />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (faultsOf(form).size > 0) return
          if (verdict?.result === 'ok') file.mutate({ body: toClaim(form) })
          else check.mutate({ body: toCheck(form) })
        }}
      >
        <Stack gap="lg" maw={720}>
          <Section title={t('file.who')}>
            <HolderFields form={form} change={change} faults={faults} />
          </Section>
          <Section title={t('file.what')}>
            <FaultFields form={form} change={change} faults={faults} />
          </Section>
          {verdict && <Verdict verdict={verdict} currency={form.currency} />}
          <FormRefusal error={check.error ?? file.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={check.isPending || file.isPending}>
              {verdict?.result === 'ok' ? t('file.submit') : t('file.check')}
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  )
}

function Verdict({ verdict, currency }: { verdict: ClaimCheckResult; currency: string }) {
  const t = useT()
  const { language } = useLanguage()
  const ok = verdict.result === 'ok'
  const most = verdict.left?.most ?? null
  return (
    <Section title={t('rules')}>
      <Alert
        variant="light"
        color={ok ? 'green' : 'red'}
        icon={ok ? <IconCircleCheck aria-hidden /> : <IconCircleX aria-hidden />}
        title={ok ? t('file.ok') : t('file.refused')}
        mb="md"
      >
        {ok && (
          <Text size="sm">
            {most === null
              ? t('noLimit')
              : t('file.mostPaid', { most: formatMoney(most, currency, language) })}
          </Text>
        )}
      </Alert>
      <CheckResult check={verdict} titled={false} />
    </Section>
  )
}
