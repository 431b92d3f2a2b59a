import { wordsOf, type FormSection, type SubmissionFile } from '@essor/contracts'
import { frenchMoment } from '../../../platform/mail/french-moment.ts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../../seasons/index.ts'
import type { Call } from '../calls/calls.repository.ts'
import { titleInMails } from '../people/confidentiality.rules.ts'
import { copyOf } from './submission.copy.ts'
import type { Submission } from './submissions.repository.ts'

type MailSeason = Pick<Season, 'name' | 'terminology'>
type MailSubmission = Pick<Submission, 'id' | 'title' | 'confidentiality'>

const pageOf = (submission: MailSubmission, url: string) => `${url}/mon-espace/projets/${submission.id}`

interface Receipt extends MailSubmission, SubmissionFile {
  submittedAt: Date
  /** Who of its holders submitted it. */
  by: string | undefined
}

/** A restricted file is copied nowhere, not even to its holder: mailboxes are shared. */
const copyFor = (submission: Receipt, sections: readonly FormSection[], season: MailSeason): string =>
  submission.confidentiality === 'restricted'
    ? 'Votre dossier est confidentiel : ce message n’en dit donc rien de plus. Il est en entier sur sa page.'
    : `Voici la copie de votre dossier, tel qu’il a été déposé.\n\n--------\n\n${copyOf(submission, sections, season)}\n\n--------`

/** Who holds a restricted file is part of what it does not say. */
const byWhom = ({ by, confidentiality }: Receipt): string => (by && confidentiality === 'open' ? `, par ${by}` : '')

/** The subject never names the project: a mail's subject is read over shoulders and on locked screens. */
export const receiptMail = (
  to: string,
  season: MailSeason,
  call: Pick<Call, 'title' | 'timeZone'>,
  submission: Receipt,
  sections: readonly FormSection[],
  url: string,
): OutgoingMail => ({
  to,
  subject: `Votre projet est bien déposé : ${season.name}`,
  text: `Bonjour,\n\nVotre projet « ${titleInMails(submission)} » est déposé, en réponse à « ${call.title} » (${season.name}). Gardez ce message : c’est votre accusé de réception.\n\nDéposé le ${frenchMoment(submission.submittedAt, call.timeZone)}${byWhom(submission)}.\n\nVous pouvez encore le modifier jusqu’à la date limite, puis suivre la réponse ici :\n\n${pageOf(submission, url)}\n\n${copyFor(submission, sections, season)}\n\nÀ bientôt,\nL’organisation de « ${season.name} »`,
})

export const reviewsAssignedMail = (to: string, season: MailSeason, url: string): OutgoingMail => ({
  to,
  subject: `Des projets à relire : ${season.name}`,
  text: `Bonjour,\n\nL’organisation de « ${season.name} » vous confie la relecture de projets. Vous les trouverez ici, et d’autres pourront s’y ajouter :\n\n${url}/mon-espace/relectures\n\nSi vous connaissez de près les ${wordsOf(season.terminology).structures} qui proposent ces projets, dites-le depuis la fiche : quelqu’un d’autre les relira.\n\nMerci de votre aide,\nL’organisation de « ${season.name} »`,
})
