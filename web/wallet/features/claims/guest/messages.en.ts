import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  title: 'Claim without an account',
  lead: 'With your warranty number and the contact you gave the store, you can make a claim without signing in.',
  test: 'This is the test environment: please use a test warranty number. With the number of a real warranty, the claim is real.',
  start: 'Make a new claim',
  startHint: 'Needs your warranty number and contact',
  follow: 'Follow a claim',
  followHint: 'Needs your reception number and contact',
  current: 'Back to the claim you were looking at',
  currentHint: 'Shown until you close this tab',
  signIn: 'Sign in and claim',
  signInHint: 'All your warranties in one place, and less to type',

  'who.title': 'Warranty and contact',
  'who.number': 'Warranty number',
  'who.numberHint': '13 characters on your certificate or email. Example: 0A1B-2C3D-4E5F-6',
  'who.numberRequired': 'Please enter the warranty number.',
  'who.contactHint': 'Use the contact you gave the store when you bought it.',
  'who.kind': 'Kind of contact',
  'who.next': 'Next',
  'who.edit': 'Change number or contact',

  'follow.title': 'Follow a claim',
  'follow.lead': 'Enter the reception number you were given, and your contact.',
  'follow.number': 'Reception number',
  'follow.numberHint': '13 characters, shown when you filed and in our email. Example: 0A1B-2C3D-4E5F-6',
  'follow.numberRequired': 'Please enter the reception number.',
  'follow.submit': 'Show the claim',
  'status.leave': 'Stop showing it on this device',
  'status.keep': 'On another device, or after closing this tab, use the reception number and your contact.',
}
