import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'
import { connect } from '../db/connection.ts'

const t = useTestApp()

function builtWeb(): string {
  const top = mkdtempSync(join(tmpdir(), 'essor-web-'))
  onTestFinished(() => rmSync(top, { recursive: true }))
  // A checkout may stand below a folder of this name.
  const folder = join(top, 'assets', 'dist')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'assets', 'main-1a2b.js'), '// main')
  return folder
}

it('lets browsers keep what is named by its content, and ask again for the page', async () => {
  const { anonymous } = await t.appWith({ webFolder: builtWeb() })
  const kept = async (path: string) => (await anonymous.get(path).expect(200)).headers['cache-control']

  expect([await kept('/'), await kept('/saisons/printemps'), await kept('/assets/main-1a2b.js')]).toEqual([
    'no-cache',
    'no-cache',
    'public, max-age=31536000, immutable',
  ])
})

it('says that there is nothing where an address of the API or a file is not there', async () => {
  const { anonymous } = await t.appWith({ webFolder: builtWeb() })
  const paths = ['/api', '/api?x=1', '/api/v1/nothing', '/assets/gone.js', '/assets/..%2f..%2findex.html', '/health/x']
  const answers = []
  for (const path of paths) {
    const { status, body } = await anonymous.get(path)
    answers.push([path, status, body.code])
  }

  expect(answers).toEqual(paths.map((path) => [path, 404, 'not_found']))
})

it('serves the page to someone signed in while the database is away', async () => {
  const away = connect('postgres://essor@127.0.0.1:1/essor')
  const person = await t.person()
  const app = await t.appWith({ deps: { db: away.db }, webFolder: builtWeb() })

  await app.as(person).get('/mon-espace').expect(200, '<!doctype html>')
  expect((await app.as(person).get('/api/v1/me').expect(503)).body.code).toBe('unavailable')
})
