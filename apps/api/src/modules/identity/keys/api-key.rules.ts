/** Of one person. */
export const mostKeys = 20

const day = 24 * 60 * 60 * 1000

/** Enough to tell one's keys apart; 220 bits stay unknown. */
export const beginningOf = (key: string): string => key.slice(0, 'essor_'.length + 6)

export const expiryOf = (now: Date, days: number): Date => new Date(now.getTime() + days * day)

/** At its very second, a key is over. */
export const isOver = ({ expiresAt }: { expiresAt: Date }, now: Date): boolean => expiresAt <= now

/** Only the day is kept: when exactly a program calls is nobody's business. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
