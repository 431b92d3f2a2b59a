import type { EssorClient, Schema } from '@essor/api-client'
import { calendar } from '../../../src/demo/calendar.ts'
import { playFoundation, type Team } from '../../../src/demo/play-opening.ts'
import { done, enter, type Player, type Stage } from '../../../src/demo/stage.ts'
import { volunteers, type Volunteer } from './people.ts'

export const startsOn = '2021-03-01'
export const endsOn = '2021-04-30'
const on = calendar(startsOn)

const places = [
  { slug: 'haute-savoie', name: 'Haute-Savoie', department: '74', town: 'Annecy' },
  { slug: 'rhone', name: 'Rhône', department: '69', town: 'Lyon' },
  { slug: 'isere', name: 'Isère', department: '38', town: 'Grenoble' },
]

export interface Booster {
  campaignId: string
  /** Annecy, Lyon, Grenoble. */
  seasonIds: [string, string, string]
  team: Team
  people: (Player & Volunteer)[]
  announcement: Schema<'Announcement'>
}

/** One campaign of three delegations; the two months of Annecy are played from the first meeting to the thanks. */
export async function playBooster(stage: Stage): Promise<Booster> {
  stage.at(on(-70, '09:00'))
  const founded = []
  for (const { town: _, ...delegation } of places)
    founded.push(await playFoundation(stage, { ...delegation, timeZone: 'Europe/Paris' }))
  const team = founded[0]!
  const campaignId = await playCampaign(team.admin.client)
  const seasonIds = []
  for (const [index, { delegationId }] of founded.entries())
    seasonIds.push(await playOpening(team.organiser.client, delegationId, places[index]!.town, campaignId))
  const [annecy, lyon, grenoble] = seasonIds as Booster['seasonIds']
  await playBudget(team.organiser.client, annecy)

  stage.at(on(-30, '10:00'))
  const sites = await playSites(team.organiser.client, annecy)
  const people = []
  for (const volunteer of volunteers) {
    const player = { ...(await enter(stage, volunteer)), ...volunteer }
    await enrol(player, annecy, volunteer.remote ? sites.remote : sites.hall)
    people.push(player)
  }
  for (const seasonId of [lyon, grenoble]) await enrol(people[0]!, seasonId, null)
  await playPromises(people, annecy)
  const announcement = await playAnnouncement(team.organiser.client, annecy)
  await playGivenTime(stage, team.organiser.client, people, annecy)
  await playThanks(stage, team.organiser.client, people, annecy)
  return { campaignId, seasonIds: [annecy, lyon, grenoble], team, people, announcement }
}

/** The network's: shared dates, one theme, and a Friday evening online for everyone. */
async function playCampaign(client: EssorClient): Promise<string> {
  const { id: campaignId } = done(
    await client.POST('/api/v1/campaigns', {
      body: {
        slug: 'printemps-des-transitions-2021',
        name: 'Printemps des transitions 2021',
        theme: 'Libérer les imaginaires, mettre les territoires en lien',
        startsOn,
        endsOn,
        evening: {
          title: 'Soirée nationale : deux minutes par projet',
          startsAt: on(4, '19:00'),
          endsAt: on(4, '21:00'),
          onlineUrl: 'https://direct.exemple.fr/soiree',
        },
      },
    }),
  )
  const params = { path: { campaignId } }
  done(await client.POST('/api/v1/campaigns/{campaignId}/status', { params, body: { to: 'published' } }))
  return campaignId
}

async function playOpening(
  client: EssorClient,
  delegationId: string,
  place: string,
  campaignId: string,
): Promise<string> {
  const { id: seasonId } = done(
    await client.POST('/api/v1/delegations/{delegationId}/seasons', {
      params: { path: { delegationId } },
      body: {
        slug: `ess-booster-${place.toLowerCase()}`,
        name: `ESS Booster ${place}`,
        summary: 'Deux mois, un but précis, des bénévoles de tous les métiers.',
        preset: 'season_2_months',
        presence: 'hybrid',
        place,
        startsOn,
      },
    }),
  )
  const params = { path: { seasonId } }
  done(await client.POST('/api/v1/seasons/{seasonId}/status', { params, body: { to: 'published' } }))
  done(await client.PUT('/api/v1/seasons/{seasonId}/campaign', { params, body: { campaignId } }))
  return seasonId
}

/** Meeting in person first, then at a distance; being remote is a site too. */
async function playSites(client: EssorClient, seasonId: string): Promise<{ hall: string; remote: string }> {
  const add = async (kind: Schema<'SiteKind'>, name: string) =>
    done(
      await client.POST('/api/v1/seasons/{seasonId}/sites', {
        params: { path: { seasonId } },
        body: { kind, name, timeZone: 'Europe/Paris' },
      }),
    ).id
  return { hall: await add('place', 'Maison de l’ESS, Annecy'), remote: await add('remote', 'À distance') }
}

async function enrol({ client, category, origin }: Player & Volunteer, seasonId: string, siteId: string | null) {
  done(
    await client.POST('/api/v1/seasons/{seasonId}/enrolments', {
      params: { path: { seasonId } },
      body: { category, origin, motivation: '', siteId },
    }),
  )
}

/** 5 000 € from local companies, for meals and facilitators; the room is lent. */
const lines: Schema<'BudgetLineDraft'>[] = [
  line('income', 'funding', 'Mécénat', 'Entreprise du lac (exemple)', 2_000),
  line('income', 'funding', 'Mécénat', 'Entreprise du col (exemple)', 2_000),
  line('income', 'funding', 'Mécénat', 'Entreprise du port (exemple)', 1_000),
  line('expense', 'meals', 'Repas', '', 2_200),
  line('expense', 'facilitation', 'Rétribution des facilitateurs', '', 2_800),
  line('in_kind', 'venue', 'Salle prêtée', 'Mairie (exemple)', 1_500),
]

function line(
  kind: Schema<'BudgetKind'>,
  heading: Schema<'BudgetHeading'>,
  label: string,
  funder: string,
  euros: number,
): Schema<'BudgetLineDraft'> {
  return { kind, heading, label, funder, plannedCents: euros * 100 }
}

async function playBudget(client: EssorClient, seasonId: string): Promise<void> {
  for (const body of lines)
    done(await client.POST('/api/v1/seasons/{seasonId}/budget-lines', { params: { path: { seasonId } }, body }))
}

/** What each says they can give, for the two months. */
async function playPromises(people: Booster['people'], seasonId: string): Promise<void> {
  for (const { client, promise } of people)
    done(
      await client.POST('/api/v1/me/seasons/{seasonId}/promises', {
        params: { path: { seasonId } },
        body: { ...promise, startsOn, endsOn },
      }),
    )
}

async function playAnnouncement(client: EssorClient, seasonId: string): Promise<Schema<'Announcement'>> {
  const { items } = done(await client.GET('/api/v1/seasons/{seasonId}/enrolments', { params: { path: { seasonId } } }))
  done(
    await client.POST('/api/v1/seasons/{seasonId}/enrolments/confirmations', {
      params: { path: { seasonId } },
      body: { enrolmentIds: items.map(({ id }) => id) },
    }),
  )
  const draft = done(
    await client.POST('/api/v1/seasons/{seasonId}/announcements', {
      params: { path: { seasonId } },
      body: {
        subject: 'Rendez-vous lundi à Annecy',
        text: 'On commence ensemble, autour d’un repas. La suite se fera aussi à distance.',
        audience: { everyone: true },
      },
    }),
  )
  return done(
    await client.POST('/api/v1/seasons/{seasonId}/announcements/{announcementId}/send', {
      params: { path: { seasonId, announcementId: draft.id }, header: { 'If-Match': `"${draft.version}"` } },
      body: { recipients: 6 },
    }),
  )
}

/** The organiser notes the first evening for everyone, who says that it is so; but one was not there. */
async function playGivenTime(
  stage: Stage,
  client: EssorClient,
  people: Booster['people'],
  seasonId: string,
): Promise<void> {
  stage.at(on(8, '09:00'))
  for (const [index, person] of people.entries()) {
    const { id: givenTimeId } = done(
      await client.POST('/api/v1/seasons/{seasonId}/people/{personId}/given-time', {
        params: { path: { seasonId, personId: person.id } },
        body: { day: startsOn, minutes: 180, note: 'Soirée de lancement' },
      }),
    )
    const params = { path: { givenTimeId } }
    if (index === 4)
      done(
        await person.client.POST('/api/v1/given-time/{givenTimeId}/contest', {
          params,
          body: { reason: 'J’étais de garde ce soir-là.' },
        }),
      )
    else done(await person.client.POST('/api/v1/given-time/{givenTimeId}/confirm', { params }))
  }
}

/** On the last day everyone is thanked and asked: two go on, one is released, the others say nothing. */
async function playThanks(
  stage: Stage,
  client: EssorClient,
  people: Booster['people'],
  seasonId: string,
): Promise<void> {
  stage.at(on(60, '21:30'))
  const params = { path: { seasonId } }
  done(await client.POST('/api/v1/seasons/{seasonId}/farewell', { params, body: { days: 14 } }))
  const onceMore = {
    unit: 'evening',
    amount: 1,
    rhythm: 'per_week',
    startsOn: '2021-05-01',
    endsOn: '2021-07-31',
  } as const
  const answers: Schema<'FarewellAnswer'>[] = [
    { to: 'renewed', promise: onceMore },
    { to: 'renewed', promise: { ...onceMore, unit: 'hour' } },
    { to: 'released' },
  ]
  for (const [index, body] of answers.entries())
    done(await people[index]!.client.POST('/api/v1/me/seasons/{seasonId}/farewell', { params, body }))
}
