import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  title: 'Choose coupons',
  'door.signIn': 'Staff must sign in',
  'door.signInText':
    'Sign in to the console on this device, and customers can choose their coupons here. Come back to this page afterwards.',
  'door.console': 'Sign in to the console',
  'door.again': 'Check again',
  'door.lack': 'This page needs the right to take payments. Ask a manager.',
  'door.store': 'Choose the store',
  'door.storeText': 'The store in which this device stands.',
  'door.noStores': 'There is no store that you may work in.',

  'welcome.title': 'Show your member code',
  'welcome.text': 'Choose the coupons for this store. They come off by themselves when you pay.',
  'welcome.how': 'Open “Pay” in the wallet on your phone and hold its QR code here.',
  'welcome.camera': 'Picture of the camera',
  'welcome.noCamera': 'The camera cannot be used. Hold the QR code to the scanner.',
  'welcome.reading': 'Reading',
  'welcome.over': 'Time was over, so this page began anew.',

  'choose.hello': (v) => v.name,
  'choose.title': 'Choose the coupons to pay with',
  'choose.account': 'Account to pay from',
  'choose.noAccount': 'You have no account to pay from yet. Add one in the wallet on your phone.',
  'choose.none': 'You have no coupons for this store now.',
  'choose.count': (v) => `${v.count} selected`,
  'choose.confirm': 'Confirm',
  'choose.end': 'End',
  'choose.together': 'Goes together with others',
  'choose.alone': 'Stands alone: the cheapest one is taken',

  'done.title': 'Coupons chosen',
  'done.text': (v) =>
    v.count === 0
      ? 'No coupon will be used.'
      : v.count === 1
        ? 'It applies by itself when you pay.'
        : `Of these ${v.count}, whatever makes your payment lowest applies by itself.`,
  'done.next': (v) => `Back to the start in ${v.seconds} s`,
  'idle.title': 'Still there?',
  'idle.text': (v) => `Nothing was touched; this ends in ${v.seconds} s.`,
  'idle.stay': 'Go on',
}
