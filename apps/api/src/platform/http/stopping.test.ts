import { once } from 'node:events'
import { connect } from 'node:net'
import { PassThrough } from 'node:stream'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { lastAnswers } from './stopping.ts'

it(
  'does not wait for a connection whose answer was begun before the stop, once it has ended',
  { timeout: 20_000 },
  async () => {
    const body = new PassThrough()
    const app = Fastify({ forceCloseConnections: 'idle' })
    await app.register(lastAnswers)
    app.get('/', (_request, reply) => reply.send(body))
    const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
    const socket = connect(port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nhost: essor.test\r\n\r\n')
    body.write('begun')
    await once(socket, 'data')

    const stopped = app.close()
    await once(app.server, 'close', { signal: AbortSignal.timeout(1) }).catch(() => undefined)
    body.end('ended')
    await stopped

    expect(app.server.listening).toBe(false)
    socket.destroy()
  },
)
