import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { copyOfDataFolder, removeDataFolder, startEssor, type Essor } from './essor.ts'

export const phone = { width: 360, height: 740 }
export const desktop = { width: 1280, height: 800 }

export interface Visit {
  page: Page
  context: BrowserContext
}

interface VisitOptions {
  viewport?: typeof phone
  /** The first part of the address of a demo account, such as lea.fournier. */
  as?: string
  /** Another instance than the one of this file. */
  of?: Essor
  /** A refusal or a lost network that belongs to the journey, by the text a browser writes to its console. */
  expected?: RegExp
}

interface BrowserOptions {
  /** A film (.y4m) that the browser takes for what its camera sees; read when a page opens the camera. */
  camera?: string
}

export function launchChromium(more: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  })
}

/** A Chromium and an Essor with its demo for one file of journeys. Each visitor has a browser profile of their own. */
export function useBrowser({ camera }: BrowserOptions = {}) {
  let browser: Browser
  let essor: Essor
  let folder: string
  const visits: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(async () => {
    folder = copyOfDataFolder(inject('playedDemo'))
    essor = await startEssor(folder)
    browser = await launchChromium(
      camera
        ? [
            '--use-fake-ui-for-media-stream',
            '--use-fake-device-for-media-stream',
            `--use-file-for-fake-video-capture=${camera}`,
          ]
        : [],
    )
  })
  afterEach(async () => {
    await Promise.all(visits.splice(0).map((context) => context.close()))
    // What a visitor would not see, but a developer should: errors of scripts, and requests that left for another host.
    expect(faults.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await essor?.stop()
    if (folder) removeDataFolder(folder)
  })

  /** Someone opens Essor; with `as` they have signed in as one of the demo accounts. */
  async function visit({ viewport = desktop, as, of = essor, expected }: VisitOptions = {}): Promise<Visit> {
    const context = await browser.newContext({
      baseURL: of.url,
      viewport,
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      reducedMotion: 'reduce',
    })
    visits.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() !== 'error') return
      const { url } = message.location()
      // How the shell learns that nobody is signed in.
      if (url.endsWith('/api/v1/me') && message.text().includes('401')) return
      if (!expected?.test(message.text())) faults.push(`${message.text()} ${url}`)
    })
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url())
      if (protocol.startsWith('http') && host !== new URL(of.url).host) faults.push(`left for ${host}`)
    })
    if (as) await signIn(context, as)
    return { page, context }
  }

  return { visit }
}

/** Without the sign-in page, which has journeys of its own. Every demo account has the same password. */
async function signIn(context: BrowserContext, name: string): Promise<void> {
  const data = { email: `${name}@exemple.essor`, password: 'essor-demo' }
  const answer = await context.request.post('/api/v1/session/password', { data })
  if (!answer.ok()) throw new Error(`Signing in as ${name} answered ${answer.status()}.`)
}

/** What the API answers to this visitor: for what a journey needs to know and no page shows, such as ids. */
export async function ask<Answer>({ context }: Visit, path: string): Promise<Answer> {
  const answer = await context.request.get(`/api/v1${path}`)
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`)
  return (await answer.json()) as Answer
}

/** The id of a season of the demo, by the last part of its public address. */
export async function seasonId(visit: Visit, slug: string): Promise<string> {
  const { items } = await ask<{ items: { id: string; slug: string }[] }>(visit, '/public/seasons')
  const season = items.find((one) => one.slug === slug)
  if (!season) throw new Error(`There is no season ${slug}.`)
  return season.id
}
