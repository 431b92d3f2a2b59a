import { createHash, randomBytes } from 'node:crypto'

/** 256 bits that nobody can guess, under a name by which programs that look for leaked secrets know them. */
export const makeKey = (): string => `essor_${randomBytes(32).toString('base64url')}`

/** A key is all chance, so that a plain hash is as good as a slow one; and it is found by it, whatever was sent. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('base64url')
