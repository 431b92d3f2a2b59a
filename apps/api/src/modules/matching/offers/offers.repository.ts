import { and, asc, count, desc, eq, gt, inArray, isNull, lte, ne, notExists, notInArray, or, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { projects } from '../../calls-for-projects/index.ts'
import { people } from '../../identity/index.ts'
import { enrolments, seasons } from '../../seasons/index.ts'
import { teamMembers, teams } from '../teams.table.ts'
import { pastTeamMembers, teamRepairs } from './offers.table.ts'

export type HeldPlace = typeof teamMembers.$inferSelect
export type PastPlace = typeof pastTeamMembers.$inferSelect

export async function findTeam(db: Db, teamId: string) {
  const [team] = await db.select().from(teams).where(eq(teams.id, teamId))
  return team
}

export async function lockTeam(db: Db, teamId: string) {
  const [team] = await db.select().from(teams).where(eq(teams.id, teamId)).for('update')
  return team
}

export async function lockPlace(db: Db, teamId: string, personId: string): Promise<HeldPlace | undefined> {
  const [place] = await db
    .select()
    .from(teamMembers)
    .where(and(eq(teamMembers.teamId, teamId), eq(teamMembers.personId, personId)))
    .for('update')
  return place
}

/** Whether this person ever gave up a place in that team. */
export async function wasThere(db: Db, teamId: string, personId: string): Promise<boolean> {
  const rows = await db
    .select({ id: pastTeamMembers.id })
    .from(pastTeamMembers)
    .where(and(eq(pastTeamMembers.teamId, teamId), eq(pastTeamMembers.personId, personId)))
    .limit(1)
  return rows.length > 0
}

export async function acceptPlace(db: Db, place: HeldPlace, words: string, now: Date): Promise<void> {
  await db
    .update(teamMembers)
    .set({ status: 'accepted', words, answeredAt: now, remindAt: null })
    .where(and(eq(teamMembers.teamId, place.teamId), eq(teamMembers.personId, place.personId)))
}

type Ending = Pick<PastPlace, 'status' | 'words' | 'elsewhere' | 'endedAt'>

/** Each place goes from those held to those of the past, in two statements. */
export async function endPlaces(db: Db, places: readonly HeldPlace[], how: Ending): Promise<void> {
  if (places.length === 0) return
  await db
    .delete(teamMembers)
    .where(
      or(
        ...places.map(({ teamId, personId }) =>
          and(eq(teamMembers.teamId, teamId), eq(teamMembers.personId, personId)),
        ),
      ),
    )
  await db.insert(pastTeamMembers).values(
    places.map(({ teamId, seasonId, personId, createdAt }) => ({
      ...how,
      teamId,
      seasonId,
      personId,
      offeredAt: createdAt,
    })),
  )
}

export const comes = inArray(enrolments.status, ['confirmed', 'checked_in'])

interface Gone {
  now: Date
  /** Those whose mind may still change count only from before this. */
  patient: Date
}

const gone = ({ now, patient }: Gone) =>
  or(
    and(eq(enrolments.status, 'withdrawn'), lte(enrolments.statusAt, now)),
    and(notInArray(enrolments.status, ['confirmed', 'checked_in', 'withdrawn']), lte(enrolments.statusAt, patient)),
  )

const ofSamePerson = and(eq(enrolments.seasonId, teamMembers.seasonId), eq(enrolments.personId, teamMembers.personId))

export async function findSeasonsWithGone(db: Db, when: Gone): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: teamMembers.seasonId })
    .from(teamMembers)
    .innerJoin(enrolments, ofSamePerson)
    .innerJoin(seasons, and(eq(seasons.id, teamMembers.seasonId), eq(seasons.status, 'published')))
    .where(gone(when))
  return rows.map(({ id }) => id)
}

/** Places of people who no longer come. */
export async function lockPlacesOfGone(db: Db, seasonId: string, when: Gone): Promise<HeldPlace[]> {
  const rows = await db
    .select({ place: teamMembers })
    .from(teamMembers)
    .innerJoin(enrolments, ofSamePerson)
    .where(and(eq(teamMembers.seasonId, seasonId), gone(when)))
    .orderBy(asc(teamMembers.personId))
    .for('update', { of: teamMembers })
  return rows.map(({ place }) => place)
}

/** Taken once: the reminder of a place that no other process is at. */
export async function takeReminders(db: Db, now: Date) {
  const due = await db
    .select({
      teamId: teamMembers.teamId,
      personId: teamMembers.personId,
      email: people.email,
      answerBy: teamMembers.answerBy,
      project: teams.name,
      season: seasons,
    })
    .from(teamMembers)
    .innerJoin(people, eq(people.id, teamMembers.personId))
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .innerJoin(seasons, and(eq(seasons.id, teamMembers.seasonId), eq(seasons.status, 'published')))
    .where(and(eq(teamMembers.status, 'offered'), lte(teamMembers.remindAt, now), gt(teamMembers.answerBy, now)))
    .limit(1_000)
    .for('update', { of: teamMembers, skipLocked: true })
  if (due.length > 0)
    await db
      .update(teamMembers)
      .set({ remindAt: null })
      .where(
        or(
          ...due.map(({ teamId, personId }) => and(eq(teamMembers.teamId, teamId), eq(teamMembers.personId, personId))),
        ),
      )
  return due.map(({ email, answerBy, project, season }) => ({ email, answerBy: answerBy!, project, season }))
}

export async function closeTeam(db: Db, teamId: string, now: Date): Promise<void> {
  await db.update(teams).set({ closedAt: now }).where(eq(teams.id, teamId))
}

export async function placesOf(db: Db, teamId: string): Promise<HeldPlace[]> {
  return db.select().from(teamMembers).where(eq(teamMembers.teamId, teamId)).for('update')
}

export async function lockPlacesOfSeason(db: Db, seasonId: string): Promise<HeldPlace[]> {
  return db.select().from(teamMembers).where(eq(teamMembers.seasonId, seasonId)).for('update')
}

/** Places that someone holds who comes, team by team; whoever was never enrolled counts as coming. */
const held = sql<number>`(select count(*)::int from team_members m
  left join enrolments e on e.season_id = m.season_id and e.person_id = m.person_id
  where m.team_id = teams.id and coalesce(e.status, 'confirmed') in ('confirmed', 'checked_in'))`

export const vacanciesOf = sql<number>`case when teams.closed_at is null then greatest(teams.places - ${held}, 0) else 0 end`

export async function countVacancies(db: Db, seasonId: string): Promise<number> {
  const [row] = await db
    .select({ total: sql<number>`coalesce(sum(${vacanciesOf}), 0)::int` })
    .from(teams)
    .where(eq(teams.seasonId, seasonId))
  return row!.total
}

/** Seasons under way in which a place is free and nobody looks for someone to take it. */
export async function findSeasonsWithVacancies(db: Db): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: teams.seasonId })
    .from(teams)
    .innerJoin(seasons, and(eq(seasons.id, teams.seasonId), eq(seasons.status, 'published')))
    .where(
      and(
        sql`${vacanciesOf} > 0`,
        notExists(
          db
            .select({ one: sql`1` })
            .from(teamRepairs)
            .where(and(eq(teamRepairs.seasonId, teams.seasonId), inArray(teamRepairs.status, ['queued', 'running']))),
        ),
      ),
    )
  return rows.map(({ id }) => id)
}

export async function countLate(db: Db, seasonId: string, now: Date): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(teamMembers)
    .where(and(eq(teamMembers.seasonId, seasonId), eq(teamMembers.status, 'offered'), lte(teamMembers.answerBy, now)))
  return row!.total
}

/** Someone who gave up their place and wants no other one. */
const wantsNone = (db: Db) => {
  const last = db
    .select({ one: sql`1` })
    .from(pastTeamMembers)
    .where(
      and(
        eq(pastTeamMembers.seasonId, enrolments.seasonId),
        eq(pastTeamMembers.personId, enrolments.personId),
        ne(pastTeamMembers.status, 'moved'),
        eq(pastTeamMembers.elsewhere, false),
        sql`${pastTeamMembers.endedAt} >= ${enrolments.statusAt}`,
        isNull(sql`(select 1 from past_team_members later where later.season_id = ${pastTeamMembers.seasonId}
          and later.person_id = ${pastTeamMembers.personId} and later.ended_at > ${pastTeamMembers.endedAt} limit 1)`),
      ),
    )
  return last
}

/** Who comes, wants a place and has none. */
export const notPlaced = (db: Db, seasonId: string) =>
  and(
    eq(enrolments.seasonId, seasonId),
    comes,
    notExists(
      db
        .select({ one: sql`1` })
        .from(teamMembers)
        .where(and(eq(teamMembers.seasonId, enrolments.seasonId), eq(teamMembers.personId, enrolments.personId))),
    ),
    notExists(wantsNone(db)),
  )

export async function listNotPlaced(db: Db, seasonId: string) {
  return db
    .select({ personId: people.id, name: people.name })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .where(notPlaced(db, seasonId))
    .orderBy(asc(people.name), asc(people.id))
}

export async function countNotPlaced(db: Db, seasonId: string): Promise<number> {
  const [row] = await db.select({ total: count() }).from(enrolments).where(notPlaced(db, seasonId))
  return row!.total
}

/** How many people of a season hold a place in each state, and how many gave one up. */
export async function countPlaces(db: Db, seasonId: string) {
  const nowHeld = await db
    .select({ status: teamMembers.status, total: count() })
    .from(teamMembers)
    .where(eq(teamMembers.seasonId, seasonId))
    .groupBy(teamMembers.status)
  const past = await db
    .select({ status: pastTeamMembers.status, total: count() })
    .from(pastTeamMembers)
    .where(eq(pastTeamMembers.seasonId, seasonId))
    .groupBy(pastTeamMembers.status)
  return new Map<string, number>([...nowHeld, ...past].map(({ status, total }) => [status, total]))
}

const seasonOf = {
  id: seasons.id,
  slug: seasons.slug,
  name: seasons.name,
  status: seasons.status,
  timeZone: seasons.timeZone,
  terminology: seasons.terminology,
}

/** Mine, those held first and then those of the past, the newest first. */
export async function listOwnPlaces(db: Db, personId: string) {
  const heldNow = await db
    .select({
      teamId: teams.id,
      projectTitle: projects.title,
      structure: projects.structure,
      season: seasonOf,
      status: teamMembers.status,
      answerBy: teamMembers.answerBy,
      words: teamMembers.words,
      at: teamMembers.answeredAt,
    })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .innerJoin(projects, eq(projects.id, teams.projectId))
    .innerJoin(seasons, eq(seasons.id, teams.seasonId))
    .where(eq(teamMembers.personId, personId))
    .orderBy(desc(teamMembers.createdAt), asc(teams.id))
    .limit(100)
  const past = await db
    .select({
      teamId: teams.id,
      projectTitle: projects.title,
      structure: projects.structure,
      season: seasonOf,
      status: pastTeamMembers.status,
      elsewhere: pastTeamMembers.elsewhere,
      words: pastTeamMembers.words,
      at: pastTeamMembers.endedAt,
      closed: sql<boolean>`coalesce(${teams.closedAt} <= ${pastTeamMembers.endedAt}, false)`,
    })
    .from(pastTeamMembers)
    .innerJoin(teams, eq(teams.id, pastTeamMembers.teamId))
    .innerJoin(projects, eq(projects.id, teams.projectId))
    .innerJoin(seasons, eq(seasons.id, teams.seasonId))
    .where(eq(pastTeamMembers.personId, personId))
    .orderBy(desc(pastTeamMembers.endedAt), asc(pastTeamMembers.id))
    .limit(100)
  return [
    ...heldNow.map((place) => ({ ...place, elsewhere: false, closed: false })),
    ...past.map((place) => ({ ...place, answerBy: null })),
  ]
}
