import { and, asc, count, eq, exists, inArray, lte, notExists } from 'drizzle-orm'
import type { Deps } from '../../platform/deps.ts'
import { projects } from '../calls-for-projects/index.ts'
import { enrolments, phases, seasons } from '../seasons/index.ts'
import { countLate, countNotPlaced, countVacancies } from './offers/offers.repository.ts'
import { teamInvitations } from './offers/offers.table.ts'
import { projectPreferences } from './preferences.table.ts'
import { findPublishedRun } from './runs.repository.ts'
import { teamMembers, teams } from './teams.table.ts'

/** What needs an organiser's eye in the forming of teams; only what there is any of. */
export async function attentionOf(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  seasonId: string,
): Promise<{ code: string; count: number }[]> {
  const published = await findPublishedRun(db, seasonId)
  const found = published
    ? [
        { code: 'matching.projects_without_team', count: await projectsWithoutTeam(db, seasonId) },
        { code: 'matching.people_not_placed', count: await countNotPlaced(db, seasonId) },
        { code: 'matching.vacancies', count: await countVacancies(db, seasonId) },
        { code: 'matching.answers_late', count: await countLate(db, seasonId, now()) },
      ]
    : [{ code: 'matching.teams_not_published', count: await workPhasesBegun(db, seasonId, now()) }]
  return found.filter((line) => line.count > 0)
}

async function projectsWithoutTeam(db: Deps['db'], seasonId: string): Promise<number> {
  const team = db.select().from(teams).where(eq(teams.projectId, projects.id))
  const [row] = await db
    .select({ total: count() })
    .from(projects)
    .where(and(eq(projects.seasonId, seasonId), notExists(team)))
  return row!.total
}

async function workPhasesBegun(db: Deps['db'], seasonId: string, now: Date): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(phases)
    .innerJoin(seasons, eq(seasons.id, phases.seasonId))
    .where(
      and(
        eq(phases.seasonId, seasonId),
        eq(phases.kind, 'work'),
        lte(phases.startsAt, now),
        eq(seasons.status, 'published'),
      ),
    )
  return row!.total
}

interface NextStep {
  code: string
  seasonId: string
  subjectId: string
  title: string
  dueAt: Date | null
}

/** What is someone's to do or to know: rank the projects while wishes count, answer for their place, then meet their team. */
export async function nextFor({ db }: Pick<Deps, 'db' | 'now'>, personId: string): Promise<NextStep[]> {
  const ranked = db
    .select()
    .from(projectPreferences)
    .where(and(eq(projectPreferences.seasonId, seasons.id), eq(projectPreferences.personId, personId)))
  const formed = db.select().from(teams).where(eq(teams.seasonId, seasons.id))
  const offered = db.select().from(projects).where(eq(projects.seasonId, seasons.id))
  const toRank = await db
    .select({ id: seasons.id, name: seasons.name, dueAt: phases.startsAt })
    .from(enrolments)
    .innerJoin(seasons, and(eq(seasons.id, enrolments.seasonId), eq(seasons.status, 'published')))
    .leftJoin(phases, and(eq(phases.seasonId, seasons.id), eq(phases.kind, 'matching')))
    .where(
      and(
        eq(enrolments.personId, personId),
        inArray(enrolments.status, ['applied', 'offered', 'confirmed', 'checked_in']),
        exists(offered),
        notExists(ranked),
        notExists(formed),
      ),
    )
    .orderBy(asc(seasons.startsOn), asc(seasons.id))
  const known = await db
    .select({
      id: teams.id,
      seasonId: teams.seasonId,
      name: teams.name,
      status: teamMembers.status,
      answerBy: teamMembers.answerBy,
    })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .innerJoin(seasons, and(eq(seasons.id, teams.seasonId), eq(seasons.status, 'published')))
    .where(eq(teamMembers.personId, personId))
    .orderBy(asc(seasons.startsOn), asc(teams.id))
  const invited = await db
    .select({ id: teamInvitations.id, seasonId: seasons.id, title: seasons.name })
    .from(teamInvitations)
    .innerJoin(seasons, and(eq(seasons.id, teamInvitations.seasonId), eq(seasons.status, 'published')))
    .where(and(eq(teamInvitations.personId, personId), eq(teamInvitations.status, 'sent')))
    .orderBy(asc(teamInvitations.createdAt), asc(teamInvitations.id))
  return [
    ...invited.map(({ id, seasonId, title }) => ({
      code: 'matching.invitation_to_answer',
      seasonId,
      subjectId: id,
      title,
      dueAt: null,
    })),
    ...toRank.map(({ id, name, dueAt }) => ({
      code: 'matching.projects_to_rank',
      seasonId: id,
      subjectId: id,
      title: name,
      dueAt,
    })),
    ...known.map(({ id, seasonId, name, status, answerBy }) => ({
      code: status === 'offered' ? 'matching.place_to_answer' : 'matching.team_known',
      seasonId,
      subjectId: id,
      title: name,
      dueAt: status === 'offered' ? answerBy : null,
    })),
  ]
}
