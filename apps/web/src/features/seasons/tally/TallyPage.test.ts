import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, aSeason, listOf } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'

const TALLY = '/api/v1/seasons/s1/tally'
const ENTRIES = '/api/v1/tally/c1/entries'
const cups = (over: object = {}) => ({
  id: 'c1',
  seasonId: 's1',
  kind: 'loop',
  label: 'Gobelets',
  unit: 'gobelets',
  target: null,
  public: false,
  amount: 10,
  part: 8,
  version: 3,
  createdAt: '2026-03-02T09:00:00.000Z',
  ...over,
})

async function open(answers: Parameters<typeof stubServer>[0] = {}, path = '/pilotage/saisons/s1/compteurs') {
  const server = stubServer({
    'GET /api/v1/me': { body: aMe({ grants: [{ id: 'g', role: 'organiser', scopeKind: 'season', scopeId: 's1' }] }) },
    'GET /api/v1/me/seasons?limit=100': listOf([aSeason()]),
    'GET /api/v1/seasons/s1': { body: aSeason() },
    [`GET ${TALLY}`]: { body: [cups()] },
    ...answers,
  })
  const view = await renderAt(path)
  await screen.findByRole('heading', { level: 1 })
  return { ...view, server, person: userEvent.setup() }
}

const group = async (name: string) => within(await screen.findByRole('group', { name }))
const counted = async (name: string) => (await group(name)).getByRole('status').textContent

it('counts what is lent and what comes back, in words and in percent', async () => {
  const { person, server } = await open({
    [`POST ${ENTRIES}`]: { status: 201, body: cups({ part: 9, version: 4 }) },
  })
  expect(await screen.findByText(/8 rendus sur 10 gobelets\s: 80\s%\. Il en manque 2\./)).toBeTruthy()

  await person.click((await group('Rendus')).getByRole('button', { name: /un de plus/ }))

  expect(await screen.findByText(/9 rendus sur 10/)).toBeTruthy()
  await waitFor(() => expect(server.callsTo('POST', ENTRIES).map(({ body }) => body)).toEqual([{ of: 'part', by: 1 }]))
})

it('lets no more come back than were lent', async () => {
  await open({ [`GET ${TALLY}`]: { body: [cups({ part: 10 })] } })

  expect((await group('Rendus')).getByRole<HTMLButtonElement>('button', { name: /un de plus/ }).disabled).toBe(true)
  expect((await group('Prêtés')).getByRole<HTMLButtonElement>('button', { name: /un de moins/ }).disabled).toBe(true)
})

it('keeps taps while the network is away, and sends them once when it is back', async () => {
  const { person, server } = await open({ [`POST ${ENTRIES}`]: 'unreachable' })
  const more = (await group('Prêtés')).getByRole('button', { name: /un de plus/ })
  await person.click(more)
  expect(await screen.findByText('Le réseau est absent')).toBeTruthy()
  await person.click(more)
  await person.click(more)
  expect(await counted('Prêtés')).toBe('13')
  const kept = JSON.parse(localStorage.getItem('essor.tally.p1') ?? '[]') as { by: number; key: string }[]
  expect(kept.map(({ by }) => by)).toEqual([1, 2])

  server.answers[`POST ${ENTRIES}`] = { status: 201, body: cups({ amount: 13, version: 6 }) }
  server.answers[`GET ${TALLY}`] = { body: [cups({ amount: 13, version: 6 })] }
  const before = server.callsTo('POST', ENTRIES).length
  window.dispatchEvent(new Event('online'))

  await waitFor(() => expect(screen.queryByText('Le réseau est absent')).toBe(null))
  const sent = server.callsTo('POST', ENTRIES).slice(before)
  expect(sent.map(({ body, headers }) => [body, headers['idempotency-key']])).toEqual([
    [{ of: 'amount', by: 1 }, kept[0]!.key],
    [{ of: 'amount', by: 2 }, kept[1]!.key],
  ])
  expect([await counted('Prêtés'), localStorage.getItem('essor.tally.p1')]).toEqual(['13', '[]'])
})

it('sends after a restart what this device still held', async () => {
  const entry = { seasonId: 's1', counterId: 'c1', of: 'amount', by: 4, key: 'k4', tried: true }
  localStorage.setItem('essor.tally.p1', JSON.stringify([entry]))

  const { server } = await open({ [`POST ${ENTRIES}`]: { status: 201, body: cups({ amount: 14, version: 4 }) } })

  await waitFor(() =>
    expect(server.callsTo('POST', ENTRIES).map(({ body, headers }) => [body, headers['idempotency-key']])).toEqual([
      [{ of: 'amount', by: 4 }, 'k4'],
    ]),
  )
})

it('tells what the server refused, and shows again what it counts', async () => {
  const { person } = await open({ [`POST ${ENTRIES}`]: aProblem(409, 'tally_out_of_range') })

  await person.click((await group('Prêtés')).getByRole('button', { name: /un de plus/ }))

  expect((await screen.findByRole('alert')).textContent).toContain('Ce compte passerait sous zéro')
  expect(await counted('Prêtés')).toBe('10')
})

it('counts several at once, and no halves of cups', async () => {
  const { person, server } = await open({
    [`POST ${ENTRIES}`]: { status: 201, body: cups({ amount: 34, version: 4 }) },
  })
  const lent = await group('Prêtés')
  await person.click(lent.getByRole('button', { name: /plusieurs à la fois/ }))
  await person.type(lent.getByRole('textbox'), '2,5')
  await person.click(lent.getByRole('button', { name: 'Compter' }))
  expect(await lent.findByText('Écrivez un nombre entier.')).toBeTruthy()
  await person.clear(lent.getByRole('textbox'))
  await person.type(lent.getByRole('textbox'), '24')

  await person.click(lent.getByRole('button', { name: 'Compter' }))

  await waitFor(() =>
    expect(server.callsTo('POST', ENTRIES).map(({ body }) => body)).toEqual([{ of: 'amount', by: 24 }]),
  )
})

it('begins a counter', async () => {
  const { person, server } = await open({
    [`GET ${TALLY}`]: { body: [] },
    [`POST ${TALLY}`]: { status: 201, body: cups() },
  })
  await person.click((await screen.findAllByRole('button', { name: 'Ajouter un compteur' }))[0]!)
  await person.type(screen.getByRole('textbox', { name: 'Nom du compteur' }), 'Café')
  await person.type(screen.getByRole('textbox', { name: 'Unité' }), 'litres')
  await person.type(screen.getByRole('textbox', { name: 'Objectif' }), '12,5')
  await person.click(screen.getByRole('switch', { name: 'Montrer à tout le monde' }))

  await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

  await waitFor(() =>
    expect(server.callsTo('POST', TALLY).map(({ body }) => body)).toEqual([
      { kind: 'count', label: 'Café', unit: 'litres', target: 12.5, public: true },
    ]),
  )
})

it('changes a name while others count, and asks before it sets a count over theirs', async () => {
  const { person, server } = await open({ 'PUT /api/v1/tally/c1': aProblem(412, 'version_conflict') })
  await person.click(await screen.findByRole('button', { name: /^Modifier/ }))
  server.answers[`GET ${TALLY}`] = { body: [cups({ amount: 40, part: 30, version: 9 })] }
  const amount = screen.getByRole('textbox', { name: 'Nombre de prêtés' })
  await person.clear(amount)
  await person.type(amount, '12')

  await person.click(screen.getByRole('button', { name: 'Enregistrer' }))
  const clash = await screen.findByRole('alert')
  expect(clash.textContent).toContain('Le compteur en est à 40, dont 30.')
  server.answers['PUT /api/v1/tally/c1'] = { body: cups({ amount: 12, version: 10 }) }
  await person.click(within(clash).getByRole('button', { name: 'Mettre mon nombre' }))

  await screen.findByRole('button', { name: /^Modifier/ })
  expect(server.callsTo('PUT', '/api/v1/tally/c1').map(({ headers, body }) => [headers['if-match'], body])).toEqual([
    ['"3"', expect.objectContaining({ amount: 12, part: 8 })],
    ['"9"', expect.objectContaining({ amount: 12, part: 8 })],
  ])
})

it('shows on the public page what organisers chose to show', async () => {
  await open(
    {
      'GET /api/v1/public/seasons/printemps': { body: aSeason() },
      'GET /api/v1/public/seasons/printemps/tally': {
        body: [
          cups(),
          cups({ id: 'c2', kind: 'count', label: 'Café', unit: 'litres', amount: 8.5, part: 0, target: 12 }),
        ],
      },
    },
    '/saisons/printemps',
  )

  const section = within(await screen.findByRole('region', { name: 'On compte ensemble' }))
  expect(section.getByText('8,5 litres sur 12 litres prévus')).toBeTruthy()
  expect(section.getByText(/de ce qui a été prêté est revenu/)).toBeTruthy()
})
