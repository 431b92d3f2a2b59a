import type { SubmissionDetails } from '../calls.queries.ts'

/** Before the last moment of this file: the deadline of the call, the later one that its holders were given, or its grace. */
export const isInTime = ({ call, writing }: Pick<SubmissionDetails, 'call' | 'writing'>): boolean => {
  const until = Date.parse(writing.until)
  return writing.grace || call.status === 'open' || (until > Date.parse(call.closesAt) && until >= Date.now())
}
