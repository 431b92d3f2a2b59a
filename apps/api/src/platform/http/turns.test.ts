import Fastify from 'fastify'
import { expect, it, onTestFinished } from 'vitest'
import { problemDocuments } from './problems.ts'
import { inTurn } from './turns.ts'

/** An app whose handlers stand still until they are let go. */
async function standing(options: Parameters<typeof inTurn>[1]) {
  const app = Fastify()
  await app.register(problemDocuments)
  const inside: string[] = []
  const letGo: (() => void)[] = []
  app.get(
    '/:thing/:name',
    { preHandler: inTurn(({ thing }: { thing: string }) => thing, options) },
    async ({ params }) => {
      inside.push((params as { name: string }).name)
      await new Promise<void>((resolve) => letGo.push(resolve))
      return {}
    },
  )
  onTestFinished(() => app.close())
  await app.ready()
  return { inside, letGo, ask: (path: string) => app.inject(path).then(({ statusCode }) => statusCode) }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))
async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await settled()
}

it('lets a few through at a time, in the order in which they came, and each thing has a line of its own', async () => {
  const { inside, letGo, ask } = await standing({ atOnce: 2 })

  const answers = ['a/1', 'a/2', 'a/3', 'a/4', 'b/1'].map((path) => ask(`/${path}`))
  await until(() => inside.length === 3)
  for (let round = 0; round < 10; round++) await settled()
  expect(inside).toEqual(['1', '2', '1'])
  letGo[0]!()
  await until(() => inside.length === 4)
  letGo[1]!()
  await until(() => inside.length === 5)
  for (const go of letGo) go()

  expect(inside).toEqual(['1', '2', '1', '3', '4'])
  expect(await Promise.all(answers)).toEqual([200, 200, 200, 200, 200])
})

it('tells whoever waited too long to come back, and forgets them', async () => {
  const { inside, letGo, ask } = await standing({ atOnce: 1, patience: 1 })

  const first = ask('/a/1')
  await until(() => inside.length === 1)
  expect(await ask('/a/2')).toBe(503)
  const third = ask('/b/3')
  await until(() => inside.length === 2)
  for (const go of letGo) go()

  expect(await Promise.all([first, third])).toEqual([200, 200])
  const again = ask('/a/4')
  await until(() => inside.length === 3)
  letGo[2]!()
  expect(await again).toBe(200)
})
