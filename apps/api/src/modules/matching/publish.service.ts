import { evaluate, type Problem } from '@essor/team-formation'
import { audit } from '../../platform/audit/audit.repository.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError, type FieldError } from '../../platform/errors.ts'
import { sendMails } from '../../platform/mail/mail.ts'
import { tell, tellAll } from '../../platform/realtime/live.ts'
import { answerBy, listComing, lockSeason, type Season } from '../seasons/index.ts'
import { brokenRule, reasonsOf, teamsOf, type Draft } from './draft.rules.ts'
import { listAllProjects, listRunPeople, type Project } from './pool.repository.ts'
import { assertSeasonRuns, remindAtFor } from './offers/offer.rules.ts'
import { placeOfferedMail } from './offers/offers.mail.ts'
import { withoutGone } from './problem.rules.ts'
import { assertHasTeams } from './run.rules.ts'
import { findPublishedRun, findRun, lockRun, updateRun } from './runs.repository.ts'
import { readRun } from './runs.service.ts'
import { storedProblem } from './stored-problem.rules.ts'
import { insertTeams } from './teams.repository.ts'

type Publishing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

/** One act, once: the season's row is held, so nobody publishes, withdraws or ranks meanwhile. */
export async function publishRun({ db, jobs, actor, now, publicUrl }: Publishing, runId: string, answerDays: number) {
  await db.transaction(async (tx) => {
    const seasonId = (await findRun(tx, runId))?.seasonId
    const season = seasonId && (await lockSeason(tx, seasonId))
    const run = season && (await lockRun(tx, runId))
    if (!season || !run) throw new AppError('not_found', 'There is no such run.')
    if (await findPublishedRun(tx, season.id))
      throw new AppError('teams_published', 'The teams of this season are published already.')
    assertSeasonRuns(season)
    assertHasTeams(run)
    const projects = await listAllProjects(tx, season.id)
    const coming = new Set((await listComing(tx, season.id)).map(({ personId }) => personId))
    assertStillValid(storedProblem(run.problem), run.draft, coming, projects)

    const titles = new Map(projects.map(({ id, title }) => [id, title]))
    const by = answerBy(now(), answerDays, season.timeZone)
    await insertTeams(
      tx,
      season.id,
      { answerBy: by, remindAt: remindAtFor(now(), by), createdAt: now() },
      run.draft.teams.map(({ projectId, members }) => ({
        projectId,
        name: titles.get(projectId)!,
        members: members.map((member) => ({ personId: member.personId, why: reasonsOf(member) })),
      })),
    )
    await updateRun(tx, runId, { publishedAt: now() })
    await tellMembers({ db: tx, jobs, publicUrl }, season, run.draft, titles, by)
    await audit(
      { db: tx, actor },
      {
        action: 'teams.published',
        subject: ['matching_run', runId],
        delegationId: season.delegationId,
        details: { teams: run.draft.teams.length },
      },
    )
    await tell(tx, `season:${season.id}`, 'teams.published', runId)
  })
  return readRun({ db }, runId)
}

/** The draft may be days old: looks again at who comes and whether every strict rule holds. Errors name people by id. */
function assertStillValid(problem: Problem, draft: Draft, coming: ReadonlySet<string>, projects: Project[]): void {
  const gone = draft.teams
    .flatMap(({ members }) => members)
    .filter(({ personId }) => !coming.has(personId))
    .map(({ personId }): FieldError => ({
      path: `people.${personId}`,
      message: 'This person no longer comes. Take them out of their team.',
      code: 'withdrawn',
    }))
  if (gone.length > 0) throw new AppError('teams_invalid', 'Someone in these teams no longer comes.', gone)
  if (draft.teams.length === 0)
    throw new AppError('teams_invalid', 'Everyone was taken out: there is no team to publish.', [
      { path: 'teams', message: 'Put people back in teams first.', code: 'empty' },
    ])
  const now = withoutGone(problem, coming, new Set(projects.map(({ id }) => id)))
  const broken = evaluate(now, teamsOf(draft)).broken.map(brokenRule)
  if (broken.length === 0) return
  throw new AppError(
    'teams_invalid',
    'These teams break a rule that must hold.',
    broken.map(({ rule, projectId, personIds }) => ({
      path: projectId ? `teams.${projectId}` : `people.${personIds.join('.')}`,
      message: `The rule ${rule} does not hold.`,
      code: rule,
    })),
  )
}

async function tellMembers(
  { db, jobs, publicUrl }: Pick<Deps, 'db' | 'jobs' | 'publicUrl'>,
  season: Season,
  draft: Draft,
  titles: ReadonlyMap<string, string>,
  by: Date,
): Promise<void> {
  const placed = draft.teams.flatMap(({ projectId, members }) =>
    members.map(({ personId }) => [personId, projectId] as const),
  )
  const people = await listRunPeople(
    db,
    season.id,
    placed.map(([personId]) => personId),
  )
  const known = new Map(people.map((person) => [person.id, person]))
  const mails = draft.teams.flatMap(({ projectId, members }) =>
    members.map(({ personId }) => {
      const mates = members.filter((mate) => mate.personId !== personId).map((mate) => known.get(mate.personId)!.name)
      const offer = { project: titles.get(projectId)!, mates, answerBy: by }
      return placeOfferedMail(known.get(personId)!.email, season, offer, publicUrl)
    }),
  )
  await sendMails({ db, jobs }, mails)
  await tellAll(
    db,
    placed.map(([personId]) => `person:${personId}` as const),
    'teams.published',
    season.id,
  )
}
