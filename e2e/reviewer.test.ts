import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible, settled } from './accessibility.ts'
import { ask, useBrowser } from './browser.ts'
import { callId, importCsv, post } from './organiser-steps.ts'

const { visit } = useBrowser()

interface OwnReview {
  id: string
  status: string
  writable: boolean
}

/** As someone without a mouse finds a link: one tab after the other. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(() => document.activeElement?.textContent?.trim())
    if (here === text) return
  }
  throw new Error(`No tab led to ${text}.`)
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName)

it('reads and marks ten files by keyboard alone', async () => {
  const hugo = await visit({ as: 'hugo.lemaire' })
  const call = await callId(hugo, 'Vos projets pour la vallée')
  const projects = Array.from({ length: 8 }, (_, index) => ({
    title: `Projet d’essai ${index + 1}`,
    email: `porteuse.${index + 1}@exemple.essor`,
  }))
  await importCsv(hugo, call, projects)
  await post(hugo, `/calls/${call}/close`)
  const nadege = await visit({ as: 'nadege.carpentier' })
  const { id: personId } = await ask<{ id: string }>(nadege, '/me')
  const files = await ask<{ items: { id: string; title: string }[] }>(hugo, `/calls/${call}/submissions?limit=100`)
  for (const { id } of files.items.filter(({ title }) => title.startsWith('Projet d’essai'))) {
    const answer = await hugo.context.request.put(`/api/v1/submissions/${id}/reviewers/${personId}`)
    expect(answer.ok()).toBe(true)
  }
  const reviews = async () => (await ask<{ items: OwnReview[] }>(nadege, '/me/reviews?limit=100')).items
  const waiting = (await reviews()).filter(({ writable }) => writable)
  expect(waiting.length).toBe(10)

  const { page } = nadege
  await page.goto('/mon-espace/relectures')
  await settled(page)
  await page.getByRole('link', { name: 'Commencer à lire' }).waitFor()
  await tabTo(page, 'Commencer à lire')
  await page.keyboard.press('Enter')
  for (let read = 1; read <= 10; read += 1) {
    await page.waitForURL(/\/relectures\/[\da-f-]{36}$/)
    const address = page.url()
    await page.getByRole('heading', { name: 'Votre relecture' }).waitFor()
    await page.getByRole('button', { name: 'Terminer ma relecture' }).waitFor()
    await page.keyboard.press('m')
    await page.keyboard.press('4')
    await page.keyboard.press('3')
    if (read === 10) {
      await page.keyboard.press('n')
      await page.keyboard.type('Il faudrait un an.')
      await page.keyboard.press('Tab')
    } else await page.keyboard.press('o')
    await expect.poll(() => focused(page)).toBe('TEXTAREA')
    await page.keyboard.type('Une idée utile, à commencer par un seul quartier.')
    if (read === 1) await expectAccessible(page)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Terminer ma relecture' }).waitFor()
    await tabTo(page, 'Terminer ma relecture')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.href !== address || read === 10)
  }

  await expect.poll(async () => (await reviews()).filter(({ writable }) => writable).length).toBe(0)
  const done = (await reviews()).filter(({ id }) => waiting.some((one) => one.id === id))
  expect(done.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'done'))
})
