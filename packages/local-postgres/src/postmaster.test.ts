import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { clearLeftover, readPostmaster } from './postmaster.ts'

let cluster: string

beforeEach(async () => {
  cluster = await mkdtemp(join(tmpdir(), 'postmaster-test-'))
})
afterEach(() => rm(cluster, { recursive: true, force: true }))

it('leaves a stranger alone that was given the process id of a server long gone', async () => {
  const stranger = spawn('sleep', ['60'])
  await writeFile(
    join(cluster, 'postmaster.pid'),
    `${stranger.pid}\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n 123 4\nready   \n`,
  )

  await clearLeftover(cluster)

  expect(await readFile(join(cluster, 'postmaster.pid'), 'utf8')).toBe(
    `2000000000\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n 123 4\nready   \n`,
  )
  expect([stranger.exitCode, stranger.signalCode]).toEqual([null, null])
  stranger.kill()
  await once(stranger, 'exit')
})

it.each([
  ['', undefined],
  ['not a number\n', undefined],
  ['42\n/data\n1\n5432\n\n127.0.0.1\n 1 2\nstarting\n', { pid: 42, ready: false }],
  ['42\n/data\n1\n5432\n\n127.0.0.1\n 1 2\nready   \n', { pid: 42, ready: true }],
])('reads %j', async (text, expected) => {
  await writeFile(join(cluster, 'postmaster.pid'), text)
  expect(await readPostmaster(cluster)).toEqual(expected)
})
