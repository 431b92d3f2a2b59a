import { type ChildProcess, spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Account, give } from './account.ts'
import { clusterIn } from './cluster.ts'
import { SERVER_ENVIRONMENT } from './environment.ts'
import { LocalPostgresError } from './error.ts'
import { readPostmaster, stopPostmaster } from './postmaster.ts'

const PORT_ATTEMPTS = 5
const START_LIMIT_MS = 300_000
const POLL_MS = 10

export type Server = { port: number; stop: () => Promise<void> }
type ServerDeps = { account: Account; postgres: string }

const THROWAWAY_SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/** Starts the server on 127.0.0.1 and waits until it takes connections, recovery after a crash included. */
export async function startServer(
  deps: ServerDeps,
  folder: string,
  { port, throwaway }: { port: number | undefined; throwaway: boolean },
): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOn(deps, folder, port ?? (await freePort()), throwaway)
    } catch (error) {
      // A free port may be taken by someone else before the server binds it.
      const taken = error instanceof LocalPostgresError && error.message.includes('could not create any TCP/IP sockets')
      if (!taken || port !== undefined || attempt === PORT_ATTEMPTS) throw error
    }
  }
}

async function startOn(
  { account, postgres }: ServerDeps,
  folder: string,
  port: number,
  throwaway: boolean,
): Promise<Server> {
  const cluster = clusterIn(folder)
  const log = join(folder, 'server.log')
  const logFile = await open(log, 'w', 0o600)
  await give(account, log)
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'lc_messages=C',
    // Rows and statements carry personal data, which has no place in a log.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...(throwaway ? THROWAWAY_SETTINGS : []),
  ]
  const server = spawn(postgres, ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])], {
    ...account,
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    // Away from the terminal's signals: the program stops its database last, when it has finished with it.
    detached: true,
    stdio: ['ignore', logFile.fd, logFile.fd],
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()).once('error', () => resolve()))
  const guard = server.pid === undefined ? undefined : guardServer(account, server.pid, throwaway ? folder : undefined)
  await logFile.close()
  // The database must not keep a program alive that has nothing left to do.
  server.unref()

  if (!(await becomesReady(server, cluster))) {
    if (server.pid !== undefined && server.exitCode === null) await stopPostmaster(server.pid)
    guard?.kill('SIGKILL')
    throw new LocalPostgresError('start_failed', `PostgreSQL did not start in ${folder}: ${await lastFatalLine(log)}`)
  }
  return {
    port,
    stop: async () => {
      if (server.exitCode === null && server.signalCode === null && server.pid !== undefined)
        await stopPostmaster(server.pid)
      server.ref()
      await ended
      guard?.kill('SIGKILL')
    },
  }
}

/**
 * A shell that outlives us just long enough to stop the server: its input ends when this process does, in whatever way. Signal
 * handlers could not do this, since none runs at SIGKILL, and those of a library would get in the way of the program's own.
 */
function guardServer(account: Account, pid: number, folderToRemove: string | undefined): ChildProcess {
  const script = `trap '' INT TERM HUP; read -r _; kill -INT "$0"; test -z "$1" && exit
    while kill -0 "$0" 2>/dev/null; do sleep 0.1; done; rm -rf "$1"`
  const guard = spawn('/bin/sh', ['-c', script, String(pid), folderToRemove ?? ''], {
    ...account,
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  const input = guard.stdin as unknown as { unref: () => void; on: (event: 'error', listener: () => void) => void }
  input.unref()
  input.on('error', () => {})
  return guard
}

async function becomesReady(server: ChildProcess, cluster: string): Promise<boolean> {
  const deadline = performance.now() + START_LIMIT_MS
  while (
    server.pid !== undefined &&
    server.exitCode === null &&
    server.signalCode === null &&
    performance.now() < deadline
  ) {
    const postmaster = await readPostmaster(cluster)
    if (postmaster?.pid === server.pid && postmaster.ready) return true
    await wait(POLL_MS)
  }
  return false
}

async function lastFatalLine(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n')
  return lines.findLast((line) => /FATAL|PANIC|error/.test(line)) ?? lines.at(-1) ?? ''
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('The probe has no port.')
  return address.port
}
