import { skillFamilies, type HelpMove, type HelpStatus } from '@essor/contracts'
import { allows, type Permission } from '../../platform/access/policy.rules.ts'
import { audit } from '../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../platform/db/pages.ts'
import { personOf, type Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { sendMail } from '../../platform/mail/mail.ts'
import { tell } from '../../platform/realtime/live.ts'
import { findPerson } from '../identity/index.ts'
import { findSeason } from '../seasons/index.ts'
import {
  countChannels,
  findHelpRequest,
  insertHelpMessage,
  insertHelpRequest,
  listHelpRequests,
  listMembers,
  listMentorsToAsk,
  listTeamHelpRequests,
  lockHelpRequest,
  updateHelpRequest,
  type HelpFilter,
} from './help.repository.ts'
import { afterMove, assertOutsideTeam, possibleMoves, waitingOf } from './help.rules.ts'
import { answeredMail, askedMail } from './mentoring.mail.ts'
import { findTeamPlace } from './mentors.repository.ts'
import { helpScope } from './mentoring.scope.ts'

type Reading = Pick<Deps, 'db' | 'actor' | 'now'>
type Writing = Reading & Pick<Deps, 'jobs' | 'publicUrl'>
type Found = NonNullable<Awaited<ReturnType<typeof findHelpRequest>>>

/** Adds how long the team has been waiting, as its season sees it. */
const withWaiting = <Row extends Pick<Found, 'status' | 'waitingSince' | 'preset'>>(
  row: Row,
  { now }: Pick<Deps, 'now'>,
) => ({ ...row, waiting: waitingOf(row, row.preset, now()) })

export async function listSeasonHelp(deps: Reading, seasonId: string, filter: HelpFilter) {
  const { items, ...rest } = await listHelpRequests(deps.db, seasonId, personOf(deps), filter)
  return { ...rest, items: items.map((row) => withWaiting(row, deps)) }
}

export async function listTeamHelp(deps: Reading, teamId: string, filter: PageOf) {
  const { items, ...rest } = await listTeamHelpRequests(deps.db, teamId, filter)
  return { ...rest, items: items.map((row) => withWaiting(row, deps)) }
}

const permissionOf: Record<HelpMove, Permission> = {
  claim: 'help.claim',
  release: 'help.release',
  answer: 'help.answer',
  close: 'help.close',
  reopen: 'help.close',
  cancel: 'help.close',
  write: 'help.write',
}

export async function readHelpRequest(deps: Reading, id: string) {
  const scope = await helpScope(deps, { helpRequestId: id })
  const request = await findHelpRequest(deps.db, id)
  if (!scope || !request) throw new AppError('not_found', 'There is no such question.')
  const isMember = scope.relations?.includes('member') ?? false
  const granted = (Object.keys(permissionOf) as HelpMove[]).filter(
    (move) => allows(deps.actor.grants, permissionOf[move], scope) && !(move === 'claim' && isMember),
  )
  return { ...withWaiting(request, deps), moves: possibleMoves(request.status, granted) }
}

export interface HelpFields {
  channel: string
  title: string
  text: string
  talkWish: string
}

export async function askForHelp({ db, jobs, actor, now, publicUrl }: Writing, teamId: string, draft: HelpFields) {
  return db.transaction(async (tx) => {
    const team = await findTeamPlace(tx, teamId, null)
    if (!team) throw new AppError('not_found', 'There is no such team.')
    if (team.season.status !== 'published')
      throw new AppError('season_not_open', 'This season is over: questions are no longer taken.')
    const { id: seasonId, delegationId } = team.season
    const at = now()
    const id = await insertHelpRequest(tx, {
      ...draft,
      seasonId,
      teamId,
      askedBy: personOf({ actor }),
      askedAt: at,
      waitingSince: at,
    })
    await audit({ db: tx, actor }, { action: 'help.asked', subject: ['help_request', id], delegationId })
    await writeToMentors({ db: tx, jobs, publicUrl }, id)
    await tell(tx, `season:${seasonId}`, 'help.changed', id)
    return readHelpRequest({ db: tx, actor, now }, id)
  })
}

/** Only those who answer in the channel are written to; each gets a mail of their own. */
async function writeToMentors({ db, jobs, publicUrl }: Pick<Deps, 'db' | 'jobs' | 'publicUrl'>, id: string) {
  const { request, question } = await questionOf(db, id)
  for (const { email } of await listMentorsToAsk(db, request))
    await sendMail({ db, jobs }, askedMail(email, question, publicUrl))
}

async function questionOf(db: Deps['db'], id: string) {
  const request = (await findHelpRequest(db, id))!
  const season = (await findSeason(db, request.seasonId))!
  const channelName = skillFamilies.find(({ code }) => code === request.channel)?.fr ?? request.channel
  return { request, question: { id, title: request.title, teamName: request.teamName, channelName, season } }
}

/** Everything that moves a question: the row is held, the rules decide, what follows is queued with the change. */
async function move(
  { db, actor, now }: Reading,
  id: string,
  how: HelpMove,
  work: (tx: Deps['db'], before: { teamId: string }, to: HelpStatus) => Promise<void>,
) {
  return db.transaction(async (tx) => {
    const before = await lockHelpRequest(tx, id)
    if (!before) throw new AppError('not_found', 'There is no such question.')
    const to = afterMove(before.status, how)
    await work(tx, before, to)
    const season = await findSeason(tx, before.seasonId)
    await audit(
      { db: tx, actor },
      {
        action: `help.${how}`,
        subject: ['help_request', id],
        delegationId: season!.delegationId,
        details: { from: before.status, to },
      },
    )
    await tell(tx, `season:${before.seasonId}`, 'help.changed', id)
    return readHelpRequest({ db: tx, actor, now }, id)
  })
}

export async function claimHelpRequest(deps: Writing, id: string) {
  const personId = personOf(deps)
  return move(deps, id, 'claim', async (tx, { teamId }, status) => {
    assertOutsideTeam((await findTeamPlace(tx, teamId, personId))!.isMember)
    await updateHelpRequest(tx, id, { status, claimedBy: personId })
  })
}

export async function releaseHelpRequest(deps: Writing, id: string) {
  return move(deps, id, 'release', (tx, _before, status) => updateHelpRequest(tx, id, { status, claimedBy: null }))
}

export async function answerHelpRequest(deps: Writing, id: string, text: string) {
  const personId = personOf(deps)
  const at = deps.now()
  return move(deps, id, 'answer', async (tx, { teamId }, status) => {
    const { request, question } = await questionOf(tx, id)
    // Somebody may have taken the question over between the access check and the lock.
    if (request.claimedById !== personId) throw new AppError('forbidden', 'Somebody else answers this question now.')
    await insertHelpMessage(tx, {
      helpRequestId: id,
      authorId: personId,
      side: 'mentor',
      isAnswer: true,
      text,
      writtenAt: at,
    })
    await updateHelpRequest(tx, id, { status, firstAnsweredAt: request.firstAnsweredAt ?? at })
    for (const { id: memberId, email } of await listMembers(tx, teamId)) {
      await sendMail({ db: tx, jobs: deps.jobs }, answeredMail(email, question, deps.publicUrl))
      await tell(tx, `person:${memberId}`, 'help.answered', id)
    }
  })
}

/** A question asked again is free for anyone: its wait starts over, and those who answer in its channel hear of it. */
export async function endHelpRequest(deps: Writing, id: string, how: 'close' | 'reopen' | 'cancel') {
  return move(deps, id, how, async (tx, _before, status) => {
    if (how !== 'reopen') return updateHelpRequest(tx, id, { status })
    await updateHelpRequest(tx, id, { status, claimedBy: null, waitingSince: deps.now() })
    await writeToMentors({ ...deps, db: tx }, id)
  })
}

export async function writeHelpMessage(deps: Writing, id: string, text: string) {
  const personId = personOf(deps)
  return deps.db.transaction(async (tx) => {
    const before = await lockHelpRequest(tx, id)
    const scope = await helpScope({ db: tx, actor: deps.actor }, { helpRequestId: id })
    if (!before || !scope) throw new AppError('not_found', 'There is no such question.')
    afterMove(before.status, 'write')
    const relations = scope.relations ?? []
    const side = relations.includes('claimer') ? 'mentor' : relations.includes('member') ? 'team' : 'organiser'
    const message = await insertHelpMessage(tx, {
      helpRequestId: id,
      authorId: personId,
      side,
      text,
      writtenAt: deps.now(),
    })
    await audit(
      { db: tx, actor: deps.actor },
      { action: 'help.written', subject: ['help_request', id], delegationId: scope.delegationId ?? null },
    )
    await tell(tx, `season:${before.seasonId}`, 'help.changed', id)
    return { ...message, authorName: (await findPerson(tx, personId))?.name ?? null }
  })
}

/** Every channel that has something in it: a question, or somebody who answers. The person's own come first, then the fullest. */
export async function listHelpChannels(deps: Pick<Deps, 'db' | 'actor'>, seasonId: string) {
  const { open, mentors } = await countChannels(deps.db, seasonId, personOf(deps))
  return skillFamilies
    .map(({ code }) => {
      const ofMentors = mentors.find(({ channel }) => channel === code)
      return {
        channel: code,
        open: open.find(({ channel }) => channel === code)?.open ?? 0,
        mentorCount: ofMentors?.mentorCount ?? 0,
        mine: ofMentors?.mine ?? false,
      }
    })
    .filter((channel) => channel.open > 0 || channel.mentorCount > 0)
    .toSorted((a, b) => Number(b.mine) - Number(a.mine) || b.open - a.open)
}
