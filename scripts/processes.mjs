import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const SAME_SIGNAL_MS = 1000
const PARENT_CHECK_MS = 500
const LEFTOVER_MS = 2000

/** Runs a program to its end and returns its exit code and all it said. A program that cannot start has code 127. */
export function run(program, args, { cwd, env, limitMs, show = false }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const guard = guardGroup(child)
    let output = ''
    let late = false
    const timer = limitMs && setTimeout(() => ((late = true), killGroup(child)), limitMs)
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
        if (show) process.stdout.write(chunk)
      })
    }
    const end = (code) => {
      clearTimeout(timer)
      guard?.kill('SIGKILL')
      if (late) output += `\nStopped: not done after ${Math.round(limitMs / 60_000)} minutes.\n`
      resolve({ code, output })
    }
    child.once('error', (error) => ((output += error.message), end(127)))
    child.once('close', (code) => end(code ?? 1))
    // Something it left running may hold its output open; that is not waited for.
    child.once('exit', (code) => setTimeout(() => end(code ?? 1), LEFTOVER_MS).unref())
  })
}

/**
 * Runs long-lived programs side by side with our own output, until one of them ends; then the others are stopped too. Returns the
 * exit code of the first to end.
 *
 * Each stands apart from the terminal, so that it gets a signal once: from us, however many of npm, shell and terminal sent it. If we
 * are killed outright, they are too.
 */
export async function attend(programs) {
  const children = programs.map(({ program, args, cwd, env }) =>
    spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'inherit', 'inherit'] }),
  )
  const guards = children.map((child) => guardGroup(child))
  const ends = children.map(
    (child) =>
      new Promise((resolve) => {
        child.once('error', () => resolve(127))
        child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
      }),
  )
  const stopAll = (signal) => children.filter((child) => child.exitCode === null).forEach((child) => child.kill(signal))
  const lastSeen = {}
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      const now = performance.now()
      if (now - (lastSeen[signal] ?? -Infinity) > SAME_SIGNAL_MS) stopAll(signal)
      lastSeen[signal] = now
    })
  }
  // npm killed outright tells nobody.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event)
    setInterval(() => process.ppid !== parent && stopAll('SIGTERM'), PARENT_CHECK_MS).unref()

  const code = await Promise.race(ends)
  stopAll('SIGTERM')
  await Promise.all(ends)
  guards.forEach((guard) => guard?.kill('SIGKILL'))
  return code
}

/** A shell whose input ends when this process does, in whatever way; it then takes the child's whole group along. */
function guardGroup(child) {
  if (child.pid === undefined) return undefined
  const script = `trap '' INT TERM HUP; read -r _; kill -s KILL -- "-$0"`
  const guard = spawn('/bin/sh', ['-c', script, String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.stdin.on('error', () => {})
  guard.stdin.unref()
  guard.unref()
  return guard
}

function killGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}
