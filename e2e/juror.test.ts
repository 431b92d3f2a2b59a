import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible, settled } from './accessibility.ts'
import { ask, phone, seasonId, useBrowser } from './browser.ts'

const { visit } = useBrowser()
const slug = 'marathon-solidaire-en-cours'

it('sees the same clock as all, scores without a network, and is counted once', async () => {
  const hugo = await visit({ as: 'hugo.lemaire' })
  const season = await seasonId(hugo, slug)
  const sessions = await ask<{ items: { id: string }[] }>(hugo, `/seasons/${season}/pitch-sessions`)
  const session = sessions.items[0]!.id
  const { page: desk } = hugo
  const { page: screen } = await visit()
  const monique = await visit({ viewport: phone, as: 'monique.vasseur', expected: /ERR_INTERNET_DISCONNECTED/ })
  const { page } = monique
  await desk.goto(`/pilotage/saisons/${season}/pitchs/${session}`)
  await screen.goto(`/saisons/${slug}/pitchs/${session}/ecran`)
  await screen.getByText('Bientôt en scène').waitFor()

  // What is hers to score: the second team, which the others have scored already.
  await page.goto('/mon-espace')
  await page.getByRole('link', { name: /^Notez le pitch de Garde partagée de la cité/ }).waitFor()
  await page.goto(`/mon-espace/jury/${season}`)
  await page.getByRole('link', { name: /La conciergerie des trouvailles.*Pas encore commencé/ }).waitFor()

  // A short pitch, so that its last minute comes at once.
  await desk.getByRole('button', { name: 'Modifier' }).click()
  await desk.getByLabel('Durée, en secondes').fill('65')
  await desk.getByRole('button', { name: 'Enregistrer' }).click()
  await desk.getByRole('button', { name: 'Démarrer' }).click()
  await desk.getByRole('button', { name: 'Mettre en pause' }).waitFor()
  await screen.getByRole('region', { name: 'En scène' }).getByText('La conciergerie des trouvailles').first().waitFor()
  await expectSameClock(desk, screen)
  await Promise.all([desk, screen].map((one) => one.getByText('Bientôt la fin').waitFor()))
  await expectSameClock(desk, screen)
  await expectAccessible(screen)

  // The sheet opens by itself when the pitch begins.
  await page.getByRole('link', { name: /La conciergerie des trouvailles.*À noter/ }).click()
  await page.getByRole('heading', { level: 1, name: 'La conciergerie des trouvailles' }).waitFor()
  await settled(page)
  const answered: number[] = []
  page.on('response', (answer) => {
    if (answer.url().endsWith('/scorecard/send')) answered.push(answer.status())
  })
  await monique.context.setOffline(true)
  await page.getByText('Vous êtes hors réseau').waitFor()
  for (const [criterion, mark] of [
    ['Utilité pour les locataires', '8'],
    ['Faisabilité', '7'],
    ['Clarté du pitch', '9'],
  ] as const) {
    await page.getByRole('group', { name: criterion }).getByText(mark, { exact: true }).click()
  }
  await page.getByText('Gardé sur cet appareil', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Envoyer ma fiche' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Envoyer ma fiche' }).click()
  await page.getByText('Partira dès que le réseau revient').waitFor()
  const progress = desk.getByRole('listitem').filter({ hasText: 'Monique Vasseur' })
  await progress.getByText('1 sur 3 envoyées').waitFor()

  await monique.context.setOffline(false)
  await page.getByText('Fiche envoyée').waitFor()
  await progress.getByText('2 sur 3 envoyées').waitFor()
  await expectAccessible(page)
  expect(answered).toEqual([200])
})

/** To the second, and one more, as the second may turn between two looks; a page that is busy catches up with the other. */
async function expectSameClock(one: Page, other: Page): Promise<void> {
  /** When, by this clock, the time will be over: the pages are not looked at in the same instant. */
  const end = async (page: Page) => {
    const { shown, at } = await page
      .getByRole('timer', { name: 'Temps restant' })
      .evaluate((timer) => ({ shown: timer.textContent, at: Date.now() }))
    const [minutes, seconds] = shown.trim().split(':').map(Number) as [number, number]
    return minutes * 60 + seconds + at / 1000
  }
  await expect
    .poll(async () => {
      const [first, second] = await Promise.all([end(one), end(other)])
      return Math.abs(first - second)
    })
    .toBeLessThan(2)
}
