import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../../seasons/index.ts'

/** Organisers took up what someone had sent them by another way: they learn of it, and how to read it. */
export const submissionImportedMail = (
  to: string,
  season: Pick<Season, 'name'>,
  call: { title: string },
  submissionId: string,
  url: string,
): OutgoingMail => ({
  to,
  subject: `Votre projet est enregistré : ${season.name}`,
  text: [
    'Bonjour,',
    `L’organisation de « ${season.name} » a enregistré votre projet, que vous lui aviez transmis, en réponse à « ${call.title} ». Il compte comme déposé : vous n’avez rien d’autre à faire.`,
    `Pour le relire et suivre la réponse, entrez avec cette adresse e-mail, sans mot de passe :\n\n${url}/mon-espace/projets/${submissionId}`,
    'Vous n’avez rien transmis ? Répondez à ce message, et ce projet sera retiré.',
    `À bientôt,\nL’organisation de « ${season.name} »`,
  ].join('\n\n'),
})
