import type { CampaignStatus, EveningStatus } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { isUniqueViolation } from '../../../platform/db/failures.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import type { Db } from '../../../platform/db/connection.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { assertCampaignMove, assertEveningMove, assertEveningNear } from './campaign.rules.ts'
import {
  findCampaign,
  insertCampaign,
  listCampaigns,
  lockCampaign,
  updateCampaign,
  type Campaign,
} from './campaigns.repository.ts'

type Writing = Pick<Deps, 'db' | 'actor'>

interface Evening {
  title: string
  startsAt: Date
  endsAt: Date
  onlineUrl: string | null
}

interface CampaignFields {
  slug: string
  name: string
  theme: string
  summary: string
  startsOn: string
  endsOn: string
  timeZone: string
  evening: Evening | null
}

/** Null while none is planned. */
export function eveningOf(row: Campaign): (Evening & { status: EveningStatus }) | null {
  const { eveningTitle: title, eveningStartsAt: startsAt, eveningEndsAt: endsAt } = row
  if (title === null || startsAt === null || endsAt === null) return null
  return { title, startsAt, endsAt, onlineUrl: row.eveningUrl, status: row.eveningStatus }
}

const withEvening = (row: Campaign) => ({ ...row, evening: eveningOf(row) })

const columnsOf = ({ evening, ...fields }: CampaignFields) => ({
  ...fields,
  eveningTitle: evening?.title ?? null,
  eveningStartsAt: evening?.startsAt ?? null,
  eveningEndsAt: evening?.endsAt ?? null,
  eveningUrl: evening?.onlineUrl ?? null,
})

const notFound = () => new AppError('not_found', 'There is no such campaign.')

export async function readCampaign(db: Db, id: string) {
  const campaign = await findCampaign(db, id)
  if (!campaign) throw notFound()
  return withEvening(campaign)
}

export async function readCampaigns(db: Db, page: PageOf) {
  const { items, nextCursor } = await listCampaigns(db, page)
  return { items: items.map(withEvening), nextCursor }
}

export async function createCampaign({ db, actor }: Writing, draft: CampaignFields) {
  if (draft.evening) assertEveningNear(draft, draft.evening.startsAt)
  return unlessTaken(
    db.transaction(async (tx) => {
      const campaign = await insertCampaign(tx, columnsOf(draft))
      await auditOf({ db: tx, actor }, campaign.id, 'campaign.created')
      return withEvening(campaign)
    }),
  )
}

export async function changeCampaign({ db, actor }: Writing, id: string, version: number, change: CampaignFields) {
  if (change.evening) assertEveningNear(change, change.evening.startsAt)
  return unlessTaken(
    db.transaction(async (tx) => {
      const before = await lockCampaign(tx, id)
      if (!before) throw notFound()
      if (before.version !== version)
        throw new AppError('version_conflict', 'Somebody changed this campaign in the meantime. Read it again.')
      const eveningStatus = change.evening ? before.eveningStatus : 'planned'
      const campaign = await updateCampaign(tx, id, { ...columnsOf(change), eveningStatus })
      await auditOf({ db: tx, actor }, id, 'campaign.changed')
      await tell(tx, `campaign:${id}`, 'campaign.changed', id)
      return withEvening(campaign)
    }),
  )
}

export async function moveCampaign({ db, actor }: Writing, id: string, to: CampaignStatus) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, id)
    if (!campaign) throw notFound()
    assertCampaignMove(campaign.status, to)
    const moved = await updateCampaign(tx, id, { status: to })
    await auditOf({ db: tx, actor }, id, `campaign.${to}`)
    await tell(tx, `campaign:${id}`, 'campaign.changed', id)
    return withEvening(moved)
  })
}

/** Everyone who looks at the campaign sees the link appear, and go. */
export async function moveEvening({ db, actor }: Writing, id: string, to: EveningStatus) {
  return db.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, id)
    if (!campaign) throw notFound()
    assertEveningMove(campaign, to)
    const moved = await updateCampaign(tx, id, { eveningStatus: to })
    await auditOf({ db: tx, actor }, id, `campaign.evening_${to}`)
    await tell(tx, `campaign:${id}`, 'campaign.changed', id)
    return withEvening(moved)
  })
}

const auditOf = (deps: Writing, id: string, action: string) => audit(deps, { action, subject: ['campaign', id] })

async function unlessTaken<Answer>(write: Promise<Answer>): Promise<Answer> {
  try {
    return await write
  } catch (error) {
    if (!isUniqueViolation(error, 'campaigns_slug')) throw error
    throw new AppError('already_exists', 'Another campaign has this address.', [
      { path: 'slug', message: 'This address is taken. Choose another.', code: 'taken' },
    ])
  }
}
