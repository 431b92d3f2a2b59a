import { expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const secret = 'a secret of thirty-two characters, or more'

const complaint = (environment: Record<string, string>): string => {
  try {
    return JSON.stringify(readConfig(environment))
  } catch (error) {
    return error instanceof ConfigError ? error.message : String(error)
  }
}

it('needs nothing', () => {
  expect(readConfig({})).toEqual({
    PORT: 3000,
    HOST: '127.0.0.1',
    MAIL_FROM: 'Essor <essor@localhost>',
    ESSOR_DATA: expect.stringMatching(/\/\.essor$/),
    LOG_LEVEL: 'warn',
    TRUST_PROXY: false,
    SIGN_IN_TRIES_PER_MINUTE: 20,
    KEY_CALLS_PER_MINUTE: 600,
  })
})

it('takes an empty variable for one that is not set, as docker compose passes it', () => {
  expect(readConfig({ PORT: '', SMTP_URL: '', DEMO: '' })).toEqual(readConfig({}))
})

it.each([
  ['0', false],
  ['1', ['loopback', 'linklocal', 'uniquelocal']],
  ['203.0.113.7, 2001:db8::/32', ['203.0.113.7', '2001:db8::/32']],
])('believes only proxies that were named, or that are near: %s', (TRUST_PROXY, expected) => {
  expect(readConfig({ TRUST_PROXY }).TRUST_PROXY).toEqual(expected)
})

it('keeps files in a bucket where all of one is told', () => {
  const keys = { S3_BUCKET: 'essor', S3_ACCESS_KEY_ID: 'key', S3_SECRET_ACCESS_KEY: 's3cret' }

  expect(readConfig(keys).s3).toEqual({
    bucket: 'essor',
    accessKeyId: 'key',
    secretAccessKey: 's3cret',
    region: 'us-east-1',
    endpoint: undefined,
  })
  expect(readConfig({ ...keys, S3_REGION: 'fr-par', S3_ENDPOINT: 'https://s3.example' }).s3).toMatchObject({
    region: 'fr-par',
    endpoint: 'https://s3.example',
  })
})

it('logs each request where the database is a server of its own', () => {
  const environment = { DATABASE_URL: 'postgres://essor@db/essor', AUTH_SECRET: secret }

  expect(readConfig(environment).LOG_LEVEL).toBe('info')
  expect(readConfig({ ...environment, LOG_LEVEL: 'error' }).LOG_LEVEL).toBe('error')
})

it.each([
  [{ PORT: 'https' }, /right\. PORT: [^;]*$/],
  [{ PORT: '70000' }, /right\. PORT: [^;]*$/],
  [{ LOG_LEVEL: 'loud' }, /right\. LOG_LEVEL: [^;]*$/],
  [{ DATABASE_URL: 'mysql://essor:s3cret@db/essor' }, /right\. DATABASE_URL: [^;]*$/],
  [{ SMTP_URL: 'https://mail' }, /right\. SMTP_URL: [^;]*$/],
  [{ PUBLIC_URL: 'essor.example' }, /right\. PUBLIC_URL: [^;]*$/],
  [{ S3_BUCKET: 'essor', S3_SECRET_ACCESS_KEY: 's3cret' }, /right\. S3_BUCKET, S3_ACCESS_KEY_ID [^;]*$/],
  [{ S3_ENDPOINT: 'minio' }, /right\. S3_ENDPOINT: [^;]*$/],
  [{ TRUST_PROXY: 'everyone' }, /right\. TRUST_PROXY: [^;]*$/],
  [{ TRUST_PROXY: '10.0.0.0/99' }, /right\. TRUST_PROXY: [^;]*$/],
  [{ DATABASE_URL: 'postgres://db/essor' }, /right\. AUTH_SECRET: [^;]*$/],
  [{ DATABASE_URL: 'postgres://db/essor', AUTH_SECRET: 'short' }, /right\. AUTH_SECRET: [^;]*$/],
  [{ DEMO: 'perhaps', SIGN_IN_TRIES_PER_MINUTE: '0' }, /right\. DEMO: .*; SIGN_IN_TRIES_PER_MINUTE: /],
])('names what is not right in %j, and quotes no value', (environment, expected) => {
  const said = complaint(environment as Record<string, string>)

  expect(said).toMatch(expected)
  expect(said).not.toContain('s3cret')
})
