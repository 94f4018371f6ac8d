import { z } from 'zod'
import { pageOf } from '#platform/paging.ts'
import { text } from '#platform/text.ts'
import { CodeText, StaffSession } from './schemas.ts'

export const TotpInput = z.strictObject({ code: CodeText }).meta({ id: 'SecondFactorCodeRequest' })
/** A code of the device, or one of the recovery codes. */
export const SecondFactorInput = z
  .union([z.strictObject({ code: CodeText }), z.strictObject({ recoveryCode: text(40) })])
  .meta({ id: 'SecondFactorRequest' })
export const SecondFactorEnrolment = z
  .object({
    secret: z.string().meta({ description: 'To type into an authenticator app, in base 32' }),
    uri: z.string().meta({ description: 'The same as `otpauth://`, for a QR code' }),
  })
  .meta({ id: 'SecondFactorEnrolment' })
export const RecoveryCodes = z
  .object({ recoveryCodes: z.array(z.string()).meta({ description: 'Shown this once; each is good once' }) })
  .meta({ id: 'RecoveryCodes' })
export const SecondFactorConfirmed = RecoveryCodes.extend({ session: StaffSession }).meta({
  id: 'SecondFactorConfirmed',
})
/** What an authenticator app would show now for people of test organisations. */
export const TestSecondFactorPage = pageOf(
  z
    .object({ email: z.string(), name: z.string(), organisation: z.string(), code: z.string() })
    .meta({ id: 'TestSecondFactor' }),
  'TestSecondFactorPage',
)
