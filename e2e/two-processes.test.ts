import { startThrowawayPostgres, type LocalPostgres } from '@essor/local-postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { useBrowser } from './browser.ts'
import { newDataFolder, removeDataFolder, startEssor, type Essor } from './essor.ts'

const { visit } = useBrowser()
let database: LocalPostgres
let folder: string
let first: Essor
let second: Essor

beforeAll(async () => {
  database = await startThrowawayPostgres()
  folder = newDataFolder()
  const shared = { DATABASE_URL: database.url, AUTH_SECRET: 'shared by both processes, and by nobody else' }
  first = await startEssor(folder, shared)
  second = await startEssor(folder, shared)
})

afterAll(async () => {
  await second?.stop()
  await first?.stop()
  await database?.stop()
  if (folder) removeDataFolder(folder)
})

it('shows on a page served by one process what was changed through the other', async () => {
  const organiser = await visit({ as: 'hugo.lemaire', of: first })
  const { request } = organiser.context
  const read = async <Answer>(path: string) => (await (await request.get(`/api/v1${path}`)).json()) as Answer
  const seasons = await read<{ items: { id: string; slug: string }[] }>('/me/seasons?limit=100')
  const { id, slug } = seasons.items.find((season) => season.slug === 'marathon-solidaire-en-cours')!
  const sessions = await read<{ items: { id: string }[] }>(`/seasons/${id}/pitch-sessions`)
  const session = await read<Session>(`/pitch-sessions/${sessions.items[0]!.id}`)
  const next = session.pitches.find(({ clock }) => clock.state === 'waiting')!
  const { page } = await visit({ of: second })
  await page.goto(`/saisons/${slug}/pitchs/${session.id}/ecran`)
  await page.getByText(next.projectTitle).first().waitFor()

  const answer = await request.post(`/api/v1/pitches/${next.id}/status`, { data: { to: 'running' } })

  expect(answer.status()).toBe(200)
  await page
    .getByRole('timer')
    .filter({ hasText: /^[12]:\d\d$/ })
    .waitFor()
})

interface Session {
  id: string
  pitches: { id: string; projectTitle: string; clock: { state: string } }[]
}
