import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const NOT_SOURCES = new Set(['node_modules', 'dist', 'coverage', '.vite', 'auto-imports.d.ts', 'components.d.ts'])

/** One hash over the contents of files and whole folders; a path may have one `*` for a folder's every child. */
export function fingerprint(root, paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((pattern) => expand(root, pattern))) addTo(hash, root, path)
  return hash.digest('hex')
}

/** What was last made, noted beside it, so that it is made again only when its sources change. */
export function stamp(file) {
  return {
    read: () => readText(file),
    write: (text) => {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    },
  }
}

function expand(root, pattern) {
  const [before, after] = pattern.split('*')
  if (after === undefined) return [pattern]
  return children(join(root, before)).map((entry) => before + entry.name + after)
}

function addTo(hash, root, path) {
  const entries = children(join(root, path))
  for (const { name } of entries)
    if (!NOT_SOURCES.has(name) && !name.includes('.test.')) addTo(hash, root, join(path, name))
  const text = entries.length === 0 ? readText(join(root, path)) : undefined
  if (text !== undefined) hash.update(`${path}\0${text.length}\0${text}`)
}

function children(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return []
  }
}

function readText(file) {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return undefined
  }
}
