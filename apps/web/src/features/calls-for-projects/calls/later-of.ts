/** The deadline while it is still to come, and now once it has passed: more time is counted from there. */
export const laterOf = (closesAt: string): string =>
  Date.parse(closesAt) > Date.now() ? closesAt : new Date().toISOString()
