import { expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { ask, desktop, phone, seasonId, useBrowser } from './browser.ts'

const { visit } = useBrowser()
const slug = 'prochain-marathon-solidaire'

it('opens enrolment to whoever comes first, and a place is given at once', async () => {
  const hugo = await visit({ viewport: desktop, as: 'hugo.lemaire' })
  const { page } = hugo
  await page.goto(`/pilotage/saisons/${await seasonId(hugo, slug)}/places`)
  await page.getByRole('radio', { name: /^Par ordre d’arrivée/ }).click()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('C’est enregistré.').first().waitFor()
  await expectAccessible(page)

  const visitor = await visit({ viewport: phone, as: 'lea.fournier' })
  const { page: lea } = visitor
  await lea.goto(`/saisons/${slug}/inscription`)
  await lea.getByRole('radio', { name: 'Étudiant·e' }).click()
  await lea.getByRole('button', { name: 'Envoyer mon inscription' }).click()

  await lea.getByRole('heading', { name: 'C’est confirmé !' }).waitFor()
  await expectAccessible(lea)
  const { items } = await ask<{ items: { seasonSlug: string; status: string }[] }>(visitor, '/me/enrolments')
  expect(items.find(({ seasonSlug }) => seasonSlug === slug)?.status).toBe('confirmed')
})

it('promises two evenings, tells a need, and takes the sessions along in an agenda', async () => {
  const lea = await visit({ viewport: phone, as: 'lea.fournier' })
  const { page, context } = lea
  const id = await seasonId(lea, slug)

  await page.goto('/mon-espace/temps')
  const season = page.getByRole('article', { name: 'Prochain marathon solidaire' })
  await season.getByRole('button', { name: 'Promettre du temps' }).click()
  await season.getByLabel('Combien').fill('2')
  await season.getByRole('button', { name: 'Je promets' }).click()
  await season.getByText(/^Vous promettez 2\s/).waitFor()
  await expectAccessible(page)

  await page.goto(`/mon-espace/saisons/${id}/besoins`)
  await page.getByRole('button', { name: /^Le dire.*Repas$/ }).click()
  await page.getByRole('checkbox', { name: 'végétarien' }).click()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Merci, c’est noté.').first().waitFor()
  await expectAccessible(page)
  expect(await ask(lea, `/me/seasons/${id}/needs`)).toMatchObject({
    needs: [{ kind: 'diet', diets: ['vegetarian'], detail: '' }],
  })

  await page.goto('/mon-espace/agenda')
  await page.getByRole('button', { name: 'Créer mon adresse' }).click()
  await page.getByText('Votre adresse est prête').waitFor()
  await expectAccessible(page)
  const feed = await context.request.get(await page.getByLabel('Adresse de l’agenda').inputValue())
  expect([feed.status(), feed.headers()['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
  expect(await feed.text()).toContain('SUMMARY:Ouverture et présentation des projets')
})
