import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  title: 'Pay',
  'token.title': 'Member code',
  'token.qr': 'QR code to pay with',
  'token.show': 'Show this at the till.',
  'token.left': (v) => `New code in ${v.seconds} s`,
  'token.bright': 'If it does not scan, turn up the brightness.',
  'token.offline': 'You are offline: the code says who you are, and cannot pay.',
  'token.offlineShort': 'Identifies only',
  'token.memberCode': 'Member code',

  'account.title': 'Paying account',
  'account.choose': 'Account to pay from',
  'account.balance': (v) => `Balance ${v.amount}`,
  'account.none': 'No account to pay from yet',
  'account.noneText':
    'Add one to pay with this code. Without one, it still collects purchases and uses coupons.',
  'account.add': 'Add an account',
  'account.manage': 'Accounts and automatic payments',
  'account.saved': 'Paying account changed.',

  'coupons.title': 'Coupons that apply by themselves',
  'coupons.none': 'No coupon is selected',
  'coupons.noneText': 'Selected coupons come off by themselves when you pay.',
  'coupons.count': (v) => (v.count === 1 ? '1 coupon' : `${v.count} coupons`),
  'coupons.choose': 'Select coupons',

  'recent.title': 'Recent payments',
  'recent.all': 'All payments',
  'payments.title': 'Payments',
  'payments.empty': 'No payments yet',
  'payments.emptyText': 'Show your code at a till to pay, and the payment appears here.',
  'payments.toPay': 'Show the code',

  'confirm.title': 'Confirm the payment',
  'confirm.lead': 'A store asks you to confirm a payment. Please answer within five minutes.',
  'confirm.lines': 'What for',
  'confirm.pay': (v) => `Pay ${v.amount}`,
  'confirm.decline': 'Do not pay',
  'confirm.later': 'Decide later',
  'working.title': 'Payment in progress',
  'working.text': 'Please wait. Closing this screen does not pay twice.',
  'done.title': 'Paid',
  'done.close': 'Close',
  'done.details': 'See the details',

  'payment.title': 'Payment',
  'payment.lines': 'What for',
  'payment.amounts': 'Amounts',
  'payment.by': 'Paid by, and coupons',
  'payment.facts': 'Record',
  'payment.store': 'Store',
  'payment.at': 'Time',
  'payment.reference': 'Receipt number',
  'payment.purchase': 'See the purchase',
}
