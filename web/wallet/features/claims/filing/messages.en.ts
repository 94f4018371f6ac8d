import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  title: 'Make a claim',
  stepOf: (v) => `Step ${v.step} of ${v.steps}`,
  next: 'Next',
  back: 'Back',
  startOver: 'Clear and start over',
  startOverText: 'Everything you have entered, and the photos you chose, will be cleared.',
  required: 'Please choose one.',
  requiredText: 'Please fill this in.',

  'what.title': 'What happened?',
  'what.cause': 'What happened',
  'what.natural_failure': 'It went wrong in normal use',
  'what.natural_failureHint': 'Won’t turn on, no sound and so on (failure)',
  'what.physical_damage': 'It was dropped, hit or got wet',
  'what.physical_damageHint': 'Cracked screen, spilt water and so on (damage)',
  'what.fault': 'Closest symptom',

  'when.title': 'When was it?',
  'when.day': 'Day it happened, or you noticed it',
  'when.dayHint': 'If you’re not sure, the day you noticed it will do.',
  'when.future': 'This can’t be after today.',
  'when.serial': 'Serial number',
  'when.serialHint': 'Printed on the product or its box. Leave it empty if you can’t find it.',

  'exclusions.title': 'Does any of this apply?',
  'exclusions.lead': 'These are not covered under the terms. Choose everything that applies.',
  'exclusions.none': 'None of these',
  'exclusions.required': 'Choose what applies, or “None of these”.',

  'description.title': 'Tell us more',
  'description.label': 'When does it happen, and what do you see?',
  'description.hint':
    'Example: Since last night it won’t turn on. The light comes on but the screen stays dark. Another socket made no difference.',

  'photos.title': 'Photos',
  'photos.lead': (v) =>
    `Photos of the damage and of the whole product help us decide sooner. They are optional. Up to ${v.most}.`,
  'photos.take': 'Take a photo',
  'photos.choose': 'Choose photos',
  'photos.kept': 'Photos are sent with the claim. Until then they are kept only while this page is open.',
  'photos.count': (v) => `${v.count} of ${v.most}`,
  'photos.one': (v) => `Photo ${v.n}`,
  'photos.remove': (v) => `Remove photo ${v.n}`,
  'photos.sending': (v) => `Sending ${v.share}%`,
  'photos.sent': 'Sent',
  'photos.chosen': 'Not sent yet',
  'photos.refused': 'Not sent',
  'photos.retry': 'Send again',
  'photos.noPreview': 'No preview',
  'photos.keepOpen': 'Sending your photos. Please keep this page open until it’s done.',
  'photos.allSent': (v) => (v.count === 1 ? '1 photo sent.' : `${v.count} photos sent.`),
  'photos.someFailed': 'Some photos were not sent. See why, then send them again or remove them.',
  'photos.more': 'Add photos',

  'check.title': 'Check your claim',
  'check.waiting': 'Checking whether this is covered',
  'check.ok': 'You can make this claim',
  'check.okText':
    'By the terms, nothing stands against it. The store will now look at it and make the final decision.',
  'check.refused': 'This can’t be claimed as it is',
  'check.clause': 'The clause behind this',
  'check.now': 'What you can do now',
  'check.change': 'Change my answers',
  'check.toClaims': 'See my claims',
  'check.left': 'What is left of the limits',
  'check.yours': 'Your claim',
  'check.edit': (v) => `Change: ${v.what}`,
  'check.editShort': 'Change',
  'check.none': 'None',
  'check.unknown': 'Not given',
  'check.photos': (v) => (v.count === 1 ? '1 photo' : `${v.count} photos`),
  'check.submit': 'File this claim',

  'filed.title': 'We’ve received your claim',
  'filed.number': 'Reception number',
  'filed.numberHint': 'Please have this number ready when you contact us.',
  'filed.follow': 'Follow this claim',
  'filed.photos': 'Sending photos',

  'now.warranty_number_unknown': 'Check the number on your certificate or in the email.',
  'now.person_mismatch': 'Try again with the contact you gave the store.',
  'now.product_mismatch': 'Choose the warranty of the product you want to claim for.',
  'now.serial_mismatch':
    'Check the serial number on the product and enter it again. If the unit was ever exchanged, please contact the store.',
  'now.contract_not_in_force':
    'See how the warranty stands on its page. If that surprises you, please contact the store.',
  'now.cover_not_begun': 'The maker’s warranty may apply for that time. Ask the maker or the store.',
  'now.cover_over': 'Ask the store about a paid repair. If the day is wrong, correct it and check again.',
  'now.cause_not_covered':
    'If the cause or the day is wrong, correct it and check again. If it’s right, ask the store about the maker’s warranty or a paid repair.',
  'now.excluded': 'If you chose it by mistake, correct it and check again. If in doubt, ask the store.',
  'now.limit_used_up':
    'Some plans refill on a date: see the limits on the warranty’s page, and ask the store about a paid repair.',
  'now.claims_used_up': 'See the count on the warranty’s page, and ask the store about a paid repair.',
  'now.claim_already_open': 'Follow the claim you already have. For another fault, choose another symptom.',
  'now.waiting_days': 'Check the maker’s warranty, or how the store handles faults on arrival.',
}
