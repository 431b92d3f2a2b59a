import { and, count, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { SubmissionFile } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { profileSkills } from '../../community/index.ts'
import { enrolments } from '../../seasons/index.ts'
import { calls } from '../calls/calls.table.ts'
import { visibleTo } from '../people/visibility.repository.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { projects, submissions } from '../submissions/submissions.table.ts'

/** What a file of others that this person may not see wants, before it is a project, is nobody's business. */
const skillsFor = (personId: string | null) =>
  sql<
    SubmissionFile['wantedSkills']
  >`case when ${visibleTo(personId)} then ${submissions.wantedSkills} else '[]'::jsonb end`

/** All that this call has accepted, or may still accept. */
export async function listCandidates(db: Db, callId: string, personId: string | null) {
  return db
    .select({
      id: submissions.id,
      status: submissions.status,
      pendingOutcome: submissions.pendingOutcome,
      wantedSkills: skillsFor(personId),
    })
    .from(submissions)
    .where(and(eq(submissions.callId, callId), inArray(submissions.status, [...undecided, 'accepted', 'confirmed'])))
}

/** What the season has besides: projects of other calls and by hand, and what other calls have accepted. */
export async function listElsewhere(db: Db, seasonId: string, callId: string, personId: string | null) {
  const accepted = await db
    .select({ wantedSkills: skillsFor(personId) })
    .from(submissions)
    .innerJoin(calls, eq(calls.id, submissions.callId))
    .where(and(eq(calls.seasonId, seasonId), ne(calls.id, callId), eq(submissions.status, 'accepted')))
  const known = await db
    .select({ wantedSkills: projects.wantedSkills })
    .from(projects)
    .leftJoin(submissions, eq(submissions.id, projects.submissionId))
    .where(and(eq(projects.seasonId, seasonId), or(sql`${submissions.id} is null`, ne(submissions.callId, callId))))
  return [...known, ...accepted]
}

const coming = ['confirmed', 'checked_in'] as const
const waiting = ['applied', 'waiting', 'offered'] as const

export async function countPeople(db: Db, seasonId: string) {
  return db
    .select({
      siteId: enrolments.siteId,
      coming: sql<number>`(count(*) filter (where ${inArray(enrolments.status, [...coming])}))::int`,
      waiting: sql<number>`(count(*) filter (where ${inArray(enrolments.status, [...waiting])}))::int`,
    })
    .from(enrolments)
    .where(eq(enrolments.seasonId, seasonId))
    .groupBy(enrolments.siteId)
}

export async function countSkills(db: Db, seasonId: string) {
  return db
    .select({ skill: profileSkills.skill, level: profileSkills.level, count: count() })
    .from(enrolments)
    .innerJoin(profileSkills, eq(profileSkills.personId, enrolments.personId))
    .where(and(eq(enrolments.seasonId, seasonId), inArray(enrolments.status, [...coming])))
    .groupBy(profileSkills.skill, profileSkills.level)
}
