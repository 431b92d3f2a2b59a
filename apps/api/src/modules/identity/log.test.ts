import { expect, it } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'

const t = useTestApp()

it('logs requests by their id and route, and nothing that tells of a person', async () => {
  const lines: string[] = []
  const app = await t.appWith({ config: { LOG_LEVEL: 'info' }, logTo: { write: (line) => void lines.push(line) } })
  const person = await t.person()

  await app.anonymous.post('/api/v1/session/link').send({ email: person.email }).expect(202)
  const token = /#token=(\S+)/.exec((await t.mailsTo(person.email))[0]!.text)![1]!
  await app.anonymous.post('/api/v1/session/link/verify').send({ token }).expect(204)
  await app.as(person).patch('/api/v1/me').send({ name: 'Amélie Martin' }).expect(200)
  await app.as(person).get(`/api/v1/me?email=${person.email}`).expect(200)
  await app.anonymous.post('/api/v1/session/password').send({ email: person.email, password: 'au-hasard' }).expect(401)
  const missing = await app.anonymous.get(`/nulle-part/${person.email}`).expect(404)

  const log = lines.join('')
  expect(log).toContain(missing.headers['x-request-id'])
  expect(log).toContain('/api/v1/session/link/verify')
  for (const secret of [person.email, encodeURIComponent(person.email), token, 'Amélie', person.cookie, 'au-hasard'])
    expect(log).not.toContain(secret)
})

it('logs a fault of ours without the values that were being written', async () => {
  const lines: string[] = []
  const broken = () => Promise.reject(new Error('The queue is broken.'))
  const jobs = { ...t.deps.jobs, send: broken, sendAll: broken }
  const app = await t.appWith({
    config: { LOG_LEVEL: 'info' },
    deps: { jobs },
    logTo: { write: (line) => void lines.push(line) },
  })

  const { body } = await app.anonymous.post('/api/v1/session/link').send({ email: 'secrete@example.org' }).expect(500)

  const log = lines.join('')
  expect(log).toContain('The queue is broken.')
  expect(log).toContain(body.instance)
  expect(log).not.toContain('secrete')
})
