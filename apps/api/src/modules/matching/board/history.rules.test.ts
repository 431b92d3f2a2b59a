import { expect, it } from 'vitest'
import { movedByHand, pastOf, type StoredMove } from './history.rules.ts'

const move = (personId: string, over: Partial<StoredMove> = {}): StoredMove => ({
  kind: 'move',
  personId,
  from: 'a',
  to: 'b',
  delta: 0,
  at: '2026-03-02T09:00:00.000Z',
  ...over,
})
const back = (personId: string) => move(personId, { kind: 'undo', from: 'b', to: 'a' })

it('takes back the last move first, and makes the last one taken back again first', () => {
  const [ana, ben, cas] = ['ana', 'ben', 'cas'].map((name) => move(name))

  expect(pastOf([ana!, ben!, cas!, back('cas'), back('ben')])).toEqual({ done: [ana], undone: [cas, ben] })
  expect(pastOf([ana!, ben!, cas!, back('cas'), back('ben'), move('ben', { kind: 'redo' })])).toEqual({
    done: [ana, ben],
    undone: [cas],
  })
})

it('forgets what was taken back once somebody moves someone else', () => {
  const [ana, ben] = ['ana', 'ben'].map((name) => move(name))

  expect(pastOf([ana!, back('ana'), ben!])).toEqual({ done: [ben], undone: [] })
})

it('reads moves of the first version, which do not say what they are', () => {
  const { kind: _, ...old } = move('ana')

  expect(pastOf([old])).toEqual({ done: [old], undone: [] })
})

it('counts as moved by hand whoever was moved and not moved back', () => {
  expect([...movedByHand([move('ana'), move('ben'), back('ben')])]).toEqual(['ana'])
})
