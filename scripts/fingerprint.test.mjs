import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fingerprint } from './fingerprint.mjs'

const PATHS = ['lock.yaml', 'apps/*/package.json', 'apps/web']
let root

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fingerprint-test-'))
  write('lock.yaml', 'a')
  write('apps/web/src/App.vue', 'b')
})
afterEach(() => rmSync(root, { recursive: true }))

it.each(['lock.yaml', 'apps/web/src/App.vue', 'apps/web/src/New.vue', 'apps/api/package.json'])(
  'changes with %s',
  (path) => {
    const before = fingerprint(root, PATHS)
    write(path, 'changed')
    expect(fingerprint(root, PATHS)).not.toBe(before)
  },
)

it.each(['apps/web/node_modules/x.js', 'apps/web/dist/index.html', 'apps/web/src/App.test.ts', 'apps/api/src/app.ts'])(
  'does not change with %s',
  (path) => {
    const before = fingerprint(root, PATHS)
    write(path, 'changed')
    expect(fingerprint(root, PATHS)).toBe(before)
  },
)

function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
