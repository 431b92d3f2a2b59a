import { durationPhrase, promisePhrase, type PromiseTerms } from '@essor/contracts'
import { frenchClock, frenchDay, frenchHour } from '../../../platform/mail/french-moment.ts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../seasons.repository.ts'

type MailSeason = Pick<Season, 'name' | 'terminology' | 'timeZone'>

const letter = (to: string, season: MailSeason, subject: string, paragraphs: string[]): OutgoingMail => ({
  to,
  subject: `${subject} : ${season.name}`,
  text: ['Bonjour,', ...paragraphs, `À bientôt,\nL’organisation de « ${season.name} »`].join('\n\n'),
})

const plain = (phrase: string): string => phrase.replaceAll('\u00a0', ' ')

const given = (minutes: number, season: MailSeason): string =>
  minutes > 0
    ? `Vous avez donné ${plain(durationPhrase(minutes, 'fr'))} à « ${season.name} » (${season.terminology.event}). C’est précieux : merci !`
    : `Vous avez proposé votre temps à « ${season.name} » (${season.terminology.event}) : merci !`

/** Asks someone whether they go on, once the season is over. */
export const farewellMail = (
  { email, confirmedMinutes }: { email: string; confirmedMinutes: number },
  season: MailSeason,
  answerBy: Date,
  url: string,
): OutgoingMail =>
  letter(email, season, 'Merci ! Et après ?', [
    given(confirmedMinutes, season),
    `Votre promesse arrive à son terme. Vous pouvez la prolonger un peu, ou vous arrêter là : les deux réponses sont bonnes. Dites-le nous ici : ${url}/mon-espace/temps`,
    `Vous avez jusqu’au ${frenchDay(answerBy, season.timeZone)} à ${frenchHour(answerBy, season.timeZone)} (${frenchClock(answerBy, season.timeZone)}). Sans réponse, nous comprendrons que vous vous arrêtez là, avec toute notre reconnaissance.`,
  ])

/** Says thank you to whoever stops here. */
export const releasedMail = (
  { email, confirmedMinutes }: { email: string; confirmedMinutes: number },
  season: MailSeason,
): OutgoingMail =>
  letter(email, season, 'Merci pour votre temps', [
    given(confirmedMinutes, season),
    'Votre promesse est tenue, et vous voilà libre de tout engagement. Si l’envie revient, vous serez toujours les bienvenus.',
  ])

/** Says back what someone promises for afterwards. */
export const renewedMail = (
  { email, confirmedMinutes }: { email: string; confirmedMinutes: number },
  season: MailSeason,
  promise: PromiseTerms,
  url: string,
): OutgoingMail =>
  letter(email, season, 'Merci de continuer', [
    given(confirmedMinutes, season),
    `Vous promettez pour la suite : ${plain(promisePhrase(promise, 'fr'))}.`,
    `Vous retrouvez votre promesse, et vous pouvez la changer, ici : ${url}/mon-espace/temps`,
  ])
