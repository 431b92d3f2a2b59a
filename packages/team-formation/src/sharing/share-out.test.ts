import { expect, it } from 'vitest'
import { checkSharing, evaluateShares, shareOut, type SharingInput } from '../index.ts'
import shareTask from './share-out.worker.ts'

function share(input: SharingInput) {
  const checked = checkSharing(input)
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors))
  return shareOut(checked.problem)
}

const people = (...ids: string[]) => ids.map((id) => ({ id }))

it('says which file lacks whom, and why each person cannot take it', () => {
  const answer = share({
    items: [
      { id: 'bakery', demand: 2 },
      { id: 'garage', demand: 3 },
    ],
    people: [{ id: 'Ana', capacity: 1 }, { id: 'Ben' }, { id: 'Cas' }],
    conflicts: [['Cas', 'garage']],
  })

  expect(answer).toEqual({
    status: 'partial',
    shares: [
      { item: 'bakery', people: ['Ben', 'Cas'] },
      { item: 'garage', people: ['Ana', 'Ben'] },
    ],
    loads: [
      { person: 'Ana', load: 1 },
      { person: 'Ben', load: 2 },
      { person: 'Cas', load: 1 },
    ],
    objective: { missing: 1, missingSquares: 1, loadSquares: 6, affinity: 0 },
    lacking: [
      {
        item: 'garage',
        missing: 1,
        because: [
          { person: 'Ana', why: 'already' },
          { person: 'Ben', why: 'already' },
          { person: 'Cas', why: 'conflict' },
        ],
      },
    ],
  })
})

it('counts what people carry already, and keeps what they have', () => {
  const { shares, loads } = share({
    items: [1, 2, 3].map((number) => ({ id: `F${number}`, demand: 1 })),
    people: [{ id: 'Ana', load: 2 }, { id: 'Ben' }],
    fixed: [['Ana', 'F1']],
  })

  expect(shares).toEqual([
    { item: 'F1', people: ['Ana'] },
    { item: 'F2', people: ['Ben'] },
    { item: 'F3', people: ['Ben'] },
  ])
  expect(loads).toEqual([
    { person: 'Ana', load: 3 },
    { person: 'Ben', load: 2 },
  ])
})

it('puts even loads first, or wishes first, as asked', () => {
  const input: SharingInput = {
    items: [1, 2].map((number) => ({ id: `F${number}`, demand: 1, topics: ['law'] })),
    people: [{ id: 'Ana', topics: ['law'] }, { id: 'Ben' }],
    bids: [{ person: 'Ana', item: 'F2', value: 2 }],
  }

  expect(share({ ...input, first: 'balance' }).shares).toEqual([
    { item: 'F1', people: ['Ben'] },
    { item: 'F2', people: ['Ana'] },
  ])
  expect(share({ ...input, first: 'affinity' })).toMatchObject({
    shares: [
      { item: 'F1', people: ['Ana'] },
      { item: 'F2', people: ['Ana'] },
    ],
    objective: { missing: 0, missingSquares: 0, loadSquares: 4, affinity: 4 },
  })
})

it('shares two hundred files out evenly among forty people', () => {
  const input: SharingInput = {
    items: Array.from({ length: 200 }, (_, index) => ({ id: `F${index}`, demand: 3 })),
    people: Array.from({ length: 40 }, (_, index) => ({ id: `n${index}` })),
    conflicts: Array.from({ length: 1200 }, (_, index): [string, string] => [
      `n${(index * 7) % 40}`,
      `F${(index * 7 + Math.floor(index / 40)) % 200}`,
    ]).filter((pair, at, all) => all.findIndex((other) => other.join() === pair.join()) === at),
  }

  const answer = share(input)

  expect(answer.status).toBe('optimal')
  expect(new Set(answer.loads.map(({ load }) => load))).toEqual(new Set([15]))
})

it('gives in a thread what it gives on the spot', () => {
  const problem: SharingInput = { items: [{ id: 'F', demand: 1 }], people: people('Ana', 'Ben') }
  expect(shareTask({ problem })).toEqual(share(problem))
})

it('names every mistake, and where it is', () => {
  const result = checkSharing({
    items: [
      { id: 'F', demand: 1, topics: ['law', 'law'] },
      { id: 'F', demand: 1 },
    ],
    people: people('Ana'),
    conflicts: [
      ['Ana', 'F'],
      ['Zoe', 'X'],
    ],
    fixed: [
      ['Ana', 'F'],
      ['Ana', 'F'],
    ],
    bids: [
      { person: 'Zoe', item: 'F', value: 1 },
      { person: 'Zoe', item: 'F', value: 2 },
    ],
  })

  expect(result.ok ? [] : result.errors.map(({ path, code }) => `${path}: ${code}`)).toEqual([
    'items[1].id: duplicate',
    'items[0].topics[1]: duplicate',
    'conflicts[1]: unknown_person',
    'conflicts[1]: unknown_item',
    'fixed[0]: fixed_conflict',
    'fixed[1]: fixed_conflict',
    'fixed[1]: duplicate',
    'bids[0]: unknown_person',
    'bids[1]: unknown_person',
    'bids[1]: duplicate',
  ])
})

it('refuses a size that would not fit in memory', () => {
  const result = checkSharing({
    items: Array.from({ length: 10_000 }, (_, index) => ({ id: `F${index}`, demand: 1 })),
    people: Array.from({ length: 500 }, (_, index) => ({ id: `n${index}` })),
  })

  expect(result.ok ? [] : result.errors.map(({ code, message }) => ({ code, message }))).toEqual([
    {
      code: 'too_large',
      message: '500 people × 10000 items is more than can be shared out at once (3000 people, 4000000 pairs).',
    },
  ])
})

it('checks shares that it did not make', () => {
  const checked = checkSharing({
    items: [
      { id: 'F', demand: 1 },
      { id: 'G', demand: 1 },
    ],
    people: [{ id: 'Ana', capacity: 0 }, { id: 'Ben' }],
    conflicts: [['Ana', 'F']],
    fixed: [['Ben', 'G']],
  })
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors))

  const shares = [
    { item: 'F', people: ['Ana', 'Ben', 'Ben', 'Zoe'] },
    { item: 'F', people: [] },
    { item: 'X', people: [] },
  ]
  expect(evaluateShares(checked.problem, shares)).toEqual({
    objective: { missing: 1, missingSquares: 1, loadSquares: 2, affinity: 0 },
    loads: [
      { person: 'Ana', load: 1 },
      { person: 'Ben', load: 1 },
    ],
    missing: [{ item: 'G', missing: 1 }],
    broken: [
      { rule: 'conflict', person: 'Ana', item: 'F' },
      { rule: 'twice', person: 'Ben', item: 'F' },
      { rule: 'unknown_person', person: 'Zoe', item: 'F' },
      { rule: 'too_many', item: 'F', got: 2, demand: 1 },
      { rule: 'item_twice', item: 'F' },
      { rule: 'unknown_item', item: 'X' },
      { rule: 'not_kept', person: 'Ben', item: 'G' },
      { rule: 'capacity', person: 'Ana', load: 1, capacity: 0 },
    ],
  })
})
