import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  title: 'Erase my account',
  lead: 'Erasing cannot be undone. Please look at what goes and what stays.',
  exportFirst: 'To keep a copy, save it first: “Export my data” on the page “Me”.',
  goes: 'What goes',
  stays: 'What stays',
  staysWhy: (v: { years: number }) =>
    `Records of business that the law asks us to keep. They stay for ${v.years} years, without your name or contacts.`,
  nothing: 'Nothing.',
  'goes.contact': 'Your contacts',
  'goes.name': 'Your name',
  'goes.address': 'Your address',
  'goes.sign_in': 'Devices signed in',
  'goes.link': 'Other registrations joined to yours',
  'goes.buyer_name': 'Your name as shops reported it',
  'goes.claim_words': 'What you wrote in warranty claims',
  'goes.photo': 'Photos',
  'goes.message': 'Messages sent to you',
  'goes.coupon': 'Coupons in the wallet, and what was selected for accounts',
  'goes.payment_account': 'Payment accounts',
  'stays.purchase': 'Dates, goods and amounts of purchases',
  'stays.contract': 'Numbers, terms and amounts of warranties',
  'stays.claim': 'Reception numbers and amounts of claims',
  'stays.paper': 'Receipts and invoices, without your name',
  'stays.settlement': 'Amounts, tax and coupons of payments at tills',
  'stays.deposit': 'Deposits with money left (the bank pays them out by hand)',
  count: (v: { count: number }) => `${v.count}`,
  claims: 'Open claims',
  claimEnds: 'It is withdrawn with the erasure.',
  claimHinders:
    'Your goods are with the repairer, or a replacement is on its way. Erasing has to wait for its end.',
  hindered: 'Please try again once the open claims have ended.',
  contracts: 'Warranties that run',
  contractsHint: 'Please choose what becomes of them.',
  until: (v: { day: string }) => `until ${v.day}`,
  refund: (v: { amount: string }) => `Giving it up brings back ${v.amount}`,
  keep: 'Keep the warranties',
  keepHint:
    'You will not see them here any more. If something breaks, bring the goods and the warranty number to the shop. Please write the numbers down.',
  giveUp: 'Give the warranties up',
  giveUpHint:
    'All of them end at once, and nothing is paid back this way. If you want a refund, cancel them first.',
  confirm: 'Confirmation number',
  confirmHint: (v: { code: string; time: string }) =>
    `If you are sure, type ${v.code}. It is valid until ${v.time}.`,
  submit: 'Erase my account',
  again: 'Look again',
  goodbyeTitle: 'You have been erased',
  goodbyeText:
    'Mamori holds no name, contact, address, photo or message of yours any more. The shops where you bought are told only that an account was erased. Thank you for having used Mamori.',
  goodbyeBack: 'If you sign in again, you begin as somebody new.',
  toSignIn: 'To the sign-in',
}
