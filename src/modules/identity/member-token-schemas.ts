import { z } from 'zod'
import { InstantOutput } from '#platform/dates.ts'

export const MemberTokenView = z
  .object({
    token: z.string().meta({ description: 'Shown as a QR code; identifies and authorises, once' }),
    madeAt: InstantOutput,
    expiresAt: InstantOutput,
    nextAt: InstantOutput.meta({ description: 'When to ask for the next one' }),
    memberCode: z.string().meta({ description: 'Identifies only, and stays' }),
  })
  .meta({ id: 'MemberToken' })
/** As a JSON Web Key Set (RFC 7517), the one that signs first. */
export const MemberTokenKeys = z
  .object({
    keys: z.array(
      z.object({ kid: z.string(), kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() }),
    ),
  })
  .meta({ id: 'MemberTokenKeys' })
