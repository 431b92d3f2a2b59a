import { randomUUID } from 'node:crypto'
import { defaultTerminology, type Criterion } from '@essor/contracts'
import { calls } from '../src/modules/calls-for-projects/calls/calls.table.ts'
import { projects, reviews, submissions } from '../src/modules/calls-for-projects/submissions/submissions.table.ts'
import { callReaders, coHolders } from '../src/modules/calls-for-projects/people/submission-people.table.ts'
import { delegations } from '../src/modules/delegations/delegations.table.ts'
import { teamMentors } from '../src/modules/matching/team-mentors.table.ts'
import { teamMembers, teams } from '../src/modules/matching/teams.table.ts'
import { helpRequests } from '../src/modules/mentoring/help.table.ts'
import { mentorFields } from '../src/modules/mentoring/mentors.table.ts'
import { campaigns, campaignSeasons } from '../src/modules/seasons/campaigns/campaigns.table.ts'
import { nextArrival } from '../src/modules/seasons/enrolments/enrolments.repository.ts'
import { budgetLines } from '../src/modules/seasons/budget/budget.table.ts'
import { enrolments } from '../src/modules/seasons/enrolments/enrolments.table.ts'
import { inclusionNeeds } from '../src/modules/seasons/needs/needs.table.ts'
import { givenTimes, timePromises } from '../src/modules/seasons/promises/promises.table.ts'
import { seasons } from '../src/modules/seasons/seasons.table.ts'
import { seasonSessions } from '../src/modules/seasons/sessions/season-sessions.table.ts'
import { seasonSites } from '../src/modules/seasons/sites/season-sites.table.ts'
import { phases } from '../src/modules/seasons/timeline/timeline.table.ts'
import { sessionRegistrations } from '../src/modules/seasons/sessions/session-registrations.table.ts'
import { tallyCounters } from '../src/modules/seasons/tally/tally.table.ts'
import type { Db } from '../src/platform/db/connection.ts'

export type Insert<Table extends { $inferInsert: unknown }> = Partial<Table['$inferInsert']>

const slug = (start: string) => `${start}-${randomUUID().slice(0, 8)}`

export async function insertDelegation(db: Db, over: Insert<typeof delegations> = {}) {
  const [row] = await db
    .insert(delegations)
    .values({ slug: slug('somme'), name: 'Somme', department: '80', timeZone: 'Europe/Paris', ...over })
    .returning()
  return row!
}

/** A published season with a delegation of its own, whose recruitment is open at `testNow`. */
export async function insertSeason(db: Db, over: Insert<typeof seasons> = {}) {
  const delegationId = over.delegationId ?? (await insertDelegation(db)).id
  const [row] = await db
    .insert(seasons)
    .values({
      delegationId,
      slug: slug('saison'),
      name: 'Saison de printemps',
      summary: '',
      preset: 'season_2_months',
      presence: 'in_person',
      place: 'Amiens',
      timeZone: 'Europe/Paris',
      startsOn: '2026-04-01',
      endsOn: '2026-05-31',
      terminology: defaultTerminology.season_2_months,
      status: 'published',
      ...over,
    })
    .returning()
  await db.insert(phases).values({
    seasonId: row!.id,
    kind: 'recruitment',
    startsAt: new Date('2026-02-01T08:00:00Z'),
    endsAt: new Date('2026-03-20T22:59:00Z'),
  })
  return row!
}

/** A published campaign around the days of `insertSeason`, with an evening planned. */
export async function insertCampaign(db: Db, over: Insert<typeof campaigns> = {}) {
  const [row] = await db
    .insert(campaigns)
    .values({
      slug: slug('campagne'),
      name: 'Printemps solidaire 2026',
      theme: 'Rompre l’isolement',
      summary: '',
      startsOn: '2026-04-01',
      endsOn: '2026-05-31',
      timeZone: 'Europe/Paris',
      eveningTitle: 'Soirée nationale',
      eveningStartsAt: new Date('2026-04-17T17:00:00Z'),
      eveningEndsAt: new Date('2026-04-17T19:30:00Z'),
      eveningUrl: 'https://direct.example.org/soiree',
      status: 'published',
      ...over,
    })
    .returning()
  return row!
}

export async function insertCampaignSeason(db: Db, campaignId: string, seasonId: string) {
  await db.insert(campaignSeasons).values({ campaignId, seasonId, joinedAt: new Date('2026-02-01T09:00:00Z') })
}

export async function insertPhase(db: Db, seasonId: string, over: Insert<typeof phases> = {}) {
  const [row] = await db
    .insert(phases)
    .values({
      seasonId,
      kind: 'kick_off',
      startsAt: new Date('2026-04-01T16:00:00Z'),
      endsAt: new Date('2026-04-01T19:00:00Z'),
      ...over,
    })
    .returning()
  return row!
}

export async function insertSession(db: Db, seasonId: string, over: Insert<typeof seasonSessions> = {}) {
  const [row] = await db
    .insert(seasonSessions)
    .values({
      seasonId,
      kind: 'kick_off',
      title: 'Soirée de lancement',
      place: 'Amiens',
      startsAt: new Date('2026-04-01T16:00:00Z'),
      endsAt: new Date('2026-04-01T19:00:00Z'),
      ...over,
    })
    .returning()
  return row!
}

/** A place in Amiens, without a limit of its own. */
export async function insertSite(db: Db, seasonId: string, over: Insert<typeof seasonSites> = {}) {
  const [row] = await db
    .insert(seasonSites)
    .values({ seasonId, kind: 'place', name: 'Maison des associations', timeZone: 'Europe/Paris', ...over })
    .returning()
  return row!
}

export async function insertRegistration(
  db: Db,
  sessionId: string,
  personId: string,
  over: Pick<typeof sessionRegistrations.$inferInsert, 'turn' | 'status'>,
) {
  await db
    .insert(sessionRegistrations)
    .values({ sessionId, personId, statusAt: new Date('2026-03-01T10:00:00Z'), ...over })
}

export async function insertEnrolment(
  db: Db,
  seasonId: string,
  personId: string,
  over: Insert<typeof enrolments> = {},
) {
  const [row] = await db
    .insert(enrolments)
    .values({
      seasonId,
      personId,
      category: 'student',
      origin: 'IUT d’Amiens',
      motivation: '',
      status: 'confirmed',
      arrival: nextArrival(seasonId),
      ...over,
    })
    .returning()
  return row!
}

/** Two evenings a week over the whole season of `insertSeason`. */
export async function insertPromise(
  db: Db,
  seasonId: string,
  personId: string,
  over: Insert<typeof timePromises> = {},
) {
  const [row] = await db
    .insert(timePromises)
    .values({
      seasonId,
      personId,
      period: 'season',
      unit: 'evening',
      amount: 2,
      rhythm: 'per_week',
      startsOn: '2026-04-01',
      endsOn: '2026-05-31',
      minutes: 3_060,
      ...over,
    })
    .returning()
  return row!
}

/** Three hours, confirmed. */
export async function insertGivenTime(
  db: Db,
  seasonId: string,
  personId: string,
  over: Insert<typeof givenTimes> = {},
) {
  const [row] = await db
    .insert(givenTimes)
    .values({
      seasonId,
      personId,
      day: '2026-04-07',
      minutes: 180,
      recordedBy: personId,
      status: 'confirmed',
      ...over,
    })
    .returning()
  return row!
}

export async function insertNeed(db: Db, seasonId: string, personId: string, over: Insert<typeof inclusionNeeds> = {}) {
  const [row] = await db
    .insert(inclusionNeeds)
    .values({
      seasonId,
      personId,
      kind: 'access',
      detail: 'Fauteuil roulant',
      diets: [],
      children: null,
      changedAt: new Date('2026-03-02T09:00:00Z'),
      ...over,
    })
    .returning()
  return row!
}

export const aCriterion = (over: Partial<Criterion> = {}): Criterion => ({
  id: randomUUID(),
  label: 'Utilité sociale',
  description: '',
  weight: 1,
  max: 5,
  ...over,
})

/** A published call, open at `testNow`. */
export async function insertCall(db: Db, seasonId: string, over: Insert<typeof calls> = {}) {
  const [row] = await db
    .insert(calls)
    .values({
      seasonId,
      title: 'Appel à projets',
      presentation: '',
      opensAt: new Date('2026-02-01T08:00:00Z'),
      closesAt: new Date('2026-03-15T22:59:59Z'),
      timeZone: 'Europe/Paris',
      criteria: [aCriterion()],
      status: 'published',
      ...over,
    })
    .returning()
  return row!
}

export async function insertSubmission(
  db: Db,
  callId: string,
  holderId: string,
  over: Insert<typeof submissions> = {},
) {
  const [row] = await db
    .insert(submissions)
    .values({
      callId,
      holderId,
      title: 'Un jardin pour la résidence',
      structure: 'Association des locataires',
      summary: 'Un potager commun',
      framing: {
        problem: 'Peu de lieux communs',
        evidence: '140 foyers sur 200 le disent',
        beneficiaries: 'Les locataires',
        users: 'Les jardiniers',
        payers: 'Le bailleur',
        benefit: 'Du lien',
        horizon: 'bounded',
        withinTime: 'Le plan de la première parcelle',
        deliverable: 'Un plan',
      },
      wantedSkills: [{ skill: 'law.associations', level: 2, count: 1 }],
      status: 'submitted',
      submittedAt: over.status === 'draft' ? null : new Date('2026-03-01T10:00:00Z'),
      ...over,
    })
    .returning()
  return row!
}

/** Someone who holds the submission together with the person who began it. */
export async function insertCoHolder(db: Db, submissionId: string, personId: string, over: { createdAt?: Date } = {}) {
  await db.insert(coHolders).values({ submissionId, personId, ...over })
}

/** The people who see the restricted submissions of a call. */
export async function insertCallReaders(db: Db, callId: string, personIds: string[]) {
  await db.insert(callReaders).values(personIds.map((personId) => ({ callId, personId })))
}

export async function insertReview(
  db: Db,
  submissionId: string,
  reviewerId: string,
  over: Insert<typeof reviews> = {},
) {
  const [row] = await db
    .insert(reviews)
    .values({ submissionId, reviewerId, ...over })
    .returning()
  return row!
}

export async function insertProject(db: Db, seasonId: string, over: Insert<typeof projects> = {}) {
  const [row] = await db
    .insert(projects)
    .values({
      seasonId,
      title: 'Un jardin pour la résidence',
      structure: 'Association des locataires',
      summary: '',
      wantedSkills: [],
      ...over,
    })
    .returning()
  return row!
}

/** A published team of these people, with a project of its own. */
export async function insertTeam(db: Db, seasonId: string, memberIds: string[] = [], over: Insert<typeof teams> = {}) {
  const projectId = over.projectId ?? (await insertProject(db, seasonId)).id
  const [row] = await db
    .insert(teams)
    .values({ seasonId, projectId, name: 'Équipe Jardin', ...over })
    .returning()
  if (memberIds.length > 0)
    await db.insert(teamMembers).values(memberIds.map((personId) => ({ teamId: row!.id, seasonId, personId })))
  return row!
}

export async function insertTeamMentor(db: Db, teamId: string, personId: string, role: 'coach' | 'mentor' = 'coach') {
  await db.insert(teamMentors).values({ teamId, personId, role })
}

export async function insertMentorFields(db: Db, seasonId: string, personId: string, fields: string[]) {
  await db.insert(mentorFields).values(fields.map((field) => ({ seasonId, personId, field })))
}

/** An open question about law, asked at `testNow`. */
export async function insertHelpRequest(
  db: Db,
  team: { id: string; seasonId: string },
  over: Insert<typeof helpRequests> = {},
) {
  const askedAt = over.askedAt ?? new Date('2026-03-02T09:00:00Z')
  const [row] = await db
    .insert(helpRequests)
    .values({
      seasonId: team.seasonId,
      teamId: team.id,
      channel: 'law',
      title: 'Quel statut choisir ?',
      text: 'Association ou coopérative ?',
      talkWish: '',
      askedAt,
      waitingSince: askedAt,
      ...over,
    })
    .returning()
  return row!
}

export async function insertBudgetLine(db: Db, seasonId: string, over: Insert<typeof budgetLines> = {}) {
  const [row] = await db
    .insert(budgetLines)
    .values({ seasonId, kind: 'expense', heading: 'meals', label: 'Repas', plannedCents: 60_000, ...over })
    .returning()
  return row!
}

export async function insertCounter(db: Db, seasonId: string, over: Insert<typeof tallyCounters> = {}) {
  const [row] = await db
    .insert(tallyCounters)
    .values({ seasonId, kind: 'count', label: 'Café', unit: 'l', ...over })
    .returning()
  return row!
}
