import { createEssorClient, type EssorClient } from '@essor/api-client'
import { beforeAll, expect, it } from 'vitest'
import { playFoundation, type Team } from '../../src/demo/play-opening.ts'
import { done, enter, newStage, type Stage } from '../../src/demo/stage.ts'
import { runQueuedMatching } from '../../src/modules/matching/index.ts'
import { mails } from '../../src/platform/mail/mails.table.ts'
import { useTestApp } from '../harness.ts'
import { insertNetworkAdmin } from './first-admin.ts'
import { attendees } from './pays-de-retz-2019/people.ts'
import { projects } from './pays-de-retz-2019/projects.ts'
import { playRetz, type Retz } from './pays-de-retz-2019/season.ts'

/** Delicate subjects, on which some files are seen by few: violence in families, alcohol. All goes through HTTP. */
const t = useTestApp()
let stage: Stage
let team: Team
let retz: Retz

beforeAll(async () => {
  t.setNow('2019-10-01T08:00:00Z')
  await insertNetworkAdmin(t.db)
  stage = newStage({
    baseUrl: t.url,
    fetch: (request: Request) => fetch(request),
    at: (instant: string) => t.setNow(instant),
    finishMatching: (runId: string) => runQueuedMatching(t.deps, runId),
  })
  const founded = await playFoundation(stage, {
    slug: 'pays-de-retz',
    name: 'Délégation solidarité du Pays de Retz',
    department: '44',
    timeZone: 'Europe/Paris',
  })
  team = founded
  retz = await playRetz(stage, team, founded.delegationId)
})

const delicate = projects.filter(({ restricted }) => restricted)

/** Words by which a delicate file would be known. */
const traces = delicate.flatMap(({ title, structure, summary, framing, holder }) => [
  title,
  structure,
  summary,
  framing.problem,
  framing.evidence,
  holder.name,
])

/** Every list in which files show, as this person reads it. */
async function whatTheyRead(client: EssorClient): Promise<string> {
  const query = { limit: 100 }
  const season = { path: { seasonId: retz.seasonId } }
  const call = { path: { callId: retz.callId } }
  const slug = { path: { slug: 'solidarites-pays-de-retz-2019' } }
  const answers = await Promise.all([
    client.GET('/api/v1/calls/{callId}/board', { params: { ...call, query } }),
    client.GET('/api/v1/calls/{callId}/board', { params: { ...call, query: { search: 'Refuge', limit: 100 } } }),
    client.GET('/api/v1/calls/{callId}/answers', { params: { ...call, query } }),
    client.GET('/api/v1/calls/{callId}/submissions.csv', { params: call, parseAs: 'text' }),
    client.GET('/api/v1/calls/{callId}/capacity', { params: call }),
    client.GET('/api/v1/calls/{callId}/committee', { params: call }),
    client.GET('/api/v1/calls/{callId}/conflicts', { params: call }),
    client.GET('/api/v1/seasons/{seasonId}/projects', { params: { ...season, query } }),
    client.GET('/api/v1/seasons/{seasonId}/matching-pool', { params: season }),
    client.GET('/api/v1/seasons/{seasonId}/overview', { params: season }),
    client.GET('/api/v1/public/calls/{callId}/laureates', { params: { ...call, query } }),
    client.GET('/api/v1/public/seasons/{slug}/projects', { params: { ...slug, query } }),
    client.GET('/api/v1/me/reviews', { params: { query } }),
    client.GET('/api/v1/me/confidential-submissions', { params: { query } }),
    ...retz.files.map(({ id }) =>
      client.GET('/api/v1/submissions/{submissionId}', { params: { path: { submissionId: id } } }),
    ),
  ])
  return JSON.stringify(answers.map(({ data, error }) => data ?? error))
}

it('frames each need with who benefits, who uses, who pays, what society gains and what shows it', async () => {
  const files = await Promise.all(
    retz.files.map(async ({ id, holder }) =>
      done(await holder.client.GET('/api/v1/submissions/{submissionId}', { params: { path: { submissionId: id } } })),
    ),
  )

  expect(files.map(({ status }) => status)).toEqual(Array(5).fill('confirmed'))
  expect(files.every(({ framing }) => Object.values(framing).every((answer) => answer !== ''))).toBe(true)
})

it('asks where a figure comes from, and keeps what the answer changed', () => {
  const { status, note, changes } = retz.correction

  expect([status, note, changes.map(({ part }) => part)]).toEqual([
    'answered',
    'Nous avons ajouté la source.',
    ['framing.evidence'],
  ])
})

it('shows delicate files to those who are named for them', async () => {
  const seen = await whatTheyRead(team.organiser.client)
  const review = await whatTheyRead(retz.reviewers[0]!.client)

  for (const { title } of delicate) expect([seen.includes(title), review.includes(title)]).toEqual([true, true])
})

it('shows nothing of them to anyone else: organiser, admin, reviewers, other holders, participants, the public', async () => {
  const others = [
    retz.secondOrganiser.client,
    team.admin.client,
    ...retz.reviewers.slice(1).map(({ client }) => client),
    retz.files[0]!.holder.client,
    (await enter(stage, attendees[0]!)).client,
    createEssorClient({ baseUrl: t.url }),
  ]
  for (const client of others) {
    const read = await whatTheyRead(client)
    expect(traces.filter((trace) => read.includes(trace))).toEqual([])
  }
})

it('writes nothing of them in any mail', async () => {
  const sent = JSON.stringify(await t.db.select({ subject: mails.subject, text: mails.text }).from(mails))

  expect(traces.filter((trace) => sent.includes(trace))).toEqual([])
})

it('has a project for each of the five needs; those in confidence bear neutral words', async () => {
  const { items } = done(
    await team.organiser.client.GET('/api/v1/seasons/{seasonId}/projects', {
      params: { path: { seasonId: retz.seasonId }, query: { limit: 100 } },
    }),
  )

  expect(items.map(({ title, structure }) => [title, structure]).toSorted()).toEqual(
    projects
      .map(({ title, structure, restricted }) =>
        restricted ? ['Projet accompagné en confidence', 'En confidence'] : [title, structure],
      )
      .toSorted(),
  )
})

it('brings in the eighty people of the spreadsheet', async () => {
  expect(retz.imported).toEqual({ to_add: 0, added: 80, already_enrolled: 0, twice_in_file: 0, refused: 0 })
})
