import type { OutgoingMail } from '../../platform/mail/mail.ts'
import type { Season } from './seasons.repository.ts'

type MailSeason = Pick<Season, 'name' | 'slug'>

export const enrolmentReceivedMail = (to: string, season: MailSeason, url: string): OutgoingMail => ({
  to,
  subject: `Votre inscription : ${season.name}`,
  text: `Bonjour,\n\nNous avons bien reçu votre inscription à « ${season.name} ». Merci !\n\nElle n’est pas encore confirmée : l’équipe d’organisation vous répondra bientôt. Vous pouvez la suivre ici :\n\n${url}/mon-espace\n\nÀ bientôt,\nL’équipe de « ${season.name} »`,
})

export const enrolmentConfirmedMail = (to: string, season: MailSeason, url: string): OutgoingMail => ({
  to,
  subject: `Inscription confirmée : ${season.name}`,
  text: `Bonjour,\n\nBonne nouvelle : votre inscription à « ${season.name} » est confirmée. Le programme est ici :\n\n${url}/saisons/${season.slug}\n\nSi vous ne pouvez plus venir, dites-le nous depuis votre espace : une autre personne prendra votre place.\n\nÀ bientôt,\nL’équipe de « ${season.name} »`,
})
