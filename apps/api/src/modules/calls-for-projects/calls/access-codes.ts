import { randomInt } from 'node:crypto'

/** Without letters and figures that are taken for each other when read out. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const groups = 3
const groupLength = 4

/** Such as `K7PM-4XQR-9TWD`: nobody finds one by trying. */
export const newCode = (): string =>
  grouped(Array.from({ length: groups * groupLength }, () => alphabet[randomInt(alphabet.length)]).join(''))

/** As people type it: in small letters, with spaces, or in one piece. */
export const readCode = (typed: string): string => grouped(typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))

const grouped = (letters: string): string => (letters.match(/.{1,4}/g) ?? []).join('-')
