import { frenchSpan } from '../../../platform/mail/french-moment.ts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../../seasons/index.ts'
import type { Slot } from './interviews.repository.ts'

type MailSeason = Pick<Season, 'name'>
type Met = Pick<Slot, 'startsAt' | 'endsAt' | 'place' | 'link'>

const whenAndWhere = (slot: Met, timeZone: string): string =>
  [
    `Quand : ${frenchSpan(slot, timeZone)}`,
    ...(slot.place ? [`Où : ${slot.place}`] : []),
    ...(slot.link ? [`Lien pour se rejoindre : ${slot.link}`] : []),
  ].join('\n')

const ownPage = (submissionId: string, url: string) => `${url}/mon-espace/projets/${submissionId}`

/** Neither mail names the file or its holders: the committee may be reading without knowing whose it is. */
export const bookedMail = (
  to: string,
  season: MailSeason,
  slot: Met,
  { timeZone, submissionId, url }: { timeZone: string; submissionId: string; url: string },
): OutgoingMail => ({
  to,
  subject: `Votre entretien est réservé : ${season.name}`,
  text: `Bonjour,\n\nVotre entretien avec le comité de « ${season.name} » est réservé.\n\n${whenAndWhere(slot, timeZone)}\n\nUn empêchement ? Changez de moment ici :\n\n${ownPage(submissionId, url)}\n\nÀ bientôt,\nL’organisation de « ${season.name} »`,
})

export const cancelledMail = (
  to: string,
  season: MailSeason,
  slot: Met,
  { timeZone, submissionId, url, byHolder }: { timeZone: string; submissionId: string; url: string; byHolder: boolean },
): OutgoingMail => ({
  to,
  subject: `Votre entretien est annulé : ${season.name}`,
  text: `Bonjour,\n\n${byHolder ? 'Votre entretien est annulé, comme vous l’avez demandé' : 'Le comité a dû annuler votre entretien, et vous prie de l’excuser'}. Il était prévu ${frenchSpan(slot, timeZone)}.\n\nVous pouvez choisir un autre moment parmi ceux qui sont proposés :\n\n${ownPage(submissionId, url)}\n\nÀ bientôt,\nL’organisation de « ${season.name} »`,
})

export const hostBookedMail = (
  to: string,
  season: MailSeason,
  slot: Met,
  { timeZone, page }: { timeZone: string; page: string },
): OutgoingMail => ({
  to,
  subject: `Un entretien est réservé avec vous : ${season.name}`,
  text: `Bonjour,\n\nUn des moments que vous proposez pour « ${season.name} » vient d’être réservé.\n\n${whenAndWhere(slot, timeZone)}\n\n${page}\n\nÀ bientôt,\nEssor`,
})

export const hostFreedMail = (
  to: string,
  season: MailSeason,
  slot: Met,
  { timeZone, page }: { timeZone: string; page: string },
): OutgoingMail => ({
  to,
  subject: `Un entretien est libéré : ${season.name}`,
  text: `Bonjour,\n\nL’entretien prévu avec vous ${frenchSpan(slot, timeZone)} n’aura pas lieu. Ce moment est de nouveau proposé.\n\n${page}\n\nÀ bientôt,\nEssor`,
})
