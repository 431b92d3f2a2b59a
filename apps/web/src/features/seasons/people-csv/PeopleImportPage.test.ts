import userEvent from '@testing-library/user-event'
import { screen, within } from '@testing-library/vue'
import { expect, it, vi } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, aSeason, listOf } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'

const IMPORTS = '/api/v1/seasons/s1/people-imports'
const preview = `${IMPORTS}?preview=true&as=confirmed&mail=true`
const line = (over: object) => ({
  line: 2,
  name: 'Ana Lopez',
  email: 'ana@exemple.fr',
  category: 'student',
  origin: '',
  siteId: null,
  outcome: 'to_add',
  status: 'confirmed',
  problems: [],
  ...over,
})
const bad = line({
  line: 3,
  name: 'Bob',
  email: 'bob',
  outcome: 'refused',
  status: null,
  problems: [{ field: 'email', code: 'not_an_email', message: 'This is no e-mail address.' }],
})
const counts = { to_add: 1, added: 0, already_enrolled: 0, twice_in_file: 0, refused: 1 }
const told = { preview: true, encoding: 'utf-8', separator: ';', counts, lines: [line({}), bad] }

async function open(answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({ 'GET /api/v1/me': { body: aMe() }, [`POST ${preview}`]: { body: told }, ...answers })
  await renderAt('/pilotage/saisons/s1/inscriptions/import')
  const input = await screen.findByLabelText('Choisir un fichier', { selector: 'input' })
  const person = userEvent.setup()
  await person.upload(input, new File(['Nom;E-mail\n'], 'personnes.csv', { type: 'application/vnd.ms-excel' }))
  return { server, person }
}

it('shows what would be done, the rows to mend first, and does it once that is wanted', async () => {
  const { server, person } = await open({
    [`POST ${IMPORTS}?preview=false&as=confirmed&mail=false`]: {
      body: {
        ...told,
        preview: false,
        counts: { ...counts, to_add: 0, added: 1 },
        lines: [line({ outcome: 'added' }), bad],
      },
    },
  })

  expect(await screen.findByRole('heading', { name: 'Voici ce qui sera fait' })).toBeTruthy()
  expect(screen.getByText('personnes.csv')).toBeTruthy()
  const rows = () => within(screen.getByRole('region', { name: 'Ligne par ligne' })).getAllByRole('listitem')
  expect(rows()[0]?.textContent).toContain('E-mail\u00a0: cette adresse n’est pas complète')
  await person.click(screen.getByRole('switch', { name: 'Seulement les lignes à corriger' }))
  expect(rows()[0]?.textContent).toContain('Confirmée')
  await person.click(screen.getByRole('checkbox', { name: /Prévenir ces personnes/ }))
  await person.click(screen.getByRole('button', { name: 'Inscrire 1 personne' }))

  expect(await screen.findByRole('heading', { name: 'C’est fait' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: /Inscrire/ })).toBe(null)
  expect(server.callsTo('POST', preview).map(({ headers }) => headers['content-type'])).toEqual(['text/csv'])
})

it('writes to nobody while the season is a draft, and says so', async () => {
  const { server, person } = await open({
    'GET /api/v1/seasons/s1': { body: aSeason({ status: 'draft' }) },
    [`POST ${IMPORTS}?preview=true&as=confirmed&mail=false`]: { body: told },
    [`POST ${IMPORTS}?preview=false&as=confirmed&mail=false`]: { body: { ...told, preview: false } },
  })

  const box = await screen.findByRole('checkbox', { name: /Prévenir ces personnes/ })
  expect([box.getAttribute('aria-checked'), (box as HTMLButtonElement).disabled]).toEqual(['false', true])
  expect(screen.getByText('Cette saison n’est pas encore publiée : personne ne recevra de message.')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Inscrire 1 personne' }))

  expect(await screen.findByRole('heading', { name: 'C’est fait' })).toBeTruthy()
  expect(server.callsTo('POST', `${IMPORTS}?preview=false&as=confirmed&mail=false`)).toHaveLength(1)
})

it('names the line that keeps the file from being read', async () => {
  await open({
    [`POST ${preview}`]: aProblem(400, 'csv_unreadable', {
      errors: [{ path: 'line.12', code: 'quotes', message: '' }],
    }),
  })

  expect((await screen.findByRole('alert')).textContent).toContain('Ligne 12\u00a0: un guillemet est ouvert')
})

it('says that a file is too heavy', async () => {
  await open({ [`POST ${preview}`]: aProblem(413, 'too_large') })

  expect((await screen.findByRole('alert')).textContent).toContain('plus de 5 Mo')
})

it('downloads the list that is shown, and says when that fails', async () => {
  const file = '/api/v1/seasons/s1/enrolments.csv?status=confirmed'
  const server = stubServer({
    'GET /api/v1/me': { body: aMe() },
    'GET /api/v1/seasons/s1': { body: aSeason() },
    'GET /api/v1/seasons/s1/enrolments?status=confirmed': listOf([]),
    [`GET ${file}`]: aProblem(403, 'forbidden'),
  })
  const clicked: string[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    clicked.push(this.download)
  })
  await renderAt('/pilotage/saisons/s1/inscriptions?statut=confirmed')
  const person = userEvent.setup()
  const button = await screen.findByRole('button', { name: 'Télécharger (CSV)' })

  await person.click(button)
  expect((await screen.findAllByText(/Vous n’avez pas accès à cette action/)).length).toBeGreaterThan(0)
  server.answers[`GET ${file}`] = { body: 'Nom' }
  await person.click(button)

  expect((await screen.findAllByText(/Le fichier est téléchargé/)).length).toBeGreaterThan(0)
  expect(clicked).toEqual(['essor'])
})
