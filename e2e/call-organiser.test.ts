import { expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { ask, desktop, seasonId, useBrowser } from './browser.ts'
import { callId, csvOf } from './organiser-steps.ts'

const { visit } = useBrowser()
const call = 'Un été près de chez soi'
const projects = ['Le cinéma du pré', 'La fanfare du marché', 'Les bains de la rivière', 'Le bal des voisins'].map(
  (title, index) => ({ title, email: `ete.${index + 1}@exemple.essor` }),
)
const reason = 'Deux jours ne suffiraient pas. Revenez nous voir à l’automne.'

it('goes from a form to answers that leave once', async () => {
  const hugo = await visit({ viewport: desktop, as: 'hugo.lemaire', expected: /409/ })
  const { page } = hugo
  const pages = page.getByRole('navigation', { name: 'Les pages de cet appel' })
  const open = async (part: string, name?: string) => {
    await pages.getByRole('link', { name: part, exact: true }).click()
    if (name) await pages.getByRole('link', { name, exact: true }).click()
  }
  const sure = (name: string) => page.getByRole('dialog').getByRole('button', { name }).click()

  await page.goto(`/pilotage/saisons/${await seasonId(hugo, 'prochain-marathon-solidaire')}/appels/nouveau`)
  await page.getByLabel('Titre de l’appel').fill(call)
  await page.getByLabel('Présentation').fill('Pour celles et ceux qui ne partent pas.')
  // Whatever the hour at which this is played, the call is open.
  await page.getByLabel('Heure', { exact: true }).first().fill('00:00')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('heading', { level: 1, name: call }).waitFor()
  await expectAccessible(page)

  await open('L’appel', 'Questions')
  await page.getByRole('button', { name: 'Partir du modèle' }).click()
  await page.getByRole('button', { name: 'Ajouter une question' }).last().click()
  await page.getByLabel('La question', { exact: true }).fill('Combien serez-vous ?')
  await page.getByRole('combobox', { name: 'Sorte de réponse' }).click()
  await page.getByRole('option', { name: 'Nombre', exact: true }).click()
  await page.getByRole('button', { name: 'Publier', exact: true }).click()
  await page.getByText('Le formulaire est publié').first().waitFor()
  await page.getByRole('heading', { name: 'Version 1' }).waitFor()
  await expectAccessible(page)

  await open('Projets')
  await page.getByRole('button', { name: 'Publier l’appel' }).click()
  await sure('Publier l’appel')
  await page.getByRole('link', { name: 'Voir la page publique' }).waitFor()
  await open('Projets', 'Importer')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'ete.csv', mimeType: 'text/csv', buffer: csvOf(projects) })
  await page.getByRole('button', { name: 'Ajouter 4 projets' }).click()
  await page.getByRole('heading', { name: 'C’est fait' }).waitFor()

  await open('L’appel', 'Dates et réglages')
  await page.getByRole('button', { name: 'Clore maintenant' }).click()
  await sure('Clore maintenant')
  await page.getByText('Clos', { exact: true }).first().waitFor()
  await open('Relecture', 'Répartition')
  await page.getByRole('button', { name: /^Confier \d+ relectures$/ }).click()
  await sure('Confier')
  await page.getByText(/relectures sont confiées à 2\spersonnes/).waitFor()
  await expectAccessible(page)

  await open('Réponses')
  await page.getByRole('checkbox', { name: `Choisir : ${projects[0]!.title}` }).click()
  await page.getByRole('radio', { name: 'Retenu', exact: true }).click()
  await page.getByRole('button', { name: 'Enregistrer ces décisions' }).click()
  await page.getByText('Une décision enregistrée').first().waitFor()
  await page.getByRole('checkbox', { name: 'Tout choisir' }).click()
  await page.getByRole('checkbox', { name: `Choisir : ${projects[0]!.title}` }).click()
  await page.getByRole('radio', { name: 'Non retenu', exact: true }).click()
  await page.getByLabel('Pourquoi ce projet n’est-il pas retenu ?').fill(reason)
  await page.getByRole('button', { name: 'Enregistrer ces décisions' }).click()
  await page.getByText('3 décisions enregistrées').first().waitFor()
  const last = page.getByRole('listitem').filter({ hasText: projects[3]!.title })
  await last.getByText('Lire le message qui partira').click()
  await last.getByText(reason).nth(1).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Publier toutes les réponses' }).click()
  await sure('Publier toutes les réponses')
  await page.getByText('Les réponses sont publiées.').first().waitFor()
  await page.getByRole('heading', { name: 'Ce que sont devenues les réponses' }).waitFor()
  await expectAccessible(page)

  const again = await hugo.context.request.post(`/api/v1/calls/${await callId(hugo, call)}/decisions/publish`)
  const mails = await ask<{ toAddress: string; text: string }[]>(hugo, '/mailbox')
  const refusals = mails.filter(({ text }) => text.includes(reason)).map(({ toAddress }) => toAddress)
  expect([again.status(), refusals.toSorted()]).toEqual([409, projects.slice(1).map(({ email }) => email)])
})
