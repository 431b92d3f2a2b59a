import type { MentorRole } from '@essor/contracts'
import { audit } from '../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { sendMail } from '../../platform/mail/mail.ts'
import { tell } from '../../platform/realtime/live.ts'
import { findPerson } from '../identity/index.ts'
import { findSeason } from '../seasons/index.ts'
import { overdueBefore } from './help.rules.ts'
import { assignedMail } from './mentoring.mail.ts'
import {
  deleteTeamMentor,
  findTeamPlace,
  insertTeamMentor,
  isMentor,
  readCounts,
  replaceFields,
} from './mentors.repository.ts'

type Writing = Pick<Deps, 'db' | 'actor' | 'jobs' | 'publicUrl'>

export async function assignMentor(
  { db, actor, jobs, publicUrl }: Writing,
  teamId: string,
  { personId, role }: { personId: string; role: MentorRole },
) {
  return db.transaction(async (tx) => {
    const team = await findTeamPlace(tx, teamId, personId)
    if (!team) throw new AppError('not_found', 'There is no such team.')
    if (team.isMember) throw refusePerson('member', 'This person is a member of the team: choose somebody else.')
    if (!(await isMentor(tx, team.season.id, personId)))
      throw refusePerson('not_a_mentor', 'This person is neither coach nor mentor of the season: invite them first.')
    if (!(await insertTeamMentor(tx, { teamId, personId, role })))
      throw new AppError('mentor_already_assigned', 'This person already accompanies this team.')
    await audit(
      { db: tx, actor },
      {
        action: 'team.mentor_assigned',
        subject: ['team', teamId],
        delegationId: team.season.delegationId,
        details: { personId, role },
      },
    )
    const person = await findPerson(tx, personId)
    await sendMail({ db: tx, jobs }, assignedMail(person!.email, team, role, publicUrl))
    await tell(tx, `season:${team.season.id}`, 'team.mentors_changed', teamId)
    return { teamId, personId, name: person!.name, role }
  })
}

const refusePerson = (code: string, message: string) =>
  new AppError('invalid_input', message, [{ path: 'personId', message, code }])

export async function unassignMentor(
  { db, actor }: Pick<Writing, 'db' | 'actor'>,
  teamId: string,
  personId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const team = await findTeamPlace(tx, teamId, null)
    if (!team || !(await deleteTeamMentor(tx, teamId, personId)))
      throw new AppError('not_found', 'This person does not accompany this team.')
    await audit(
      { db: tx, actor },
      {
        action: 'team.mentor_unassigned',
        subject: ['team', teamId],
        delegationId: team.season.delegationId,
        details: { personId },
      },
    )
    await tell(tx, `season:${team.season.id}`, 'team.mentors_changed', teamId)
  })
}

/** The whole list takes the place of the one before. */
export async function setMyFields(
  { db, actor }: Pick<Writing, 'db' | 'actor'>,
  seasonId: string,
  fields: readonly string[],
): Promise<{ fields: string[] }> {
  const personId = personOf({ actor })
  const chosen = [...new Set(fields)].toSorted()
  await db.transaction(async (tx) => {
    const season = await findSeason(tx, seasonId)
    await replaceFields(tx, seasonId, personId, chosen)
    await audit(
      { db: tx, actor },
      {
        action: 'mentor.fields_set',
        subject: ['season', seasonId],
        delegationId: season?.delegationId ?? null,
        details: { fields: chosen.length },
      },
    )
    await tell(tx, `season:${seasonId}`, 'mentor.fields_changed', seasonId)
  })
  return { fields: chosen }
}

export async function readMentoringSummary({ db, now }: Pick<Deps, 'db' | 'now'>, seasonId: string) {
  const season = await findSeason(db, seasonId)
  if (!season) throw new AppError('not_found', 'There is no such season.')
  return readCounts(db, seasonId, overdueBefore(season.preset, now()))
}
