import { expect, it } from 'vitest'
import { keepBoth, mergeThree, placeOf, withPlace } from './three-way.ts'

const base = { title: 'Jardin', framing: { problem: 'Rien.', users: '' }, skills: [{ skill: 'a', count: 1 }] }

it('keeps what either side alone changed', () => {
  const mine = { ...base, title: 'Un jardin' }
  const theirs = { ...base, framing: { problem: 'Rien.', users: 'Nous.' } }

  expect(mergeThree(base, mine, theirs)).toEqual({
    merged: { ...base, title: 'Un jardin', framing: { problem: 'Rien.', users: 'Nous.' } },
    taken: ['framing.users'],
    clashes: [],
  })
})

it('names the places that both changed, and leaves mine there', () => {
  const mine = { ...base, framing: { problem: 'Rien ici.', users: '' } }
  const theirs = { ...base, framing: { problem: 'Rien là.', users: '' } }

  expect(mergeThree(base, mine, theirs)).toEqual({
    merged: mine,
    taken: [],
    clashes: [{ path: 'framing.problem', base: 'Rien.', mine: 'Rien ici.', theirs: 'Rien là.' }],
  })
})

it('finds no clash where both wrote the same, or where only spaces at the ends differ', () => {
  const both = { ...base, title: 'Un jardin' }

  expect(mergeThree(base, both, both)).toEqual({ merged: both, taken: [], clashes: [] })
  expect(mergeThree(base, { ...base, title: 'Jardin ' }, both)).toEqual({ merged: both, taken: ['title'], clashes: [] })
})

it('takes a place that appeared or went away elsewhere', () => {
  const was = { answers: { q1: 'un', q2: 'deux' } as Record<string, string> }

  expect(mergeThree(was, was, { answers: { q2: 'deux', q3: 'trois' } })).toEqual({
    merged: { answers: { q2: 'deux', q3: 'trois' } },
    taken: ['answers.q1', 'answers.q3'],
    clashes: [],
  })
})

it('takes a group that counts as one value whole', () => {
  const at = (street: string, town: string) => ({ address: { street, town } })

  const { merged, clashes } = mergeThree(at('', ''), at('1 rue', ''), at('', 'Amiens'), (path) => path === 'address')

  expect(merged).toEqual(at('1 rue', ''))
  expect(clashes.map(({ path }) => path)).toEqual(['address'])
})

it('brings two texts together, with what they share once', () => {
  expect(keepBoth({ mine: 'Le jardin du haut.', theirs: 'Le potager du haut.' })).toBe('Le potager\njardin du haut.')
  expect(keepBoth({ mine: 'Un deux', theirs: 'Un trois' })).toBe('Un trois\ndeux')
  expect(keepBoth({ mine: 'Un deux', theirs: 'Un' })).toBe('Un deux')
  expect(keepBoth({ mine: '', theirs: 'Un' })).toBe('Un')
  expect(keepBoth({ mine: 'bounded', theirs: null })).toBe('bounded')
})

it('brings two lists together by what each entry is named after', () => {
  const theirs = [
    { skill: 'a', count: 2 },
    { skill: 'b', count: 1 },
  ]

  expect(
    keepBoth({
      mine: [
        { skill: 'a', count: 1 },
        { skill: 'c', count: 1 },
      ],
      theirs,
    }),
  ).toEqual([...theirs, { skill: 'c', count: 1 }])
})

it('reads and writes one place', () => {
  expect(placeOf(base, 'framing.problem')).toBe('Rien.')
  expect(placeOf(base, 'title.none')).toBeUndefined()
  expect(withPlace({ answers: {} }, 'answers.q1', 'oui')).toEqual({ answers: { q1: 'oui' } })
})
