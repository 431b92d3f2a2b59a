import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'

export const phone = { width: 360, height: 740 }
export const desktop = { width: 1280, height: 800 }

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface Visit {
  page: Page
  context: BrowserContext
}

/** A Chromium for one file of journeys. Each visitor has a browser profile of their own, closed after the test. */
export function useBrowser() {
  let browser: Browser
  const visits: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
  })
  afterEach(async () => {
    await Promise.all(visits.splice(0).map((context) => context.close()))
    // What a visitor would not see, but a developer should: errors of scripts, and requests that left for another host.
    expect(faults.splice(0)).toEqual([])
  })
  afterAll(() => browser.close())

  /** Someone opens Essor; `email` signs them in as one of the demo accounts. */
  async function visit(
    options: { viewport?: typeof phone; dark?: boolean; as?: string; locale?: string } = {},
  ): Promise<Visit> {
    const context = await browser.newContext({
      baseURL: inject('essorUrl'),
      viewport: options.viewport ?? desktop,
      colorScheme: options.dark ? 'dark' : 'light',
      locale: options.locale ?? 'fr-FR',
      timezoneId: 'Europe/Paris',
      reducedMotion: 'reduce',
    })
    visits.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url())
      if (protocol.startsWith('http') && host !== new URL(inject('essorUrl')).host) faults.push(`left for ${host}`)
    })
    if (options.as) await signIn(context, options.as)
    return { page, context }
  }

  return { visit }
}

/** Every demo account has the same password, which the sign-in page shows. */
export async function signIn(context: BrowserContext, email: string): Promise<void> {
  const demo = (await (await context.request.get('/api/v1/demo')).json()) as {
    accounts: { email: string; password: string }[]
  }
  const account = demo.accounts.find((one) => one.email === email)
  if (!account) throw new Error(`${email} is no demo account.`)
  const answer = await context.request.post('/api/v1/session/password', { data: { email, password: account.password } })
  if (!answer.ok()) throw new Error(`Signing in as ${email} answered ${answer.status()}.`)
}

/** No fault that axe finds, nothing cut off sideways, and a title; in the theme the page has. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page
    .getByRole('status')
    .filter({ hasText: /Chargement|Loading/ })
    .first()
    .waitFor({ state: 'detached' })
  await page.evaluate(axeSource)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await axe.run()
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
    return {
      violations: violations.map(
        ({ id, help, nodes }) => `${id}: ${help} — ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      ),
      cutOff: wide > 1 ? `${wide} px wider than the screen` : '',
    }
  })
  expect({ at: page.url(), ...found }).toEqual({ at: page.url(), violations: [], cutOff: '' })
}

/** The same page in light and dark. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'light' })
}
