import type { Schema } from '@essor/api-client'
import { calendar, dayFrom } from './calendar.ts'
import { participants, type ScenarioParticipant } from './opac-amiens-2018/people.ts'
import type { Team } from './play-opening.ts'
import { playEnrolmentMoves, playEnrolments } from './play-recruitment.ts'
import { done, type Stage } from './stage.ts'

interface Neighbour {
  delegation: Schema<'DelegationDraft'>
  season: Schema<'SeasonDraft'>
  people: ScenarioParticipant[]
  confirmed: number
}

/** Neither of them exists. Each keeps its own words, and its own clock. */
const neighbours = (startsOn: string): Neighbour[] => [
  {
    delegation: {
      slug: 'pays-des-rives',
      name: 'Pays-des-Rives (exemple)',
      department: '44',
      timeZone: 'Europe/Paris',
    },
    season: {
      slug: 'journee-des-rives',
      name: 'La journée des Rives',
      summary: 'Une journée pour que personne ne reste seul dans son village.',
      preset: 'solidarity_day',
      presence: 'in_person',
      place: 'Salle des fêtes de Port-Vieux',
      startsOn: dayFrom(startsOn, 1),
      capacity: 12,
      terminology: { event: 'journée solidaire', participant: 'habitant·e' },
    },
    people: participants.slice(9, 14),
    confirmed: 4,
  },
  {
    delegation: { slug: 'ile-haute', name: 'Île-Haute (exemple)', department: '974', timeZone: 'Indian/Reunion' },
    season: {
      slug: 'nuit-de-l-ile-haute',
      name: 'La nuit de l’Île-Haute',
      summary: 'Du coucher au lever du soleil, trois associations de l’île et celles et ceux qui veulent les aider.',
      preset: 'sprint_48h',
      presence: 'hybrid',
      place: 'Médiathèque des Hauts',
      startsOn,
      capacity: 8,
      terminology: { event: 'nuit solidaire', team: 'équipage', participant: 'bénévole' },
    },
    people: participants.slice(14, 18),
    confirmed: 3,
  },
]

/** The network's admin calls delegations to the same days and to one evening; three of them join. */
export async function playCampaign(
  stage: Stage,
  { admin }: Team,
  { seasonId, startsOn }: { seasonId: string; startsOn: string },
): Promise<void> {
  const evening = calendar(dayFrom(startsOn, 1))
  const { id: campaignId } = done(
    await admin.client.POST('/api/v1/campaigns', {
      body: {
        slug: 'voisins-solidaires',
        name: 'Voisins solidaires (exemple)',
        theme: 'Rompre l’isolement près de chez soi',
        summary:
          'Trois territoires, les mêmes jours. Chacun choisit ses sujets et sa façon de faire ; le deuxième soir, tout le monde se retrouve en ligne.',
        startsOn,
        endsOn: dayFrom(startsOn, 2),
        timeZone: 'Europe/Paris',
        evening: {
          title: 'La grande soirée des voisins',
          startsAt: evening(0, '19:00'),
          endsAt: evening(0, '21:00'),
          onlineUrl: 'https://direct.exemple.fr/voisins',
        },
      },
    }),
  )
  done(
    await admin.client.POST('/api/v1/campaigns/{campaignId}/status', {
      params: { path: { campaignId } },
      body: { to: 'published' },
    }),
  )
  await join(admin, seasonId, campaignId)
  for (const neighbour of neighbours(startsOn)) await playNeighbour(stage, admin, campaignId, neighbour)
}

async function playNeighbour(
  stage: Stage,
  admin: Team['admin'],
  campaignId: string,
  { delegation, season, people, confirmed }: Neighbour,
): Promise<void> {
  const { client } = admin
  const { id: delegationId } = done(await client.POST('/api/v1/delegations', { body: delegation }))
  const { id: seasonId } = done(
    await client.POST('/api/v1/delegations/{delegationId}/seasons', {
      params: { path: { delegationId } },
      body: season,
    }),
  )
  done(
    await client.POST('/api/v1/seasons/{seasonId}/status', {
      params: { path: { seasonId } },
      body: { to: 'published' },
    }),
  )
  await join(admin, seasonId, campaignId)
  const enrolled = await playEnrolments(stage, seasonId, people)
  await playEnrolmentMoves({ admin, organiser: admin }, enrolled.slice(0, confirmed), 'confirmed')
}

async function join({ client }: Team['admin'], seasonId: string, campaignId: string): Promise<void> {
  done(
    await client.PUT('/api/v1/seasons/{seasonId}/campaign', { params: { path: { seasonId } }, body: { campaignId } }),
  )
}
