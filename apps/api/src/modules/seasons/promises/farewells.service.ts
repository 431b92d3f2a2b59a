import { tellPromise, type FarewellAnswer } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { essor, personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { workEach } from '../../../platform/jobs/each.ts'
import { sendMail, sendMails } from '../../../platform/mail/mail.ts'
import { tell, tellAll } from '../../../platform/realtime/live.ts'
import { findSeason, holdSeason, lockSeason } from '../seasons.repository.ts'
import {
  countToAsk,
  findDueFarewells,
  findFarewells,
  findReceivers,
  insertFarewell,
  lockDueFarewell,
  moveAll,
} from './farewells.repository.ts'
import { farewellMail, releasedMail, renewedMail } from './promise.mail.ts'
import {
  answerBy,
  assertFollowUpPromise,
  isEnding,
  isOver,
  joinWeeks,
  localDay,
  promiseAfter,
} from './promise.rules.ts'
import { countPromisers, givenByWeek, promisedByWeek, sumSeason } from './promise-totals.repository.ts'
import { insertPromise, lockOwnPromises, lockPerson, movePromises } from './promises.repository.ts'
import { record } from './promises.service.ts'

const none = () => new AppError('promises_none', 'Nobody has promised time that still holds in this season.')
const noSeason = () => new AppError('not_found', 'There is no such season.')

/** How long people are given where the organisers say nothing else. */
const daysToAnswer = 14

/** How many would be asked, and what each would read; the figure in the mail is an example. */
export async function previewFarewell(
  { db, now, publicUrl }: Pick<Deps, 'db' | 'now' | 'publicUrl'>,
  seasonId: string,
) {
  const season = await findSeason(db, seasonId)
  if (!season) throw noSeason()
  const until = answerBy(now(), daysToAnswer, season.timeZone)
  const { subject, text } = farewellMail({ email: '', confirmedMinutes: 34 * 60 }, season, until, publicUrl)
  const asked = (await findFarewells(db, [seasonId])).length > 0
  return { people: await countToAsk(db, seasonId), mayAsk: isEnding(season, now()) && !asked, subject, text }
}

/** Thanks everyone whose promise still holds, and asks whether they go on; once for a season. */
export async function askToGoOn(
  { db, actor, jobs, now, publicUrl }: Pick<Deps, 'db' | 'actor' | 'jobs' | 'now' | 'publicUrl'>,
  seasonId: string,
  days: number,
) {
  return db.transaction(async (tx) => {
    const season = await lockSeason(tx, seasonId)
    if (!season) throw noSeason()
    if (!isEnding(season, now()))
      throw new AppError('season_under_way', 'The last day of this season has not come yet: thank people then.')
    const until = answerBy(now(), days, season.timeZone)
    const farewell = await insertFarewell(tx, { seasonId, askedAt: now(), answerBy: until })
    if (!farewell) throw new AppError('promises_asked', 'The people of this season were asked already.')
    const personIds = await moveAll(tx, seasonId, 'promised', promiseAfter('ask', 'promised') as 'asked', now())
    if (personIds.length === 0) throw none()
    await audit(
      { db: tx, actor },
      {
        action: 'promises.asked',
        subject: ['season', seasonId],
        delegationId: season.delegationId,
        details: { people: personIds.length },
      },
    )
    const receivers = await findReceivers(tx, seasonId, personIds)
    await sendMails(
      { db: tx, jobs },
      receivers.map((receiver) => farewellMail(receiver, season, until, publicUrl)),
    )
    await tellAll(
      tx,
      [`season:${seasonId}` as const, ...personIds.map((id) => `person:${id}` as const)],
      'promise.changed',
      seasonId,
    )
    return { ...farewell, people: personIds.length }
  })
}

/** Someone goes on with a new promise, or stops here with thanks; this answers for all they promised in the season. */
export async function answerFarewell(
  { db, actor, jobs, now, publicUrl }: Pick<Deps, 'db' | 'actor' | 'jobs' | 'now' | 'publicUrl'>,
  seasonId: string,
  answer: FarewellAnswer,
): Promise<void> {
  const personId = personOf({ actor })
  await db.transaction(async (tx) => {
    const season = await holdSeason(tx, seasonId)
    if (!season) throw noSeason()
    const asked = (await findFarewells(tx, [seasonId])).length > 0
    if (!asked && !isOver(season, now()))
      throw new AppError('season_under_way', 'This season is not over yet, and nobody has asked: your promise holds.')
    await lockPerson(tx, personId)
    const own = await lockOwnPromises(tx, seasonId, personId)
    if (own.length === 0) throw new AppError('promise_transition', 'No promise of yours waits for an answer.')
    const act = answer.to === 'renewed' ? 'renew' : 'release'
    for (const { status } of own) promiseAfter(act, status)
    await movePromises(
      tx,
      own.map(({ id }) => id),
      answer.to,
      now(),
    )
    const [receiver] = await findReceivers(tx, seasonId, [personId])
    if (answer.to === 'renewed') {
      assertFollowUpPromise(answer.promise, season, localDay(now(), season.timeZone), 'promise.')
      const { minutes } = tellPromise(answer.promise)
      await insertPromise(tx, { ...answer.promise, minutes, seasonId, personId, period: 'follow_up' })
      await sendMail({ db: tx, jobs }, renewedMail(receiver!, season, answer.promise, publicUrl))
    } else {
      await sendMail({ db: tx, jobs }, releasedMail(receiver!, season))
    }
    for (const promise of own) await record({ db: tx, actor }, `promise.${answer.to}`, promise, season)
  })
}

type Releasing = Pick<Deps, 'db' | 'jobs' | 'now'>

/** Who has not answered in time is thanked and released. Safe to run twice, and in several processes at once. */
export async function releaseUnanswered(deps: Releasing): Promise<void> {
  await workEach(await findDueFarewells(deps.db, deps.now()), (seasonId) => releaseSeason(deps, seasonId))
}

async function releaseSeason({ db, jobs, now }: Releasing, seasonId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const season = (await lockDueFarewell(tx, seasonId, now())) && (await findSeason(tx, seasonId))
    if (!season) return
    const personIds = await moveAll(tx, season.id, 'asked', promiseAfter('release', 'asked') as 'released', now())
    const receivers = await findReceivers(tx, season.id, personIds)
    await sendMails(
      { db: tx, jobs },
      receivers.map((receiver) => releasedMail(receiver, season)),
    )
    await audit(
      { db: tx, actor: essor },
      {
        action: 'promises.released',
        subject: ['season', season.id],
        delegationId: season.delegationId,
        details: { people: personIds.length },
      },
    )
    await tell(tx, `season:${season.id}`, 'promise.changed', season.id)
  })
}

export async function summarisePromises({ db }: Pick<Deps, 'db'>, seasonId: string) {
  const [farewell] = await findFarewells(db, [seasonId])
  return {
    ...(await sumSeason(db, seasonId)),
    ...(await countPromisers(db, seasonId)),
    askedAt: farewell?.askedAt ?? null,
    answerBy: farewell?.answerBy ?? null,
    weeks: joinWeeks(await promisedByWeek(db, seasonId), await givenByWeek(db, seasonId)),
  }
}
