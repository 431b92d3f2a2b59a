import type { EnrolmentStatus } from '@essor/contracts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import { frenchMoment } from '../../../platform/mail/french-moment.ts'
import type { Season } from '../seasons.repository.ts'

export type MailSeason = Pick<Season, 'name' | 'slug' | 'terminology' | 'timeZone'>

interface Letter {
  subject: string
  paragraphs: string[]
}

const letter = (to: string, season: MailSeason, { subject, paragraphs }: Letter): OutgoingMail => ({
  to,
  subject: `${subject} : ${season.name}`,
  text: ['Bonjour,', ...paragraphs, `À bientôt,\nL’organisation de « ${season.name} »`].join('\n\n'),
})

/** The season in the words that its organisers chose: « Printemps » (marathon solidaire). */
const called = ({ name, terminology }: MailSeason): string =>
  name.toLowerCase().includes(terminology.event.toLowerCase()) ? `« ${name} »` : `« ${name} » (${terminology.event})`

const ownSpace = (url: string): string => `${url}/mon-espace#mes-inscriptions`

export const enrolmentReceivedMail = (to: string, season: MailSeason, url: string): OutgoingMail =>
  letter(to, season, {
    subject: 'Votre inscription',
    paragraphs: [
      `Nous avons bien reçu votre inscription comme ${season.terminology.participant} à ${called(season)}. Merci !`,
      'Elle n’est pas encore confirmée : l’organisation vous répondra bientôt. Vous pouvez la suivre ici :',
      ownSpace(url),
    ],
  })

export const enrolmentConfirmedMail = (to: string, season: MailSeason, url: string): OutgoingMail =>
  letter(to, season, {
    subject: 'Inscription confirmée',
    paragraphs: [
      `Bonne nouvelle : votre inscription comme ${season.terminology.participant} à ${called(season)} est confirmée. Le programme est ici :`,
      `${url}/saisons/${season.slug}`,
      'Si vous ne pouvez plus venir, dites-le nous depuis votre espace : une autre personne prendra votre place.',
    ],
  })

export const enrolmentQueuedMail = (to: string, season: MailSeason, rank: number, url: string): OutgoingMail =>
  letter(to, season, {
    subject: 'Vous êtes sur la liste d’attente',
    paragraphs: [
      `Toutes les places de ${called(season)} sont prises pour l’instant. Vous êtes sur la liste d’attente, au rang ${rank}.`,
      'Dès qu’une place se libère pour vous, nous vous la proposons par e-mail. Vous pouvez suivre votre rang ici :',
      ownSpace(url),
    ],
  })

export const placeOfferedMail = (to: string, season: MailSeason, offerEndsAt: Date, url: string): OutgoingMail =>
  letter(to, season, {
    subject: 'Une place pour vous',
    paragraphs: [
      `Bonne nouvelle : une place s’est libérée à ${called(season)}, et elle est pour vous.`,
      `Elle vous est réservée jusqu’au ${frenchMoment(offerEndsAt, season.timeZone)}. Dites-nous oui ou non ici :`,
      ownSpace(url),
      'Sans réponse d’ici là, nous la proposerons à la personne suivante.',
    ],
  })

export const offerReminderMail = (to: string, season: MailSeason, offerEndsAt: Date, url: string): OutgoingMail =>
  letter(to, season, {
    subject: 'Votre place vous attend encore',
    paragraphs: [
      `Une place vous est réservée à ${called(season)} jusqu’au ${frenchMoment(offerEndsAt, season.timeZone)}.`,
      'Pour la prendre, ou pour la laisser à quelqu’un d’autre, dites-le dans votre espace :',
      ownSpace(url),
    ],
  })

export const offerLapsedMail = (to: string, season: MailSeason, url: string): OutgoingMail =>
  letter(to, season, {
    subject: 'La place n’est plus réservée',
    paragraphs: [
      `Nous n’avons pas eu votre réponse à temps : la place que nous vous gardions à ${called(season)} est proposée à la personne suivante.`,
      'Cela vous intéresse toujours ? Vous pouvez revenir sur la liste d’attente depuis votre espace, tant que les inscriptions sont ouvertes :',
      ownSpace(url),
    ],
  })

const enrolmentWaitsAgainMail = (to: string, season: MailSeason, url: string): OutgoingMail =>
  letter(to, season, {
    subject: 'Votre inscription est en attente',
    paragraphs: [
      `Votre inscription à ${called(season)} est de nouveau en attente : l’organisation vous dira bientôt si vous avez une place. Vous pouvez la suivre ici :`,
      ownSpace(url),
    ],
  })

const enrolmentWithdrawnMail = (to: string, season: MailSeason): OutgoingMail =>
  letter(to, season, {
    subject: 'Votre inscription a été retirée',
    paragraphs: [
      `L’organisation a retiré votre inscription à ${called(season)}.`,
      'Si vous pensez que c’est une erreur, répondez-lui : elle peut la rétablir.',
    ],
  })

/** What someone is told when an organiser moved their enrolment; nothing for what they see for themselves on the day. */
export function mailOfMove(
  { to, rank }: { to: EnrolmentStatus; rank: number | null },
  address: string,
  season: MailSeason,
  url: string,
): OutgoingMail | undefined {
  if (to === 'confirmed') return enrolmentConfirmedMail(address, season, url)
  if (to === 'applied') return enrolmentWaitsAgainMail(address, season, url)
  if (to === 'waiting' && rank) return enrolmentQueuedMail(address, season, rank, url)
  if (to === 'withdrawn') return enrolmentWithdrawnMail(address, season)
  return undefined
}
