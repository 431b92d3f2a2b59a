import { frenchSpan } from '../../../platform/mail/french-moment.ts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../seasons.repository.ts'
import type { SeasonSite } from '../sites/season-sites.repository.ts'
import type { SessionView } from './session-views.repository.ts'

type MailSeason = Pick<Season, 'name' | 'slug'>
type MailSession = Pick<
  SessionView,
  'title' | 'place' | 'startsAt' | 'endsAt' | 'timeZone' | 'onlineUrl' | 'siteIds' | 'id'
>
type MailSite = Pick<SeasonSite, 'id' | 'kind' | 'name' | 'address' | 'accessNotes'>

export interface Meeting {
  season: MailSeason
  session: MailSession
  sites: readonly MailSite[]
  url: string
}

/** What all mails of one session say alike; written once, however many people it goes to. */
type Letter = (to: string) => OutgoingMail

const letter = ({ season }: Meeting, subject: string, paragraphs: string[]): Letter => {
  const text = ['Bonjour,', ...paragraphs, `À bientôt,\nL’organisation de « ${season.name} »`].join('\n\n')
  return (to) => ({ to, subject: `${subject} : ${season.name}`, text })
}

const siteLine = ({ name, address }: MailSite): string => [name, address].filter(Boolean).join(', ')

/** When, where and by which link, a line each. */
function whenAndWhere({ session, sites }: Meeting): string {
  const here = sites.filter(({ id }) => session.siteIds.includes(id))
  return [
    `Quand : ${frenchSpan(session, session.timeZone)}`,
    ...here.map((site) => `Où : ${siteLine(site)}`),
    ...here.flatMap(({ accessNotes }) => (accessNotes ? [`Accès : ${accessNotes}`] : [])),
    ...(session.place ? [here.length > 0 ? `Précision : ${session.place}` : `Où : ${session.place}`] : []),
    ...(session.onlineUrl ? [`En ligne : ${session.onlineUrl}`] : []),
  ].join('\n')
}

const page = ({ season, url }: Meeting): string => `${url}/saisons/${season.slug}#programme`

export const reminderMail = (meeting: Meeting): Letter =>
  letter(meeting, `Bientôt : ${meeting.session.title}`, [
    `On vous attend bientôt pour « ${meeting.session.title} ».`,
    whenAndWhere(meeting),
    `Tout le programme est ici :\n${page(meeting)}`,
  ])

export const placeFoundMail = (meeting: Meeting): Letter =>
  letter(meeting, `Une place pour vous : ${meeting.session.title}`, [
    `Bonne nouvelle : une place s’est libérée pour « ${meeting.session.title} », et elle est à vous. Vous n’avez rien à faire.`,
    whenAndWhere(meeting),
    `Si vous ne pouvez plus venir, dites-le ici : une autre personne prendra votre place.\n${page(meeting)}`,
  ])

export const sessionMovedMail = (meeting: Meeting): Letter =>
  letter(meeting, `Du changement : ${meeting.session.title}`, [
    `« ${meeting.session.title} » change. Voici ce qu’il faut retenir maintenant :`,
    whenAndWhere(meeting),
    `Si cela ne vous convient plus, dites-le ici : une autre personne prendra votre place.\n${page(meeting)}`,
  ])

export const sessionCancelledMail = (meeting: Meeting): Letter =>
  letter(meeting, `Annulé : ${meeting.session.title}`, [
    `« ${meeting.session.title} », prévu ${frenchSpan(meeting.session, meeting.session.timeZone)}, est annulé. Nous en sommes désolés.`,
    `Le reste du programme est ici :\n${page(meeting)}`,
  ])

export const registrationRemovedMail = (meeting: Meeting): Letter =>
  letter(meeting, `Votre inscription a été retirée : ${meeting.session.title}`, [
    `L’organisation a retiré votre inscription à « ${meeting.session.title} » (${frenchSpan(meeting.session, meeting.session.timeZone)}).`,
    'Si vous pensez que c’est une erreur, répondez-lui : elle vous dira ce qui s’est passé.',
    `Tout le programme est ici :\n${page(meeting)}`,
  ])
