// npm run dev: the API restarts and the pages reload as their sources change.
import { join } from 'node:path'
import { attend } from './processes.mjs'
import { prepare, ROOT } from './toolchain.mjs'

const WEB_PORT = '5173'

const { node, env } = await prepare()
const web = join(ROOT, 'apps/web')
process.exit(
  await attend([
    {
      program: node,
      args: ['--watch', '--watch-preserve-output', 'apps/api/src/server.ts'],
      cwd: ROOT,
      // Links in mails, and the origins sign-in trusts, must be those of the page being worked on.
      env: { PUBLIC_URL: `http://localhost:${WEB_PORT}`, NODE_ENV: 'development', ...env },
    },
    {
      program: node,
      args: [join(web, 'node_modules/vite/bin/vite.js'), '--port', WEB_PORT, '--strictPort'],
      cwd: web,
      env,
    },
  ]),
)
