import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { ask, useBrowser } from './browser.ts'
import { seasonToMatch } from './matching-season.ts'

const { visit } = useBrowser()

/** High and wide enough for all columns, so that nothing scrolls under the pointer. */
const wide = { width: 1600, height: 1400 }
const projects = ['Un jardin partagé', 'Le journal du quartier', 'Des vélos pour tous']
const fromSchool = [
  'Awa Diallo',
  'Basile Caron',
  'Chloe Petit',
  'Driss Roux',
  'Elise Faure',
  'Farid Leroy',
  'Gina Blanc',
]

interface Standing {
  projectId: string
  personIds: string[]
}

/** A card of the board, by its person. */
const card = (page: Page, id: string) => page.locator(`[data-person="${id}"]`)
const column = (page: Page, title: string) => page.getByRole('article', { name: title, exact: true })
/** That the server has kept what was just done on the board. */
const kept = (page: Page, path: string) =>
  page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith(path) && answer.ok())

async function centreOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).boundingBox()
  if (!box) throw new Error(`${selector} is not on the screen.`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

it('asks for what is impossible, reads why, takes the way out, moves two people, takes one back, publishes', async () => {
  const hugo = await visit({ as: 'hugo.lemaire', viewport: wide })
  const { page } = hugo
  const seasonId = await seasonToMatch(hugo, visit, {
    projects,
    people: [
      ...fromSchool.map((name) => ({ name, origin: 'IUT d’Amiens' })),
      { name: 'Henri Martin', origin: 'Régie de quartier' },
    ],
  })

  await page.goto(`/pilotage/saisons/${seasonId}/equipes`)
  await page.getByRole('combobox', { name: 'Partir de…' }).click()
  await page.getByRole('option', { name: 'Deux structures mélangées' }).click()
  await page.getByRole('button', { name: 'Chercher les équipes' }).click()

  await page.getByRole('heading', { name: 'Ces règles ne peuvent pas toutes être respectées' }).waitFor()
  await page
    .getByText(
      /^Pour mélanger 3 équipes, il faut 3 personnes de chaque origine\s: il y en a 7 de «\sIUT d’Amiens\s», et 1 de «\sRégie de quartier\s»\.$/,
    )
    .waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Chercher ainsi\s: Accepter 2 équipes d’une seule origine$/ }).click()

  const board = page.getByRole('heading', { name: 'Le tableau' })
  await board.waitFor()
  await expectAccessible(page)
  const runId = new URL(page.url()).pathname.split('/').at(-1)!
  const { teams } = await ask<{ teams: Standing[] }>(hugo, `/matching-runs/${runId}/board/teams`)
  const { people, projects: columns } = await ask<{
    people: { id: string; name: string }[]
    projects: { id: string; title: string }[]
  }>(hugo, `/matching-runs/${runId}/board`)
  const nameOf = (id: string) => people.find((one) => one.id === id)!.name
  const titleOf = (id: string) => columns.find((one) => one.id === id)!.title
  const bySize = teams.toSorted((one, other) => one.personIds.length - other.personIds.length)
  const [small, large] = [bySize[0]!, bySize.at(-1)!]
  const [dragged, carried] = large.personIds as [string, string]

  await board.evaluate((title) => title.scrollIntoView())
  const from = await centreOf(page, `[data-person="${dragged}"]`)
  const to = await centreOf(page, `[data-place="${small.projectId}"] header`)
  const moved = kept(page, '/moves')
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 8 })
  await page.getByText(`${nameOf(dragged)} → ${titleOf(small.projectId)}`).waitFor()
  await page.mouse.up()
  await moved
  await column(page, titleOf(small.projectId)).getByText(nameOf(dragged), { exact: true }).waitFor()

  const steps = columns.map(({ id }) => id)
  const distance = steps.indexOf(small.projectId) - steps.indexOf(large.projectId)
  const said = page.locator('[data-said]')
  await card(page, carried).focus()
  await page.keyboard.press('Space')
  await said.filter({ hasText: `${nameOf(carried)}\u00a0: carte prise` }).waitFor()
  for (let step = 1; step <= Math.abs(distance); step += 1) {
    await page.keyboard.press(distance > 0 ? 'ArrowRight' : 'ArrowLeft')
    const over = steps[steps.indexOf(large.projectId) + Math.sign(distance) * step]!
    await said.filter({ hasText: new RegExp(`^${titleOf(over)}, .*(oûte|gagner|Interdit)`) }).waitFor()
  }
  const movedAgain = kept(page, '/moves')
  await page.keyboard.press('Space')
  await movedAgain
  await column(page, titleOf(small.projectId)).getByText(nameOf(carried), { exact: true }).waitFor()

  const takenBack = kept(page, '/moves/undo')
  await page.getByRole('button', { name: new RegExp(`^Annuler\\s: ${nameOf(carried)} vers`) }).click()
  await takenBack
  await column(page, titleOf(large.projectId)).getByText(nameOf(carried), { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Publier les équipes' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publier et prévenir tout le monde' }).click()
  await page.getByRole('heading', { level: 1, name: /^Les équipes\s: la version publiée$/ }).waitFor()
  const published = await ask<{ items: { name: string; members: { personId: string }[] }[] }>(
    hugo,
    `/seasons/${seasonId}/teams`,
  )
  const wanted = teams.map(({ projectId, personIds }) => [
    titleOf(projectId),
    [...personIds.filter((id) => id !== dragged), ...(projectId === small.projectId ? [dragged] : [])].toSorted(),
  ])
  expect(
    Object.fromEntries(
      published.items.map(({ name, members }) => [name, members.map(({ personId }) => personId).toSorted()]),
    ),
  ).toEqual(Object.fromEntries(wanted))
})
