import { Alert, Button, FileButton, Group, Progress, Select, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { sendTable } from '#api/files.ts'
import { invalidate } from '#api/query.ts'
import { formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { Section } from '../../../parts/section.tsx'
import { useLack } from '../../../session.tsx'
import { useT } from '../messages.ts'
import type { Provider, ProviderFile } from '../types.ts'
import { providers } from './difference.ts'

/** Sends a provider's file and says at once how many of its rows fit. */
export function UploadFile() {
  const t = useT()
  const lack = useLack()('ledger:write')
  const queries = useQueryClient()
  const [provider, setProvider] = useState<Provider>('stripe')
  const [share, setShare] = useState(0)
  const send = useMutation({
    mutationFn: (file: File) => {
      setShare(0)
      const query = new URLSearchParams({ provider, name: file.name.slice(0, 200) })
      return sendTable<ProviderFile>(`/v1/ledger/provider-files?${query}`, file, setShare)
    },
    onSuccess: () => invalidate(queries, '/v1/ledger/differences', '/v1/ledger/balances'),
  })
  return (
    <Section title={t('uploadTitle')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('uploadLead')}
      </Text>
      {lack ? (
        <Alert color="blue">{lack}</Alert>
      ) : (
        <Group align="flex-end" gap="sm">
          <Select
            label={t('provider')}
            allowDeselect={false}
            data={providers.map((value) => ({ value, label: t(`provider.${value}`) }))}
            value={provider}
            onChange={(value) => setProvider((value ?? 'stripe') as Provider)}
          />
          <FileButton accept=".csv,text/csv" onChange={(file) => file && send.mutate(file)}>
            {(props) => (
              <Button {...props} loading={send.isPending} leftSection={<IconUpload size={18} aria-hidden />}>
                {t('chooseFile')}
              </Button>
            )}
          </FileButton>
        </Group>
      )}
      {send.isPending && (
        <div aria-live="polite">
          <Text size="sm" mt="sm">
            {t(share < 1 ? 'sending' : 'comparing')}
          </Text>
          <Progress mt={4} value={share * 100} animated={share >= 1} aria-label={t('sending')} />
        </div>
      )}
      {send.error && <ErrorLine error={send.error} />}
      {send.data && <Result file={send.data} />}
    </Section>
  )
}

function Result({ file }: { file: ProviderFile }) {
  const t = useT()
  const { language } = useLanguage()
  const count = (value: number) => formatNumber(value, language)
  const tone = file.different + file.problems.length === 0 ? 'green' : 'amber'
  return (
    <Alert color={tone} variant="light" mt="md" title={file.name} aria-live="polite">
      <Text size="sm">
        {t(file.replayed ? 'fileReplayed' : 'fileRead', {
          rows: count(file.rows),
          matched: count(file.matched),
          different: count(file.different),
        })}
      </Text>
      {file.problems.slice(0, 10).map((problem) => (
        <Text key={`${problem.row} ${problem.message}`} size="xs">
          {t('rowProblem', { row: count(problem.row), message: problem.message })}
        </Text>
      ))}
    </Alert>
  )
}
