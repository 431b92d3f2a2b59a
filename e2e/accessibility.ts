import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { quiet } from './browser.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Axe {
  run(
    context: object,
    options: object,
  ): Promise<{ violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] }>
}

/** The page has what it came to show: its title stands, nothing says that it is loading, and nothing else is on its way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page
    .getByRole('status')
    .filter({ hasText: /Chargement|Loading/ })
    .first()
    .waitFor({ state: 'detached' })
  await quiet(page)
}

/** What axe finds in the theme that stands, and what is cut off sideways. */
export async function faultsOf(page: Page, options: object = {}): Promise<string[]> {
  await settled(page)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  return page.evaluate(async (asked) => {
    const { axe } = window as unknown as { axe: Axe }
    // The edges of the list of notifications carry the focus on: they are hidden from screen readers, yet must be reached.
    const edges = 'span[aria-hidden="true"][tabindex="0"]:empty'
    const { violations } = await axe.run(
      { exclude: [edges] },
      { resultTypes: ['violations'], preload: false, ...asked },
    )
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
    return [
      ...violations.map(
        ({ id, help, nodes }) =>
          `${id}: ${help} — ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} (${failureSummary})`).join(' | ')}`,
      ),
      ...(wide > 1 ? [`${wide} px wider than the screen`] : []),
    ]
  }, options)
}

/** All faults in light; in dark those of contrast, as nothing else differs there. */
export async function faultsInBothThemes(page: Page): Promise<string[]> {
  const light = await faultsOf(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await faultsOf(page, { runOnly: ['color-contrast'] })
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark.map((fault) => `in dark: ${fault}`)]
}

export async function expectAccessible(page: Page): Promise<void> {
  expect({ at: page.url(), faults: await faultsInBothThemes(page) }).toEqual({ at: page.url(), faults: [] })
}
