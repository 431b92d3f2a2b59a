import userEvent from '@testing-library/user-event'
import { screen, within } from '@testing-library/vue'
import { defineComponent, h } from 'vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aMe, anEnrolment, aSeason, listOf } from '../../../test/season.ts'
import { aProblem, stubServer } from '../../../test/server.ts'

const SEASON = 'GET /api/v1/public/seasons/printemps'
const ENROL = 'POST /api/v1/seasons/s1/enrolments'
const MINE = 'GET /api/v1/me/enrolments?limit=100'
const nobody = { 'GET /api/v1/me': aProblem(401, 'unauthenticated') }
const somebody = { 'GET /api/v1/me': { body: aMe() }, [MINE]: listOf([]) }
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ').trim()

describe('the page of a season', () => {
  it('says what it is, where we are in it, and when people meet', async () => {
    stubServer({ ...nobody, [SEASON]: { body: aSeason() } })
    await renderAt('/saisons/printemps')

    expect(await screen.findByRole('heading', { level: 1, name: 'Printemps solidaire' })).toBeTruthy()
    expect(screen.getByText('Marathon solidaire · OPAC d’Amiens')).toBeTruthy()
    const steps = within(await screen.findByRole('region', { name: 'Les étapes' })).getAllByRole('listitem')
    expect(steps.map((step) => [step.getAttribute('aria-current'), plain(step.textContent)])).toEqual([
      [
        null,
        'Inscriptions(terminé)du jeudi 1er mars 2018 au vendredi 4 mai 2018Les personnes qui veulent aider s’inscrivent.',
      ],
      [
        'step',
        'Travail en équipeEn ce momentdu samedi 19 mai 2018 au lundi 18 juillet 2118Les équipes avancent, avec un accompagnement.',
      ],
    ])
    const meeting = within(await screen.findByRole('region', { name: 'Les rendez-vous' })).getByRole('listitem')
    expect(plain(meeting.textContent)).toBe('Soirée de lancementsamedi 19 mai 2018, de 18 h 00 à 21 h 00Amiens')
  })

  it('shows the parts that other features give, in their order', async () => {
    stubServer({ ...nobody, [SEASON]: { body: aSeason() } })
    const part = (title: string) =>
      defineComponent({
        props: ['season'],
        setup:
          ({ season }) =>
          () =>
            h('h2', `${title} ${season.name}`),
      })
    await renderAt('/saisons/printemps', {
      more: [
        {
          routes: [],
          publicSeasonSections: [
            { component: part('Résultats de'), order: 20 },
            { component: part('Appels de'), order: 10 },
            { component: part('Les pitchs de'), order: 4 },
          ],
        },
      ],
    })

    await screen.findByText('Appels de Printemps solidaire')
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      'Vous voulez aider\u00a0?',
      'Les pitchs de Printemps solidaire',
      'En clair',
      'Appels de Printemps solidaire',
      'Résultats de Printemps solidaire',
    ])
  })

  it.each([
    ['over', aSeason({ enrolmentOpen: false }), 'Inscriptions closes'],
    ['in a season that is closed', aSeason({ enrolmentOpen: false, status: 'closed' }), 'C’est terminé'],
    [
      'yet to open',
      aSeason({
        enrolmentOpen: false,
        phases: [
          { id: 'x', kind: 'recruitment', startsAt: '2118-03-01T08:00:00.000Z', endsAt: '2118-05-04T21:59:00.000Z' },
        ],
      }),
      'Bientôt ouvert',
    ],
  ])('says when sign-up is %s', async (_, season, heading) => {
    stubServer({ ...nobody, [SEASON]: { body: season } })
    await renderAt('/saisons/printemps')

    expect(await screen.findByRole('heading', { name: heading })).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'Je participe' })).toBeNull()
  })

  it('tells someone who is enrolled where they stand', async () => {
    stubServer({ ...somebody, [MINE]: listOf([anEnrolment({ status: 'confirmed' })]), [SEASON]: { body: aSeason() } })
    await renderAt('/saisons/printemps')

    expect(await screen.findByRole('heading', { name: 'Votre inscription' })).toBeTruthy()
    expect(screen.getByText('Confirmée')).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'Je participe' })).toBeNull()
  })

  it('says that there is no such season', async () => {
    stubServer({ ...nobody, [SEASON]: aProblem(404, 'not_found') })
    await renderAt('/saisons/printemps')

    expect((await screen.findByRole('alert')).textContent).toContain('n’existe pas')
  })
})

describe('signing up', () => {
  const open = async (answers: Parameters<typeof stubServer>[0]) => {
    const server = stubServer({ ...somebody, [SEASON]: { body: aSeason() }, ...answers })
    const view = await renderAt('/saisons/printemps/inscription')
    await screen.findByRole('heading', { level: 1 })
    return { ...view, server, person: userEvent.setup() }
  }

  it('sends three answers once, and says what comes next', async () => {
    const { server, person } = await open({ [ENROL]: { status: 201, body: anEnrolment() } })

    await person.click(screen.getByRole('radio', { name: 'À la retraite' }))
    await person.type(screen.getByRole('textbox', { name: 'D’où venez-vous\u00a0?' }), 'Étouvie')
    await person.click(screen.getByRole('button', { name: 'Envoyer mon inscription' }))

    const heading = await screen.findByRole('heading', { name: 'Merci, c’est noté\u00a0!' })
    expect(document.activeElement).toBe(heading)
    expect(server.calls.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { category: 'retired', origin: 'Étouvie', motivation: '', siteId: null },
    ])
  })

  it('asks for what is missing beside the field', async () => {
    const { server, person } = await open({})

    await person.click(screen.getByRole('button', { name: 'Envoyer mon inscription' }))

    expect(await screen.findByText('Remplissez ce champ.')).toBeTruthy()
    expect(server.calls.filter(({ method }) => method === 'POST')).toEqual([])
  })

  it('keeps what was typed when sign-up has closed meanwhile', async () => {
    const { person } = await open({ [ENROL]: aProblem(409, 'enrolment_closed') })
    await person.click(screen.getByRole('radio', { name: 'Autre' }))
    await person.type(screen.getByRole('textbox', { name: 'D’où venez-vous\u00a0?' }), 'Étouvie')

    await person.click(screen.getByRole('button', { name: 'Envoyer mon inscription' }))

    expect((await screen.findByRole('alert')).textContent?.trim()).toBe(
      'Les inscriptions ne sont pas ouvertes en ce moment.',
    )
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'D’où venez-vous\u00a0?' }).value).toBe('Étouvie')
  })
})
