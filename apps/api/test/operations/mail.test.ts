import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { expect, inject, it, onTestFinished } from 'vitest'
import { cloneTemplate } from '../harness.ts'
import { call, eventually, startedProgram } from './program.ts'

const email = 'aïcha.de-la-tour@example.org'.replace('ï', 'i')

/** A mail server that puts off the first it is offered, as a greylisting one does. */
async function startMailServer(): Promise<{ url: string; received: string[]; refused: () => number }> {
  const received: string[] = []
  let refused = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo(address, _session, done) {
      if (refused > 0) return done()
      refused += 1
      done(Object.assign(new Error(`Try again later, ${address.address}`), { responseCode: 451 }))
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString())
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, received, refused: () => refused }
}

async function databaseOf(databaseUrl: string): Promise<pg.Client> {
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  onTestFinished(() => database.end())
  return database
}

it('sends a mail once, though the server puts it off at first, and then erases what it said', async () => {
  const smtp = await startMailServer()
  const databaseUrl = await cloneTemplate(inject('serverUrl'))
  const database = await databaseOf(databaseUrl)
  const program = await startedProgram({
    DATABASE_URL: databaseUrl,
    SMTP_URL: smtp.url,
    MAIL_FROM: 'Essor <bonjour@essor.example>',
    PUBLIC_URL: 'https://essor.example',
  })

  expect((await call(`${program.url}/api/v1/session/link`, 'POST', { body: { email } }))?.status).toBe(202)
  await eventually(() => smtp.refused() === 1)
  await eventually(async () => {
    const { rows } = await database.query("select 1 from mails where status = 'sent'")
    return rows.length === 1
  })

  expect(smtp.received.length).toBe(1)
  const mail = await simpleParser(smtp.received[0]!)
  expect({ from: mail.from?.text, to: Object(mail.to).text, subject: mail.subject }).toEqual({
    from: '"Essor" <bonjour@essor.example>',
    to: email,
    subject: 'Votre lien pour entrer dans Essor',
  })
  const token = /https:\/\/essor\.example\/connexion\/lien#token=(\S+)/.exec(mail.text ?? '')?.[1]
  expect((await call(`${program.url}/api/v1/session/link/verify`, 'POST', { body: { token } }))?.status).toBe(204)
  const { rows } = await database.query('select to_address, text from mails')
  expect(rows).toEqual([{ to_address: email, text: '' }])
  const jobs = await database.query("select output::text from pgboss.job where name = 'mail.deliver'")
  expect(JSON.stringify([jobs.rows, program.output()])).not.toContain(email)
  expect(await call(`${program.url}/api/v1/mailbox`, 'GET')).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

it('keeps mails for the local mailbox where there is no mail server', async () => {
  const program = await startedProgram({
    DATABASE_URL: await cloneTemplate(inject('serverUrl')),
    NODE_ENV: 'development',
  })
  await call(`${program.url}/api/v1/session/link`, 'POST', { body: { email } })

  const mailbox = await call(`${program.url}/api/v1/mailbox`, 'GET')

  expect(mailbox?.body).toEqual([
    {
      id: expect.any(String),
      toAddress: email,
      subject: 'Votre lien pour entrer dans Essor',
      text: expect.stringContaining('#token='),
      createdAt: expect.any(String),
    },
  ])
})

it('has no mailbox where nobody said that it is for development: whoever reads it can sign in as anyone', async () => {
  const databaseUrl = await cloneTemplate(inject('serverUrl'))
  const program = await startedProgram({ DATABASE_URL: databaseUrl })

  expect(await call(`${program.url}/api/v1/mailbox`, 'GET')).toMatchObject({ status: 404, body: { code: 'not_found' } })
  await eventually(() => program.output().out.includes('set SMTP_URL'))
})
