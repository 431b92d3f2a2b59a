import nodemailer from 'nodemailer'
import type { Deps } from '../deps.ts'
import type { JobQueue } from '../jobs/jobs.ts'
import { canBeMailed } from './addresses.ts'
import { insertMails, lockQueuedMail, markKept, markSent } from './mails.repository.ts'

export interface OutgoingMail {
  to: string
  subject: string
  text: string
}

export const mailQueue = 'mail.deliver'

type Sending = Pick<Deps, 'db' | 'jobs'>

/** Queued with the change that it tells of. */
export const sendMail = (deps: Sending, mail: OutgoingMail): Promise<void> => sendMails(deps, [mail])

/** How many mails one statement carries. */
const batch = 500

/** Two statements for each batch, however many mails; each mail is delivered on its own. Who has no address gets none. */
export async function sendMails({ db, jobs }: Sending, wanted: readonly OutgoingMail[]): Promise<void> {
  const mails = wanted.filter(({ to }) => canBeMailed(to))
  for (let start = 0; start < mails.length; start += batch) {
    const rows = mails.slice(start, start + batch).map(({ to, subject, text }) => ({ toAddress: to, subject, text }))
    const queued = await insertMails(db, rows)
    await jobs.sendAll(
      db,
      mailQueue,
      queued.map(({ id }) => ({ mailId: id })),
    )
  }
}

interface MailSettings {
  smtpUrl: string | undefined
  from: string
}

/** Shorter than the database lets a transaction stand idle. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** Delivers queued mails by SMTP; where there is none, keeps them for the local mailbox. */
export async function deliverMails(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  jobs: JobQueue,
  { smtpUrl, from }: MailSettings,
): Promise<() => void> {
  const transport = smtpUrl ? nodemailer.createTransport({ url: smtpUrl, ...patience }, { from }) : undefined
  await jobs.work(mailQueue, async ({ mailId }) => {
    await db.transaction(async (tx) => {
      const mail = await lockQueuedMail(tx, String(mailId))
      if (!mail) return
      if (!transport) return markKept(tx, mail.id, now())
      await transport.sendMail({
        to: mail.toAddress,
        subject: mail.subject,
        text: mail.text,
        messageId: `<${mail.id}@essor>`,
      })
      await markSent(tx, mail.id, now())
    })
  })
  return () => transport?.close()
}
