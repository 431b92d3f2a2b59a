import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { S3Options } from './platform/files/file-store.ts'

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')

/** Proxies on this machine, or beside it on a private network. */
const nearby = ['loopback', 'linklocal', 'uniquelocal']

/** Whom to believe about where a request came from: whoever else says so could be the caller, who writes what they like. */
const proxies = z.string().transform((value, context): false | string[] => {
  if (value === '0' || value === 'false') return false
  if (value === '1' || value === 'true') return nearby
  const ranges = value.split(',').map((range) => range.trim())
  if (ranges.every(isRange)) return ranges
  context.addIssue('1 for proxies of a private network, or their addresses: 203.0.113.7,2001:db8::/32')
  return z.NEVER
})

function isRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const widest = isIP(address) === 6 ? 128 : 32
  return (
    isIP(address) > 0 && more.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= widest))
  )
}

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  AUTH_SECRET: z.string().min(32).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Becomes network admin at the start: how a fresh installation gets its first one. */
  ADMIN_EMAIL: z.email().toLowerCase().optional(),
  MAIL_FROM: z.string().default('Essor <essor@localhost>'),
  ESSOR_DATA: z.string().default(fileURLToPath(new URL('../../../.essor', import.meta.url))),
  /** Uploaded files go to a bucket of any S3-compatible service instead of the folder `files` of ESSOR_DATA. */
  S3_BUCKET: z.string().optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  DEMO: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  TRUST_PROXY: proxies.default(false),
  SIGN_IN_TRIES_PER_MINUTE: z.coerce.number().int().min(1).default(20),
  KEY_CALLS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
})

export class ConfigError extends Error {}

type Environment = z.output<typeof Environment>
export type Config = Environment & { LOG_LEVEL: NonNullable<Environment['LOG_LEVEL']>; s3: S3Options | undefined }

/** Parses the environment once; what is wrong is said in one line that names the variable. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = Environment.safeParse(given)
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`The configuration is not right. ${wrong.join('; ')}`)
  }
  const config = result.data
  if (config.DATABASE_URL && !config.AUTH_SECRET) {
    throw new ConfigError(
      'The configuration is not right. AUTH_SECRET: needed beside DATABASE_URL (32 characters or more, the same for every process).',
    )
  }
  // With the embedded database a person watches the terminal; with a server of its own, a log collector does.
  return { ...config, s3: bucketOf(config), LOG_LEVEL: config.LOG_LEVEL ?? (config.DATABASE_URL ? 'info' : 'warn') }
}

function bucketOf(config: Environment): S3Options | undefined {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = config
  if (!bucket && !accessKeyId && !secretAccessKey && !config.S3_ENDPOINT) return undefined
  if (!bucket || !accessKeyId || !secretAccessKey) {
    throw new ConfigError(
      'The configuration is not right. S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: set all three, or none.',
    )
  }
  return { bucket, accessKeyId, secretAccessKey, region: config.S3_REGION ?? 'us-east-1', endpoint: config.S3_ENDPOINT }
}
