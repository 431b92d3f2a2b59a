import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { expectAccessible, settled } from './accessibility.ts'
import { ask, phone, seasonId, useBrowser, type Visit } from './browser.ts'
import { filmOf } from './film.ts'

const folder = mkdtempSync(join(tmpdir(), 'essor-film-'))
const film = join(folder, 'ticket.y4m')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { visit } = useBrowser({ camera: film })
const slug = 'marathon-solidaire-en-cours'

interface AtTheDoor {
  enrolmentId: string
  personName: string
  status: string
  code: string
}

/** Two people who have not come yet. */
async function awaited(visitor: Visit, season: string): Promise<[AtTheDoor, AtTheDoor]> {
  const { items } = await ask<{ items: AtTheDoor[] }>(visitor, `/seasons/${season}/door/people?limit=500`)
  const people = items.filter(({ status }) => status === 'confirmed' || status === 'checked_in').slice(0, 2)
  for (const { enrolmentId } of people)
    await visitor.context.request.delete(`/api/v1/seasons/${season}/check-ins/${enrolmentId}`)
  return people as [AtTheDoor, AtTheDoor]
}

it('reads tickets with the camera of a phone, and keeps the door without a network', async () => {
  const hugo = await visit({ viewport: phone, as: 'hugo.lemaire', expected: /ERR_INTERNET_DISCONNECTED/ })
  const { page } = hugo
  const season = await seasonId(hugo, slug)
  const [scanned, tapped] = await awaited(hugo, season)
  filmOf(scanned.code, film)
  await page.goto(`/pilotage/saisons/${season}/accueil`)
  await page.getByRole('heading', { level: 1, name: 'Accueil' }).waitFor()
  await settled(page)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Scanner un billet' }).click()
  await page.getByText(/^Bienvenue/).waitFor()
  await page.locator('#verdict').getByText(scanned.personName).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Fermer la caméra' }).click()

  // What was tried without a network has no answer: it may be tried as often as it likes.
  const answered: number[] = []
  page.on('response', (answer) => {
    if (answer.url().endsWith('/check-ins')) answered.push(answer.status())
  })
  await hugo.context.setOffline(true)
  await page.getByText('Vous êtes hors réseau').waitFor()
  await page.getByRole('searchbox', { name: 'Chercher par nom' }).fill(tapped.personName)
  await page.getByRole('button', { name: `Noter l’arrivée de ${tapped.personName}` }).click()
  await page.getByText('1 arrivée en attente d’envoi').waitFor()
  await page.getByText('En attente d’envoi', { exact: true }).waitFor()
  await expectAccessible(page)
  const kept = await page.evaluate(() => JSON.stringify(localStorage))
  expect(kept).not.toContain(tapped.personName)

  await hugo.context.setOffline(false)
  await page.getByText('1 arrivée en attente d’envoi').waitFor({ state: 'detached' })
  const { items } = await ask<{ items: AtTheDoor[] }>(hugo, `/seasons/${season}/door/people?limit=500`)
  const came = items.filter(({ status }) => status === 'checked_in').map(({ enrolmentId }) => enrolmentId)
  expect(came).toEqual(expect.arrayContaining([scanned.enrolmentId, tapped.enrolmentId]))
  expect(answered).toEqual([200])
})

it('shows a ticket that holds nothing but its code', async () => {
  const lea = await visit({ viewport: phone, as: 'lea.fournier' })
  const { page } = lea
  await page.goto('/mon-espace')
  await page
    .getByRole('link', { name: /^Mon billet pour/ })
    .first()
    .click()
  await page.getByRole('img', { name: 'Code à montrer à l’accueil' }).waitFor()
  await expectAccessible(page)

  const season = await seasonId(lea, slug)
  const { items } = await ask<{ items: { id: string; seasonId: string }[] }>(lea, '/me/enrolments')
  const mine = items.find((one) => one.seasonId === season)!
  const { code } = await ask<{ code: string }>(lea, `/me/enrolments/${mine.id}/ticket`)
  await page.goto(`/mon-espace/billets/${mine.id}`)
  expect((await page.locator('.ticket .font-mono').innerText()).replaceAll(' ', '')).toBe(code)
})
