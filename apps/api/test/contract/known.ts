import { insertCall, insertEnrolment, insertSeason, insertSubmission, insertTeam } from '../factories.ts'
import type { TestApp } from '../harness.ts'

/** A small world: for the name of a path's parameter, the id of something that is there. */
export async function insertKnown(t: TestApp): Promise<Record<string, string>> {
  const person = await t.person()
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id)
  const submission = await insertSubmission(t.db, call.id, person.id)
  const enrolment = await insertEnrolment(t.db, season.id, person.id)
  const team = await insertTeam(t.db, season.id, [person.id])
  return {
    delegationId: season.delegationId,
    seasonId: season.id,
    slug: season.slug,
    callId: call.id,
    submissionId: submission.id,
    enrolmentId: enrolment.id,
    teamId: team.id,
    personId: person.id,
    kind: 'diet',
  }
}
