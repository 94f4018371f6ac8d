import { z } from 'zod'
import { scopes } from '#platform/auth.ts'
import { DayText, InstantInput, InstantOutput, isTimeZone } from '#platform/dates.ts'
import { Currency } from '#platform/money.ts'
import { pageOf } from '#platform/paging.ts'
import { erasable, kept } from '#platform/personal-data.ts'
import { idText, text } from '#platform/text.ts'

export const ModeSchema = z
  .enum(['live', 'test'])
  .meta({ id: 'Mode', description: 'For ever: test rows never reach a live purchaser' })

export const OrganisationView = z
  .object({
    id: idText('org'),
    name: z.string(),
    kind: z.enum(['seller', 'maker', 'warrantor', 'partner', 'platform']),
    mode: ModeSchema,
    /** The organisation's own time when it is a test organisation whose clock was set. */
    clockAt: InstantOutput.nullable(),
    /** Claims above this amount, in minor units, are decided by two people; null: never. */
    secondDeciderAbove: z.int().nullable(),
    createdAt: InstantOutput,
  })
  .meta({ id: 'Organisation' })
export const OrganisationPage = pageOf(OrganisationView, 'OrganisationPage')
export const OrganisationInput = z
  .strictObject({
    name: text(200),
    kind: z.enum(['seller', 'maker', 'warrantor', 'partner']),
    mode: ModeSchema,
    /** The first owner, who signs in to the console with this address. */
    owner: z.strictObject({ name: text(200), email: z.email().max(254) }),
  })
  .meta({ id: 'OrganisationRequest' })

export const OrganisationSettingsInput = z
  .strictObject({ secondDeciderAbove: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable() })
  .meta({ id: 'OrganisationSettingsRequest' })

export const StoreCode = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'must be 1 to 40 small letters, digits and hyphens')
  .meta({ description: 'Public code of a store', examples: ['denki-shibuya'] })
export const StoreView = z
  .object({
    id: idText('sto'),
    organisationId: idText('org'),
    code: StoreCode,
    name: z.string(),
    kind: z.enum(['ec', 'pos', 'maker']),
    currency: Currency,
    timeZone: z.string(),
    taxRegime: z.enum(['jp', 'none']),
    createdAt: InstantOutput,
  })
  .meta({ id: 'Store' })
export const StorePage = pageOf(StoreView, 'StorePage')
/** What others see of a store beside a purchase or contract. */
export const StoreName = z
  .object({ code: StoreCode, name: z.string(), timeZone: z.string() })
  .meta({ id: 'StoreName' })
export const StoreInput = z
  .strictObject({
    code: StoreCode,
    name: text(200),
    kind: z.enum(['ec', 'pos', 'maker']),
    currency: Currency,
    timeZone: text(60).refine(isTimeZone, {
      error: 'must be an IANA zone such as Asia/Tokyo',
      params: { code: 'unknown_time_zone' },
    }),
    taxRegime: z.enum(['jp', 'none']).default('jp'),
  })
  .meta({ id: 'StoreRequest' })
export const StorePatch = z.strictObject({ name: text(200) }).meta({ id: 'StorePatch' })
export const StoreParams = z.object({ storeCode: StoreCode })

export const ScopeSchema = z.enum(scopes).meta({ id: 'Scope' })
export const ApiKeyView = z
  .object({
    id: idText('key'),
    name: z.string(),
    /** The last four symbols of the secret, to tell keys apart. */
    hint: z.string(),
    storeCode: StoreCode.nullable(),
    scopes: z.array(ScopeSchema),
    /** Requests a minute. */
    rateLimit: z.int(),
    createdAt: InstantOutput,
    expiresAt: InstantOutput.nullable(),
    revokedAt: InstantOutput.nullable(),
  })
  .meta({ id: 'ApiKey' })
export const ApiKeyPage = pageOf(ApiKeyView, 'ApiKeyPage')
export const CreatedApiKey = ApiKeyView.extend({
  secret: z.string().meta({ description: 'Shown this once' }),
}).meta({ id: 'CreatedApiKey' })
export const ApiKeyInput = z
  .strictObject({
    name: text(100),
    storeCode: StoreCode.nullable().default(null),
    scopes: z.array(ScopeSchema).min(1).max(scopes.length),
    rateLimit: z.int().min(1).max(60_000).default(6000).meta({ description: 'Requests a minute' }),
    expiresAt: InstantInput.nullable().default(null),
  })
  .meta({ id: 'ApiKeyRequest' })
export const ApiKeyParams = z.object({ keyId: idText('key') })

export const RoleSchema = z.enum(['owner', 'manager', 'clerk']).meta({ id: 'StaffRole' })
export const StaffView = z
  .object({
    id: idText('stf'),
    name: z.string(),
    email: z.string(),
    role: RoleSchema,
    /** null: all stores of the organisation. */
    storeCodes: z.array(StoreCode).nullable(),
    createdAt: InstantOutput,
    removedAt: InstantOutput.nullable(),
    /** When the second factor was enrolled; null before the first sign-in and after a reset. */
    secondFactorAt: InstantOutput.nullable(),
  })
  .meta({ id: 'Staff' })
export const StaffPage = pageOf(StaffView, 'StaffPage')
export const StaffInput = z
  .strictObject({
    name: text(200),
    email: z.email().max(254),
    role: RoleSchema,
    storeCodes: z.array(StoreCode).min(1).max(1000).nullable().default(null),
  })
  .meta({ id: 'StaffRequest' })
export const StaffPatch = z
  .strictObject({
    name: text(200).optional(),
    role: RoleSchema.optional(),
    storeCodes: z.array(StoreCode).min(1).max(1000).nullable().optional(),
  })
  .meta({ id: 'StaffPatch' })
export const StaffParams = z.object({ staffId: idText('stf') })
export const StaffSession = z
  .object({
    staff: StaffView,
    organisation: OrganisationView,
    /** None before the second factor. */
    scopes: z.array(ScopeSchema),
    /** `given`: the session is open. `needed`: a code of the device is next. `not_enrolled`: a device is. */
    secondFactor: z.enum(['given', 'needed', 'not_enrolled']),
    /** Known in an open session alone. */
    recoveryCodesLeft: z.int().nullable(),
  })
  .meta({ id: 'StaffSession' })

export const LanguageSchema = z.enum(['ja', 'en', 'zh']).meta({ id: 'Language' })
/** A contact as a person types it: one of the two. */
export const ContactInput = z
  .union([z.strictObject({ email: z.email().max(254) }), z.strictObject({ phone: text(30) })])
  .meta({ id: 'ContactRequest' })
export const SignInCodeInput = z
  .strictObject({
    contact: ContactInput,
    mode: ModeSchema.default('live'),
    language: LanguageSchema.default('ja'),
  })
  .meta({ id: 'SignInCodeRequest' })
export const CodeText = z.string().regex(/^\d{6}$/, 'must be the six digits of the code')
export const SignInInput = z
  .strictObject({ contact: ContactInput, mode: ModeSchema.default('live'), code: CodeText })
  .meta({ id: 'SignInRequest' })
export const StaffSignInCodeInput = z
  .strictObject({ email: z.email().max(254), language: LanguageSchema.default('ja') })
  .meta({ id: 'StaffSignInCodeRequest' })
export const StaffSignInInput = z
  .strictObject({ email: z.email().max(254), code: CodeText })
  .meta({ id: 'StaffSignInRequest' })
/** The same answer whether or not the contact is known. */
export const CodeSent = z
  .object({ expiresAt: InstantOutput, resendAfterSeconds: z.int() })
  .meta({ id: 'CodeSent' })

export const ContactView = z
  .object({
    id: idText('con'),
    kind: z.enum(['email', 'phone', 'sns']),
    value: z.string(),
    provenAt: InstantOutput.nullable(),
  })
  .meta({ id: 'Contact' })
export const PersonView = z
  .object({
    id: idText('per'),
    mode: ModeSchema,
    memberCode: z.string(),
    name: z.string().nullable(),
    address: z.string().nullable(),
    language: LanguageSchema.nullable(),
    contacts: z.array(ContactView),
    /** Other identities of this person, linked: their purchases are shown too. */
    linked: z.int(),
  })
  .meta({ id: 'Person' })
export const PersonPatch = z
  .strictObject({
    name: text(200).nullable().optional(),
    address: text(500).nullable().optional(),
    language: LanguageSchema.optional(),
  })
  .meta({ id: 'PersonPatch' })
export const AddContactCodeInput = z
  .strictObject({ contact: ContactInput, language: LanguageSchema.default('ja') })
  .meta({ id: 'AddContactCodeRequest' })
export const AddContactInput = z
  .strictObject({ contact: ContactInput, code: CodeText })
  .meta({ id: 'AddContactRequest' })
export const ContactParams = z.object({ contactId: idText('con') })
export const Done = z.object({ done: z.literal(true) }).meta({ id: 'Done' })

/** Whom a store reports as the buyer: any of these, or nobody. */
export const BuyerInput = z
  .strictObject({
    memberCode: text(40).optional(),
    accountIdentifier: text(100).optional().meta({ description: "The seller's own number of this customer" }),
    purchaserId: idText('per').optional(),
    email: z.email().max(254).optional(),
    phone: text(30).optional(),
    name: text(200).optional(),
    address: text(500).optional(),
  })
  .refine((b) => b.memberCode ?? b.accountIdentifier ?? b.purchaserId ?? b.email ?? b.phone, {
    error: 'must have at least one of memberCode, accountIdentifier, purchaserId, email, phone',
    params: { code: 'buyer_without_identifier' },
  })
  .meta({ id: 'BuyerRequest' })

/** One thing that happened, as a stream sends it to the buyer whom it concerns. */
export const BuyerEvent = z
  .object({
    topic: z.string(),
    purchaseId: idText('pur').nullable(),
    contractId: idText('ctr').nullable(),
    settlementId: idText('stl').nullable(),
  })
  .meta({ id: 'BuyerEvent' })

const LocalName = z.object({ ja: z.string(), en: z.string().nullable(), zh: z.string().nullable() })
export const ErasurePreview = z
  .object({
    /** What is gone for ever, and how much of it. */
    goes: z.array(z.object({ what: z.enum(erasable), count: z.int() })),
    /** What stays without the person, for `keptYears`: the law asks for records of business. */
    stays: z.array(z.object({ what: z.enum(kept), count: z.int() })),
    keptYears: z.int(),
    /** Covers that run: keep them or give them up. */
    contracts: z.array(
      z.object({
        id: idText('ctr'),
        number: z.string(),
        item: z.string(),
        plan: LocalName,
        store: z.string(),
        lastDay: DayText,
        currency: z.string(),
        premium: z.int(),
        refund: z.int().meta({ description: 'What giving it up brings back' }),
      }),
    ),
    /** Open claims: withdrawn with the erasure, or in its way. */
    claims: z.array(
      z.object({
        receptionNumber: z.string(),
        item: z.string(),
        state: z.string(),
        withdrawable: z.boolean(),
      }),
    ),
    possible: z.boolean(),
    confirm: CodeText.meta({ description: 'To be sent with the erasure' }),
    expiresAt: InstantOutput,
  })
  .meta({ id: 'ErasurePreview' })
export const ErasureInput = z
  .strictObject({ contracts: z.enum(['keep', 'give_up']), confirm: CodeText })
  .meta({ id: 'ErasureRequest' })
const entries = z.array(z.record(z.string(), z.unknown()))
export const PersonExport = z
  .object({
    about: z.object({ exportedAt: InstantOutput, amounts: z.string(), instants: z.string() }),
    person: entries,
    purchases: entries,
    contracts: entries,
    claims: entries,
    accounts: entries,
    messages: entries,
  })
  .meta({ id: 'PersonExport' })
