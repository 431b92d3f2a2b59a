import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    essorUrl: string
  }
}

const program = fileURLToPath(new URL('../apps/api/src/server.ts', import.meta.url))

/** The real program with its demo, on a free port and a folder of its own, as a newcomer starts it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), 'essor-e2e-'))
  const { DATABASE_URL: _ours, ...environment } = process.env
  const server = spawn(process.execPath, [program], {
    env: {
      ...environment,
      PORT: '0',
      ESSOR_DATA: data,
      DEMO: '1',
      LOG_LEVEL: 'error',
      SIGN_IN_TRIES_PER_MINUTE: '10000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  project.provide('essorUrl', await readyUrl(server))
  return async () => {
    await ended(server)
    rmSync(data, { recursive: true, force: true })
  }
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
