import { randomUUID } from 'node:crypto'

/** `.invalid` is kept by RFC 2606 for names that will never exist. */
const nowhere = '@sans-adresse.invalid'

/** Not everybody has an e-mail address, and each person has a row of their own: this one stands for none. */
export const addressOfNobody = (): string => `${randomUUID()}${nowhere}`

/** False for someone who gave no address: nothing is ever sent to them, and nothing shows what stands there. */
export const canBeMailed = (address: string): boolean => !address.endsWith(nowhere)
