import type { components } from '#api/schema.d.ts'

type Schemas = components['schemas']
export type Profile = Schemas['MerchantProfileView']
export type ProfileRequest = Schemas['MerchantProfileRequest']
export type TaxEntry = {
  status: 'exempt' | 'taxable' | 'registered'
  from: string
  rounding: 'floor' | 'half_up' | 'ceil'
  registrationNumber: string
}
/** What is typed of a profile; secrets stay empty unless they are to be replaced. */
export type ProfileForm = {
  tax: TaxEntry[]
  priceBasis: Profile['priceBasis']
  issuerName: string
  issuerAddress: string
  issuerPhone: string
  legalForm: Profile['legalForm']
  issueRoute: Profile['issueRoute']
  revenueStampBox: boolean
  cardProvider: string
  qrProvider: string
  payoutAccount: Schemas['PayoutAccount']
  stripe: Schemas['StripeKeys']
  paypay: Schemas['PaypayKeys']
}

const noAccount: ProfileForm['payoutAccount'] = {
  bankCode: '',
  branchCode: '',
  kind: 'ordinary',
  number: '',
  holder: '',
}
const noKeys = {
  stripe: { secretKey: '', webhookSecret: '', publishableKey: '' },
  paypay: { apiKey: '', apiSecret: '', merchantId: '' },
}

export function formOf(profile: Profile | undefined, name: string, today: string): ProfileForm {
  return {
    tax: profile?.tax.map((entry) => ({
      status: entry.status,
      from: entry.from,
      rounding: entry.rounding ?? 'floor',
      registrationNumber: entry.registrationNumber ?? '',
    })) ?? [{ status: 'registered', from: today, rounding: 'floor', registrationNumber: '' }],
    priceBasis: profile?.priceBasis ?? 'inclusive',
    issuerName: profile?.issuerName ?? name,
    issuerAddress: profile?.issuerAddress ?? '',
    issuerPhone: profile?.issuerPhone ?? '',
    legalForm: profile?.legalForm ?? 'company',
    issueRoute: profile?.issueRoute ?? 'own',
    revenueStampBox: profile?.revenueStampBox ?? true,
    cardProvider: profile?.cardProvider ?? '',
    qrProvider: profile?.qrProvider ?? '',
    payoutAccount: noAccount,
    ...noKeys,
  }
}

/** The whole profile as it is sent; a secret left empty stays what it is. */
export function requestOf(form: ProfileForm, version: number): ProfileRequest {
  const { payoutAccount, stripe, paypay } = form
  const providers = {
    ...(isTyped(stripe) ? { stripe } : {}),
    ...(isTyped(paypay) ? { paypay } : {}),
  }
  return {
    version,
    tax: form.tax.map(({ status, from, rounding, registrationNumber }) =>
      status === 'exempt'
        ? { status, from }
        : status === 'taxable'
          ? { status, from, rounding }
          : { status, from, rounding, registrationNumber: registrationNumber.trim() },
    ),
    priceBasis: form.priceBasis,
    issuerName: form.issuerName.trim(),
    issuerAddress: form.issuerAddress.trim() || null,
    issuerPhone: form.issuerPhone.trim() || null,
    legalForm: form.legalForm,
    issueRoute: form.issueRoute,
    revenueStampBox: form.revenueStampBox,
    cardProvider: (form.cardProvider || null) as ProfileRequest['cardProvider'] & string,
    qrProvider: (form.qrProvider || null) as ProfileRequest['qrProvider'] & string,
    ...(payoutAccount.number === '' && payoutAccount.bankCode === '' ? {} : { payoutAccount }),
    ...(Object.keys(providers).length === 0 ? {} : { providers }),
  }
}

const isTyped = (keys: Record<string, string>) => Object.values(keys).some((value) => value.trim() !== '')

const weights = [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

/** What is odd about a registration number, said while it is typed: its form, or its check digit. */
export function numberFault(text: string): 'form' | 'digit' | null {
  const number = text
    .normalize('NFKC')
    .replaceAll(/[\s\-‐‑–−]/g, '')
    .toUpperCase()
  if (!/^T\d{13}$/.test(number)) return 'form'
  const sum = weights.reduce((total, weight, i) => total + weight * Number(number[i + 2]), 0)
  return 9 - (sum % 9) === Number(number[1]) ? null : 'digit'
}
