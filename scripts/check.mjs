// npm run check: all that can be told from the sources alone.
import { runChecks } from './checks.mjs'
import { conclude } from './totals.mjs'
import { prepare } from './toolchain.mjs'

conclude(await runChecks(await prepare()))
