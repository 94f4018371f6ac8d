import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  listTitle: 'All organisations',
  add: 'Add an organisation',
  submit: 'Add',
  added: (v) => `${v.name} was added`,
  empty: 'No organisations yet',
  name: 'Name',
  kind: 'Kind',
  mode: 'Environment',
  modeHint: 'For ever. Nothing of the test environment reaches a live buyer.',
  modeRequired: 'Please choose an environment.',
  'modeText.live': 'Real stores and buyers.',
  'modeText.test': 'For development and trials; its clock can be set.',
  clock: 'Clock set to',
  settings: 'Rules for claims',
  twoDeciders: 'Two people decide large claims',
  secondDeciderAbove: 'Amount above which two decide',
  secondDeciderHint: 'A claim above this amount is decided only once another member of staff agrees.',
  ownerName: 'Name of the first owner',
  ownerEmail: 'E-mail address of the owner',
  ownerHint: 'They sign in to the console with this address.',
  emailWrong: 'This is not an e-mail address. Example: hanako@example.jp',
}
