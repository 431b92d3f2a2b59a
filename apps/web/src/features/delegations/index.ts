export { timeZones } from './delegation-words.ts'
