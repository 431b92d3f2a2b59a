import type { PeopleImportLine } from '@essor/contracts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../seasons.repository.ts'

/** Someone was put on the list by the organisers: they learn of it, and how to get out. */
export function importedMail(
  { name, email, status }: Pick<PeopleImportLine, 'name' | 'email' | 'status'>,
  { name: season, slug, terminology: { event, participant } }: Pick<Season, 'name' | 'slug' | 'terminology'>,
  url: string,
): OutgoingMail {
  const called = season.toLowerCase().includes(event.toLowerCase()) ? `« ${season} »` : `« ${season} » (${event})`
  const how =
    status === 'confirmed'
      ? 'Votre place est confirmée.'
      : status === 'waiting'
        ? 'Toutes les places sont prises pour le moment : vous êtes sur la liste d’attente, et nous vous écrirons dès qu’une place se libère.'
        : 'Votre inscription n’est pas encore confirmée : nous vous répondrons bientôt.'
  return {
    to: email,
    subject: `Vous êtes inscrit·e : ${season}`,
    text: [
      `Bonjour ${name},`,
      `L’organisation vous a inscrit·e comme ${participant} à ${called}. ${how}`,
      `Le programme est ici :\n${url}/saisons/${slug}`,
      `Pour voir votre inscription ou la retirer, entrez avec cette adresse e-mail, sans mot de passe :\n${url}/mon-espace`,
      `À bientôt,\nL’organisation de « ${season} »`,
    ].join('\n\n'),
  }
}
