/** How many of one person may wait or be under way at once, and how many are kept. */
export const mostUnderWay = 3
export const mostKept = 50

export const keptDays = 30
export const keptUntil = (createdAt: Date): Date => new Date(createdAt.getTime() + keptDays * 24 * 60 * 60 * 1000)

const megabyte = 1024 * 1024

/** The most people that one search may have, with long ids, five wishes and six skills each, come to 20 MB. */
export const mostProblemBytes = 24 * megabyte
/** An evaluation is answered at once, so it may be of some thousand people. */
export const mostEvaluationBytes = 4 * megabyte
