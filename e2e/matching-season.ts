import { ask, type Visit } from './browser.ts'
import { post } from './organiser-steps.ts'

interface Cast {
  projects: string[]
  people: { name: string; origin: string }[]
}

/** A season that is all prepared for its teams to be formed: its projects, and people who are confirmed and gave wishes. */
export async function seasonToMatch(
  hugo: Visit,
  visit: () => Promise<Visit>,
  { projects, people }: Cast,
): Promise<string> {
  const { items } = await ask<{ items: { id: string; slug: string }[] }>(hugo, '/delegations')
  const delegation = items.find(({ slug }) => slug === 'vallee-claire')!
  const { id: seasonId } = await make<{ id: string }>(hugo, `/delegations/${delegation.id}/seasons`, {
    slug: 'teams-to-form',
    name: 'Un week-end au quartier',
    summary: 'Deux jours pour trois projets.',
    preset: 'sprint_48h',
    presence: 'in_person',
    place: 'Maison des associations',
    // Recruitment is open now.
    startsOn: new Date(Date.now() + 40 * 24 * 3_600_000).toISOString().slice(0, 10),
    capacity: people.length,
    terminology: {},
  })
  await post(hugo, `/seasons/${seasonId}/status`, { to: 'published' })
  for (const title of projects)
    await post(hugo, `/seasons/${seasonId}/projects`, {
      title,
      structure: 'Collectif (exemple)',
      summary: '',
      wantedSkills: [],
    })
  const known = await ask<{ items: { id: string; title: string }[] }>(hugo, `/public/seasons/teams-to-form/projects`)
  const ids = projects.map((title) => known.items.find((one) => one.title === title)!.id)
  for (const [index, { name, origin }] of people.entries()) {
    const one = await visit()
    await signUp(one, name)
    const enrolment = { category: 'student', origin, motivation: '' }
    const { id } = await make<{ id: string }>(one, `/seasons/${seasonId}/enrolments`, enrolment)
    await post(hugo, `/enrolments/${id}/status`, { to: 'confirmed' })
    const wishes = ids.map((_, step) => ids[(index + step) % ids.length]!)
    await one.context.request.put(`/api/v1/me/seasons/${seasonId}/preferences`, { data: { projectIds: wishes } })
    await one.context.close()
  }
  return seasonId
}

/** By a link in a mail, as someone does who comes for the first time. */
async function signUp(one: Visit, name: string): Promise<void> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@exemple.essor`
  await post(one, '/session/link', { email })
  const mails = await ask<{ toAddress: string; text: string }[]>(one, '/mailbox')
  const mail = mails.find(({ toAddress, text }) => toAddress === email && text.includes('#token='))!
  await post(one, '/session/link/verify', { token: /#token=([\w-]+)/.exec(mail.text)![1] })
  const answer = await one.context.request.patch('/api/v1/me', { data: { name } })
  if (!answer.ok()) throw new Error(`Naming ${name} answered ${answer.status()}.`)
}

async function make<Made>({ context }: Visit, path: string, data: object): Promise<Made> {
  const answer = await context.request.post(`/api/v1${path}`, { data })
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`)
  return (await answer.json()) as Made
}
