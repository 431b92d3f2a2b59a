import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { ask, desktop, phone, useBrowser, type Visit } from './browser.ts'
import { openSeason, publishTeams, takePart } from './season-of-four.ts'

const { visit } = useBrowser()

it('ranks projects on a phone, accepts her place; someone else declines and is replaced', async () => {
  const hugo = await visit({ viewport: desktop, as: 'hugo.lemaire' })
  const lea = await visit({ viewport: phone, as: 'lea.fournier' })
  const { season, garden, bikes } = await openSeason(hugo)
  await takePart(lea, season.id)
  for (const name of ['brigitte.lenoir', 'monique.vasseur', 'nadege.carpentier'])
    await takePart(await visit({ as: name }), season.id, [name.startsWith('n') ? garden.id : bikes.id])

  const { page } = lea
  await page.goto(`/saisons/${season.slug}`)
  await page.getByRole('link', { name: 'Classer les projets' }).click()
  await page.getByRole('button', { name: `Ajouter à mes vœux : ${bikes.title}` }).click()
  await page.getByRole('button', { name: `Ajouter à mes vœux : ${garden.title}` }).click()
  await page.getByRole('button', { name: `Monter « ${garden.title} »` }).click()
  await page.getByRole('button', { name: 'Enregistrer mes vœux' }).click()
  await page.getByText('Vos vœux sont enregistrés. Merci !').first().waitFor()
  expect((await ask<{ projectIds: string[] }>(lea, `/me/seasons/${season.id}/preferences`)).projectIds).toEqual([
    garden.id,
    bikes.id,
  ])

  await publishTeams(hugo, season.id)
  await page.goto('/mon-espace')
  await page.getByRole('link', { name: new RegExp(`^Une place vous est proposée : ${garden.title}`) }).click()
  const hers = ownTeam(lea, garden.title)
  await hers.getByText('C’est votre premier vœu.').waitFor()
  await expectAccessible(page)
  await hers.getByRole('button', { name: 'Oui, je viens' }).click()
  await hers.getByRole('heading', { name: 'Vous avez dit oui. Merci !' }).waitFor()

  // She comes when teams are known already.
  const pascale = await visit({ viewport: phone, as: 'pascale.morel' })
  await takePart(pascale, season.id)
  const brigitte = await visit({ viewport: phone, as: 'brigitte.lenoir' })
  await brigitte.page.goto('/mon-espace/equipes')
  const refused = ownTeam(brigitte, bikes.title)
  await refused.getByRole('button', { name: 'Non, je ne peux pas' }).click()
  await refused.getByLabel('Un mot pour les personnes qui organisent').fill('Je garde mes petits-enfants.')
  await refused.getByRole('button', { name: 'Confirmer mon refus' }).click()
  await brigitte.page
    .getByRole('region', { name: 'Mes réponses passées' })
    .getByText(`Vous avez dit non à « ${bikes.title} ».`)
    .waitFor()

  await hugo.page.goto(`/pilotage/saisons/${season.id}/equipes/reponses`)
  const repair = hugo.page.getByRole('region', { name: 'Réparer en bougeant peu de monde' })
  const proposal = repair
    .getByRole('article')
    .filter({ hasText: `Pascale Morel rejoint « ${bikes.title} ».` })
    .first()
  await proposal.getByText('Personne ne change').waitFor()
  await hugo.page.getByText('« Je garde mes petits-enfants. »').waitFor({ state: 'attached' })
  await expectAccessible(hugo.page)
  await proposal.getByRole('button', { name: 'Choisir cette proposition' }).click()
  await hugo.page.getByRole('dialog').getByRole('button', { name: 'Choisir cette proposition' }).click()
  await repair.getByText('La dernière proposition est en place').waitFor()

  await pascale.page.goto('/mailbox')
  const letters = pascale.page.getByRole('article').filter({ hasText: 'pascale.morel@exemple.essor' })
  await letters.filter({ hasText: `Votre équipe : ${bikes.title}` }).waitFor()
  await pascale.page.goto('/mon-espace/equipes')
  const found = ownTeam(pascale, bikes.title)
  await found.getByRole('button', { name: 'Oui, je viens' }).click()
  await found.getByRole('heading', { name: 'Vous avez dit oui. Merci !' }).waitFor()
  await hugo.page
    .getByRole('listitem')
    .filter({ hasText: /^Pascale Morel\s*A dit oui/ })
    .waitFor()
  expect(await ask(hugo, `/seasons/${season.id}/team-offers/summary`)).toEqual({
    accepted: 2,
    waiting: 2,
    late: 0,
    declined: 1,
    left: 0,
    vacancies: 0,
    notPlaced: 0,
  })
})

/** The card of the team that bears this name, among all of this person's. */
const ownTeam = ({ page }: Visit, name: string): Locator => page.getByRole('article', { name, exact: true })
