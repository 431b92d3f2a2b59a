import type { TeamInvitationAnswer } from '@essor/contracts'
import type { z } from 'zod'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMail } from '../../../platform/mail/mail.ts'
import { tellAll } from '../../../platform/realtime/live.ts'
import { findPeople } from '../../identity/index.ts'
import { enrolInvited, findSeason, lockSeason } from '../../seasons/index.ts'
import { listAllProjects } from '../pool.repository.ts'
import { isReachable } from './candidates.repository.ts'
import {
  answerInvitation,
  findInvitation,
  insertInvitation,
  listOwnInvitations,
  type TeamInvitationRow,
} from './invitations.repository.ts'
import { assertSeasonRuns } from './offer.rules.ts'
import { findTeam } from './offers.repository.ts'
import { invitationMail } from './offers.mail.ts'
import { askRepairIfNeeded } from './repairs.service.ts'

type Inviting = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

/** The address is used and never shown; only people who agreed to be asked can be. */
export async function inviteToTeam(
  { db, jobs, actor, publicUrl }: Inviting,
  teamId: string,
  { personId, words }: { personId: string; words: string },
): Promise<TeamInvitationRow> {
  return db.transaction(async (tx) => {
    const team = await findTeam(tx, teamId)
    const season = team && (await findSeason(tx, team.seasonId))
    if (!team || !season) throw new AppError('not_found', 'There is no such team.')
    assertSeasonRuns(season)
    if (team.closedAt) throw new AppError('team_closed', 'The project of this team no longer runs.')
    if (!(await isReachable(tx, season.id, personId)))
      throw new AppError('invalid_input', 'This person cannot be asked.', [
        { path: 'personId', message: 'This person has not agreed to be asked, or is in the season.', code: 'unknown' },
      ])
    const { projectId } = team
    const invitation = await insertInvitation(tx, {
      seasonId: season.id,
      personId,
      projectId,
      words,
      invitedBy: actor.personId,
    })
    if (!invitation) throw new AppError('already_exists', 'This person was asked for this season already.')
    const project = (await listAllProjects(tx, season.id)).find(({ id }) => id === projectId)!
    const [person] = await findPeople(tx, [personId])
    const about = { project: project.title, structure: project.structure, words }
    await sendMail({ db: tx, jobs }, invitationMail(person!.email, season, about, publicUrl))
    await audit(
      { db: tx, actor },
      { action: 'team.invited', subject: ['team', teamId], delegationId: season.delegationId },
    )
    await tellAll(tx, [`season:${season.id}`, `person:${personId}`], 'invitation.changed', invitation.id)
    return invitation
  })
}

export const readOwnInvitations = ({ db, actor }: Pick<Deps, 'db' | 'actor'>) =>
  listOwnInvitations(db, personOf({ actor }))

/** Whoever says yes is enrolled at once, and a place is looked for. */
export async function answerOwnInvitation(
  deps: Inviting,
  invitationId: string,
  answer: z.output<typeof TeamInvitationAnswer>,
) {
  const { db, actor, now } = deps
  const personId = personOf(deps)
  await db.transaction(async (tx) => {
    const found = await findInvitation(tx, invitationId)
    const season = found?.personId === personId ? await lockSeason(tx, found.seasonId) : undefined
    if (!found || !season) throw new AppError('not_found', 'There is no such invitation.')
    if (!(await answerInvitation(tx, invitationId, answer.answer, now())))
      throw new AppError('invitation_not_open', 'This invitation was answered already.')
    if (answer.answer === 'accepted') {
      const { category, origin } = answer
      await enrolInvited({ ...deps, db: tx }, season, personId, { category, origin })
    }
    await audit(
      { db: tx, actor },
      {
        action: `team_invitation.${answer.answer}`,
        subject: ['team_invitation', invitationId],
        delegationId: season.delegationId,
      },
    )
    await tellAll(tx, [`season:${season.id}`, `person:${personId}`], 'invitation.changed', invitationId)
    if (answer.answer === 'accepted') await askRepairIfNeeded({ ...deps, db: tx }, season.id)
  })
  return readOwnInvitations({ db, actor })
}
