import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, aSeason, listOf } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { mayMakeSeasons, nextEdition } from './next-edition.ts'

const grant = { id: 'g1', role: 'organiser' as const, scopeKind: 'delegation' as const, scopeId: 'd1' }

describe('the next edition', () => {
  it.each([
    ['Printemps 2026', '2026-04-01', 'Printemps 2027', 'printemps-2027', '2027-03-31'],
    ['Challenge web', '2027-11-06', 'Challenge web 2028', 'challenge-web-2028', '2028-11-04'],
    ['Marathon solidaire', '2027-03-06', 'Marathon solidaire 2028', 'marathon-solidaire-2028', '2028-03-04'],
  ])('of %s on %s is %s at %s on %s', (name, startsOn, next, slug, day) => {
    expect(nextEdition({ name, startsOn })).toEqual({ name: next, slug, startsOn: day })
    expect(new Date(day).getUTCDay()).toBe(new Date(startsOn).getUTCDay())
  })

  it('is made by those who may make seasons in the delegation', () => {
    expect([
      mayMakeSeasons([grant], 'd1'),
      mayMakeSeasons([grant], 'd2'),
      mayMakeSeasons([{ ...grant, scopeKind: 'season', scopeId: 's1' }], 'd1'),
      mayMakeSeasons([{ ...grant, role: 'network_admin', scopeKind: 'network', scopeId: null }], 'd2'),
      mayMakeSeasons([{ ...grant, role: 'coach' }], 'd1'),
    ]).toEqual([true, false, false, true, false])
  })
})

describe('preparing it, in the settings', () => {
  async function open(answers: Parameters<typeof stubServer>[0] = {}, grants: object[] = [grant]) {
    const server = stubServer({
      'GET /api/v1/me': { body: aMe({ grants }) },
      'GET /api/v1/me/seasons?limit=100': listOf([aSeason()]),
      'GET /api/v1/seasons/s1': { body: aSeason({ status: 'closed' }) },
      ...answers,
    })
    const view = await renderAt('/pilotage/saisons/s1/reglages')
    await screen.findByRole('heading', { name: 'Rouvrir', level: 2 })
    return { ...view, server, person: userEvent.setup() }
  }

  it('suggests a name and a day, and leads to the new calendar', async () => {
    const { person, server, router } = await open({
      'POST /api/v1/seasons/s1/copies': { status: 201, body: aSeason({ id: 's2', name: 'Été solidaire 2019' }) },
    })
    const section = await screen.findByRole('region', { name: 'Préparer l’édition suivante' })
    const name = within(section).getByRole<HTMLInputElement>('textbox', { name: 'Nom de la prochaine édition' })
    expect(name.value).toBe('Printemps solidaire 2019')

    await person.clear(name)
    await person.type(name, 'Été solidaire 2019')
    await person.click(within(section).getByRole('button', { name: 'Préparer l’édition suivante' }))

    await waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/pilotage/saisons/s2/calendrier'))
    expect(server.callsTo('POST', '/api/v1/seasons/s1/copies').map(({ body }) => body)).toEqual([
      { name: 'Été solidaire 2019', slug: 'ete-solidaire-2019', startsOn: '2019-05-18' },
    ])
  })

  it('tells beside the field that the address is taken', async () => {
    const { person } = await open({
      'POST /api/v1/seasons/s1/copies': aProblem(409, 'already_exists', {
        errors: [{ path: 'slug', message: 'This address is taken.', code: 'taken' }],
      }),
    })
    const section = await screen.findByRole('region', { name: 'Préparer l’édition suivante' })

    await person.click(within(section).getByRole('button', { name: 'Préparer l’édition suivante' }))

    expect(await within(section).findByText('C’est déjà pris. Choisissez autre chose.')).toBeTruthy()
  })

  it('is not offered to those whose role ends with this season', async () => {
    await open({}, [{ ...grant, scopeKind: 'season', scopeId: 's1' }])

    expect(screen.queryByRole('region', { name: 'Préparer l’édition suivante' })).toBeNull()
  })
})
