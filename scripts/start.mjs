// npm start: from a bare checkout to a running Essor.
import { attend } from './processes.mjs'
import { prepare, ROOT } from './toolchain.mjs'
import { buildWeb } from './web-build.mjs'

const { node, env } = await prepare()
await buildWeb({ node, env })
process.exit(await attend([{ program: node, args: ['apps/api/src/server.ts'], cwd: ROOT, env }]))
