import { once } from 'node:events'
import { connect as connectTo, type AddressInfo, type Socket } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Deps } from '../deps.ts'
import type { LiveEvent, LiveFeed } from './live.ts'
import { liveRoutes, type TopicGuard } from './live.routes.ts'

const topic = 'season:0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const event: LiveEvent = { topic, type: 'season.changed', id: topic.slice(7) }

/** A feed that tells how many listen, and can be made to speak. */
function feedOfTests() {
  const listeners = new Set<(event: LiveEvent) => void>()
  const feed: LiveFeed = {
    subscribe(_topics, listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onGap: () => () => undefined,
    stop: async () => undefined,
  }
  return { feed, listening: () => listeners.size, tell: () => listeners.forEach((listener) => listener(event)) }
}

async function serve(feed: LiveFeed, guard: TopicGuard, keyId = ''): Promise<FastifyInstance> {
  const app = Fastify().setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler)
  app.decorateRequest('deps').decorateRequest('keyId', keyId)
  app.addHook('onRequest', async (request) => void (request.deps = {} as Deps))
  await app.register(liveRoutes(feed, { season: guard }, { keyHeldMs: 50 }))
  await app.listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => app.close())
  return app
}

function ask(app: FastifyInstance): Socket {
  const socket = connectTo((app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(`GET /api/v1/live?topics=${topic} HTTP/1.1\r\nhost: essor.test\r\n\r\n`)
  return socket
}

it('keeps nobody who has gone before they were let in', async () => {
  const { feed, listening } = feedOfTests()
  const letIn = Promise.withResolvers<boolean>()
  const asked = Promise.withResolvers<void>()
  const app = await serve(feed, () => {
    asked.resolve()
    return letIn.promise
  })
  const gone = new Promise((resolve) => app.server.once('connection', (socket) => socket.once('close', resolve)))

  const socket = ask(app)
  await asked.promise
  socket.destroy()
  await gone
  letIn.resolve(true)
  await letIn.promise
  await new Promise((resolve) => setImmediate(resolve))

  expect(listening()).toBe(0)
})

it('lets go of a screen that no longer reads, which comes back and reads everything again', async () => {
  const { feed, listening, tell } = feedOfTests()
  const app = await serve(feed, async () => true)
  const socket = ask(app)
  await once(socket, 'data')
  socket.pause()

  await vi.waitFor(() => {
    for (let times = 0; times < 20_000; times += 1) tell()
    expect(listening()).toBe(0)
  }, 30_000)
})

it('ends what a key opened after a while, so that one that was revoked hears no more', async () => {
  const { feed, listening } = feedOfTests()
  const [app, browsers] = [await serve(feed, async () => true, 'a key'), await serve(feed, async () => true)]
  const [socket, screen] = [ask(app), ask(browsers)]
  await Promise.all([once(socket, 'data'), once(screen, 'data')])

  socket.resume()
  await vi.waitFor(() => expect(listening()).toBe(1), 10_000)
})
