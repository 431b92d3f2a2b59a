import { expect, it } from 'vitest'
import { useTestApp } from '../../../../test/harness.ts'
import { longestTurnOf } from '../../../../test/longest-turn.ts'
import { communes } from './communes.ts'
import { searchCommunes } from './communes.service.ts'

const t = useTestApp()
const names = async (search: string, departement?: string) =>
  (await searchCommunes({ search, departement })).map(({ name, departement: { code } }) => `${name} ${code}`)

it('reads the official list without stopping the server, and then answers at once', async () => {
  const reading = await longestTurnOf(communes)
  const searching = await longestTurnOf(async () => {
    for (const search of ['a', 'saint', '7', 'amiens', 'xyz']) await searchCommunes({ search })
  })

  expect(reading.answer.size).toBeGreaterThan(34_800)
  // Generous, for slow machines: what is read as a whole holds the server for longer than this.
  expect(reading.longestMs).toBeLessThan(100)
  expect(searching.longestMs).toBeLessThan(250)
})

it('finds communes by the beginning of their name, however it is typed', async () => {
  expect(await t.anonymous.get('/api/v1/communes?search=AMIEN').then(({ body }) => body)).toEqual([
    {
      code: '80021',
      name: 'Amiens',
      postcodes: ['80000', '80080', '80090'],
      departement: { code: '80', name: 'Somme' },
    },
  ])
  expect(await names('ile de brehat')).toEqual(['Île-de-Bréhat 22'])
  expect(await names('havre')).toEqual(['Le Havre 76'])
  expect((await names('st denis')).slice(0, 2)).toEqual(['Saint-Denis 974', 'Saint-Denis 93'])
  expect((await names('Saint-Denis', '974'))[0]).toBe('Saint-Denis 974')
  expect(await names("l'abergement clém")).toEqual(["L'Abergement-Clémenciat 01"])
  expect(await names('---')).toEqual([])
})

it('finds them by postcode, overseas too', async () => {
  expect(await names('80000')).toEqual(['Amiens 80'])
  expect(await names('75011')).toEqual(['Paris 75'])
  expect(await names('98800')).toEqual(['Nouméa 988'])
  expect(await names('97500')).toContain('Saint-Pierre 975')
  expect(await names('ajaccio', '2A')).toEqual(['Ajaccio 2A'])
  expect(await names('mamoudzou')).toEqual(['Mamoudzou 976'])
})

it('gives twenty at most, the name that was typed first', async () => {
  const found = await names('saint')
  expect(found).toHaveLength(20)
  expect(await names('sain')).toHaveLength(20)
  expect((await names('Nice'))[0]).toBe('Nice 06')
})

it('refuses what is no search', async () => {
  const refused = async (query: string) => {
    const { body } = await t.anonymous.get(`/api/v1/communes?${query}`).expect(400)
    return [body.code, ...body.errors.map(({ path }: { path: string }) => path)]
  }
  expect(await refused('')).toEqual(['invalid_input', 'search'])
  expect(await refused('search=')).toEqual(['invalid_input', 'search'])
  expect(await refused('search=amiens&departement=999999')).toEqual(['invalid_input', 'departement'])
  expect(await refused(`search=${'x'.repeat(101)}`)).toEqual(['invalid_input', 'search'])
})
