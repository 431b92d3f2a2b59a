import { frenchMoment } from '../../../platform/mail/french-moment.ts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../../seasons/index.ts'
import type { Call } from './calls.repository.ts'
import type { CallHolder } from './call-holders.repository.ts'
import { lastMoment } from './writing.rules.ts'

type MailSeason = Pick<Season, 'name'>
type MailCall = Pick<Call, 'id' | 'title' | 'closesAt' | 'timeZone'>

/** No word of the file itself: what it is about may be delicate. */
const write = (to: string, subject: string, season: MailSeason, paragraphs: string[]): OutgoingMail => ({
  to,
  subject,
  text: ['Bonjour,', ...paragraphs, `À bientôt,\nL’organisation de « ${season.name} »`].join('\n\n'),
})

const filePage = (submissionId: string, url: string) => `${url}/mon-espace/projets/${submissionId}`

export function deadlineMovedMail(holder: CallHolder, season: MailSeason, call: MailCall, url: string): OutgoingMail {
  const until = frenchMoment(lastMoment(call, holder), call.timeZone)
  return write(holder.email, `La date limite a changé : ${season.name}`, season, [
    `La date limite de l’appel « ${call.title} » a changé. Votre dossier est encore un brouillon : le comité ne le lira que si vous le déposez.`,
    `Dernier moment pour le déposer :\n${until}`,
    `Votre dossier est ici :\n${filePage(holder.submissionId, url)}`,
  ])
}

/** Earlier than said: what was counted on is told plainly, and to whom to turn. */
export function closedMail(holder: CallHolder, season: MailSeason, call: MailCall, url: string): OutgoingMail {
  const until = lastMoment(call, holder)
  return write(holder.email, `L’appel à projets est fermé : ${season.name}`, season, [
    `L’organisation a fermé l’appel « ${call.title} ». Votre dossier est encore un brouillon : le comité ne le lira que s’il est déposé.`,
    until > call.closesAt
      ? `Vous gardez le temps qui vous a été donné. Dernier moment pour le déposer :\n${frenchMoment(until, call.timeZone)}`
      : 'Vous vouliez encore le déposer ? Écrivez à l’organisation : elle peut vous donner du temps. Rien de ce que vous avez écrit n’est perdu.',
    `Votre dossier est ici :\n${filePage(holder.submissionId, url)}`,
  ])
}

const reopened = {
  draft: 'Votre dossier est encore un brouillon : vous pouvez le finir et le déposer.',
  submitted: 'Votre dossier est déposé, et le reste. Vous pouvez encore le modifier si vous le souhaitez.',
  read: 'Votre dossier est déposé, et le reste : vous n’avez rien à faire.',
}

export function reopenedMail(holder: CallHolder, season: MailSeason, call: MailCall, url: string): OutgoingMail {
  const { status } = holder
  const text = status === 'draft' ? reopened.draft : status === 'submitted' ? reopened.submitted : reopened.read
  return write(holder.email, `L’appel à projets est rouvert : ${season.name}`, season, [
    `L’appel « ${call.title} » est rouvert. ${text}`,
    `Nouvelle date limite :\n${frenchMoment(lastMoment(call, holder), call.timeZone)}`,
    `Votre dossier est ici :\n${filePage(holder.submissionId, url)}`,
  ])
}

export const extensionMail = (to: string, season: MailSeason, call: MailCall, until: Date, url: string): OutgoingMail =>
  write(to, `Vous avez plus de temps : ${season.name}`, season, [
    `L’organisation vous donne plus de temps pour répondre à l’appel « ${call.title} ».`,
    `Votre dernier moment pour déposer un dossier :\n${frenchMoment(until, call.timeZone)}`,
    `Connectez-vous avec cette adresse e-mail. L’appel est ici :\n${url}/appels/${call.id}`,
  ])

interface Reminder {
  email: string
  submissionId: string
  deadline: Date
}

export function draftReminderMail(reminder: Reminder, season: MailSeason, call: MailCall, url: string): OutgoingMail {
  return write(reminder.email, `Votre projet n’est pas encore déposé : ${season.name}`, season, [
    `Vous avez commencé un dossier pour l’appel « ${call.title} ». C’est encore un brouillon : le comité ne le lira que si vous le déposez.`,
    `Dernier moment pour le déposer :\n${frenchMoment(reminder.deadline, call.timeZone)}`,
    `Votre dossier est ici :\n${filePage(reminder.submissionId, url)}`,
    'Si vous avez changé d’avis, vous pouvez abandonner ce brouillon sur la même page : vous ne recevrez plus de rappel.',
  ])
}
