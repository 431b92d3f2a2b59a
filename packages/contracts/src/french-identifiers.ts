const digitsOf = (typed: string): string => typed.replaceAll(/[\s.\u00a0-]/g, '')

const laPoste = '356000000'
const laPosteHeadOffice = '35600000000048'

/**
 * Fourteen digits, spaces allowed, that pass the check of INSEE. La Poste has more offices than the check leaves numbers:
 * besides its head office, the sum of an office's digits is a multiple of five.
 */
export function isSiret(typed: string): boolean {
  const digits = digitsOf(typed)
  if (!/^\d{14}$/.test(digits) || /^0+$/.test(digits)) return false
  if (digits.startsWith(laPoste) && digits !== laPosteHeadOffice)
    return Array.from(digits, Number).reduce((sum, digit) => sum + digit, 0) % 5 === 0
  return passesLuhn(digits)
}

function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .reverse()
    .reduce((total, digit, place) => {
      const doubled = digit * (place % 2 === 1 ? 2 : 1)
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
  return sum % 10 === 0
}

/** The number of an association: W, the three signs of its registry (2A, 9R …), six digits. */
export const isRna = (typed: string): boolean => /^W\d[\dA-Z]\d\d{6}$/.test(digitsOf(typed).toUpperCase())

/** As it is kept: without spaces, in capitals. */
export const plainIdentifier = (typed: string): string => digitsOf(typed).toUpperCase()

/** Countries of France overseas: after their code come nine digits, six (508, 681, 687) or eight (689). */
const overseas = /^(?:590|594|596|262)[1-9]\d{8}$|^(?:508|681|687)\d{6}$|^689\d{8}$/

/** A French number as people write it: ten digits, or with +33 or an overseas code; six or eight digits in the Pacific. */
export function isFrenchPhone(typed: string): boolean {
  const plain = typed
    .trim()
    .replaceAll(/[\s.\u00a0/-]/g, '')
    .replace('(0)', '')
  if (!/^\+?\d+$/.test(plain)) return false
  const abroad = plain.startsWith('+') ? plain.slice(1) : plain.startsWith('00') ? plain.slice(2) : undefined
  if (abroad !== undefined) return /^33[1-9]\d{8}$/.test(abroad) || overseas.test(abroad)
  return /^0[1-9]\d{8}$/.test(plain) || /^[2-9]\d{5}$/.test(plain) || /^[48]\d{7}$/.test(plain)
}

/** A whole address of the web. */
export function isWebLink(typed: string): boolean {
  try {
    const { protocol, hostname, username } = new URL(typed.trim())
    return (protocol === 'https:' || protocol === 'http:') && hostname.includes('.') && username === ''
  } catch {
    return false
  }
}
