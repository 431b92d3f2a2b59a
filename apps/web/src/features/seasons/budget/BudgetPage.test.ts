import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, aSeason, listOf } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'

const LINES = '/api/v1/seasons/s1/budget-lines'
const RECEIPTS = '/api/v1/budget-lines/l1/receipts'
const none = { plannedCents: 0, realCents: 0, openCents: 0, lines: 0 }
const aBudget = (over: object = {}) => ({
  balance: { plannedCents: -125_000, realCents: 0, forecastCents: -125_000 },
  income: { ...none, plannedCents: 375_000, lines: 1 },
  expense: { ...none, plannedCents: 500_000, realCents: 37_240, lines: 1 },
  inKind: none,
  funders: [],
  headings: [],
  ...over,
})
const aLine = (over: object = {}) => ({
  id: 'l1',
  seasonId: 's1',
  kind: 'expense',
  heading: 'meals',
  otherHeading: '',
  funder: '',
  label: 'Repas du samedi',
  plannedCents: 60_000,
  realCents: null,
  note: '',
  version: 2,
  createdAt: '2026-03-02T09:00:00.000Z',
  receipts: [],
  ...over,
})
const aReceipt = {
  id: 'r1',
  name: 'Facture traiteur.pdf',
  type: 'application/pdf',
  size: 48_213,
  createdAt: '2026-03-02T09:00:00.000Z',
}

async function open(answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: aMe({ grants: [{ id: 'g', role: 'organiser', scopeKind: 'season', scopeId: 's1' }] }) },
    'GET /api/v1/me/seasons?limit=100': listOf([aSeason()]),
    'GET /api/v1/seasons/s1': { body: aSeason() },
    'GET /api/v1/seasons/s1/budget': { body: aBudget() },
    [`GET ${LINES}?limit=100`]: listOf([aLine()]),
    ...answers,
  })
  const view = await renderAt('/pilotage/saisons/s1/budget')
  await screen.findByRole('heading', { level: 1, name: 'Budget' })
  return { ...view, server, person: userEvent.setup() }
}

const plain = (text: string | null | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ')

it.each([
  [-125_000, 'Il reste 1 250 € à trouver'],
  [0, 'Le budget est à l’équilibre'],
  [5_050, 'Il reste 50,50 € de marge'],
])('says first, in words, where the plan stands: %j', async (plannedCents, words) => {
  await open({
    'GET /api/v1/seasons/s1/budget': {
      body: aBudget({ balance: { plannedCents, realCents: 0, forecastCents: plannedCents } }),
    },
  })

  const headings = await screen.findAllByRole('heading', { level: 2 })
  expect(plain(headings[0]?.textContent)).toContain(words)
})

it('adds a line with an amount typed as people do', async () => {
  const { person, server } = await open({ [`POST ${LINES}`]: { status: 201, body: aLine() } })

  await person.click(await screen.findByRole('button', { name: 'Ajouter une ligne' }))
  await person.type(screen.getByRole('textbox', { name: 'Libellé' }), 'Repas')
  await person.type(screen.getByRole('textbox', { name: 'Montant prévu, en euros' }), '1 250,5')
  await person.type(screen.getByRole('textbox', { name: 'Montant réel, en euros' }), '1.250,50')
  await person.click(screen.getByRole('button', { name: 'Enregistrer' }))
  expect(await screen.findByText(/Écrivez un montant en euros/)).toBeTruthy()
  expect(server.callsTo('POST', LINES)).toEqual([])
  await person.clear(screen.getByRole('textbox', { name: 'Montant réel, en euros' }))
  await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

  await waitFor(() => expect(screen.queryByRole('heading', { name: 'Nouvelle ligne du budget' })).toBe(null))
  expect(server.callsTo('POST', LINES).map(({ body }) => body)).toEqual([
    {
      kind: 'expense',
      heading: 'meals',
      otherHeading: '',
      funder: '',
      label: 'Repas',
      plannedCents: 125_050,
      realCents: null,
      note: '',
    },
  ])
})

it('begins an empty budget with the usual headings', async () => {
  const { person } = await open({ [`GET ${LINES}?limit=100`]: listOf([]) })

  await person.click(await screen.findByRole('button', { name: 'Lieu' }))

  const label = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Libellé' })
  expect(label.value).toBe('Lieu')
  expect(screen.getByRole('combobox', { name: /^Qui donne/ })).toBeTruthy()
})

it('asks whose line stays when somebody else changed it, and loses nothing', async () => {
  const { person, server } = await open({ 'PUT /api/v1/budget-lines/l1': aProblem(412, 'version_conflict') })
  await person.click(await screen.findByRole('button', { name: /^Modifier/ }))
  const real = screen.getByRole<HTMLInputElement>('textbox', { name: 'Montant réel, en euros' })
  await person.type(real, '580')
  server.answers[`GET ${LINES}?limit=100`] = listOf([aLine({ version: 5, realCents: 61_000 })])

  await person.click(screen.getByRole('button', { name: 'Enregistrer' }))
  const clash = await screen.findByRole('alert')
  expect(plain(clash.textContent)).toContain('Repas du samedi, 600 € prévus, 610 € réels')
  expect(real.value).toBe('580')
  server.answers['PUT /api/v1/budget-lines/l1'] = { body: aLine({ version: 6, realCents: 58_000 }) }
  await person.click(within(clash).getByRole('button', { name: 'Garder la mienne' }))

  await screen.findByRole('button', { name: /^Modifier/ })
  const sent = server.callsTo('PUT', '/api/v1/budget-lines/l1')
  expect(sent.map(({ headers, body }) => [headers['if-match'], (body as { realCents: number }).realCents])).toEqual([
    ['"2"', 58_000],
    ['"5"', 58_000],
  ])
})

it('attaches receipts, and says which one is too heavy to be sent', async () => {
  const { person, server } = await open({ [`POST ${RECEIPTS}`]: { status: 201, body: aReceipt } })
  const input = await screen.findByLabelText(/^Fichier pour «\sRepas du samedi/)
  const heavy = new File(['x'], 'scan.pdf', { type: 'application/pdf' })
  Object.defineProperty(heavy, 'size', { value: 11 * 1024 * 1024 })

  await person.upload(input, [new File(['%PDF-'], 'reçu.pdf', { type: 'application/pdf' }), heavy])

  expect((await screen.findByRole('alert')).textContent).toContain('scan.pdf')
  expect(
    server
      .callsTo('POST', RECEIPTS)
      .map(({ headers }) => [headers['content-type'], headers['file-name'], headers['idempotency-key']?.length]),
  ).toEqual([['application/pdf', 're%C3%A7u.pdf', 32]])
})

it('tells what a refused file should have been, and keeps those that are there', async () => {
  const { person } = await open({
    [`GET ${LINES}?limit=100`]: listOf([aLine({ receipts: [aReceipt] })]),
    [`POST ${RECEIPTS}`]: aProblem(415, 'file_type_refused'),
  })
  const link = await screen.findByRole('link', { name: /Facture traiteur\.pdf/ })
  expect(link.getAttribute('href')).toBe('/api/v1/budget-receipts/r1/file')

  await person.upload(
    screen.getByLabelText(/^Fichier pour/),
    new File(['MZ'], 'facture.pdf', { type: 'application/pdf' }),
  )

  expect((await screen.findByRole('alert')).textContent).toContain('ni un PDF, ni une photo')
  expect(screen.getByRole('link', { name: /Facture traiteur\.pdf/ })).toBeTruthy()
})

it('removes a line once the person is sure', async () => {
  const { person, server } = await open({ 'DELETE /api/v1/budget-lines/l1': { status: 204 } })
  await person.click(await screen.findByRole('button', { name: /^Retirer «\sRepas/ }))
  const dialog = await screen.findByRole('dialog')
  server.answers[`GET ${LINES}?limit=100`] = listOf([])

  await person.click(within(dialog).getByRole('button', { name: 'Retirer' }))

  expect(await screen.findByText(/^Par quoi commencer/)).toBeTruthy()
  expect(server.callsTo('DELETE', '/api/v1/budget-lines/l1').map(({ headers }) => headers['if-match'])).toEqual(['"2"'])
})

it('says that it cannot be shown, and tries again', async () => {
  const { person, server } = await open({ [`GET ${LINES}?limit=100`]: 'unreachable' })
  await screen.findByText('Nous n’avons pas pu afficher ceci')

  server.answers[`GET ${LINES}?limit=100`] = listOf([aLine()])
  await person.click(screen.getByRole('button', { name: 'Réessayer' }))

  expect(await screen.findByRole('heading', { name: 'Repas du samedi' })).toBeTruthy()
})
