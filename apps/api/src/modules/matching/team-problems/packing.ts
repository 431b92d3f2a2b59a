import { gunzipSync, gzipSync } from 'node:zlib'
import type { Problem } from '@essor/team-formation'
import { storedProblem } from '../stored-problem.rules.ts'

/** For worker threads: it takes a moment where there are thousands of people. */
export const pack = (json: unknown): Uint8Array => gzipSync(JSON.stringify(json), { level: 3 })

export const unpackProblem = (packed: Uint8Array): Problem =>
  storedProblem(JSON.parse(gunzipSync(packed).toString()) as Problem)
