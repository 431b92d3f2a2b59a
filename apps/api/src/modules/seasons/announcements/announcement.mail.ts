import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../seasons.repository.ts'

type MailSeason = Pick<Season, 'name' | 'slug' | 'terminology'>

/** The same words for everybody: what the organisers read before sending is what each person gets. */
export function announcementMail(
  { subject, text }: { subject: string; text: string },
  { name, slug, terminology }: MailSeason,
  url: string,
): Omit<OutgoingMail, 'to'> {
  const called = name.toLowerCase().includes(terminology.event.toLowerCase()) ? '' : ` (${terminology.event})`
  return {
    subject: `${subject} : ${name}`,
    text: [
      'Bonjour,',
      text,
      `La page de « ${name} »${called} :\n${url}/saisons/${slug}`,
      `Vos messages restent dans votre espace :\n${url}/mon-espace/annonces`,
      `À bientôt,\nL’organisation de « ${name} »`,
    ].join('\n\n'),
  }
}
