import userEvent from '@testing-library/user-event'
import { fireEvent, screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, aSeason, listOf } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'

const grants = [{ id: 'g1', role: 'organiser', scopeKind: 'delegation', scopeId: 'd1' }]
const day = 86_400_000

/** A weekend of which the whole drawing shows sixty days. */
const phases = [
  { id: 'call', kind: 'call', startsAt: '2027-03-12T08:00:00.000Z', endsAt: '2027-04-08T21:59:00.000Z', version: 3 },
  { id: 'work', kind: 'work', startsAt: '2027-05-08T08:00:00.000Z', endsAt: '2027-05-09T13:00:00.000Z', version: 1 },
]
const session = { ...aSeason().sessions[0]!, startsAt: '2027-05-08T07:00:00.000Z', endsAt: '2027-05-08T08:30:00.000Z' }
const weekend = (over: object = {}) =>
  aSeason({ startsOn: '2027-05-08', endsOn: '2027-05-09', phases, sessions: [session], ...over })

async function open(answers: Parameters<typeof stubServer>[0] = {}, season = weekend()) {
  const server = stubServer({
    'GET /api/v1/me': { body: aMe({ grants }) },
    'GET /api/v1/me/seasons?limit=100': listOf([aSeason()]),
    'GET /api/v1/seasons/s1': { body: season },
    'PUT /api/v1/seasons/s1/phases/call': { body: { ...phases[0], version: 4 } },
    'PUT /api/v1/seasons/s1/sessions/se1': { body: { ...session, version: 3 } },
    ...answers,
  })
  const view = await renderAt('/pilotage/saisons/s1/calendrier')
  await screen.findByRole('heading', { name: 'Les étapes' })
  const puts = (path: string) =>
    server.callsTo('PUT', `/api/v1/seasons/s1/${path}`).map(({ headers, body }) => [headers['if-match'], body])
  return { ...view, server, puts, person: userEvent.setup() }
}

const bar = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}\u00a0: `) })

/** The drawing is 900 pixels wide here, and reaches over the call until the last day, with a margin. */
const pixels = (days: number) => {
  const from = Date.parse(phases[0]!.startsAt)
  const to = Date.parse('2027-05-09T22:00:00Z')
  return (days * day * 900) / ((to - from) * 1.04)
}

async function drag(element: HTMLElement, days: number, edge?: 'start' | 'end'): Promise<void> {
  const held = edge ? element.querySelector(`[data-edge=${edge}]`)! : element
  await fireEvent.pointerDown(held, { button: 0, clientX: 100, pointerId: 1 })
  await fireEvent.pointerMove(held, { clientX: 100 + pixels(days) / 2, pointerId: 1 })
  await fireEvent.pointerMove(held, { clientX: 100 + pixels(days), pointerId: 1 })
  await fireEvent.pointerUp(held, { clientX: 100 + pixels(days), pointerId: 1 })
  await fireEvent.click(held)
}

describe('the drawing of the calendar', () => {
  it('moves a step by days at the same hours, once, when it is let go of, and takes it back', async () => {
    const { puts, person } = await open()

    await drag(bar('Appel à projets'), 20)

    const moved = { startsAt: '2027-04-01T07:00:00Z', endsAt: '2027-04-28T21:59:00Z' }
    await waitFor(() => expect(puts('phases/call')).toEqual([['"3"', moved]]))
    await person.click(await screen.findByRole('button', { name: 'Annuler' }))
    await waitFor(() =>
      expect(puts('phases/call')).toEqual([
        ['"3"', moved],
        ['"4"', { startsAt: phases[0]!.startsAt, endsAt: phases[0]!.endsAt }],
      ]),
    )
    expect(screen.queryByLabelText('Fin')).toBeNull()
  })

  it('makes a step longer by its edge', async () => {
    const { puts } = await open()

    await drag(bar('Appel à projets'), -2, 'end')

    await waitFor(() =>
      expect(puts('phases/call')).toEqual([['"3"', { startsAt: phases[0]!.startsAt, endsAt: '2027-04-06T21:59:00Z' }]]),
    )
  })

  it('moves a session with all that it is', async () => {
    const { puts } = await open()

    await drag(bar('Soirée de lancement'), 1)

    const { kind, title, place, siteIds, onlineUrl, needsRegistration, places, remindHours } = session
    const kept = { kind, title, place, siteIds, onlineUrl, needsRegistration, places, remindHours }
    await waitFor(() =>
      expect(puts('sessions/se1')).toEqual([
        ['"2"', { ...kept, startsAt: '2027-05-09T07:00:00Z', endsAt: '2027-05-09T08:30:00Z' }],
      ]),
    )
  })

  it('asks before it moves what people registered for, since they are written to', async () => {
    const { puts, person } = await open({}, weekend({ sessions: [{ ...session, registered: 12 }] }))

    await drag(bar('Soirée de lancement'), 1)
    const question = await screen.findByRole('dialog', { name: /^Déplacer «.Soirée de lancement/ })
    expect(question.textContent).toContain('12 personnes inscrites')
    await person.click(within(question).getByRole('button', { name: 'Annuler' }))

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(puts('sessions/se1')).toEqual([])
    expect(bar('Soirée de lancement').getAttribute('aria-label')).toContain('8 mai')
  })

  it('is moved by the keys, saves on Enter, and says aloud where things would be', async () => {
    const { puts, person, container } = await open()
    bar('Appel à projets').focus()

    await person.keyboard('{ArrowRight}{ArrowRight}{Shift>}{ArrowLeft}{/Shift}')
    expect(container.querySelector('[aria-live=polite].sr-only')?.textContent).toContain(
      'Appel à projets\u00a0: du dimanche 14 mars 2027 au vendredi 9 avril 2027',
    )
    expect(puts('phases/call')).toEqual([])
    await person.keyboard('{Enter}')

    await waitFor(() =>
      expect(puts('phases/call')).toEqual([
        ['"3"', { startsAt: '2027-03-14T08:00:00Z', endsAt: '2027-04-09T21:59:00Z' }],
      ]),
    )
  })

  it('saves nothing of a step that comes back to where it was', async () => {
    const { puts, person } = await open()
    bar('Appel à projets').focus()

    await person.keyboard('{ArrowRight}{ArrowLeft}')
    await person.tab()

    expect(puts('phases/call')).toEqual([])
  })

  it('puts a step back on Escape', async () => {
    const { puts, person } = await open()
    const before = bar('Appel à projets').getAttribute('aria-label')
    bar('Appel à projets').focus()

    await person.keyboard('{ArrowRight}')
    expect(bar('Appel à projets').getAttribute('aria-label')).not.toBe(before)
    await person.keyboard('{Escape}')
    await person.tab()

    expect(bar('Appel à projets').getAttribute('aria-label')).toBe(before)
    expect(puts('phases/call')).toEqual([])
  })

  it('moves by a quarter of an hour where only the days of a weekend are shown', async () => {
    const { puts, person } = await open({
      'PUT /api/v1/seasons/s1/phases/work': { body: { ...phases[1], version: 2 } },
    })
    await person.click(screen.getByRole('button', { name: 'Jour par jour' }))
    bar('Travail en équipe').focus()

    await person.keyboard('{ArrowRight}{ArrowRight}{Enter}')

    await waitFor(() =>
      expect(puts('phases/work')).toEqual([
        ['"1"', { startsAt: '2027-05-08T08:30:00Z', endsAt: '2027-05-09T13:30:00Z' }],
      ]),
    )
  })

  it('says who was faster, and shows their dates', async () => {
    const { server } = await open({
      'PUT /api/v1/seasons/s1/phases/call': aProblem(412, 'version_conflict'),
      'GET /api/v1/seasons/s1/moments/call/last-change': {
        body: { at: '2027-01-01T08:00:00.000Z', by: 'Hugo Lemaire' },
      },
    })
    const theirs = { ...phases[0], startsAt: '2027-03-20T08:00:00.000Z', version: 4 }
    server.answers['GET /api/v1/seasons/s1'] = { body: weekend({ phases: [theirs, phases[1]] }) }

    await drag(bar('Appel à projets'), 5)

    expect(await screen.findByText(/^Hugo Lemaire vient de déplacer « Appel à projets »/)).toBeTruthy()
    await waitFor(() => expect(bar('Appel à projets').getAttribute('aria-label')).toContain('du samedi 20 mars 2027'))
  })

  it('opens the form of what is clicked', async () => {
    const { person } = await open()

    await person.click(bar('Appel à projets'))

    expect((await screen.findByLabelText<HTMLInputElement>('Fin')).value).toBe('2027-04-08T23:59')
  })

  it('says what is odd while something is dragged there', async () => {
    const { person } = await open()
    bar('Soirée de lancement').focus()

    await person.keyboard('{ArrowRight>2/}')

    expect((await screen.findAllByText(/« Soirée de lancement » déborde des jours prévus/)).length).toBeGreaterThan(0)
    await person.keyboard('{Escape}')
    expect(screen.queryByText(/déborde des jours/)).toBeNull()
  })
})

describe('the lists of the calendar', () => {
  it('move a step at the hours of the season, and refuse an end before the beginning', async () => {
    const { person, puts } = await open()
    await person.click(screen.getByRole('button', { name: 'Modifier\u00a0: Appel à projets' }))
    const end = screen.getByLabelText<HTMLInputElement>('Fin')

    await person.clear(end)
    await person.type(end, '2027-01-01T10:00')
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))
    expect(await screen.findByText('La fin doit venir après le début.')).toBeTruthy()
    await person.clear(end)
    await person.type(end, '2027-04-10T12:00')
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

    await waitFor(() =>
      expect(puts('phases/call')).toEqual([
        ['"3"', { startsAt: '2027-03-12T08:00:00Z', endsAt: '2027-04-10T10:00:00Z' }],
      ]),
    )
  })

  it('say beside each moment what is odd about it', async () => {
    const findings = [{ code: 'work_before_kick_off', severity: 'impossible', subjectId: 'work', otherId: 'se1' }]
    await open({}, weekend({ findings }))

    const line = screen.getByRole('heading', { name: 'Travail en équipe' }).closest('li')!
    expect(line.textContent).toMatch(
      /Impossible.: «.Travail en équipe.» commence avant «.Soirée de lancement.».: les équipes n’auraient pas encore fait connaissance/,
    )
    expect(screen.getByText('1 point à vérifier, signalé ci-dessous')).toBeTruthy()
  })
})

it('shows that the calendar could not be read, with a way to ask again', async () => {
  stubServer({
    'GET /api/v1/me': { body: aMe({ grants }) },
    'GET /api/v1/me/seasons?limit=100': listOf([aSeason()]),
    'GET /api/v1/seasons/s1': aProblem(503, 'unavailable'),
  })
  await renderAt('/pilotage/saisons/s1/calendrier')

  expect(await screen.findByRole('button', { name: 'Réessayer' })).toBeTruthy()
})
