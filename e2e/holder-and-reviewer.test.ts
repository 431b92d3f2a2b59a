import { expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { ask, phone, seasonId, useBrowser, type Visit } from './browser.ts'

const { visit } = useBrowser()

/** The board of a call of the season to come, as the organiser opens it. */
async function openBoard(hugo: Visit, call: string): Promise<void> {
  await hugo.page.goto(`/pilotage/saisons/${await seasonId(hugo, 'prochain-marathon-solidaire')}/appels`)
  await hugo.page.getByRole('link', { name: call }).click()
  await hugo.page.getByRole('heading', { level: 1, name: call }).waitFor()
}

it('finishes her draft, which keeps itself, and hands it in before the deadline', async () => {
  const brigitte = await visit({ viewport: phone, as: 'brigitte.lenoir' })
  const { page } = brigitte

  await page.goto('/mon-espace')
  await page.getByRole('link', { name: /^Terminez et déposez votre projet : Le coup de main du palier/ }).click()
  const questions = page.getByRole('navigation', { name: 'Les questions de votre dossier' })
  await page.getByRole('button', { name: /^Toutes les questions/ }).click()
  await questions.getByRole('button', { name: /^Le problème/ }).click()
  const need = page.getByLabel('Quel est le problème aujourd’hui ?')
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok())
  await need.fill('Au 4 de la rue des Ponts, deux voisines ne sont pas sorties de l’hiver.')
  await kept
  await page.getByText('Tout est enregistré').waitFor()
  await page.reload()
  await expect
    .poll(() => need.inputValue())
    .toBe('Au 4 de la rue des Ponts, deux voisines ne sont pas sorties de l’hiver.')
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Toutes les questions/ }).click()
  await questions.getByRole('button', { name: 'Relire et déposer' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Déposer mon projet' }).click()
  await page.getByText(/^Votre projet est bien déposé\./).waitFor()
  await expectAccessible(page)

  const hugo = await visit({ as: 'hugo.lemaire' })
  await openBoard(hugo, 'Vos projets pour la vallée')
  const { page: board } = hugo
  await board.getByRole('link', { name: 'Le coup de main du palier' }).click()
  await board.getByText('L’appel est encore ouvert').waitFor()
  const mails = await ask<{ toAddress: string }[]>(brigitte, '/mailbox')
  expect(mails.filter(({ toAddress }) => toAddress === 'brigitte.lenoir@exemple.essor').length).toBe(1)
})

it('gives a file to a reviewer once the call is closed, and her review counts', async () => {
  const hugo = await visit({ as: 'hugo.lemaire' })
  const { page: organiser } = hugo
  await openBoard(hugo, 'Premières idées de la vallée')
  const file = 'Une application pour tout le département'
  await organiser.getByRole('link', { name: file }).click()
  await organiser
    .getByRole('region', { name: 'Qui relit ce projet ?' })
    .getByRole('checkbox', { name: 'Nadège Carpentier' })
    .click()
  const reviews = organiser.getByRole('region', { name: 'Relectures' })
  await reviews.getByText('Nadège Carpentier').waitFor()

  const { page: nadege } = await visit({ viewport: phone, as: 'nadege.carpentier' })
  await nadege.goto('/mon-espace')
  await nadege.getByRole('link', { name: `Lisez et évaluez le projet : ${file}` }).click()
  await nadege.getByRole('heading', { level: 1, name: file }).waitFor()
  await nadege
    .getByRole('radiogroup', { name: 'Utilité pour les habitants' })
    .getByRole('radio', { name: '4', exact: true })
    .check()
  await nadege
    .getByRole('radiogroup', { name: 'Faisable dans le temps donné' })
    .getByRole('radio', { name: '3', exact: true })
    .check()
  await nadege.getByRole('radio', { name: 'Oui, c’est faisable' }).click()
  await nadege.getByLabel('Votre avis').fill('Une idée utile, à commencer par un seul quartier.')
  await expectAccessible(nadege)
  await nadege.getByRole('button', { name: 'Terminer ma relecture' }).click()
  await nadege.getByRole('dialog').getByRole('button', { name: 'Terminer ma relecture' }).click()
  await nadege.getByRole('heading', { name: 'Les autres relectures' }).waitFor()

  // (4/5 × 3 + 3/5 × 2) / 5, on 100.
  await reviews.getByText('72').first().waitFor()
  await openBoard(hugo, 'Premières idées de la vallée')
  const row = organiser.getByRole('row').filter({ hasText: file })
  await row.getByRole('cell', { name: '72', exact: true }).waitFor()
  await expect.poll(() => row.getByRole('cell', { name: /^1 \/ 1/ }).count()).toBe(1)
})
