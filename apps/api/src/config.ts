import { z } from 'zod'

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')

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
  ESSOR_DATA: z.string().default(new URL('../../../.essor', import.meta.url).pathname),
  DEMO: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  TRUST_PROXY: flag.default(false),
  SIGN_IN_TRIES_PER_MINUTE: z.coerce.number().int().min(1).default(20),
})

export class ConfigError extends Error {}

type Environment = z.output<typeof Environment>
export type Config = Environment & { LOG_LEVEL: NonNullable<Environment['LOG_LEVEL']> }

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
  return { ...config, LOG_LEVEL: config.LOG_LEVEL ?? (config.DATABASE_URL ? 'info' : 'warn') }
}
