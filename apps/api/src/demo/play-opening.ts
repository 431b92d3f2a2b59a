import type { Schema } from '@essor/api-client'
import { acceptInvitation, done, enter, type Player, type Stage } from './stage.ts'
import {
  admin,
  demoDelegation,
  jurors,
  mentors,
  organiser,
  reviewers,
  type ScenarioPerson,
} from './opac-amiens-2018/people.ts'

export type Role = 'coach' | 'mentor' | 'reviewer' | 'juror'

export interface Team {
  admin: Player
  organiser: Player
}

/** The network's admin founds the delegation, and invites who will organise. */
export async function playFoundation(
  stage: Stage,
  delegation: Schema<'DelegationDraft'> = demoDelegation,
): Promise<Team & { delegationId: string }> {
  const founder = await enter(stage, admin)
  const { id: delegationId } = done(await founder.client.POST('/api/v1/delegations', { body: delegation }))
  done(
    await founder.client.POST('/api/v1/delegations/{delegationId}/invitations', {
      params: { path: { delegationId } },
      body: { email: organiser.email, role: 'organiser' },
    }),
  )
  await acceptInvitation(stage, organiser)
  return { admin: founder, organiser: await enter(stage, organiser), delegationId }
}

export interface SeasonPlan {
  slug: string
  name: string
  summary: string
  place: string
  startsOn: string
  capacity: number
  event: string
}

/** The organiser makes the season from the 48-hour preset and publishes it. */
export async function playOpening(
  { organiser: { client } }: Team,
  delegationId: string,
  plan: SeasonPlan,
): Promise<string> {
  const { event, ...fields } = plan
  const { id: seasonId } = done(
    await client.POST('/api/v1/delegations/{delegationId}/seasons', {
      params: { path: { delegationId } },
      body: { ...fields, preset: 'sprint_48h', presence: 'in_person', terminology: { event } },
    }),
  )
  done(
    await client.POST('/api/v1/seasons/{seasonId}/status', {
      params: { path: { seasonId } },
      body: { to: 'published' },
    }),
  )
  return seasonId
}

export interface Cast {
  reviewers: Player[]
  mentors: Player[]
  jurors: Player[]
}

/** Reviewers, mentors and jurors are invited to the season, and accept. */
export async function playInvitations(stage: Stage, { organiser: { client } }: Team, seasonId: string): Promise<Cast> {
  const invite = async (person: ScenarioPerson, role: Role): Promise<Player> => {
    done(
      await client.POST('/api/v1/seasons/{seasonId}/invitations', {
        params: { path: { seasonId } },
        body: { email: person.email, role },
      }),
    )
    await acceptInvitation(stage, person)
    return enter(stage, person)
  }
  const all = async (people: ScenarioPerson[], role: Role) => {
    const players: Player[] = []
    for (const person of people) players.push(await invite(person, role))
    return players
  }
  return {
    reviewers: await all(reviewers, 'reviewer'),
    mentors: await all(mentors, 'mentor'),
    jurors: await all(jurors, 'juror'),
  }
}

/** A season that is over stays for all to see, and takes nobody any more. */
export async function playEnd({ organiser: { client } }: Team, seasonId: string): Promise<void> {
  done(
    await client.POST('/api/v1/seasons/{seasonId}/status', { params: { path: { seasonId } }, body: { to: 'closed' } }),
  )
}
