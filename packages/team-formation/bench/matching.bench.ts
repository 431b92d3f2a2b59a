// npm run bench:matching            everything up to 1000 × 200, then repair, sharing out, wishes, what-if, stopping
// npm run bench:matching -- quick   the same without 1000 × 200
// npm run bench:matching -- large   10 000 × 2000, ten minutes
import { forming, LARGE, UP_TO_300, UP_TO_1000 } from './forming.ts'
import { stopping, whatIfs, badInput } from './handling.ts'
import { repairs } from './repairing.ts'
import { startReport } from './report.ts'
import { sharingOut, wishes } from './sharing.ts'

const report = startReport()
console.log('✓ or ✗ is judged by the processor’s seconds: the clock’s on a machine with nothing else to do.')
if (process.argv.includes('large')) await forming(report, LARGE)
else {
  await forming(report, process.argv.includes('quick') ? UP_TO_300 : [...UP_TO_300, ...UP_TO_1000])
  await repairs(report)
  await wishes(report)
  await sharingOut(report)
  await whatIfs(report)
  await stopping(report)
  await badInput(report)
}
process.exit(report.end())
