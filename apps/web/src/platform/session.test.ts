import { PiniaColada, useQuery } from '@pinia/colada'
import { render, screen } from '@testing-library/vue'
import { createPinia } from 'pinia'
import { defineComponent, h } from 'vue'
import { expect, it } from 'vitest'
import { stubServer } from '../../test/server.ts'
import { useSession } from './session.ts'

const amelie = {
  id: '1',
  name: 'Amélie Martin',
  email: 'amelie@exemple.fr',
  locale: 'fr',
  hasPassword: true,
  grants: [],
}
const karim = { ...amelie, id: '2', name: 'Karim Benali', email: 'karim@exemple.fr' }

/** What each page says at once, before anything could be asked. */
function open(pinia: ReturnType<typeof createPinia>, query: () => Promise<string>) {
  const Page = defineComponent(() => {
    const mine = useQuery({ key: ['mine'], query })
    return () => h('p', mine.data.value ?? 'rien encore')
  })
  return render(Page, { global: { plugins: [pinia, [PiniaColada, {}]] } })
}

it.each([
  ['signs out', (session: ReturnType<typeof useSession>) => session.signOut()],
  ['is followed by someone else', (session: ReturnType<typeof useSession>) => session.reload()],
])('forgets what was shown to someone who %s', async (_, leave) => {
  const server = stubServer({ 'GET /api/v1/me': { body: amelie }, 'DELETE /api/v1/session': { status: 204 } })
  const pinia = createPinia()
  const session = useSession(pinia)
  await session.load()
  const first = open(pinia, async () => 'Ce qui est à Amélie')
  await screen.findByText('Ce qui est à Amélie')
  first.unmount()

  server.answers['GET /api/v1/me'] = { body: karim }
  await leave(session)
  open(pinia, () => new Promise(() => undefined))

  expect(screen.queryByText('Ce qui est à Amélie')).toBeNull()
  expect(screen.getByText('rien encore')).toBeTruthy()
})

it('keeps what was asked while the same person stays', async () => {
  stubServer({ 'GET /api/v1/me': { body: amelie } })
  const pinia = createPinia()
  const session = useSession(pinia)
  await session.load()
  const first = open(pinia, async () => 'Ce qui est à Amélie')
  await screen.findByText('Ce qui est à Amélie')
  first.unmount()

  await session.reload()
  open(pinia, () => new Promise(() => undefined))

  expect(screen.getByText('Ce qui est à Amélie')).toBeTruthy()
})
