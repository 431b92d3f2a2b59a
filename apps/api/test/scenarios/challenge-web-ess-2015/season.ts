import type { EssorClient, Schema } from '@essor/api-client'
import { calendar } from '../../../src/demo/calendar.ts'
import {
  playCall,
  playDecisions,
  playDraft,
  playReviews,
  playSubmissions,
  submit,
  type Submission,
} from '../../../src/demo/play-call.ts'
import { playEnd, type Team } from '../../../src/demo/play-opening.ts'
import { reviewers } from '../../../src/demo/opac-amiens-2018/people.ts'
import { acceptInvitation, done, enter, type Player, type Stage } from '../../../src/demo/stage.ts'
import { coaches, people, type Integrator, type Place } from './people.ts'
import { lastSecond, midnight, projects } from './projects.ts'

const startsOn = '2015-11-25'
const on = calendar(startsOn)

export interface Challenge {
  seasonId: string
  sites: Record<Place, string>
  callId: string
  submissions: Submission[]
  deadline: Deadline
  people: (Player & Pick<Integrator, 'origin' | 'place'>)[]
  teams: Schema<'Team'>[]
}

/** From the call to the teams, each step as the person who would do it and on its day. */
export async function playChallengeUntilTeams(stage: Stage, team: Team, delegationId: string): Promise<Challenge> {
  const { client } = team.organiser
  stage.at(on(-30, '09:00'))
  const { id: seasonId } = done(
    await client.POST('/api/v1/delegations/{delegationId}/seasons', {
      params: { path: { delegationId } },
      body: {
        slug: 'challenge-web-ess-2015',
        name: 'Challenge du Web Social & Solidaire 2015',
        summary: 'Sept structures de l’ESS, vingt et un intégrateurs web, quarante-huit heures.',
        preset: 'sprint_48h',
        presence: 'in_person',
        place: 'Paris et Villeneuve-la-Garenne',
        startsOn,
        capacity: 21,
        terminology: { event: 'challenge', participant: 'intégrateur·rice web' },
      },
    }),
  )
  const sites = await playSites(client, seasonId)
  await playTimeline(client, seasonId, sites)
  const path = { seasonId }
  done(await client.POST('/api/v1/seasons/{seasonId}/status', { params: { path }, body: { to: 'published' } }))
  const { callId, submissions, deadline } = await playSelection(stage, team, seasonId)
  const enrolled = await playRecruitment(stage, client, seasonId, sites)
  await playWhere(client, seasonId, sites)
  const teams = await playTeams(stage, client, seasonId)
  return { seasonId, sites, callId, submissions, deadline, people: enrolled, teams }
}

/** The whole of it, from the call to the tally. */
export async function playChallenge(stage: Stage, team: Team, delegationId: string): Promise<Challenge> {
  const played = await playChallengeUntilTeams(stage, team, delegationId)
  const { client } = team.organiser
  stage.at(on(0, '09:00'))
  await playCheckIns(client, played.seasonId)
  await playTally(stage, client, played.seasonId)
  await playEnd(team, played.seasonId)
  return played
}

async function playSites(client: EssorClient, seasonId: string): Promise<Record<Place, string>> {
  const add = async (name: Place, capacity: number) =>
    done(
      await client.POST('/api/v1/seasons/{seasonId}/sites', {
        params: { path: { seasonId } },
        body: { kind: 'place', name, timeZone: 'Europe/Paris', capacity },
      }),
    ).id
  return { Paris: await add('Paris', 9), 'Villeneuve-la-Garenne': await add('Villeneuve-la-Garenne', 12) }
}

/** The phases of the preset come nearer: files were due twelve days before the start. Sessions are held where they were. */
async function playTimeline(client: EssorClient, seasonId: string, sites: Record<Place, string>): Promise<void> {
  const moved: Record<string, [startsAt: string, endsAt: string]> = {
    call: [on(-22, '09:00'), on(-12, '23:59')],
    review: [on(-11, '00:00'), on(-7, '18:00')],
    recruitment: [on(-22, '09:00'), on(-5, '18:00')],
    matching: [on(-4, '09:00'), on(-1, '18:00')],
  }
  const season = done(await client.GET('/api/v1/seasons/{seasonId}', { params: { path: { seasonId } } }))
  for (const { id: phaseId, kind, version } of season.phases) {
    const [startsAt, endsAt] = moved[kind] ?? []
    if (!startsAt || !endsAt) continue
    done(
      await client.PUT('/api/v1/seasons/{seasonId}/phases/{phaseId}', {
        params: { path: { seasonId, phaseId }, header: { 'If-Match': `"${version}"` } },
        body: { startsAt, endsAt },
      }),
    )
  }
  const sessions = done(await client.GET('/api/v1/seasons/{seasonId}/sessions', { params: { path: { seasonId } } }))
  for (const session of sessions) {
    const { id: sessionId, version, kind, title, onlineUrl, needsRegistration, places, remindHours } = session
    const restitution = kind === 'restitution'
    const [startsAt, endsAt] = restitution
      ? [on(1, '18:00'), on(1, '20:00')]
      : kind === 'pitches'
        ? [on(1, '17:00'), on(1, '18:00')]
        : [session.startsAt, session.endsAt]
    done(
      await client.PUT('/api/v1/seasons/{seasonId}/sessions/{sessionId}', {
        params: { path: { seasonId, sessionId }, header: { 'If-Match': `"${version}"` } },
        body: {
          kind,
          title,
          startsAt,
          endsAt,
          place: restitution ? 'L’Atelier' : '',
          siteIds: restitution ? [] : Object.values(sites),
          onlineUrl,
          needsRegistration,
          places,
          remindHours,
        },
      }),
    )
  }
}

/** What became of the files that came around midnight of Friday the 13th, in Paris. */
interface Deadline {
  lastSecond: string
  midnight: string
  midnightWithCode: string
}

async function playSelection(
  stage: Stage,
  team: Team,
  seasonId: string,
): Promise<Pick<Challenge, 'callId' | 'submissions' | 'deadline'>> {
  const selection: Player[] = []
  for (const reviewer of reviewers)
    selection.push(await playInvitation(stage, team.organiser.client, seasonId, reviewer, 'reviewer'))
  stage.at(on(-22, '09:00'))
  const call = await playCall(team, seasonId, {
    title: 'Votre site en 48 heures',
    presentation: 'Vous portez un projet social et solidaire, et votre site reste à faire ?',
    opens: { day: '2015-11-03', hour: '09:00' },
    closes: { day: '2015-11-13', hour: '23:59' },
  })
  stage.at(on(-13, '10:00'))
  const inTime = await playSubmissions(stage, call.id, projects)
  const { submissions, deadline } = await playMidnight(stage, team, call.id)
  submissions.unshift(...inTime)
  stage.at(on(-10, '10:00'))
  await playReviews(team, call, selection, submissions)
  await playDecisions(team, call.id, submissions, 7)
  return { callId: call.id, submissions, deadline }
}

async function playMidnight(
  stage: Stage,
  { organiser }: Team,
  callId: string,
): Promise<{ submissions: Submission[]; deadline: Deadline }> {
  const begin = async (project: typeof lastSecond) => {
    const holder = await enter(stage, project.holder)
    return { project, holder, draft: await playDraft(holder, callId, project) }
  }
  const [first, second] = [await begin(lastSecond), await begin(midnight)]
  stage.at('2015-11-13T22:59:59.000Z')
  const inTime = done(await submit(first.holder, first.draft))
  stage.at('2015-11-13T23:00:00.000Z')
  const { error } = await submit(second.holder, second.draft)
  const { code } = done(
    await organiser.client.POST('/api/v1/calls/{callId}/access-codes', {
      params: { path: { callId } },
      body: { uses: 1, expires: { day: '2015-11-14', hour: '12:00' }, note: 'Panne d’internet' },
    }),
  )
  done(
    await second.holder.client.POST('/api/v1/calls/{callId}/access', { params: { path: { callId } }, body: { code } }),
  )
  const late = done(await submit(second.holder, second.draft))
  return {
    submissions: [first, second].map(({ project, holder, draft }) => ({ id: draft.id, project, holder })),
    deadline: {
      lastSecond: inTime.status,
      midnight: (error as { code?: string } | undefined)?.code ?? '',
      midnightWithCode: late.status,
    },
  }
}

async function playInvitation(
  stage: Stage,
  client: EssorClient,
  seasonId: string,
  person: { name: string; email: string },
  role: 'reviewer' | 'coach',
): Promise<Player> {
  done(
    await client.POST('/api/v1/seasons/{seasonId}/invitations', {
      params: { path: { seasonId } },
      body: { email: person.email, role },
    }),
  )
  await acceptInvitation(stage, person)
  return enter(stage, person)
}

/** Places are given as people come, as far as each site has room. */
async function playRecruitment(
  stage: Stage,
  client: EssorClient,
  seasonId: string,
  sites: Record<Place, string>,
): Promise<Challenge['people']> {
  const params = { path: { seasonId } }
  const rules = done(await client.GET('/api/v1/seasons/{seasonId}/enrolment-rules', { params }))
  done(
    await client.PUT('/api/v1/seasons/{seasonId}/enrolment-rules', {
      params: { ...params, header: { 'If-Match': `"${rules.version}"` } },
      body: { mode: 'first_come', capacity: 21, offerHours: 48, categoryPlaces: {} },
    }),
  )
  const enrolled: Challenge['people'] = []
  for (const person of people) {
    const player = await enter(stage, person)
    done(
      await player.client.POST('/api/v1/seasons/{seasonId}/enrolments', {
        params,
        body: { category: person.category, origin: person.origin, motivation: '', siteId: sites[person.place] },
      }),
    )
    enrolled.push({ ...player, origin: person.origin, place: person.place })
  }
  return enrolled
}

/** Three sites are made in Paris and four in Villeneuve-la-Garenne, as people are nine and twelve. */
async function playWhere(client: EssorClient, seasonId: string, sites: Record<Place, string>): Promise<void> {
  const params = { path: { seasonId }, query: { limit: 100 } }
  const { items } = done(await client.GET('/api/v1/seasons/{seasonId}/project-terms', { params }))
  for (const [index, { projectId, version }] of items.entries())
    done(
      await client.PUT('/api/v1/projects/{projectId}/terms', {
        params: { path: { projectId }, header: { 'If-Match': `"${version}"` } },
        body: {
          siteId: sites[index < 3 ? 'Paris' : 'Villeneuve-la-Garenne'],
          sizeMin: null,
          sizeMax: null,
          mayStayClosed: false,
          blockIds: [],
        },
      }),
    )
}

/** Threes, always of both structures and on one site; each with a coach. */
async function playTeams(stage: Stage, client: EssorClient, seasonId: string): Promise<Schema<'Team'>[]> {
  stage.at(on(-4, '10:00'))
  const { id: runId } = done(
    await client.POST('/api/v1/seasons/{seasonId}/matching-runs', {
      params: { path: { seasonId } },
      body: { teamSize: { min: 3, max: 3 }, weights: 'balanced', mixedOrigins: 'hard', sites: 'hard' },
    }),
  )
  await stage.finishMatching(runId)
  done(await client.POST('/api/v1/matching-runs/{runId}/publish', { params: { path: { runId } }, body: {} }))
  const { items } = done(
    await client.GET('/api/v1/seasons/{seasonId}/teams', { params: { path: { seasonId }, query: { limit: 100 } } }),
  )
  for (const [index, { id: teamId }] of items.entries()) {
    const coach = await playInvitation(stage, client, seasonId, coaches[index]!, 'coach')
    done(
      await client.POST('/api/v1/teams/{teamId}/mentors', {
        params: { path: { teamId } },
        body: { personId: coach.id, role: 'coach' },
      }),
    )
  }
  return items
}

/** The door has no network for half of the morning: what it noted is sent afterwards, with the time at which people came. */
async function playCheckIns(client: EssorClient, seasonId: string): Promise<void> {
  const { items } = done(
    await client.GET('/api/v1/seasons/{seasonId}/enrolments', {
      params: { path: { seasonId }, query: { limit: 100 } },
    }),
  )
  for (const [index, { id: enrolmentId }] of items.entries()) {
    const offline = index % 2 === 1
    done(
      await client.POST('/api/v1/seasons/{seasonId}/check-ins', {
        params: { path: { seasonId } },
        body: { enrolmentId, ...(offline && { at: on(0, '08:40') }) },
      }),
    )
  }
}

/** « Bilan chiffré de leurs moyens de survie », as it was told. */
export const tally: [label: string, amount: number, unit: string][] = [
  ['Croissants et pains au chocolat', 60, ''],
  ['Café', 10, 'litres'],
  ['Thé', 5, 'litres'],
  ['Pizzas', 35, ''],
  ['Sandwichs', 4, 'caisses'],
  ['Bonbons', 2, 'kilos'],
  ['Mandarines', 40, ''],
]

async function playTally(stage: Stage, client: EssorClient, seasonId: string): Promise<void> {
  stage.at(on(1, '19:00'))
  for (const [label, by, unit] of tally) {
    const { id: counterId } = done(
      await client.POST('/api/v1/seasons/{seasonId}/tally', {
        params: { path: { seasonId } },
        body: { kind: 'count', label, unit, public: true },
      }),
    )
    done(
      await client.POST('/api/v1/tally/{counterId}/entries', {
        params: { path: { counterId } },
        body: { of: 'amount', by },
      }),
    )
  }
}
