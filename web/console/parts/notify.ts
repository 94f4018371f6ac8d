import { notifications } from '@mantine/notifications'

/** Says in passing that something was done. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'green', withBorder: true })
}

/** Says why something was refused before a dialog could open. */
export function notifyRefused(message: string): void {
  notifications.show({ message, color: 'red', withBorder: true })
}
