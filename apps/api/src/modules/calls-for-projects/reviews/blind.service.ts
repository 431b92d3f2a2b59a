import { allows } from '../../../platform/access/policy.rules.ts'
import type { Deps } from '../../../platform/deps.ts'
import { findSeason } from '../../seasons/index.ts'
import { findCall } from '../calls/calls.repository.ts'
import { findAskedCorrection } from '../corrections/corrections.repository.ts'
import { isHolder } from '../people/holders.repository.ts'
import type { Submission } from '../submissions/submissions.repository.ts'
import { blindPhaseLasts, withoutIdentity } from './blind.rules.ts'
import { findSettings } from './review-settings.repository.ts'

/** Whose own answers say who they are. The call's form will name its questions; until it has one there are none. */
const identifyingQuestions: ReadonlySet<string> = new Set()

/** As its reviewers read a file: as it was while its holder mends it, and in the blind phase without what says whose it is. */
export async function asReviewersRead(
  { db }: Pick<Deps, 'db'>,
  submission: Submission,
): Promise<{ submission: Submission; blind: boolean }> {
  const asked = submission.status === 'correction_asked' ? await findAskedCorrection(db, submission.id) : undefined
  const steady = { ...submission, ...asked?.before }
  const blind = blindPhaseLasts(await findSettings(db, submission.callId))
  return { submission: blind ? withoutIdentity(steady, identifyingQuestions) : steady, blind }
}

/** Reads the file only as one of its reviewers: neither holds it nor organises the call. */
export async function readsAsReviewer(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  submission: Submission,
): Promise<boolean> {
  if (await isHolder(db, submission, actor.personId)) return false
  const call = await findCall(db, submission.callId)
  const season = call && (await findSeason(db, call.seasonId))
  return !season || !allows(actor.grants, 'review.manage', { delegationId: season.delegationId, seasonId: season.id })
}
