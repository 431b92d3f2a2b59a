import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tellAll } from '../../../platform/realtime/live.ts'
import { answerBy, lockSeason, type Season } from '../../seasons/index.ts'
import { listAllProjects, listRunPeople } from '../pool.repository.ts'
import { assertSeasonRuns, remindAtFor } from './offer.rules.ts'
import { placeChangedMail, placeLostMail, placeOfferedMail } from './offers.mail.ts'
import { endPlaces, lockPlacesOfSeason } from './offers.repository.ts'
import type { StoredMove, StoredOption } from './repair.rules.ts'
import {
  findRepair,
  insertTeam,
  lockRepair,
  offerPlaces,
  rewriteReasons,
  settlePlaces,
  updateRepair,
  type TeamRepairRow,
} from './repairs.repository.ts'
import { isCurrent, readRepair } from './repairs.service.ts'
import { readStanding, type Standing } from './standing.service.ts'

type Accepting = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

/** One act, once: the season's row is held, and the teams must be those that the proposal was made for. */
export async function acceptRepair(
  deps: Accepting,
  repairId: string,
  { option: chosen, answerDays }: { option: number; answerDays: number },
) {
  const { db, actor, now } = deps
  await db.transaction(async (tx) => {
    const seasonId = (await findRepair(tx, repairId))?.seasonId
    const season = seasonId && (await lockSeason(tx, seasonId))
    const repair = season && (await lockRepair(tx, repairId))
    if (!season || !repair) throw new AppError('not_found', 'There is no such proposal.')
    assertSeasonRuns(season)
    const option = optionOf(repair, chosen)
    const standing = await readStanding(tx, season.id)
    if (!isCurrent(repair, option, standing))
      throw new AppError('repair_stale', 'Someone came, left or moved since this proposal was made. Ask for a new one.')
    const by = answerBy(now(), answerDays, season.timeZone)
    await move({ ...deps, db: tx }, season, standing, option, by)
    await updateRepair(tx, repairId, {
      status: 'accepted',
      acceptedAt: now(),
      acceptedBy: actor.personId,
      acceptedOption: chosen,
    })
    await audit(
      { db: tx, actor },
      {
        action: 'repair.accepted',
        subject: ['team_repair', repairId],
        delegationId: season.delegationId,
        details: { moves: option.moves.length },
      },
    )
    const people = option.moves.map(({ personId }) => `person:${personId}` as const)
    await tellAll(tx, [`season:${season.id}`, ...people], 'repair.accepted', repairId)
  })
  return readRepair({ db }, repairId)
}

function optionOf({ status, options }: TeamRepairRow, chosen: number): StoredOption {
  if (status !== 'done') throw new AppError('repair_transition', `This proposal is ${status}.`)
  const option = options[chosen]
  if (option) return option
  throw new AppError('invalid_input', 'This proposal has no such option.', [
    { path: 'option', message: `Choose one of the ${options.length} options.`, code: 'unknown' },
  ])
}

async function move(
  deps: Accepting,
  season: Season,
  standing: Standing,
  { moves, members }: StoredOption,
  by: Date,
): Promise<void> {
  const { db, now } = deps
  const titles = new Map((await listAllProjects(db, season.id)).map(({ id, title }) => [id, title]))
  const teamIds = new Map(standing.teams.map(({ projectId, teamId }) => [projectId, teamId]))
  for (const { to } of moves)
    if (to !== null && !teamIds.has(to)) teamIds.set(to, await insertTeam(db, season.id, to, titles.get(to)!))
  const leaving = new Set(moves.flatMap(({ personId, from }) => (from === null ? [] : [personId])))
  const places = await lockPlacesOfSeason(db, season.id)
  const ending = { words: '', endedAt: now() }
  const moved = places.filter(({ personId }) => leaving.has(personId))
  await endPlaces(db, moved, { ...ending, status: 'moved', elsewhere: true })
  const gone = places.filter(({ personId }) => !standing.people.has(personId))
  await endPlaces(db, gone, { ...ending, status: 'left', elsewhere: false })
  const why = new Map(members.map((member) => [member.personId, member.why]))
  await offerPlaces(
    db,
    moves.flatMap(({ personId, to }) =>
      to === null
        ? []
        : {
            teamId: teamIds.get(to)!,
            seasonId: season.id,
            personId,
            why: why.get(personId)!,
            answerBy: by,
            remindAt: remindAtFor(now(), by),
            createdAt: now(),
          },
    ),
  )
  await rewriteReasons(db, season.id, members)
  await settlePlaces(db, season.id)
  await tellMoved(deps, season, { moves, members }, titles, by)
}

async function tellMoved(
  { db, jobs, publicUrl }: Accepting,
  season: Season,
  { moves, members }: Pick<StoredOption, 'moves' | 'members'>,
  titles: ReadonlyMap<string, string>,
  by: Date,
): Promise<void> {
  const concerned = [...members.map(({ personId }) => personId), ...moves.map(({ personId }) => personId)]
  const people = new Map((await listRunPeople(db, season.id, [...new Set(concerned)])).map((one) => [one.id, one]))
  const matesOf = ({ personId, to }: StoredMove) =>
    members
      .filter((member) => member.projectId === to && member.personId !== personId)
      .map((member) => people.get(member.personId)!.name)
  const mails = moves.map((move) => {
    const { email } = people.get(move.personId)!
    const before = move.from && titles.get(move.from)
    if (move.to === null) return placeLostMail(email, season, { project: before ?? '', words: '' })
    const offer = { project: titles.get(move.to)!, mates: matesOf(move), answerBy: by }
    return before
      ? placeChangedMail(email, season, { ...offer, before }, publicUrl)
      : placeOfferedMail(email, season, offer, publicUrl)
  })
  await sendMails({ db, jobs }, mails)
}
