import { expect } from 'vitest'
import { ask, type Visit } from './browser.ts'

/** What the API answers to a change; for what comes before the scene of a journey. */
export async function send<Answer>(
  { context }: Visit,
  method: 'POST' | 'PUT',
  path: string,
  data: unknown,
  version?: number,
) {
  const headers = version === undefined ? {} : { 'If-Match': `"${version}"` }
  const answer = await context.request.fetch(`/api/v1${path}`, { method, data, headers })
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`)
  return (await answer.json()) as Answer
}

interface Named {
  id: string
  title: string
}

/** A season of its own, that no other journey sees: open to whoever comes first, with two projects. */
export async function openSeason(organiser: Visit) {
  const { items } = await ask<{ items: { id: string; slug: string }[] }>(organiser, '/delegations')
  const delegation = items.find(({ slug }) => slug === 'vallee-claire')!
  const season = await send<{ id: string; slug: string }>(organiser, 'POST', `/delegations/${delegation.id}/seasons`, {
    slug: 'nuit-du-lien',
    name: 'Nuit du lien social',
    summary: 'Une nuit pour faire ensemble.',
    preset: 'sprint_48h',
    presence: 'in_person',
    place: 'Vallée-Claire',
    startsOn: new Date(Date.now() + 40 * 24 * 3_600_000).toISOString().slice(0, 10),
    capacity: 10,
    terminology: {},
  })
  const path = `/seasons/${season.id}`
  const { version } = await ask<{ version: number }>(organiser, `${path}/enrolment-rules`)
  const rules = { mode: 'first_come', capacity: 10, offerHours: 48, categoryPlaces: {} }
  await send(organiser, 'PUT', `${path}/enrolment-rules`, rules, version)
  const add = (title: string) =>
    send<Named>(organiser, 'POST', `${path}/projects`, {
      title,
      structure: 'Collectif (exemple)',
      summary: '',
      wantedSkills: [],
    })
  const garden = await add('Un jardin partagé')
  const bikes = await add('Des vélos pour tous')
  await send(organiser, 'POST', `${path}/status`, { to: 'published' })
  return { season, garden, bikes }
}

export async function takePart(visitor: Visit, seasonId: string, projectIds?: string[]): Promise<void> {
  await send(visitor, 'POST', `/seasons/${seasonId}/enrolments`, { category: 'resident', origin: '', motivation: '' })
  if (projectIds) await send(visitor, 'PUT', `/me/seasons/${seasonId}/preferences`, { projectIds })
}

/** Teams of two, searched for in the background and published as they were found. */
export async function publishTeams(organiser: Visit, seasonId: string): Promise<void> {
  const policy = { teamSize: { min: 2, max: 2 }, weights: 'balanced', mixedOrigins: 'off' }
  const { id } = await send<Named>(organiser, 'POST', `/seasons/${seasonId}/matching-runs`, policy)
  const status = async () => (await ask<{ status: string }>(organiser, `/matching-runs/${id}`)).status
  await expect.poll(status).toBe('done')
  await send(organiser, 'POST', `/matching-runs/${id}/publish`, { answerDays: 5 })
}
