import { hash, randomBytes } from 'node:crypto'
import { betterAuth } from 'better-auth'
import type { BetterAuthOptions } from 'better-auth'
import { APIError } from 'better-auth/api'
import { emailOTP } from 'better-auth/plugins/email-otp'
import type { KyselyPlugin } from 'kysely'
import type { Mode } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { signInCodeWrong } from './errors.ts'
import type { Contact } from './model.ts'

export const codeMinutes = 10
export const wrongAttempts = 5
/** How long a session lasts. */
export const sessionDays = { buyer: 30, staff: 7 }
const tokenHeader = 'x-mamori-session-token'

/**
 * For whom a code is: the same contact as a buyer's, as a member of staff's, or as one that a signed-in person adds
 * (then with the person's id), are three strangers to each other.
 */
export type Audience = 'buyer' | 'staff' | `person ${string}`

/**
 * The name under which the library knows a contact: a keyed hash at a domain that is none. Codes to phones go by
 * the same name; the library never learns what it stands for.
 */
export function pseudonym(ctx: Context, audience: Audience, mode: Mode, contact: Contact): string {
  const text = `${audience}\n${mode}\n${contact.kind}\n${contact.value}`
  return `${ctx.secrets.keyedHash('sign-in-address', text).toString('hex')}@mamori.invalid`
}

/** Makes a code of six digits; the one made before for the same address is void. */
export async function makeCode(ctx: Context, address: string): Promise<string> {
  return authOf(ctx).api.createVerificationOTP({ body: { email: address, type: 'sign-in' } })
}

/** What a right code gives: the library's user, and a session of which only the hash is stored. */
export type SpentCode = { userId: string; token: string }

/** Spends a code. Wrong, used, old and too often tried codes are refused alike. @throws signInCodeWrong */
export async function spendCode(
  ctx: Context,
  address: string,
  code: string,
  userAgent = '',
): Promise<SpentCode> {
  const token = randomBytes(32).toString('base64url')
  const headers = new Headers({
    [tokenHeader]: token,
    'x-forwarded-for': ctx.origin.ip ?? '',
    'user-agent': userAgent.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 300),
  })
  try {
    const { user } = await authOf(ctx).api.signInEmailOTP({ body: { email: address, otp: code }, headers })
    return { userId: user.id, token }
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) throw signInCodeWrong()
    throw error
  }
}

/** What is stored of a session's token. The token is 256 bits of chance, so a plain hash keeps it. */
export function tokenHash(token: string): string {
  return hash('sha256', token, 'hex')
}

type Auth = ReturnType<typeof betterAuth<ReturnType<typeof authOptions>>>
const made = new WeakMap<object, Auth>()

/** One instance a database; making one takes a few milliseconds. */
function authOf(ctx: Context): Auth {
  let auth = made.get(ctx.db)
  if (!auth) made.set(ctx.db, (auth = betterAuth(authOptions(ctx))))
  return auth
}

/**
 * better-auth with one plugin, never mounted: our operations call its functions, so that every route is ours and in
 * the document. It keeps codes and sessions in `auth_*`; whose they are is ours (`sign_in_identities`).
 */
export function authOptions({ db, secrets, log, config }: Context) {
  const keyed = (purpose: string) => async (value: string) =>
    secrets.keyedHash(purpose, value).toString('base64url')
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' }
  return {
    database: { db: db.withPlugin(datesAsDates), type: 'postgres' },
    secret: secrets.keyedHash('better-auth', 'secret').toString('base64'),
    baseURL: config.PUBLIC_URL ?? 'http://localhost',
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => log[level === 'error' ? 'error' : 'warn']({ from: 'better-auth' }, message),
    },
    advanced: { database: { generateId: 'uuid', validateSchema: false } },
    user: { modelName: 'auth_users', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'auth_sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: sessionDays.buyer * 86_400,
    },
    account: {
      modelName: 'auth_accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: {
      modelName: 'auth_verifications',
      fields: { expiresAt: 'expires_at', ...times },
      storeIdentifier: { hash: keyed('sign-in-identifier') },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session, endpoint) {
            const token = endpoint?.headers?.get(tokenHeader)
            if (!token) throw new Error('a session is made by spendCode alone')
            return { data: { ...session, token: tokenHash(token) } }
          },
        },
      },
    },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: codeMinutes * 60,
        allowedAttempts: wrongAttempts,
        storeOTP: { hash: keyed('sign-in-code') },
        // Codes are taken from `createVerificationOTP` and sent by `sendMessage`; the library sends nothing.
        sendVerificationOTP: async () => {},
      }),
    ],
  } satisfies BetterAuthOptions
}

/** The library compares dates; our connections give instants as text. */
const datesAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }) {
    return { ...result, rows: result.rows.map((row) => Object.fromEntries(Object.entries(row).map(asDate))) }
  },
}

function asDate([column, value]: [string, unknown]): [string, unknown] {
  return [column, column.endsWith('_at') && typeof value === 'string' ? new Date(value) : value]
}
