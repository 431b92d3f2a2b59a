import { answers } from './answers.ts'

postMessage(await answers())
