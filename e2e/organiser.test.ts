import { expect, it } from 'vitest'
import { desktop, seasonId, useBrowser } from './browser.ts'

const { visit } = useBrowser()
const inHalfAYear = new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10)

it('signs in, makes a season from a preset, publishes it and its call', async () => {
  const { page } = await visit({ viewport: desktop })

  await page.goto('/pilotage')
  await page.getByRole('heading', { level: 1, name: 'Se connecter' }).waitFor()
  await page.getByRole('button', { name: /^Hugo Lemaire/ }).click()
  await page.getByRole('main').getByRole('button', { name: 'Se connecter', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Mes saisons' }).waitFor()
  await page
    .getByRole('region', { name: 'Vallée-Claire (exemple)' })
    .getByRole('link', { name: 'Préparer une saison' })
    .click()
  await page.getByRole('heading', { level: 1, name: 'Préparer une saison' }).waitFor()
  await page.getByRole('radio', { name: /Journée solidaire/ }).click()
  await page.getByLabel('Nom', { exact: true }).fill('Journée du jardin partagé')
  await page.getByLabel('Premier jour').fill(inHalfAYear)
  await page.getByLabel('Lieu', { exact: true }).fill('Jardin des Trois-Ponts')
  await page.getByRole('button', { name: 'Créer la saison' }).click()
  await page.getByRole('heading', { level: 1, name: 'Journée du jardin partagé' }).waitFor()
  await page.getByText('En préparation').first().waitFor()

  await page.getByRole('button', { name: 'Publier', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publier', exact: true }).click()
  await page.getByText('Publiée', { exact: true }).first().waitFor()

  await page.getByRole('link', { name: 'Appels à projets' }).click()
  await page.getByRole('link', { name: 'Préparer un appel' }).click()
  await page.getByLabel('Titre de l’appel').fill('Que planter ensemble ?')
  await page.getByLabel('Présentation').fill('Pour les collectifs qui ont un coin de terre et une idée.')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Que planter ensemble ?' }).waitFor()
  await page.getByRole('button', { name: 'Publier l’appel' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publier l’appel' }).click()
  await page.getByRole('link', { name: 'Voir la page publique' }).click()
  await page.getByRole('heading', { level: 1, name: 'Que planter ensemble ?' }).waitFor()

  const { page: public_ } = await visit()
  await public_.goto('/')
  await public_.getByRole('link', { name: 'Journée du jardin partagé' }).click()
  await public_.getByRole('heading', { level: 3, name: 'Que planter ensemble ?' }).waitFor()
  expect(new URL(public_.url()).pathname).toBe('/saisons/journee-du-jardin-partage')
})

it('sees what needs attention in the season under way, and gives the team without anyone a coach', async () => {
  const hugo = await visit({ viewport: desktop, as: 'hugo.lemaire' })
  const { page } = hugo

  await page.goto(`/pilotage/saisons/${await seasonId(hugo, 'marathon-solidaire-en-cours')}`)
  await page.getByRole('heading', { level: 1, name: 'Marathon solidaire de la vallée' }).waitFor()
  const attention = page.getByRole('region', { name: 'Ce qui demande votre attention' })
  await attention.getByRole('link', { name: '1 juré n’a pas tout noté' }).waitFor()
  await attention.getByRole('link', { name: '1 équipe sans accompagnement attitré' }).click()
  await page.getByRole('heading', { level: 1, name: 'Accompagnement' }).waitFor()
  await page.getByText('Il manque 1 coach', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Trouver un coach pour Énergie : comprendre sa facture' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Choisir Gérard Caron' }).click()

  await page.getByText('Il manque 1 coach', { exact: true }).waitFor({ state: 'detached' })
  const team = page.getByRole('article').filter({ hasText: 'Énergie : comprendre sa facture' })
  await expect.poll(() => team.getByRole('listitem').allInnerTexts()).toEqual(['Gérard Caron, coach'])
})

it('invites a juror, who accepts from the mail', async () => {
  const hugo = await visit({ viewport: desktop, as: 'hugo.lemaire' })
  const { page } = hugo

  await page.goto(`/pilotage/saisons/${await seasonId(hugo, 'marathon-solidaire-en-cours')}/personnes`)
  await page.getByLabel('Son adresse e-mail').fill('odile.jury@exemple.essor')
  await page.getByRole('combobox', { name: 'Son rôle' }).click()
  await page.getByRole('option', { name: 'Jury' }).click()
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  const sent = page.getByRole('region', { name: 'Invitations' }).getByRole('listitem')
  await sent.filter({ hasText: 'odile.jury@exemple.essor' }).waitFor()

  const { page: odile } = await visit()
  await odile.goto('/mailbox')
  const mail = odile.getByRole('article').filter({ hasText: 'odile.jury@exemple.essor' })
  await mail.getByRole('link').first().click()
  await odile.getByRole('button', { name: 'Accepter et entrer' }).click()
  await odile.getByText('Bienvenue dans Essor !').waitFor()
  await page.reload()
  const odiles = sent.filter({ hasText: 'odile.jury@exemple.essor' })
  expect((await odiles.innerText()).split(/\n+/)).toEqual(['odile.jury@exemple.essor', 'Jury', 'Acceptée'])
})

it('answers those who enrolled in the season to come', async () => {
  const hugo = await visit({ viewport: desktop, as: 'hugo.lemaire' })
  const { page } = hugo

  await page.goto(`/pilotage/saisons/${await seasonId(hugo, 'prochain-marathon-solidaire')}/inscriptions`)
  await page.getByRole('button', { name: 'Confirmer Nathan Petit' }).click()
  await page.getByText('Nathan Petit a sa place.').first().waitFor()
  await page.getByRole('combobox', { name: 'État' }).click()
  await page.getByRole('option', { name: 'Confirmée' }).click()

  await expect.poll(() => page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['Nathan Petit'])
})

it('starts the next pitch from the control room', async () => {
  const hugo = await visit({ viewport: desktop, as: 'hugo.lemaire' })
  const { page } = hugo

  await page.goto(`/pilotage/saisons/${await seasonId(hugo, 'marathon-solidaire-en-cours')}/pitchs`)
  await page.getByRole('link', { name: /^Pitchs devant le jury/ }).click()
  await page.getByRole('heading', { level: 2, name: 'La conciergerie des trouvailles' }).waitFor()
  await page.getByRole('button', { name: 'Démarrer' }).click()
  await page.getByText('Le temps court').waitFor()
  await page
    .getByRole('timer', { name: 'Temps restant' })
    .filter({ hasText: /^[12]:\d\d$/ })
    .waitFor()
  await page.getByRole('button', { name: 'Mettre en pause' }).click()
  await page.getByText('En pause').first().waitFor()
  await page.getByRole('button', { name: 'Terminer ce pitch' }).click()

  await page.getByRole('heading', { level: 2, name: 'Le coup de main du palier' }).waitFor()
  const third = page.getByRole('listitem').filter({ hasText: /^3\s*La conciergerie/ })
  await expect.poll(() => third.getByText('Passée').count()).toBe(1)
})
