import type { DecisionOutcome } from '@essor/contracts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../../seasons/index.ts'
import { titleInMails } from '../people/confidentiality.rules.ts'
import type { Submission } from '../submissions/submissions.repository.ts'

type MailSeason = Pick<Season, 'name' | 'terminology'>
type MailSubmission = Pick<Submission, 'id' | 'title' | 'confidentiality'>

interface Answer {
  outcome: DecisionOutcome
  reason: string
}

const subjects: Record<DecisionOutcome, (title: string) => string> = {
  accepted: (title) => `Votre projet est retenu : ${title}`,
  waitlisted: (title) => `Votre projet est sur liste d’attente : ${title}`,
  declined: (title) => `Réponse à votre projet : ${title}`,
}

const bodies: Record<DecisionOutcome, (submission: MailSubmission, season: MailSeason, page: string) => string> = {
  accepted: ({ title }, { name, terminology }, page) =>
    `Bonne nouvelle : votre projet « ${title} » est retenu pour « ${name} » (${terminology.event}).\n\nUne chose reste à faire : confirmez que vous participez, ici :\n\n${page}`,
  waitlisted: ({ title }, { name }, page) =>
    `Votre projet « ${title} » est sur la liste d’attente de « ${name} ». Si une place se libère, nous vous écrirons aussitôt.\n\nVous pouvez suivre la réponse ici :\n\n${page}`,
  declined: ({ title }, { name }, page) =>
    `Merci d’avoir proposé « ${title} » à « ${name} ». Nous ne pouvons pas le retenir cette fois-ci, et nous vous devons une explication. Elle est aussi sur cette page :\n\n${page}`,
}

/** The same words in the preview and in the mail. A restricted file's reason stands on its page only. */
export function decisionMail(
  to: string,
  season: MailSeason,
  submission: MailSubmission,
  { outcome, reason }: Answer,
  url: string,
): OutgoingMail {
  const title = titleInMails(submission)
  const body = bodies[outcome]({ ...submission, title }, season, `${url}/mon-espace/projets/${submission.id}`)
  const why =
    reason && submission.confidentiality === 'open'
      ? `\n\n${outcome === 'declined' ? 'Pourquoi' : 'Un mot du comité'} :\n${reason}`
      : ''
  return {
    to,
    subject: subjects[outcome](title),
    text: `Bonjour,\n\n${body}${why}\n\nÀ bientôt,\nL’organisation de « ${season.name} »`,
  }
}
