// Attends a program that says its process id and then stays, for the tests that end it from outside.
import { attend } from '../processes.mjs'

const script = "process.on('SIGTERM', () => process.exit(7)); console.log(process.pid); setInterval(() => {}, 60000)"
process.exit(await attend([{ program: process.execPath, args: ['-e', script] }]))
