/** How often a search under way says how far it is, and looks whether it was cancelled. */
const beatMs = 1000

/** One beat after the other; a database that is away for a moment is tried again at the next. */
export function everyBeat(beat: () => Promise<void>): { stop(): void } {
  let under = false
  const timer = setInterval(() => {
    if (under) return
    under = true
    void beat()
      .catch(() => undefined)
      .finally(() => (under = false))
  }, beatMs)
  return { stop: () => clearInterval(timer) }
}
