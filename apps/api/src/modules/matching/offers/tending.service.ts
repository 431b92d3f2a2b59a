import { auditAll } from '../../../platform/audit/audit.repository.ts'
import { essor, type Deps } from '../../../platform/deps.ts'
import { workEach } from '../../../platform/jobs/each.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tellAll } from '../../../platform/realtime/live.ts'
import { holdSeason } from '../../seasons/index.ts'
import { patience } from './offer.rules.ts'
import { placeReminderMail } from './offers.mail.ts'
import {
  endPlaces,
  findSeasonsWithGone,
  findSeasonsWithVacancies,
  lockPlacesOfGone,
  takeReminders,
} from './offers.repository.ts'
import { findNewestRepair } from './repairs.repository.ts'
import { askRepairIfNeeded } from './repairs.service.ts'
import { readStanding } from './standing.service.ts'

type Tending = Pick<Deps, 'db' | 'jobs' | 'now' | 'publicUrl'>

/** What the clock does with places: reminds of them, frees those of people who no longer come, and looks again for someone to take them. Safe to run twice, and in two processes at once. */
export const tendOffers = (deps: Tending): Promise<void> =>
  workEach([freeGone, lookAgain, remind], (tend) => tend(deps))

async function freeGone(deps: Tending): Promise<void> {
  const when = { now: deps.now(), patient: new Date(deps.now().getTime() - patience) }
  await workEach(await findSeasonsWithGone(deps.db, when), (seasonId) =>
    deps.db.transaction(async (tx) => {
      // Held before its places, as whoever answers holds it: nobody waits for the other in a circle.
      const season = await holdSeason(tx, seasonId)
      const gone = season ? await lockPlacesOfGone(tx, seasonId, when) : []
      if (!season || gone.length === 0) return
      await endPlaces(tx, gone, { status: 'left', words: '', elsewhere: false, endedAt: deps.now() })
      await auditAll(
        { db: tx, actor: essor },
        gone.map(({ teamId }) => ({
          action: 'place.left',
          subject: ['team', teamId],
          delegationId: season.delegationId,
        })),
      )
      const people = gone.map(({ personId }) => `person:${personId}` as const)
      await tellAll(tx, [`season:${seasonId}`, ...people], 'place.changed', seasonId)
      await askRepairIfNeeded({ ...deps, db: tx, actor: essor }, seasonId)
    }),
  )
}

/** Where a place is free and others wait for one than when Essor last looked, or the account of someone is gone. */
async function lookAgain(deps: Tending): Promise<void> {
  await workEach(await findSeasonsWithVacancies(deps.db), (seasonId) =>
    deps.db.transaction(async (tx) => {
      await holdSeason(tx, seasonId)
      const last = await findNewestRepair(tx, seasonId)
      // A search that died leaves no basis: organisers ask again by hand, rather than Essor dying of it for ever.
      if (last && last.basis === '') return
      if (last?.basis === (await readStanding(tx, seasonId)).basis) return
      await askRepairIfNeeded({ ...deps, db: tx, actor: essor }, seasonId)
    }),
  )
}

async function remind({ db, jobs, now, publicUrl }: Tending): Promise<void> {
  await db.transaction(async (tx) => {
    const due = await takeReminders(tx, now())
    await sendMails(
      { db: tx, jobs },
      due.map(({ email, season, ...place }) => placeReminderMail(email, season, place, publicUrl)),
    )
  })
}
