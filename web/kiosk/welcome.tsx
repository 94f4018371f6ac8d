import { Alert, Loader, Text, Title } from '@mantine/core'
import { IconQrcode } from '@tabler/icons-react'
import { CameraView } from '#kit/scan/camera-view.tsx'
import { useScans } from '#kit/scan/use-scans.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import classes from './kiosk.module.css'
import { useT } from './messages.ts'

type Props = { over: boolean; busy: boolean; error: unknown; onToken: (token: string) => void }

/** Waits for a member code, at the camera or at a hand scanner. */
export function Welcome({ over, busy, error, onToken }: Props) {
  const t = useT()
  const read = (code: string) => onToken(code.normalize('NFKC').trim())
  useScans(read)
  return (
    <div className={classes['welcome']}>
      <div>
        <Title order={1} className={classes['title'] ?? ''}>
          {t('welcome.title')}
        </Title>
        <Text className={classes['lead'] ?? ''}>{t('welcome.text')}</Text>
        <p className={classes['how']}>
          <IconQrcode size={40} stroke={1.4} aria-hidden />
          {t('welcome.how')}
        </p>
        {over && !error && (
          <Alert color="blue" variant="light">
            {t('welcome.over')}
          </Alert>
        )}
        <ErrorLine error={error} />
      </div>
      <div className={classes['camera']} aria-busy={busy}>
        <CameraView label={t('welcome.camera')} onCode={read}>
          <div className={classes['noCamera']}>
            <IconQrcode size={96} stroke={1} aria-hidden />
            <Text>{t('welcome.noCamera')}</Text>
          </div>
        </CameraView>
        {busy && (
          <p className={classes['reading']} aria-live="polite">
            <Loader size="sm" /> {t('welcome.reading')}
          </p>
        )}
      </div>
    </div>
  )
}
