import { expect, it } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'

const t = useTestApp()

it('shows what would have been sent, newest first', async () => {
  for (const email of ['a@example.org', 'b@example.org'])
    await t.anonymous.post('/api/v1/session/link').send({ email }).expect(202)

  const { body } = await t.anonymous.get('/api/v1/mailbox').expect(200)

  const mail = (toAddress: string) => ({
    id: expect.any(String),
    toAddress,
    subject: 'Votre lien pour entrer dans Essor',
    text: expect.stringContaining('http://essor.test/connexion/lien#token='),
    createdAt: expect.any(String),
  })
  expect(body).toEqual([mail('b@example.org'), mail('a@example.org')])
})

it('is not there where mails are not kept', async () => {
  const app = await t.appWith({ config: { keepsMails: false } })

  expect((await app.anonymous.get('/api/v1/mailbox')).body).toMatchObject({ status: 404, code: 'not_found' })
})
