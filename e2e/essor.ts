import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../apps/api/src/server.ts', import.meta.url))

export interface Essor {
  url: string
  stop(): Promise<void>
}

/** A folder that the account which runs PostgreSQL can enter, also where the tests run as root. */
export function newDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'essor-e2e-'))
  chmodSync(folder, 0o755)
  return folder
}

/** The same data in a folder of its own; owners stay who they were, as PostgreSQL insists. */
export function copyOfDataFolder(folder: string): string {
  const copy = newDataFolder()
  execFileSync('cp', ['-a', `${folder}/.`, copy])
  return copy
}

export const removeDataFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** The real program with its demo on a free port, as a newcomer starts it. */
export async function startEssor(dataFolder: string, settings: Record<string, string> = {}): Promise<Essor> {
  const { DATABASE_URL: _ours, ...environment } = process.env
  const server = spawn(process.execPath, [program], {
    env: {
      ...environment,
      PORT: '0',
      ESSOR_DATA: dataFolder,
      DEMO: '1',
      LOG_LEVEL: 'error',
      SIGN_IN_TRIES_PER_MINUTE: '10000',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await readyUrl(server)
  return { url, stop: () => ended(server) }
}

function readyUrl(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const url = /Essor is ready: (\S+)/.exec(said)?.[1]
      if (url) resolve(url)
    })
    server.once('exit', (code) => reject(new Error(`Essor ended with ${code} before it was ready.\n${said}`)))
  })
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve()
    server.once('exit', () => resolve())
    server.kill('SIGTERM')
  })
}
