/** What a run of the bench found, line by line, and whether each target was met. */
export type Report = ReturnType<typeof startReport>

export function startReport() {
  let met = 0
  const missed: string[] = []

  function line(met: boolean, what: string, found: string, target: string): void {
    console.log(`${met ? '✓' : '✗'} ${what}: ${found} (target: ${target})`)
  }
  return {
    heading(text: string): void {
      console.log(`\n${text}`)
    },
    note(text: string): void {
      console.log(`  ${text}`)
    },
    target(isMet: boolean, what: string, found: string, target: string): void {
      if (isMet) met += 1
      else missed.push(what)
      line(isMet, what, found, target)
    },
    /** The exit code. */
    end(): number {
      console.log(`\n${met} of ${met + missed.length} targets met`)
      for (const what of missed) console.log(`  missed: ${what}`)
      return missed.length === 0 ? 0 : 1
    },
  }
}

export type Timed<Result> = { result: Result; seconds: number; cpuSeconds: number }

export async function timed<Result>(run: () => Result | Promise<Result>): Promise<Timed<Result>> {
  const began = performance.now()
  const cpuBegan = process.cpuUsage()
  const result = await run()
  const { user, system } = process.cpuUsage(cpuBegan)
  return { result, seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1_000_000 }
}

/**
 * What a run would have taken with the machine to itself. It is one thread's work, so the processor's seconds are that;
 * where helper threads (collecting garbage, compiling) make them more than the clock's, the clock is right.
 */
export function alone({ seconds, cpuSeconds }: { seconds: number; cpuSeconds: number }): number {
  return Math.min(seconds, cpuSeconds)
}

export function times(run: { seconds: number; cpuSeconds: number }): string {
  return `${run.seconds.toFixed(2)} s (processor ${run.cpuSeconds.toFixed(2)} s)`
}
