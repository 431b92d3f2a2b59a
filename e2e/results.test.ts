import { expect, it } from 'vitest'
import { ask, desktop, phone, seasonId, useBrowser, type Visit } from './browser.ts'

const { visit } = useBrowser()
const slug = 'marathon-solidaire-en-cours'

interface Pitch {
  id: string
  clock: { state: string }
}

/** The pitches that are left, begun and ended one after the other; the juror gives each the same marks. */
async function playRemainingPitches(hugo: Visit, monique: Visit, session: string): Promise<void> {
  const { pitches } = await ask<{ pitches: Pitch[] }>(hugo, `/pitch-sessions/${session}`)
  const post = async ({ context }: Visit, path: string, data: object, headers = {}) => {
    const answer = await context.request.post(`/api/v1${path}`, { data, headers })
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`)
  }
  for (const [index, { id }] of pitches.entries()) {
    if (index === 0) continue
    if (index > 1) {
      await post(hugo, `/pitches/${id}/status`, { to: 'running' })
      await post(hugo, `/pitches/${id}/status`, { to: 'done' })
    }
    const marks = { utilite: 8 - index, faisabilite: 7 - index, pitch: 6 }
    await post(monique, `/pitches/${id}/scorecard/send`, { marks, comment: '' }, { 'If-Match': '"0"' })
  }
}

it('goes from the last pitch to the prize, and a visitor sees the results as they are published', async () => {
  const hugo = await visit({ viewport: desktop, as: 'hugo.lemaire' })
  const monique = await visit({ as: 'monique.vasseur' })
  const { page: visitor } = await visit({ viewport: phone, expected: /404/ })
  const season = await seasonId(hugo, slug)
  const sessions = await ask<{ items: { id: string }[] }>(hugo, `/seasons/${season}/pitch-sessions`)
  await visitor.goto(`/saisons/${slug}/resultats`)
  await visitor.getByText('Pas encore de résultats').waitFor()
  await playRemainingPitches(hugo, monique, sessions.items[0]!.id)
  const { page } = hugo

  await page.goto(`/pilotage/saisons/${season}/pitchs/${sessions.items[0]!.id}`)
  await page.getByText('Tous les pitchs ont eu lieu').waitFor()
  await page.getByRole('button', { name: 'Clore la notation' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Clore la notation' }).click()
  await page.getByRole('link', { name: 'Voir le classement' }).click()
  await page.getByRole('heading', { level: 1, name: 'Résultats' }).waitFor()
  await page.getByRole('row', { name: /^Bienvenue chez vous.*1re/ }).waitFor()
  await expect.poll(() => page.getByRole('row').count()).toBe(7)

  await page.getByRole('combobox', { name: 'Méthode retenue' }).click()
  await page.getByRole('option', { name: 'Sévérité corrigée' }).click()
  await page.getByRole('button', { name: 'Descendre Bienvenue chez vous' }).click()
  await page.getByLabel('Pourquoi le jury change l’ordre').fill('Le projet de garde est prêt à commencer lundi.')
  await page.getByRole('button', { name: 'Enregistrer la délibération' }).click()
  await page.getByText('La délibération est enregistrée').first().waitFor()
  await page.getByRole('button', { name: 'Modifier Prix du meilleur projet' }).click()
  await page.getByRole('combobox', { name: 'À qui va ce prix' }).click()
  await page.getByRole('option', { name: 'Garde partagée de la cité' }).click()
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await page.getByRole('button', { name: 'Publier les résultats' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publier les résultats' }).click()
  await page.getByText('Les résultats sont publiés').waitFor()

  await visitor.getByText(/Prix du meilleur projet/).waitFor()
  const places = visitor.getByRole('listitem').filter({ hasText: /^\d(re|e)/ })
  const names = async () => (await places.allInnerTexts()).map((text) => text.split('\n').slice(0, 2).join(' '))
  await expect.poll(async () => (await names()).length).toBe(6)
  expect((await names()).slice(0, 2)).toEqual(['1re Garde partagée de la cité', '2e Bienvenue chez vous'])
})
