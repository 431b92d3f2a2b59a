import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'

const t = useTestApp()

const problem = (status: number, code: string) => ({
  type: `urn:essor:problem:${code}`,
  title: expect.any(String),
  status,
  code,
  detail: expect.any(String),
  instance: expect.any(String),
})

it('answers an unknown address with a problem document that carries the request id', async () => {
  const answer = await t.anonymous.get('/api/v1/nowhere').expect(404)

  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(answer.body).toEqual({ ...problem(404, 'not_found'), instance: answer.headers['x-request-id'] })
})

it('names the fields that are not right', async () => {
  const { body } = await t.anonymous
    .post('/api/v1/session/password')
    .send({ email: 'nobody', password: '' })
    .expect(400)

  expect(body).toEqual({
    ...problem(400, 'invalid_input'),
    errors: [
      { path: 'email', message: expect.any(String), code: 'invalid_format' },
      { path: 'password', message: expect.any(String), code: 'too_small' },
    ],
  })
})

it.each([
  ['a body that is no JSON', '{"email":', 'application/json', 400, 'invalid_input'],
  ['an empty body', '', 'application/json', 400, 'invalid_input'],
  ['a body of another kind', 'email=a@b.fr', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
  ['a body of 2 MB', JSON.stringify({ email: 'a'.repeat(2_000_000) }), 'application/json', 413, 'too_large'],
  ['a prototype in the body', '{"__proto__":{"email":"a@b.fr"}}', 'application/json', 400, 'invalid_input'],
])('refuses %s', async (_what, body, type, status, code) => {
  const answer = await t.anonymous.post('/api/v1/session/link').set('content-type', type).send(body)

  expect({ status: answer.status, body: answer.body }).toMatchObject({ status, body: { code } })
})

it('refuses a change that a page of another site asks for', async () => {
  const person = await t.person()

  const { body } = await person
    .patch('/api/v1/me')
    .set('sec-fetch-site', 'cross-site')
    .send({ name: 'Autre' })
    .expect(403)

  expect(body).toEqual(problem(403, 'cross_site'))
})

it.each([
  '/api/v1/seasons/%00',
  '/api/v1/seasons/1 or 1=1',
  '/api/v1/seasons/' + 'a'.repeat(500),
  '/api/v1/public/seasons/%E0%A4%A',
  '/%2e%2e/%2e%2e/etc/passwd',
])('bears the address %s', async (path) => {
  const person = await t.person()
  const { status, body } = await person.get(path)

  expect([400, 404, 414]).toContain(status)
  expect(body).toMatchObject({ status, code: expect.any(String) })
})

it('refuses a NUL that PostgreSQL could not store, wherever it stands', async () => {
  const person = await t.person()

  const { body } = await person.patch('/api/v1/me').send({ name: 'a\u0000b' }).expect(400)

  expect(body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'name' }] })
})

it('answers with a problem document even what is no HTTP', async () => {
  const answerTo = async (sent: string) => {
    const socket = connect(Number(new URL(t.url).port), '127.0.0.1')
    socket.end(sent)
    return text(socket)
  }
  const read = (answer: string) => [answer.split('\r\n')[0], JSON.parse(answer.split('\r\n\r\n')[1]!)]

  expect(read(await answerTo('HELLO\r\n\r\n'))).toEqual(['HTTP/1.1 400 Bad Request', problem(400, 'invalid_input')])
  expect(read(await answerTo(`GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`))).toEqual([
    'HTTP/1.1 431 Request Header Fields Too Large',
    problem(431, 'headers_too_large'),
  ])
})
