import { Button, Group, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { LinkButton } from '../../navigation.tsx'
import { useFieldText } from '../../parts/field-errors.tsx'
import { Section } from '../../parts/section.tsx'
import { paths } from '../../paths.ts'
import classes from './catalog.module.css'
import { useT } from './messages.ts'
import { saveRejected } from './save-rejected.ts'
import type { Rejected, UploadResult } from './use-upload.ts'

type Props = { storeCode: string; result: UploadResult; onAgain: () => void }
const shown = 200

/** What became of the rows that were sent. */
export function UploadResultView({ storeCode, result, onAgain }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const counts = { ...result, rejected: result.rejected.length }
  return (
    <Section title={t('result')}>
      <dl className={classes['results']} aria-live="polite">
        {(['created', 'updated', 'unchanged', 'rejected'] as const).map((key) => (
          <div key={key} data-bad={(key === 'rejected' && counts.rejected > 0) || undefined}>
            <dt>{t(`result.${key}`)}</dt>
            <dd>{formatNumber(counts[key], language)}</dd>
          </div>
        ))}
      </dl>
      {result.rejected.length > 0 && <RejectedRows rejected={result.rejected} />}
      <Group mt="lg" gap="sm">
        <LinkButton place={paths.catalog({ store: storeCode })}>{t('openCatalog')}</LinkButton>
        <Button variant="default" onClick={onAgain}>
          {t('again')}
        </Button>
      </Group>
    </Section>
  )
}

function RejectedRows({ rejected }: { rejected: readonly Rejected[] }) {
  const t = useT()
  const text = useFieldText()
  return (
    <>
      <Group justify="space-between" mt="lg" mb="xs" gap="sm">
        <Text size="sm">{t('rejectedHint')}</Text>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => saveRejected(rejected, text)}
        >
          {t('download')}
        </Button>
      </Group>
      <div className={classes['previewFrame']}>
        <table className={classes['preview']}>
          <thead>
            <tr>
              <th scope="col" data-align="right">
                {t('line')}
              </th>
              <th scope="col">{t('code')}</th>
              <th scope="col">{t('faultyField')}</th>
              <th scope="col">{t('why')}</th>
            </tr>
          </thead>
          <tbody>
            {rejected.slice(0, shown).flatMap(({ line, code, errors }) =>
              errors.map((error) => (
                <tr key={`${line} ${error.field} ${error.code}`}>
                  <td data-align="right">{line}</td>
                  <td>{code ?? '–'}</td>
                  <td>
                    <code>{error.field === '' ? '–' : error.field}</code>
                  </td>
                  <td>
                    {text(error)}
                    <Text size="xs" c="dimmed">
                      {error.message}
                    </Text>
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
      {rejected.length > shown && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('rejectedMore', { count: rejected.length - shown })}
        </Text>
      )}
    </>
  )
}
