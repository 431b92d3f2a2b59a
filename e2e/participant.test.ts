import { expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { ask, desktop, phone, useBrowser } from './browser.ts'

const { visit } = useBrowser()

it('comes for the first time: a link by mail, a name, skills, and a place in the season to come', async () => {
  const yasmine = await visit({ viewport: phone })
  const { page } = yasmine

  await page.goto('/saisons/prochain-marathon-solidaire')
  await page.getByRole('link', { name: 'Je participe' }).click()
  await page.getByRole('heading', { level: 1, name: 'Se connecter' }).waitFor()
  await page.getByLabel('Votre adresse e-mail').fill('yasmine.brunet@exemple.essor')
  await page.getByRole('button', { name: 'Recevoir un lien' }).click()
  await page.getByRole('heading', { level: 1, name: 'Regardez votre boîte aux lettres' }).waitFor()
  await expectAccessible(page)

  await page.goto('/mailbox')
  await page.getByRole('article').filter({ hasText: 'yasmine.brunet@exemple.essor' }).getByRole('link').first().click()
  await page.getByRole('button', { name: 'Entrer dans Essor' }).click()
  await page.getByText('Bienvenue dans Essor !').waitFor()
  await page.getByLabel('Votre nom').fill('Yasmine Brunet')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('C’est enregistré.').first().waitFor()

  await page.goto('/mon-espace/profil')
  await page.getByLabel('Chercher un savoir-faire').fill('compta')
  await page.getByRole('checkbox', { name: 'Comptabilité' }).check()
  await page.getByRole('list', { name: 'Savoir-faire choisis' }).getByRole('listitem').waitFor()
  await page.getByRole('button', { name: 'Enregistrer mon profil' }).click()
  await page.getByText('Tout est enregistré.').waitFor()
  await expectAccessible(page)

  await page.goto('/saisons/prochain-marathon-solidaire/inscription')
  await page.getByRole('radio', { name: 'Habitant·e' }).click()
  await page.getByLabel('Qu’est-ce qui vous donne envie ?').fill('Rencontrer mes voisins.')
  await page.getByRole('button', { name: 'Envoyer mon inscription' }).click()
  await page.getByText('Merci, c’est noté !').waitFor()
  await expectAccessible(page)

  await page.goto('/mon-espace')
  await page.getByRole('heading', { level: 1, name: 'Bonjour Yasmine' }).waitFor()
  const mine = page.getByRole('article').filter({ hasText: 'Prochain marathon solidaire' })
  await mine.getByText('En attente').waitFor()
  const { items } = await ask<{ items: { seasonName: string; category: string; motivation: string }[] }>(
    yasmine,
    '/me/enrolments',
  )
  expect(items.map(({ seasonName, category, motivation }) => [seasonName, category, motivation])).toEqual([
    ['Prochain marathon solidaire', 'resident', 'Rencontrer mes voisins.'],
  ])
})

it('sees her team, asks a question, and reads the answer as it is given', async () => {
  const { page: lea } = await visit({ viewport: phone, as: 'lea.fournier' })
  const { page: pascale } = await visit({ viewport: desktop, as: 'pascale.morel' })
  const title = 'Comment joindre les gardiens ?'

  await lea.goto('/mon-espace')
  await lea.getByRole('link', { name: /^Votre équipe vous attend/ }).click()
  await lea.getByRole('heading', { level: 1, name: 'Votre équipe' }).waitFor()
  await lea.getByText('Léa Fournier (vous)').first().waitFor()
  await pascale.goto('/mon-espace/entraide')
  const season = pascale.getByRole('region', { name: 'Marathon solidaire de la vallée' })
  await season.getByText('Personne n’attend dans vos domaines').waitFor()

  await lea.getByRole('link', { name: 'Entraide' }).click()
  await lea
    .getByRole('region', { name: 'Ma demande, où en est-elle ? Marathon solidaire de la vallée' })
    .getByRole('link', { name: 'Poser une question' })
    .click()
  await lea.getByLabel('Votre question en une phrase').fill(title)
  await lea.getByLabel('Racontez').fill('Nous voudrions leur montrer notre prototype avant les pitchs.')
  await lea.getByRole('radio', { name: /Logement et habitat/ }).click()
  await lea.getByRole('button', { name: 'Envoyer la question' }).click()
  await lea.getByRole('heading', { level: 1, name: title }).waitFor()
  await lea.getByText(/^Attend depuis/).waitFor()

  await season.getByRole('link', { name: title }).click()
  await pascale.getByRole('button', { name: 'Je m’en charge' }).click()
  await lea.getByText('suivie par Pascale Morel').waitFor()
  await pascale.getByLabel('Votre réponse').fill('Passez à la loge avant midi, je les préviens.')
  await pascale.getByRole('button', { name: 'Envoyer la réponse' }).click()

  await lea.getByText('Passez à la loge avant midi, je les préviens.').waitFor()
  await expectAccessible(lea)
  await lea.getByRole('button', { name: 'Oui, merci' }).click()
  await pascale.getByText('Terminée').first().waitFor()
  await expect.poll(() => lea.getByRole('list', { name: 'Échanges' }).getByRole('listitem').count()).toBe(1)
})
