import { createHash } from 'node:crypto'

/** Links are kept as a hash only: whoever reads the database cannot sign in with what they find. */
export const hashLinkToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** The name under which better-auth keeps a link. */
export const linkIdentifier = (token: string): string => `magic-link:${hashLinkToken(token)}`
