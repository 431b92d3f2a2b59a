import { PiniaColada, useQuery } from '@pinia/colada'
import { render, screen } from '@testing-library/vue'
import { createPinia } from 'pinia'
import { defineComponent } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useLive, type LiveEvent } from './live.ts'

class FakeSource extends EventTarget {
  static readonly CLOSED = 2
  static opened: FakeSource[] = []
  readonly url: string
  readyState = 1

  constructor(url: string) {
    super()
    this.url = url
    FakeSource.opened.push(this)
  }

  close() {
    this.readyState = FakeSource.CLOSED
  }

  say(type: string, data: object = {}) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }))
  }
}

const change: LiveEvent = { topic: 'season:42', type: 'pitch.started', id: '7' }

function follow({ pause = 0 } = {}) {
  let asked = 0
  const heard: LiveEvent[] = []
  const Screen = defineComponent({
    setup() {
      const clock = useQuery({ key: ['clock'], query: async () => ++asked })
      useLive(['season:42'], { invalidates: [['clock']], onEvent: (event) => heard.push(event), pause })
      return { clock: clock.data }
    },
    template: '<p>demandé {{ clock }} fois</p>',
  })
  const view = render(Screen, { global: { plugins: [createPinia(), [PiniaColada, {}]] } })
  return { ...view, heard }
}

describe('live updates', () => {
  beforeEach(() => {
    FakeSource.opened = []
    vi.stubGlobal('EventSource', FakeSource)
  })

  it('ask the named queries again at each change, and tell what changed', async () => {
    const { heard } = follow()
    await screen.findByText('demandé 1 fois')

    FakeSource.opened[0]?.say('change', change)

    expect(await screen.findByText('demandé 2 fois')).toBeTruthy()
    expect(heard).toEqual([change])
    expect(FakeSource.opened.map(({ url }) => url)).toEqual(['/api/v1/live?topics=season%3A42'])
  })

  it('ask again after a gap', async () => {
    follow()
    await screen.findByText('demandé 1 fois')

    FakeSource.opened[0]?.say('ready')

    expect(await screen.findByText('demandé 2 fois')).toBeTruthy()
  })

  it('read what happened meanwhile together, where the page asks for a pause', async () => {
    const { heard } = follow({ pause: 500 })
    await screen.findByText('demandé 1 fois')
    const [source] = FakeSource.opened

    source?.say('ready')
    await screen.findByText('demandé 2 fois')
    for (let times = 0; times < 5; times += 1) source?.say('change', change)

    expect(screen.getByText('demandé 2 fois')).toBeTruthy()
    expect(await screen.findByText('demandé 3 fois')).toBeTruthy()
    expect(heard).toHaveLength(5)
  })

  it('come back when the server turned them away', () => {
    vi.useFakeTimers()
    follow()
    const [first] = FakeSource.opened

    first?.close()
    first?.dispatchEvent(new Event('error'))
    vi.advanceTimersByTime(1_000)
    vi.useRealTimers()

    expect(FakeSource.opened).toHaveLength(2)
  })

  it('end with the screen that followed them', () => {
    const { unmount } = follow()

    unmount()

    expect(FakeSource.opened.map(({ readyState }) => readyState)).toEqual([FakeSource.CLOSED])
  })
})
