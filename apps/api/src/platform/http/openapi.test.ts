import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'

const t = useTestApp()

it('gives the description of the API to anyone', async () => {
  const { body } = await t.anonymous.get('/api/openapi.json').expect(200)

  expect(body).toEqual(JSON.parse(JSON.stringify(t.app.swagger())))
})

it('lets the reading page run its own script and nothing from elsewhere', async () => {
  const { text, headers } = await t.anonymous.get('/api/docs/').expect(200)

  const inline = [...text.matchAll(/<script(?![^>]*src=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script!)
  const hashes = inline.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  expect(hashes.length).toBe(1)
  expect(headers['content-security-policy']).toContain(`script-src 'self' ${hashes[0]};`)
  expect(text.match(/https?:\/\/[^"' ]+/g)).toBeNull()
  const [, script] = /<script[^>]*src="([^"]+)"/.exec(text)!
  const { href } = new URL(script!, `${t.url}/api/docs/`)
  await t.anonymous
    .get(new URL(href).pathname)
    .expect(200)
    .expect('content-type', /javascript/)
})

it('lets no inline script run on any other page', async () => {
  const { headers } = await t.anonymous.get('/api/v1/public/seasons').expect(200)

  expect(headers['content-security-policy']).toContain("script-src 'self';")
})
