import { remindOfDrafts, remindOfReviews, tendConfirmations } from './modules/calls-for-projects/index.ts'
import { forgetExpired } from './modules/identity/index.ts'
import {
  eraseTeamProblems,
  hasTeams,
  tendOffers,
  workMatching,
  workRepairs,
  workTeamProblems,
} from './modules/matching/index.ts'
import { eraseNeeds, releaseUnanswered, remindOfSessions, tendWaitingLists } from './modules/seasons/index.ts'
import type { Deps } from './platform/deps.ts'
import { filesQueue, removeOrphans } from './platform/files/files.service.ts'
import { forgetKeysBefore } from './platform/http/idempotency.repository.ts'
import type { JobQueue } from './platform/jobs/jobs.ts'
import { deliverMails } from './platform/mail/mail.ts'
import { eraseMailsBefore } from './platform/mail/mails.repository.ts'

const day = 24 * 60 * 60 * 1000

/** Everything that happens in the background of this process. */
export async function startWorkers(
  deps: Omit<Deps, 'actor'>,
  jobs: JobQueue,
  mail: { smtpUrl: string | undefined; from: string },
): Promise<() => void> {
  const stopMails = await deliverMails(deps, jobs, mail)
  const stopMatching = await workMatching(deps, jobs)
  const stopTeamProblems = await workTeamProblems(deps, jobs)
  await workRepairs(deps, jobs)
  await jobs.work(filesQueue, ({ key }) => deps.files.remove(String(key)))
  await jobs.schedule('housekeeping', '17 3 * * *', async () => {
    const now = deps.now()
    await forgetExpired(deps.db, now)
    await forgetKeysBefore(deps.db, new Date(now.getTime() - 2 * day))
    await eraseMailsBefore(deps.db, new Date(now.getTime() - 30 * day))
    await removeOrphans(deps)
    await eraseTeamProblems(deps)
  })
  // Days end at another hour in each zone, so these look at every hour whose day is over.
  await jobs.schedule('promises.release', '7 * * * *', () => releaseUnanswered(deps))
  await jobs.schedule('needs.erase', '7 * * * *', () => eraseNeeds(deps))
  await jobs.schedule('enrolments.waiting-lists', '*/5 * * * *', () => tendWaitingLists(deps))
  await jobs.schedule('sessions.remind', '*/5 * * * *', () => remindOfSessions(deps))
  await jobs.schedule('decisions.confirmations', '*/5 * * * *', () => tendConfirmations(deps, hasTeams))
  await jobs.schedule('reviews.remind', '*/5 * * * *', () => remindOfReviews(deps))
  await jobs.schedule('calls.remind', '*/5 * * * *', () => remindOfDrafts(deps))
  await jobs.schedule('offers.tend', '*/5 * * * *', () => tendOffers(deps))
  return () => {
    stopMatching()
    stopTeamProblems()
    stopMails()
  }
}
