import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

const NO_SUCH_PROCESS = 2_000_000_000
const FAST_STOP_MS = 15_000
const IMMEDIATE_STOP_MS = 5_000
const POLL_MS = 10

export type Postmaster = { pid: number; ready: boolean }

/** What the server itself says in its `postmaster.pid`: line 1 its process id, line 8 whether it takes connections. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined
}

/**
 * Call only while holding the folder's lock: whatever server still runs there has then outlived its owner, and is stopped. A process
 * id left by a server long gone may belong to some other program by now: that one is left alone.
 */
export async function clearLeftover(cluster: string): Promise<void> {
  const leftover = await readPostmaster(cluster)
  if (!leftover || !isAlive(leftover.pid)) return
  if (await servesCluster(leftover.pid, cluster)) return stopPostmaster(leftover.pid)
  await disownProcessId(cluster)
}

/** Waits for clients no more than a moment: fast, then immediate (recovers at the next start), then by force. */
export async function stopPostmaster(pid: number): Promise<void> {
  signal(pid, 'SIGINT')
  if (await endsWithin(pid, FAST_STOP_MS)) return
  signal(pid, 'SIGQUIT')
  if (await endsWithin(pid, IMMEDIATE_STOP_MS)) return
  signal(pid, 'SIGKILL')
  await endsWithin(pid, IMMEDIATE_STOP_MS)
}

async function servesCluster(pid: number, cluster: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8')
    .then((text) => text.replaceAll('\0', ' '))
    .catch(() =>
      promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).then(
        ({ stdout }) => stdout,
        () => '',
      ),
    )
  return command.includes('postgres') && command.includes(` -D ${cluster} `)
}

/** PostgreSQL would take the stranger for a running server. The rest of the file stays: it finds left-over shared memory by it. */
async function disownProcessId(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  // Gone by now: it was a server that was just ending, not a stranger.
  if (text === undefined) return
  const [, ...rest] = text.split('\n')
  await writeFile(file, [NO_SUCH_PROCESS, ...rest].join('\n'))
}

async function endsWithin(pid: number, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs
  while (isAlive(pid) && !(await isZombie(pid))) {
    if (performance.now() > deadline) return false
    await wait(POLL_MS)
  }
  return true
}

/** In a container whose first process reaps no children, a server that ended stays listed for ever. */
async function isZombie(pid: number): Promise<boolean> {
  return readFile(`/proc/${pid}/stat`, 'utf8').then(
    (stat) => stat.includes(') Z '),
    () => false,
  )
}

function isAlive(pid: number): boolean {
  return signal(pid, 0)
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
