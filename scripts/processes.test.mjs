import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it, vi } from 'vitest'
import { attend, run } from './processes.mjs'

it('returns what a program said and its exit code', async () => {
  const script = "console.log('out'); console.error('err'); process.exitCode = 3"
  expect(await run(process.execPath, ['-e', script], {})).toEqual({ code: 3, output: 'out\nerr\n' })
})

it('does not throw for a program that is not there', async () => {
  expect(await run('/no/such/program', [], {})).toEqual({ code: 127, output: 'spawn /no/such/program ENOENT' })
})

it('stops a program at its time limit, with all it started', async () => {
  const { code, output } = await run('/bin/sh', ['-c', 'sleep 60 & echo $!; wait'], { limitMs: 3000 })
  const grandchild = Number(output.split('\n')[0])

  expect({ code, output }).toEqual({ code: 1, output: `${grandchild}\n\nStopped: not done after 0 minutes.\n` })
  await vi.waitFor(() => expect(isRunning(grandchild)).toBe(false), 20_000)
})

it('takes the exit code of the first program to end, and stops the others', async () => {
  const waiting = { program: process.execPath, args: ['-e', 'setInterval(() => {}, 60000)'] }
  const ending = { program: process.execPath, args: ['-e', 'process.exitCode = 5'] }
  expect(await attend([waiting, ending])).toBe(5)
})

it.each([
  ['SIGTERM', { code: 7, signal: null }],
  ['SIGKILL', { code: null, signal: 'SIGKILL' }],
])('ends what it attends when it gets %s itself', async (signal, expected) => {
  const attending = spawn(process.execPath, [fileURLToPath(new URL('./test/attending.mjs', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(attending, 'exit')
  const [line] = await once(createInterface(attending.stdout), 'line')

  attending.kill(signal)

  const [code, endedBy] = await exited
  expect({ code, signal: endedBy }).toEqual(expected)
  await vi.waitFor(() => expect(isRunning(Number(line))).toBe(false), 20_000)
})

/** An ended process that its new parent has not collected yet (Z) no longer runs. */
function isRunning(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return !/^(Z|$)/.test(stdout.trim())
}
