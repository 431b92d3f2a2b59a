interface Measured<Answer> {
  answer: Answer
  /** How long the longest turn of the event loop held this thread: what other programs took of the machine does not count. */
  longestMs: number
}

/** Runs this, and measures how long others would have had to wait for their turn meanwhile. */
export async function longestTurnOf<Answer>(run: () => PromiseLike<Answer> | Answer): Promise<Measured<Answer>> {
  let longest = 0
  let running = true
  let before = busyMs()
  const turn = () => {
    const now = busyMs()
    longest = Math.max(longest, now - before)
    before = now
    if (running) setImmediate(turn)
  }
  setImmediate(turn)
  try {
    const answer = await run()
    turn()
    return { answer, longestMs: longest }
  } finally {
    running = false
  }
}

function busyMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
