import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { ask, phone, useBrowser, type Visit } from './browser.ts'
import { callId, post } from './organiser-steps.ts'

const { visit } = useBrowser()
const email = 'odette.renaud@exemple.essor'
const title = 'Un goûter le premier mardi'

/** She asks for a link, reads her mail, says her name, and is back where she came from. */
async function signInByLink(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Me connecter pour commencer' }).click()
  await page.getByLabel('Votre adresse e-mail').fill(email)
  await page.getByRole('button', { name: 'Recevoir un lien' }).click()
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Se connecter' }).waitFor()
  await page.goto('/mailbox')
  await page.getByRole('article').filter({ hasText: email }).first().getByRole('link').first().click()
  await page.getByRole('button', { name: 'Entrer dans Essor' }).click()
  await page.getByLabel('Votre nom').fill('Odette Renaud')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Vos projets pour la vallée' }).waitFor()
}

const answers: [question: string, answer: string][] = [
  ['Le nom de votre projet', title],
  ['Votre structure', 'Les voisins du square (exemple)'],
  ['Votre projet en deux phrases', 'Les anciens du square ne se voient plus. Nous voulons un goûter par mois.'],
  ['Quel est le problème aujourd’hui ?', 'La salle a fermé, et chacun reste chez soi.'],
  ['Qu’est-ce qui le montre ?', 'Beaucoup nous l’ont dit.'],
  ['Qui vivra mieux grâce à ce projet ?', 'Une trentaine de personnes âgées.'],
  ['Qui s’en servira, concrètement ?', 'Quatre voisines qui tiennent la table.'],
  ['Qui paiera, ou fournira ce qu’il faut ?', 'La ville prête la salle de l’école.'],
  ['Qu’est-ce que la société y gagne ?', 'Des voisins qui se connaissent.'],
]

async function fillIn(page: Page): Promise<void> {
  const next = () => page.getByRole('button', { name: 'Question suivante' }).click()
  for (const [question, answer] of answers) {
    await page.getByRole('textbox', { name: question, exact: true }).fill(answer)
    await next()
  }
  await page.getByRole('radio', { name: /^Le début de quelque chose/ }).click()
  await next()
  await page
    .getByRole('textbox', { name: 'Que peut-on faire dans le temps donné ?' })
    .fill('Trouver la salle et inviter tout le square.')
  await next()
  await page
    .getByRole('textbox', { name: 'Que voulez-vous avoir en main à la fin ?' })
    .fill('Une date, une affiche et un premier goûter.')
  await next()
  await page.getByLabel('Ajouter une compétence', { exact: true }).click()
  await page.getByRole('option', { name: 'Rédaction' }).click()
  await next()
}

async function answerOwnQuestions(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Une association' }).click()
  await page.getByLabel('Numéro RNA de l’association').fill('W802001234')
  await page.getByLabel('Budget dont vous disposez déjà').fill('150')
  await page.getByLabel('Un document qui aide à comprendre', { exact: true }).setInputFiles({
    name: 'affiche.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'),
  })
  await page.getByText('affiche.pdf').waitFor()
  await page.getByText('Tout est enregistré').waitFor()
}

interface Row {
  id: string
  title: string
  version: number
}
const rowsOf = async (hugo: Visit, call: string) =>
  (await ask<{ items: Row[] }>(hugo, `/calls/${call}/board?limit=100`)).items

it('goes from a first click on a call to a confirmed place, on a phone', async () => {
  const odette = await visit({ viewport: phone })
  const { page } = odette
  const hugo = await visit({ as: 'hugo.lemaire' })
  const call = await callId(hugo, 'Vos projets pour la vallée')

  await page.goto(`/appels/${call}`)
  await signInByLink(page)
  await page.getByRole('button', { name: 'Commencer mon projet' }).click()
  await page.getByText('Ceci est un brouillon').waitFor()
  await fillIn(page)
  await answerOwnQuestions(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Relire mon dossier' }).click()
  await page.getByRole('button', { name: 'Déposer mon projet' }).click()
  await page.getByText(/^Votre projet est bien déposé\./).waitFor()
  await expectAccessible(page)
  const receipt = (await ask<{ toAddress: string; text: string }[]>(odette, '/mailbox')).filter(
    ({ toAddress, text }) => toAddress === email && text.includes('La salle a fermé, et chacun reste chez soi.'),
  )
  expect(receipt.length).toBe(1)

  await post(hugo, `/calls/${call}/close`)
  const mine = (await rowsOf(hugo, call)).find((row) => row.title === title)!
  await post(hugo, `/submissions/${mine.id}/corrections`, {
    kind: 'incomplete',
    parts: ['framing.evidence'],
    message: 'Combien de personnes vous l’ont dit ?',
    answerBy: { day: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10), hour: '18:00' },
  })
  await page.goto('/mon-espace')
  await page.getByRole('link', { name: /^Une correction vous est demandée/ }).click()
  const asked = page.getByRole('region', { name: 'Une correction vous est demandée' })
  await asked.getByRole('link', { name: 'Modifier mon dossier' }).click()
  await page.getByRole('textbox', { name: 'Qu’est-ce qui le montre ?' }).fill('Vingt-deux voisins sur trente, en mars.')
  await page.getByRole('button', { name: 'Enregistrer mes changements' }).click()
  await asked.getByLabel('2. Un mot pour le comité').waitFor()
  await expectAccessible(page)
  await asked.getByLabel('2. Un mot pour le comité').fill('C’est compté.')
  await asked.getByRole('button', { name: 'Renvoyer mon dossier' }).click()
  await page.getByText('Votre dossier est renvoyé. Merci !').first().waitFor()

  const rows = await rowsOf(hugo, call)
  const decide = (chosen: Row[], outcome: string, reason = '') =>
    post(hugo, `/calls/${call}/decisions`, {
      submissions: chosen.map(({ id, version }) => ({ id, version })),
      outcome,
      reason,
    })
  await decide(
    rows.filter((row) => row.title === title),
    'accepted',
  )
  await decide(
    rows.filter((row) => row.title !== title),
    'declined',
    'Le calendrier est trop court cette fois-ci.',
  )
  await post(hugo, `/calls/${call}/decisions/publish`)
  await page.goto('/mon-espace')
  await page.getByRole('link', { name: /^Votre projet est retenu, confirmez-le/ }).click()
  await page.getByText(/^Bonne nouvelle/).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Confirmer que nous participons' }).click()
  await page.getByText('Retenu et confirmé').first().waitFor()
  await expectAccessible(page)
})
