import { expect, it } from 'vitest'
import { expectAccessible, settled } from './accessibility.ts'
import { desktop, phone, useBrowser } from './browser.ts'

const { visit } = useBrowser()

it('shows anyone what Essor is and which seasons there are, on a phone, in French and in English', async () => {
  const { page } = await visit({ viewport: phone })

  await page.goto('/')
  await page.getByRole('heading', { level: 1, name: /Agir près de chez soi/ }).waitFor()
  await page.getByRole('link', { name: 'Prochain marathon solidaire' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Ouvrir le menu' }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { level: 2, name: 'How a season goes' }).waitFor()

  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await expectAccessible(page)
})

it('says until when a call for projects is open, by day, hour and place of the clock', async () => {
  const { page } = await visit({ viewport: phone })

  await page.goto('/')
  await page.getByRole('link', { name: 'Prochain marathon solidaire' }).click()
  await page.getByRole('heading', { level: 1, name: 'Prochain marathon solidaire' }).waitFor()
  await page.getByRole('link', { name: 'Voir l’appel : Vos projets pour la vallée' }).click()
  await page.getByRole('heading', { level: 1, name: 'Vos projets pour la vallée' }).waitFor()

  const deadline = page.getByRole('complementary', { name: 'Dates de l’appel' })
  await deadline.getByText(/^\p{L}+ \d+(er)? \p{L}+ \d{4} à 23\sh\s59, heure de Paris$/u).waitFor()
  await deadline.getByText(/^Il reste \d+\sjours?( et \d+\sh)?$/u).waitFor()
  await expect
    .poll(() => deadline.getByRole('link').allInnerTexts())
    .toEqual(['Me connecter pour commencer', 'Marathon solidaire\u00a0: voir la page'])
  await expectAccessible(page)
})

it('leads from a season that is over to its results', async () => {
  const { page } = await visit({ viewport: phone })

  await page.goto('/saisons/opac-amiens-2018')
  const brought = page.getByRole('region', { name: 'Les résultats' })
  await brought.getByText('Prix du meilleur projet').waitFor()
  await brought.getByRole('link', { name: 'Voir tous les résultats' }).click()
  await page.getByRole('heading', { level: 1, name: 'Les résultats' }).waitFor()

  expect(await page.getByRole('listitem').filter({ hasText: /^1re/ }).innerText()).toMatch(/Bienvenue chez vous/)
  const places = page.getByRole('listitem').filter({ hasText: /^\d(re|e)/ })
  await expect.poll(() => places.count()).toBe(6)
  await page.getByText(/5\s000\s€/u).waitFor()
  await expectAccessible(page)
})

it('says so where there is no page, and leads home', async () => {
  const { page } = await visit({ viewport: phone })

  await page.goto('/une-adresse-qui-n-existe-pas')
  await settled(page)
  await page
    .getByRole('main')
    .getByRole('link', { name: /accueil/i })
    .click()

  await page.getByRole('heading', { level: 1, name: /Agir près de chez soi/ }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/')
})

it('keeps the theme that a visitor chose', async () => {
  const { page } = await visit({ viewport: desktop })

  await page.goto('/')
  await page.getByRole('button', { name: 'Passer au thème sombre' }).click()
  await page.getByRole('button', { name: 'Passer au thème clair' }).waitFor()
  await page.reload()

  await page.getByRole('button', { name: 'Passer au thème clair' }).waitFor()
  expect(await page.getByRole('button', { name: 'Passer au thème sombre' }).count()).toBe(0)
})

it('has a reading page of the API, which loads nothing from elsewhere', async () => {
  const { page } = await visit()

  await page.goto('/api/docs/')

  await page.getByRole('heading', { level: 1 }).first().waitFor()
  expect(await page.getByRole('heading', { level: 1 }).first().innerText()).toMatch(/Essor/)
})
