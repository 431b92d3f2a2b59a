import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import { frenchMoment } from '../../../platform/mail/french-moment.ts'
import type { Season } from '../../seasons/index.ts'

type Of = Pick<Season, 'name' | 'timeZone' | 'terminology'>

const own = (url: string) => `${url}/mon-espace/equipes`

const letter = ({ name }: Of, ...lines: string[]): string =>
  ['Bonjour,', ...lines.filter(Boolean), `À bientôt,\nL’organisation de « ${name} »`].join('\n\n')

/** Each season has its own word for a team, of either gender: the sentences are made so that any word fits. */
export const placeOfferedMail = (
  to: string,
  season: Of,
  { project, mates, answerBy }: { project: string; mates: readonly string[]; answerBy: Date },
  url: string,
): OutgoingMail => ({
  to,
  subject: `Votre ${season.terminology.team} : ${project}`,
  text: letter(
    season,
    `Bonne nouvelle : pour « ${season.name} », nous vous proposons une place auprès de « ${project} ».`,
    mates.length > 0 ? `Avec vous : ${mates.join(', ')}.` : '',
    `Votre ${season.terminology.team}, et pourquoi nous avons pensé à vous :\n${own(url)}`,
    `Dites-nous oui ou non sur cette page avant le ${frenchMoment(answerBy, season.timeZone)} ; il vous sera peut-être demandé de vous connecter. Un « non » est utile aussi : quelqu’un d’autre pourra prendre la place.`,
  ),
})

export const placeReminderMail = (
  to: string,
  season: Of,
  { project, answerBy }: { project: string; answerBy: Date },
  url: string,
): OutgoingMail => ({
  to,
  subject: `Votre réponse pour « ${project} »`,
  text: letter(
    season,
    `Une place vous attend auprès de « ${project} », et nous n’avons pas encore votre réponse.`,
    `Merci de dire oui ou non avant le ${frenchMoment(answerBy, season.timeZone)} :\n${own(url)}`,
  ),
})

/** To someone who had a place and is asked to take another one: why, and from where; nobody who left is named. */
export const placeChangedMail = (
  to: string,
  season: Of,
  { project, before, mates, answerBy }: { project: string; before: string; mates: readonly string[]; answerBy: Date },
  url: string,
): OutgoingMail => ({
  to,
  subject: `Du changement pour vous : ${project}`,
  text: letter(
    season,
    'Quelqu’un n’a pas pu rester : il a fallu rééquilibrer les groupes, pour que chacun ait assez de monde et les compétences dont il a besoin.',
    `Vous étiez auprès de « ${before} » : nous vous proposons de rejoindre « ${project} ».`,
    mates.length > 0 ? `Avec vous : ${mates.join(', ')}.` : '',
    `Votre nouvelle place, et ce que vous y apportez :\n${own(url)}`,
    `Dites-nous sur cette page si cela vous convient avant le ${frenchMoment(answerBy, season.timeZone)}. Merci de votre souplesse.`,
  ),
})

/** To someone whose place is gone, and for whom there is no other yet. */
export const placeLostMail = (
  to: string,
  season: Of,
  { project, words }: { project: string; words: string },
): OutgoingMail => ({
  to,
  subject: `Du changement pour « ${project} »`,
  text: letter(
    season,
    `Votre place auprès de « ${project} » ne peut pas être maintenue. Nous le regrettons.`,
    words,
    'Nous cherchons une autre place pour vous, et vous écrirons dès que nous l’aurons trouvée.',
  ),
})

export const invitationMail = (
  to: string,
  season: Of,
  { project, structure, words }: { project: string; structure: string; words: string },
  url: string,
): OutgoingMail => ({
  to,
  subject: `On aurait besoin de vous : ${project}`,
  text: letter(
    season,
    `Vous avez accepté qu’on vous sollicite pour vos compétences. Pour « ${season.name} », « ${project} »${structure ? ` (${structure})` : ''} cherche quelqu’un comme vous, même à distance.`,
    words,
    `Pour en savoir plus et dire oui ou non :\n${own(url)}`,
    'Votre adresse n’a été montrée à personne : ce message passe par Essor.',
  ),
})
