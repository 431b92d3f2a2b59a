import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { build } from 'vite'
import { launchChromium } from './browser.ts'
import { answers } from './engine/answers.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
}
let folder: string
let server: Server
let browser: Browser

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'essor-engine-'))
  const root = join(import.meta.dirname, 'engine')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, minify: false, target: 'es2022' },
    worker: { format: 'es' },
  })
  server = createServer(({ url = '/' }, response) => {
    const file = join(folder, url === '/' ? 'index.html' : new URL(url, 'http://here').pathname)
    if (!existsSync(file)) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
    return createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)))
  if (folder) rmSync(folder, { recursive: true, force: true })
})

it('forms, repairs and prices teams in a web worker as it does in Node, to the letter', async () => {
  const page = await browser.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.waitForFunction('"answersOfTheWorker" in globalThis')

  const inBrowser = await page.evaluate<string>('answersOfTheWorker()')

  expect(faults).toEqual([])
  const inNode = await answers()
  // The first says where they part, the second that they do nowhere.
  expect(JSON.parse(inBrowser)).toEqual(JSON.parse(inNode))
  expect(inBrowser).toBe(inNode)
})
