import { notifications } from '@mantine/notifications'
import { useKitT } from '#kit/i18n/kit-messages.ts'

/** Says briefly that something was done. */
export function useNotice(): (message: string) => void {
  const t = useKitT()
  return (message) =>
    notifications.show({ message, color: 'green', closeButtonProps: { 'aria-label': t('close') } })
}
