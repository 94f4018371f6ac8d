import { Alert } from '@mantine/core'
import { useMemo, useState } from 'react'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { useGo, useWords } from '../../navigation.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { Section } from '../../parts/section.tsx'
import { StoreSelect } from '../../parts/store-select.tsx'
import { useStores } from '../../parts/stores.ts'
import { paths } from '../../paths.ts'
import { useLack } from '../../session.tsx'
import classes from './catalog.module.css'
import { useT } from './messages.ts'
import { readRows } from './read-rows.ts'
import { RowsInput } from './rows-input.tsx'
import { RowsPreview } from './rows-preview.tsx'
import { UploadProgress } from './upload-progress.tsx'
import { UploadResultView } from './upload-result.tsx'
import { useUpload } from './use-upload.ts'

/** Choose a store, give rows, look at them, send them, see what became of each. */
export function UploadPage() {
  const t = useT()
  const go = useGo()
  const lack = useLack()
  const { store } = useWords()
  const { stores } = useStores()
  const storeCode = store ?? stores[0]?.code ?? ''
  const [text, setText] = useState('')
  const read = useMemo(() => readRows(text), [text])
  const { upload, send, cancel, reset } = useUpload(storeCode)
  const missing = lack('catalog:write')

  return (
    <>
      <PageHeader
        title={t('uploadTitle')}
        description={t('uploadLead')}
        back={<BackLink place={paths.catalog({ store: storeCode })}>{t('title')}</BackLink>}
      />
      <div className={classes['steps']}>
        {missing && <Alert color="blue">{missing}</Alert>}
        <Section title={t('step.store')}>
          <StoreSelect
            maw={400}
            clearable={false}
            value={storeCode}
            disabled={upload.step === 'sending'}
            onChange={(code) => go(paths.catalogUpload({ store: code }), { replace: true })}
          />
        </Section>
        {upload.step === 'done' ? (
          <UploadResultView
            storeCode={storeCode}
            result={upload.result}
            onAgain={() => {
              setText('')
              reset()
            }}
          />
        ) : (
          <>
            <Section title={t('step.rows')}>
              <RowsInput text={text} onText={setText} disabled={upload.step === 'sending'} />
            </Section>
            {text.trim() !== '' && (
              <RowsPreview
                read={read}
                currency={stores.find((s) => s.code === storeCode)?.currency ?? 'JPY'}
              />
            )}
            {!('fault' in read) && (
              <UploadProgress
                upload={upload}
                count={read.rows.length}
                disabledReason={missing ?? (storeCode === '' ? t('step.store') : undefined)}
                onSend={() => void send(read)}
                onCancel={cancel}
              />
            )}
          </>
        )}
      </div>
    </>
  )
}
