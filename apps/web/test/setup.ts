import { cleanup, configure } from '@testing-library/vue'
import { afterEach } from 'vitest'

/** The simulated browser has none: pages open it, and here nothing is ever said on it. */
class QuietEventSource extends EventTarget {
  static readonly CLOSED = 2
  readyState = 1
  close(): void {
    this.readyState = QuietEventSource.CLOSED
  }
}
Object.assign(globalThis, { EventSource: QuietEventSource })

/** How long what should appear may take on a slow machine. */
configure({ asyncUtilTimeout: 20_000 })

afterEach(() => {
  cleanup()
  localStorage.clear()
})
