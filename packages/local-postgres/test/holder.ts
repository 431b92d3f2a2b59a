import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'

export type Holder = {
  child: ChildProcess
  said: Record<string, string>
  end: (signal: NodeJS.Signals) => Promise<void>
}

/** Starts `hold.ts` and waits for the one line it says: where its database is, or why there is none. */
export async function hold(...args: string[]): Promise<Holder> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./hold.ts', import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return {
    child,
    said: JSON.parse(line) as Record<string, string>,
    end: async (signal) => {
      child.kill(signal)
      await exited
    },
  }
}

export async function query(url: string | undefined, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

export async function refusal(url: string): Promise<string | undefined> {
  return query(url, 'select 1').then(
    () => undefined,
    (error: { code?: string }) => error.code,
  )
}

/** The shell that stops the server when its program is gone. */
export function guardOf(program: ChildProcess): number {
  const processes = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' }).split('\n')
  const guard = processes
    .map((line) => line.trim().split(/\s+/))
    .find(([, parent, command]) => parent === String(program.pid) && command === '/bin/sh')
  return Number(guard?.[0])
}
