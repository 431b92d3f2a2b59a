import type { InterviewOffer } from '@essor/contracts'
import { allows } from '../../../platform/access/policy.rules.ts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findPerson } from '../../identity/index.ts'
import { findSeason } from '../../seasons/index.ts'
import { findCall, lockCall } from '../calls/calls.repository.ts'
import { listHolders } from '../people/holders.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import { blindPhaseLasts } from '../reviews/blind.rules.ts'
import { findSettings } from '../reviews/review-settings.repository.ts'
import { cancelledMail } from './interview.mail.ts'
import { assertAhead, spansOf } from './interview.rules.ts'
import { deleteSlot, insertSlots, isBusy, listSlots, lockSlots, type Slot } from './interviews.repository.ts'

type Writing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

const noCall = () => new AppError('not_found', 'There is no such call.')
const noSlot = () => new AppError('not_found', 'There is no such interview slot.')

const overlap = () => new AppError('interview_overlap', 'You hold an interview at one of these moments already.')

interface Seen extends Slot {
  hostName: string
  title: string | null
  structure: string | null
}

/** Whoever holds it or manages the call sees whose file comes; the link is for those who take part. */
const asSeen = (
  { link, title, structure, submissionId, ...slot }: Seen,
  { timeZone }: { timeZone: string },
  asker: { personId: string; manages: boolean; blind: boolean },
) => {
  const mine = slot.hostId === asker.personId
  const named = submissionId !== null && title !== null && (mine || asker.manages)
  return {
    ...slot,
    timeZone,
    mine,
    booked: submissionId !== null,
    link: mine ? link : null,
    booking: named ? { submissionId, title, structure: asker.blind && !asker.manages ? '' : (structure ?? '') } : null,
  }
}

async function askerOf({ db, actor }: Pick<Deps, 'db' | 'actor'>, callId: string) {
  const call = await findCall(db, callId)
  const season = call && (await findSeason(db, call.seasonId))
  if (!call || !season) throw noCall()
  const scope = { delegationId: season.delegationId, seasonId: season.id }
  const blind = blindPhaseLasts(await findSettings(db, callId))
  return {
    call,
    asker: { personId: personOf({ actor }), manages: allows(actor.grants, 'review.manage', scope), blind },
  }
}

export async function readSlots(
  deps: Pick<Deps, 'db' | 'actor'>,
  callId: string,
  filter: PageOf & { free?: 'yes' | undefined },
) {
  const { call, asker } = await askerOf(deps, callId)
  const { items, nextCursor } = await listSlots(deps.db, callId, asker.personId, filter)
  return { items: items.map(({ slot, ...row }) => asSeen({ ...slot, ...row }, call, asker)), nextCursor }
}

/** Offers of one person never overlap: the call is held while they are looked at. */
export async function offerInterviews(deps: Writing, callId: string, offer: InterviewOffer) {
  const { asker } = await askerOf(deps, callId)
  return deps.db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    if (!call) throw noCall()
    if (call.status === 'decided')
      throw new AppError('decisions_published', 'The decisions of this call are published.')
    const spans = spansOf(offer, call.timeZone)
    assertAhead(spans, deps.now())
    if (await isBusy(tx, asker.personId, spans[0]!.startsAt, spans.at(-1)!.endsAt)) throw overlap()
    const { place, link, openTo } = offer
    const slots = await insertSlots(
      tx,
      spans.map((span) => ({ ...span, callId, hostId: asker.personId, place, link, openTo })),
    )
    if (slots.length < spans.length) throw overlap()
    const host = await findPerson(tx, asker.personId)
    await record({ ...deps, db: tx }, call.seasonId, 'interview.offered', callId)
    return slots.map((slot) =>
      asSeen({ ...slot, hostName: host?.name ?? '', title: null, structure: null }, call, asker),
    )
  })
}

/** Whoever had booked it is told, and chooses another moment. */
export async function removeSlot(deps: Writing, slotId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [slot] = await lockSlots(tx, slotId, undefined)
    const call = slot && (await findCall(tx, slot.callId))
    const season = call && (await findSeason(tx, call.seasonId))
    if (!slot || !season) throw noSlot()
    await deleteSlot(tx, slotId)
    if (slot.submissionId && slot.endsAt > deps.now()) {
      const { submissionId } = slot
      const holders = await listHolders(tx, [submissionId])
      const about = { timeZone: call.timeZone, submissionId, url: deps.publicUrl, byHolder: false }
      await sendMails(
        { db: tx, jobs: deps.jobs },
        holders.map(({ email }) => cancelledMail(email, season, slot, about)),
      )
      await tellHolders(tx, [submissionId])
    }
    await record({ ...deps, db: tx }, season.id, 'interview.removed', call.id)
  })
}

async function record({ db, actor }: Writing, seasonId: string, action: string, callId: string): Promise<void> {
  const season = await findSeason(db, seasonId)
  await audit({ db, actor }, { action, subject: ['call', callId], delegationId: season?.delegationId ?? null })
  await tell(db, `season:${seasonId}`, 'call.changed', callId)
}
