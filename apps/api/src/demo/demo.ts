import type { FastifyInstance } from 'fastify'
import { createApp } from '../app.ts'
import { runQueuedMatching } from '../modules/matching/index.ts'
import type { Db } from '../platform/db/connection.ts'
import { takeItsTime } from '../platform/db/migrate.ts'
import type { Deps } from '../platform/deps.ts'
import { forgetDemoMails, isDemoLoaded, lockDemo, makeNetworkAdmin, markSynthetic } from './demo.repository.ts'
import { admin } from './opac-amiens-2018/people.ts'
import { playDemo } from './play-demo.ts'
import { newStage, type Stage } from './stage.ts'

interface DemoOptions {
  db: Db
  jobs: Deps['jobs']
  files: Deps['files']
  authSecret: string
  publicUrl: string
}

/**
 * Loads the demo once, by playing it through the API. All in one transaction: a start that is cut off leaves nothing, and a
 * database that has the demo already is left as it is.
 */
export async function loadDemo({ db, jobs, files, authSecret, publicUrl }: DemoOptions): Promise<void> {
  await db.transaction(async (tx) => {
    await takeItsTime(tx)
    await lockDemo(tx)
    if (await isDemoLoaded(tx)) return
    let now = new Date()
    const deps = { db: tx, jobs, files, now: () => now, publicUrl }
    const app = await createApp({
      config: {
        LOG_LEVEL: 'silent',
        TRUST_PROXY: false,
        SIGN_IN_TRIES_PER_MINUTE: 100_000,
        KEY_CALLS_PER_MINUTE: 1,
        authSecret,
        keepsMails: true,
        demo: true,
      },
      deps,
      live: { subscribe: () => () => undefined, onGap: () => () => undefined, stop: async () => undefined },
    })
    await makeNetworkAdmin(tx, admin.email)
    await playDemo(
      newStage({
        baseUrl: 'http://demo',
        fetch: through(app),
        at: (instant) => {
          now = new Date(instant)
        },
        finishMatching: (runId) => runQueuedMatching(deps, runId),
      }),
      new Date(),
    )
    await markSynthetic(tx)
    await forgetDemoMails(tx)
    await app.close()
  })
}

/** HTTP without a network: the same routes, hooks and answers. */
const through =
  (app: FastifyInstance): Stage['fetch'] =>
  async (request) => {
    const { pathname, search } = new URL(request.url)
    const body = Buffer.from(await request.arrayBuffer())
    const answer = await app.inject({
      method: request.method as 'GET',
      url: pathname + search,
      headers: Object.fromEntries(request.headers),
      ...(body.length > 0 ? { payload: body } : {}),
    })
    const headers = new Headers()
    for (const [name, value] of Object.entries(answer.headers)) {
      for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, String(one))
    }
    return new Response(answer.statusCode === 204 ? null : answer.payload, { status: answer.statusCode, headers })
  }
