import type { SubmissionDetails } from '../calls.queries.ts'

/** Before the last moment of this person: the deadline of the call, or the later one that they were given. */
export const isInTime = ({ call, writing }: Pick<SubmissionDetails, 'call' | 'writing'>): boolean => {
  const until = Date.parse(writing.until)
  return call.status === 'open' || (until > Date.parse(call.closesAt) && until >= Date.now())
}
