import type { OutgoingMail } from '../../platform/mail/mail.ts'
import type { Season } from '../seasons/index.ts'

/** Each season has its own word for a team, of either gender: the sentences are made so that any word fits. */
export const teamKnownMail = (
  to: string,
  { name, terminology: { team } }: Pick<Season, 'name' | 'terminology'>,
  project: string,
  mates: readonly string[],
  url: string,
): OutgoingMail => ({
  to,
  subject: `Votre ${team} : ${project}`,
  text: [
    'Bonjour,',
    `Bonne nouvelle : pour « ${name} », vous rejoignez « ${project} ».`,
    mates.length > 0 ? `Avec vous : ${mates.join(', ')}.` : '',
    `Votre ${team}, et pourquoi vous en faites partie :`,
    `${url}/mon-espace/equipes`,
    'Si vous ne pouvez plus venir, dites-le dès maintenant depuis votre espace : on compte sur vous.',
    `À bientôt,\nL’organisation de « ${name} »`,
  ]
    .filter(Boolean)
    .join('\n\n'),
})
