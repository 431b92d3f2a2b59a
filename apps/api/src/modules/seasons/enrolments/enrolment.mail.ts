import type { EnrolmentStatus } from '@essor/contracts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../seasons.repository.ts'

type MailSeason = Pick<Season, 'name' | 'slug' | 'terminology'>

interface Letter {
  subject: string
  paragraphs: string[]
}

const letter = (to: string, season: MailSeason, { subject, paragraphs }: Letter): OutgoingMail => ({
  to,
  subject: `${subject} : ${season.name}`,
  text: ['Bonjour,', ...paragraphs, `À bientôt,\nL’équipe de « ${season.name} »`].join('\n\n'),
})

/** The season in the words that its organisers chose: « Printemps » (marathon solidaire). */
const called = ({ name, terminology }: MailSeason): string =>
  name.toLowerCase().includes(terminology.event.toLowerCase()) ? `« ${name} »` : `« ${name} » (${terminology.event})`

export const enrolmentReceivedMail = (to: string, season: MailSeason, url: string): OutgoingMail =>
  letter(to, season, {
    subject: 'Votre inscription',
    paragraphs: [
      `Nous avons bien reçu votre inscription comme ${season.terminology.participant} à ${called(season)}. Merci !`,
      'Elle n’est pas encore confirmée : l’équipe d’organisation vous répondra bientôt. Vous pouvez la suivre ici :',
      `${url}/mon-espace`,
    ],
  })

const enrolmentConfirmedMail = (to: string, season: MailSeason, url: string): OutgoingMail =>
  letter(to, season, {
    subject: 'Inscription confirmée',
    paragraphs: [
      `Bonne nouvelle : votre inscription comme ${season.terminology.participant} à ${called(season)} est confirmée. Le programme est ici :`,
      `${url}/saisons/${season.slug}`,
      'Si vous ne pouvez plus venir, dites-le nous depuis votre espace : une autre personne prendra votre place.',
    ],
  })

const enrolmentWaitsAgainMail = (to: string, season: MailSeason, url: string): OutgoingMail =>
  letter(to, season, {
    subject: 'Votre inscription est en attente',
    paragraphs: [
      `Votre inscription à ${called(season)} est de nouveau en attente : l’équipe d’organisation vous dira bientôt si vous avez une place. Vous pouvez la suivre ici :`,
      `${url}/mon-espace`,
    ],
  })

const enrolmentWithdrawnMail = (to: string, season: MailSeason): OutgoingMail =>
  letter(to, season, {
    subject: 'Votre inscription a été retirée',
    paragraphs: [
      `L’équipe d’organisation a retiré votre inscription à ${called(season)}.`,
      'Si vous pensez que c’est une erreur, répondez-lui : elle peut la rétablir.',
    ],
  })

/** What someone is told when an organiser moved their enrolment; nothing for what they see for themselves on the day. */
export function mailOfMove(
  to: EnrolmentStatus,
  address: string,
  season: MailSeason,
  url: string,
): OutgoingMail | undefined {
  if (to === 'confirmed') return enrolmentConfirmedMail(address, season, url)
  if (to === 'applied') return enrolmentWaitsAgainMail(address, season, url)
  if (to === 'withdrawn') return enrolmentWithdrawnMail(address, season)
  return undefined
}
