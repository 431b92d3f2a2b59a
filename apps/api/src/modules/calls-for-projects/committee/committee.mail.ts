import { wordsOf } from '@essor/contracts'
import { frenchMoment } from '../../../platform/mail/french-moment.ts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../../seasons/index.ts'

type MailSeason = Pick<Season, 'name' | 'terminology'>

interface Due {
  reviewsDueAt: Date | null
  timeZone: string
  now: Date
}

const files = (count: number): string => (count === 1 ? 'un projet' : `${count} projets`)

const awaited = ({ reviewsDueAt, timeZone, now }: Due): string => {
  if (!reviewsDueAt) return ''
  const awaitedUntil = reviewsDueAt < now ? 'étaient attendues jusqu’au' : 'sont attendues jusqu’au'
  return `\n\nVos relectures ${awaitedUntil} ${frenchMoment(reviewsDueAt, timeZone)}.`
}

/** One mail for a whole pile; what the files are is read once signed in. */
export const pileMail = (to: string, season: MailSeason, count: number, due: Due, url: string): OutgoingMail => ({
  to,
  subject: `Des projets à relire : ${season.name}`,
  text: `Bonjour,\n\nL’organisation de « ${season.name} » vous confie la relecture de ${files(count)}. Tout est ici :\n\n${url}/mon-espace/relectures${awaited(due)}\n\nSi vous connaissez de près les ${wordsOf(season.terminology).structures} qui proposent ces projets, dites-le depuis la fiche : quelqu’un d’autre les relira.\n\nMerci de votre aide,\nL’organisation de « ${season.name} »`,
})

export const reviewReminderMail = (
  to: string,
  season: MailSeason,
  left: number,
  due: Due,
  url: string,
): OutgoingMail => ({
  to,
  subject: `Vos relectures : ${season.name}`,
  text: `Bonjour,\n\nIl vous reste ${files(left)} à relire pour « ${season.name} » :\n\n${url}/mon-espace/relectures${awaited(due)}\n\nSi vous n’en avez plus le temps, dites-le à l’organisation : quelqu’un prendra la suite.\n\nMerci de votre aide,\nL’organisation de « ${season.name} »`,
})
