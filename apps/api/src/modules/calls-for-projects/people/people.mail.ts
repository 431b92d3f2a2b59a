import { wordsOf } from '@essor/contracts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../../seasons/index.ts'

type MailSeason = Pick<Season, 'name' | 'terminology'>

const end = ({ name }: MailSeason) => `À bientôt,\nL’organisation de « ${name} »`

/** Says nothing of what the file is about: an address can be mistyped. */
export const coHolderInvitationMail = (
  to: string,
  season: MailSeason,
  { inviter, until, link }: { inviter: string; until: string; link: string },
): OutgoingMail => ({
  to,
  subject: `Invitation à écrire un dossier à plusieurs : ${season.name}`,
  text: `Bonjour,\n\n${inviter || 'Quelqu’un'} vous invite à tenir avec lui ou elle un dossier pour « ${season.name} » : vous pourrez le lire, l’écrire, le déposer et recevoir la réponse.\n\nPour accepter, ouvrez ce lien au plus tard ${until} :\n\n${link}\n\nIl ne sert qu’une fois et n’est que pour vous. Si cette invitation ne vous dit rien, ignorez ce message : il ne se passera rien.\n\n${end(season)}`,
})

export const handedOverMail = (to: string, season: MailSeason, page: string): OutgoingMail => ({
  to,
  subject: `Un dossier vous est confié : ${season.name}`,
  text: `Bonjour,\n\nVous êtes maintenant la première personne responsable d’un dossier que vous portez à plusieurs pour « ${season.name} ». C’est vous qui invitez, retirez quelqu’un ou confiez le dossier à votre tour :\n\n${page}\n\n${end(season)}`,
})

/** To organisers, when somebody asks for confidence and nobody is named: nothing says who asks, or why. */
export const readersWantedMail = (
  to: string,
  season: MailSeason,
  { callTitle, page }: { callTitle: string; page: string },
): OutgoingMail => ({
  to,
  subject: `Quelqu’un demande la confidentialité : ${callTitle}`,
  text: `Bonjour,\n\nUn dossier de « ${callTitle} » est confidentiel : seules les personnes que vous nommez pourront le lire et y répondre. Personne n’est encore nommé.\n\nChoisissez une ou deux personnes de confiance ici :\n\n${page}\n\nLa personne qui dépose le dossier verra leurs noms.\n\n${end(season)}`,
})

/** To the holders of a restricted file, whenever it changes who sees it. */
export const readersNamedMail = (
  to: string,
  season: MailSeason,
  { reference, names, page }: { reference: string; names: readonly string[]; page: string },
): OutgoingMail => ({
  to,
  subject: `Qui peut lire votre dossier ${reference}`,
  text: `Bonjour,\n\nVotre dossier ${reference} est suivi en confidence pour « ${season.name} » (${wordsOf(season.terminology).event}). En dehors de vous, seules ces personnes peuvent le lire :\n\n${names.map((name) => `– ${name}`).join('\n')}\n\nS’il y en a une à qui vous ne souhaitez pas le montrer, dites-le nous, ou changez ce choix ici :\n\n${page}\n\n${end(season)}`,
})
