import { expect, it } from 'vitest'
import { workEach } from './each.ts'

it('works on every one in its order', async () => {
  const worked: string[] = []

  await workEach(['a', 'b', 'c'], async (item) => worked.push(item))

  expect(worked).toEqual(['a', 'b', 'c'])
})

it('goes on with the next where one fails, and fails at the end with all that went wrong', async () => {
  const worked: string[] = []
  const broken = (item: string) => new Error(`${item} is broken`)
  const work = async (item: string) => {
    if (item !== 'b') throw broken(item)
    worked.push(item)
  }

  const failed = await workEach(['a', 'b', 'c'], work).catch((error: unknown) => error)

  expect(worked).toEqual(['b'])
  expect(failed).toEqual(new AggregateError([broken('a'), broken('c')], '2 of 3 failed.'))
})
