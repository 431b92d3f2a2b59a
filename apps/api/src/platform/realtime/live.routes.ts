import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone } from '../access/access.ts'
import type { Deps } from '../deps.ts'
import { AppError } from '../errors.ts'
import type { LiveEvent, LiveFeed, Topic } from './live.ts'

/**
 * Says whether someone may hear of the thing with this id. Each module registers the kinds of topics it tells of. A guard may
 * answer with topics that the thing gathers, such as the seasons of a campaign: whoever follows it hears of those too.
 */
export type TopicGuard = (deps: Deps, id: string) => Promise<boolean | readonly Topic[]>

const Topics = z
  .string()
  .regex(
    /^[a-z]+:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,[a-z]+:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){0,19}$/,
    'One to twenty topics such as season:<id>, separated by commas.',
  )
  .transform((topics) => topics.split(','))

/** Bytes that wait for one screen. */
const mostUnread = 64 * 1024

/** A key that was revoked is asked for again by then. */
const keyHeldFor = 10 * 60_000

export const liveRoutes =
  (
    feed: LiveFeed,
    guards: Readonly<Record<string, TopicGuard>>,
    { keyHeldMs = keyHeldFor }: { keyHeldMs?: number } = {},
  ): FastifyPluginAsyncZod =>
  async (app) => {
    const open = new Set<() => unknown>()
    app.addHook('preClose', () => {
      for (const end of open) end()
    })

    app.get('/api/v1/live', {
      // A HEAD would hold a stream open that nobody can read.
      exposeHeadRoute: false,
      config: { access: anyone, refusals: ['forbidden'] },
      schema: {
        operationId: 'listenLive',
        tags: ['live'],
        summary: 'Server-sent events: what changed, as ids only',
        description:
          'Events `change` carry {topic, type, id}. The event `ready` says that everything should be read again: at the start, and after a gap. A stream that an API key opened ends after ten minutes: open it again.',
        querystring: z.object({ topics: Topics }),
        response: {
          200: { description: 'A stream that stays open.', content: { 'text/event-stream': { schema: z.string() } } },
        },
      },
      handler: async (request, reply) => {
        const { topics } = request.query
        const first = await topicsBehind(request.deps, guards, topics)
        reply.hijack()
        const stream = reply.raw
        // Whoever left while we asked has closed already: nothing would tell us to forget them.
        if (stream.destroyed) return
        stream.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        })
        const say = (words: string) => {
          if (stream.writableEnded || stream.destroyed) return
          // A screen that stopped reading is cut off: it comes back by itself, and reads everything again.
          if (stream.writableLength > mostUnread) stream.destroy()
          else stream.write(words)
        }
        const ready = () => say('event: ready\ndata: {}\n\n')
        let unfollow = () => undefined as void
        const follow = (all: readonly string[]) => {
          unfollow()
          unfollow = feed.subscribe(all, hear)
        }
        const hear = (event: LiveEvent) => {
          const tell = () => say(`event: change\ndata: ${JSON.stringify(event)}\n\n`)
          if (!first.gathering.has(event.topic)) return tell()
          // It may gather other things from now on. Where that cannot be read, the next change tries again.
          void followAnew()
            .catch(() => undefined)
            .finally(tell)
        }
        const followAnew = async () => {
          const { all } = await topicsBehind(request.deps, guards, topics)
          if (!stream.writableEnded && !stream.destroyed) follow(all)
        }
        follow(first.all)
        const forgetGap = feed.onGap(ready)
        const pulse = setInterval(() => say(': still here\n\n'), 20_000)
        const end = () => (stream.writableNeedDrain ? stream.destroy() : stream.end())
        open.add(end)
        const held = request.keyId ? setTimeout(end, keyHeldMs) : undefined
        stream.on('close', () => {
          clearInterval(pulse)
          clearTimeout(held)
          open.delete(end)
          unfollow()
          forgetGap()
        })
        say('retry: 1000\n')
        ready()
      },
    })
  }

/** Every topic to follow for these; `gathering` are those that stand for others. */
async function topicsBehind(
  deps: Deps,
  guards: Readonly<Record<string, TopicGuard>>,
  topics: readonly string[],
): Promise<{ all: string[]; gathering: ReadonlySet<string> }> {
  const all = new Set(topics)
  const gathering = new Set<string>()
  for (const topic of topics) {
    const [kind = '', id = ''] = topic.split(':')
    const guard = Object.hasOwn(guards, kind) ? guards[kind] : undefined
    const answer = (await guard?.(deps, id)) ?? false
    if (answer === false) throw new AppError('forbidden', `You may not listen to ${kind}.`)
    if (answer === true) continue
    gathering.add(topic)
    for (const gathered of answer) all.add(gathered)
  }
  return { all: [...all], gathering }
}
