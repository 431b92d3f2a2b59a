import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished, vi } from 'vitest'
import { people } from '../../src/modules/identity/people.table.ts'
import { giveRole } from '../../src/modules/identity/index.ts'
import type { Db } from '../../src/platform/db/connection.ts'
import { secret, signInCookie } from '../harness.ts'

const server = fileURLToPath(new URL('../../src/server.ts', import.meta.url))

export interface Program {
  url: string
  output(): { out: string; err: string }
  signal(name: NodeJS.Signals): void
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

/** The real program, in a process of its own; it is gone when the test is over, whatever happened. */
export async function run(env: Record<string, string>): Promise<Program> {
  const port = env['PORT'] ?? String(await freePort())
  const child = spawn(process.execPath, [server], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      AUTH_SECRET: secret,
      ESSOR_DATA: '/dev/null',
      DEMO: '0',
      PORT: port,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => (said.out += String(chunk)))
  child.stderr.on('data', (chunk) => (said.err += String(chunk)))
  const exited = once(child, 'close').then(() => ({ code: child.exitCode, signal: child.signalCode }))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  return {
    url: `http://127.0.0.1:${port}`,
    output: () => said,
    signal: (name) => void child.kill(name),
    exited,
  }
}

export async function startedProgram(env: Record<string, string>): Promise<Program> {
  const program = await run(env)
  const ended = program.exited.then(() => {
    throw new Error(`The program ended. ${program.output().err}`)
  })
  await Promise.race([eventually(() => isReady(program.url)), ended])
  return program
}

/** Polls until the answer is true, for nearly as long as a test may take: machines may be slow. */
export const eventually = async (probe: () => Promise<boolean> | boolean): Promise<void> =>
  vi.waitFor(
    async () => {
      if (!(await probe())) throw new Error(`Not so in time: ${probe.toString()}`)
    },
    { timeout: 150_000, interval: 50 },
  )

/** 0 where nothing answers. */
export const statusOf = (url: string): Promise<number> =>
  fetch(url, { signal: AbortSignal.timeout(60_000) }).then(
    async (answer) => {
      await answer.body?.cancel()
      return answer.status
    },
    () => 0,
  )

export const isReady = async (url: string): Promise<boolean> => (await statusOf(`${url}/health/ready`)) === 200

/** Below those that the system gives to connections: it stays free until the program takes it. */
export async function freePort(): Promise<number> {
  const port = randomInt(15_000, 30_000)
  const probe = createServer()
  const isFree = new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
  return (await isFree) ? port : freePort()
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'essor-operations-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Someone who may do everything, with a session cookie that the program accepts. */
export async function insertAdmin(db: Db): Promise<{ id: string; cookie: string }> {
  const [person] = await db
    .insert(people)
    .values({ name: 'Administratrice', email: 'admin@example.org', emailVerified: true })
    .returning()
  await giveRole(db, { personId: person!.id, role: 'network_admin', scopeKind: 'network', scopeId: null })
  return { id: person!.id, cookie: await signInCookie(db, person!.id) }
}

/** What the API answers: null where the program was cut off. */
export async function call(
  url: string,
  method: string,
  { cookie, key, body }: { cookie?: string; key?: string; body?: unknown } = {},
): Promise<{ status: number; headers: Headers; body: unknown } | null> {
  try {
    const answer = await fetch(url, {
      method,
      signal: AbortSignal.timeout(60_000),
      headers: {
        ...(cookie ? { cookie } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) }
  } catch {
    return null
  }
}
