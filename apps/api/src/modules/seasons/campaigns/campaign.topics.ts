import { allows } from '../../../platform/access/policy.rules.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Topic } from '../../../platform/realtime/live.ts'
import { listSeasonsOf } from './campaign-board.repository.ts'
import { findCampaign } from './campaigns.repository.ts'

/** Whoever follows a campaign hears of each of its seasons too. False where they may not know of it. */
export async function campaignTopics({ db, actor }: Pick<Deps, 'db' | 'actor'>, id: string): Promise<Topic[] | false> {
  const campaign = await findCampaign(db, id)
  if (!campaign) return false
  if (campaign.status === 'draft' && !allows(actor.grants, 'network.manage', {})) return false
  return (await listSeasonsOf(db, id)).map((season) => `season:${season.id}` as const)
}
