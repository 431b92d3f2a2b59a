import type { AnswerWordsDraft, DecisionOutcome } from '@essor/contracts'
import { frenchMoment } from '../../../platform/mail/french-moment.ts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../../seasons/index.ts'
import type { Submission } from '../submissions/submissions.repository.ts'

export type MailSeason = Pick<Season, 'name' | 'terminology'>
export type MailSubmission = Pick<Submission, 'id' | 'title' | 'confidentiality'>

interface Answer {
  outcome: DecisionOutcome
  reason: string
  words: AnswerWordsDraft
  /** Until when an accepted one is to be confirmed, in the zone of the call. */
  confirmBy: Date
  timeZone: string
}

/** Anyone may look over the shoulder of who reads a mail: what is restricted is not named there. */
const isOpen = ({ confidentiality }: MailSubmission): boolean => confidentiality === 'open'
const called = (submission: MailSubmission): string =>
  isOpen(submission) ? `votre projet « ${submission.title} »` : 'votre projet'
const Called = (submission: MailSubmission): string => called(submission).replace('votre', 'Votre')

const pageOf = ({ id }: MailSubmission, url: string): string => `${url}/mon-espace/projets/${id}`

const letter = (season: MailSeason, paragraphs: readonly string[]): string =>
  ['Bonjour,', ...paragraphs.filter(Boolean), `À bientôt,\nL’organisation de « ${season.name} »`].join('\n\n')

const subjects: Record<DecisionOutcome, (season: MailSeason) => string> = {
  accepted: ({ name }) => `Votre projet est retenu : ${name}`,
  waitlisted: ({ name }) => `Votre projet est sur liste d’attente : ${name}`,
  declined: ({ name }) => `Réponse à votre projet : ${name}`,
}

const toConfirm = (by: string, page: string): string =>
  `Une chose reste à faire : dites-nous si vous participez, avant la fin du jour indiqué ici : ${by}. Passé ce moment, la place ira à un autre projet. Répondez sur cette page :\n\n${page}`

/** The same words in the preview and in the mail. */
export function decisionMail(
  to: string,
  season: MailSeason,
  submission: MailSubmission,
  { outcome, reason, words, confirmBy, timeZone }: Answer,
  url: string,
): OutgoingMail {
  const page = pageOf(submission, url)
  const body: Record<DecisionOutcome, string[]> = {
    accepted: [
      `Bonne nouvelle : ${called(submission)} est retenu pour « ${season.name} » (${season.terminology.event}).`,
      toConfirm(frenchMoment(confirmBy, timeZone), page),
    ],
    waitlisted: [
      `${Called(submission)} est sur la liste d’attente de « ${season.name} ». Si une place se libère, nous vous écrirons aussitôt.`,
      `Vous pouvez suivre la réponse ici :\n\n${page}`,
    ],
    declined: [
      `Merci d’avoir proposé ${called(submission)} à « ${season.name} ». Nous ne pouvons pas le retenir cette fois-ci, et nous vous devons une explication. Elle est ${isOpen(submission) ? 'aussi ' : ''}sur cette page :\n\n${page}`,
    ],
  }
  const why = `${outcome === 'declined' ? 'Pourquoi' : 'Un mot du comité'} :\n${reason}`
  const { intro, closing } = words[outcome]
  return {
    to,
    subject: subjects[outcome](season),
    text: letter(season, [intro, ...body[outcome], reason && isOpen(submission) ? why : '', closing]),
  }
}

interface Limit {
  confirmBy: Date
  timeZone: string
}

/** A place came free, or the organisers give one: the answer is another than the one that was sent first. */
export const promotedMail = (
  to: string,
  season: MailSeason,
  submission: MailSubmission,
  { confirmBy, timeZone, from }: Limit & { from: 'waitlisted' | 'lapsed' },
  url: string,
): OutgoingMail => ({
  to,
  subject: `Une place pour votre projet : ${season.name}`,
  text: letter(season, [
    from === 'waitlisted'
      ? `Bonne nouvelle : une place s’est libérée, et ${called(submission)} est retenu pour « ${season.name} » (${season.terminology.event}).`
      : `Bonne nouvelle : une place reste ouverte pour ${called(submission)} dans « ${season.name} », et nous serions heureux de vous la garder.`,
    toConfirm(frenchMoment(confirmBy, timeZone), pageOf(submission, url)),
  ]),
})

export const confirmReminderMail = (
  to: string,
  season: MailSeason,
  submission: MailSubmission,
  { confirmBy, timeZone }: Limit,
  url: string,
): OutgoingMail => ({
  to,
  subject: `Votre réponse est attendue : ${season.name}`,
  text: letter(season, [
    `${Called(submission)} est retenu pour « ${season.name} », et nous n’avons pas encore votre réponse.`,
    toConfirm(frenchMoment(confirmBy, timeZone), pageOf(submission, url)),
  ]),
})

export const lapsedMail = (
  to: string,
  season: MailSeason,
  submission: MailSubmission,
  { confirmBy, timeZone }: Limit,
  url: string,
): OutgoingMail => ({
  to,
  subject: `La place n’est plus réservée : ${season.name}`,
  text: letter(season, [
    `${Called(submission)} était retenu pour « ${season.name} ». Vous pouviez le confirmer jusqu’à ce moment : ${frenchMoment(confirmBy, timeZone)}. Sans réponse, nous ne pouvons plus garder la place.`,
    `Vous souhaitez encore participer ? Dites-le vite aux personnes qui organisent : elles pourront peut-être vous la rendre.\n\n${pageOf(submission, url)}`,
  ]),
})

export const confirmedMail = (
  to: string,
  season: MailSeason,
  submission: MailSubmission,
  url: string,
): OutgoingMail => ({
  to,
  subject: `Votre participation est confirmée : ${season.name}`,
  text: letter(season, [
    `Merci d’avoir confirmé : ${called(submission)} est maintenant de la partie dans « ${season.name} ». L’organisation reviendra vers vous pour la suite.`,
    pageOf(submission, url),
  ]),
})

/** Several may hold a submission: each learns that one of them gave the place back. */
export const turnedDownMail = (
  to: string,
  season: MailSeason,
  submission: MailSubmission,
  url: string,
): OutgoingMail => ({
  to,
  subject: `Place rendue : ${season.name}`,
  text: letter(season, [
    `Vous nous avez dit que ${called(submission)} ne participera pas à « ${season.name} ». Merci de nous avoir prévenus : la place peut aller à un autre projet.`,
    pageOf(submission, url),
  ]),
})

export const removedMail = (
  to: string,
  season: MailSeason,
  submission: MailSubmission,
  reason: string,
  url: string,
): OutgoingMail => ({
  to,
  subject: `Votre projet est retiré : ${season.name}`,
  text: letter(season, [
    `Les personnes qui organisent « ${season.name} » ont retiré ${called(submission)} de la liste des projets.`,
    reason && isOpen(submission) ? `Pourquoi :\n${reason}` : '',
    pageOf(submission, url),
  ]),
})
