// npm run bench -- <name>: runs packages/<package>/bench/<name>.bench.ts; without a name, lists what there is.
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { attend } from './processes.mjs'
import { fail, prepare, ROOT, say } from './toolchain.mjs'

const SUFFIX = '.bench.ts'
const found = readdirSync(join(ROOT, 'packages'))
  .map((name) => join(ROOT, 'packages', name, 'bench'))
  .flatMap((folder) => filesIn(folder).map((file) => join(folder, file)))
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => ({ file, name: file.slice(file.lastIndexOf('/') + 1, -SUFFIX.length) }))

const [wanted, ...args] = process.argv.slice(2)
if (!wanted) {
  for (const { name, file } of found) say(`npm run bench -- ${name}    ${relative(ROOT, file)}`)
  process.exit(0)
}
const bench = found.find(({ name }) => name === wanted)
if (!bench) fail(`There is no bench "${wanted}": npm run bench lists them.`)
const { node, env } = await prepare()
process.exit(await attend([{ program: node, args: [bench.file, ...args], cwd: ROOT, env }]))

function filesIn(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
