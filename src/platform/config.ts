import { z } from 'zod'
import { isProxySetting } from './proxies.ts'

/** Everything the process reads from its environment, read once at start. */
export type Config = z.infer<typeof Environment>

/** A host that gets secrets: by https, or on this machine. */
function apiBase() {
  return z.url().refine((text) => {
    const url = URL.parse(text)
    const isHere = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1'
    const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere)
    return isSafe && url.pathname === '/' && url.search === ''
  }, 'write `https://host` or `https://host:port`')
}

const Environment = z.object({
  DATABASE_URL: z.string().min(1),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** `development` opens the mailbox page and shows demo sign-ins; `production` refuses both. */
  MAMORI_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** `id:base64,id:base64`; the first key encrypts, all decrypt. Required in production. */
  MAMORI_KEYS: z.string().optional(),
  /** Where a development machine keeps the keys that it made for itself; in MAMORI_DATA unless said. */
  MAMORI_KEY_FILE: z.string().optional(),
  /** The folder of everything that a development machine keeps for itself. */
  MAMORI_DATA: z.string().default('.data'),
  /** The address under which people reach this server; cookies are Secure when it is https. */
  PUBLIC_URL: z.url().optional(),
  /** Whose `X-Forwarded-*` are believed: addresses of proxies in front, or how many there are. */
  TRUST_PROXY: z
    .string()
    .refine(isProxySetting, 'must be addresses of proxies, or how many there are (0 to 10)')
    .default('0'),
  /** Files with a certificate and its key, where this process ends TLS itself. */
  HTTPS_CERT: z.string().optional(),
  HTTPS_KEY: z.string().optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default('Mamori <no-reply@mamori.example>'),
  /** `1`: webhooks of test organisations may go to this machine itself; for development and tests, never in production. */
  WEBHOOKS_ALLOW_LOOPBACK: z.enum(['0', '1']).default('0'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  /** Connections of this process to PostgreSQL. */
  POOL_SIZE: z.coerce.number().int().min(2).max(200).default(16),
  /** How long a process that is told to end waits for requests under way before it cuts their connections. */
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(600).default(20),
  /** Where photos and papers lie: `folder:PATH`, or `s3:https://endpoint/bucket`; in MAMORI_DATA unless said. */
  FILES: z
    .string()
    .regex(
      /^(?:folder:.+|s3:https?:\/\/[^/@?#\s]+\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])$/,
      'write `folder:PATH` or `s3:https://endpoint/bucket`',
    )
    .optional(),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  /** Other hosts than the payment providers' own, for their test systems and for stand-ins. */
  STRIPE_API_BASE: apiBase().optional(),
  PAYPAY_API_BASE: apiBase().optional(),
})

const WholeEnvironment = Environment.superRefine((settings, check) => {
  if (!settings.FILES?.startsWith('s3:')) return
  for (const name of ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const)
    if (!settings[name]) check.addIssue({ code: 'custom', path: [name], message: 'needed for files in S3' })
})

/** Reads the environment; a wrong setting stops the start with the names of the settings to mend. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const parsed = WholeEnvironment.safeParse(environment)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The settings cannot be used:\n  ${faults.join('\n  ')}`)
}
