import type { MentorRole } from '@essor/contracts'
import type { OutgoingMail } from '../../platform/mail/mail.ts'
import type { Season } from '../seasons/index.ts'

type MailSeason = Pick<Season, 'name' | 'terminology'>

const farewell = ({ name }: MailSeason) => `À bientôt,\nL’organisation de « ${name} »`

const rolePhrases: Record<MentorRole, string> = {
  coach: 'Vous suivez désormais ce groupe comme coach, du début à la fin',
  mentor: 'Vous accompagnez désormais ce groupe comme mentor',
}

export const assignedMail = (
  to: string,
  { name, season }: { name: string; season: MailSeason },
  role: MentorRole,
  url: string,
): OutgoingMail => ({
  to,
  subject: `Vous accompagnez « ${name} »`,
  text: `Bonjour,\n\n${rolePhrases[role]} : « ${name} » (${season.terminology.team}), dans « ${season.name} ». Merci !\n\nVos groupes et leurs questions sont ici :\n\n${url}/mon-espace/entraide\n\n${farewell(season)}`,
})

interface Question {
  id: string
  title: string
  channelName: string
  teamName: string
  season: MailSeason
}

/** The text of the question stays in Essor: some subjects should not travel by mail. */
export const askedMail = (to: string, question: Question, url: string): OutgoingMail => ({
  to,
  subject: `Une question pour vous : ${question.title}`,
  text: `Bonjour,\n\n« ${question.teamName} » (${question.season.terminology.team}) pose une question dans un domaine où vous répondez, ${question.channelName} :\n\n${question.title}\n\nSi vous pouvez aider, dites que vous vous en chargez : personne d’autre n’y passera du temps.\n\n${url}/mon-espace/questions/${question.id}\n\nVous ne pouvez pas cette fois-ci ? Ne faites rien, quelqu’un d’autre peut la prendre.\n\n${farewell(question.season)}`,
})

export const answeredMail = (to: string, question: Question, url: string): OutgoingMail => ({
  to,
  subject: `Une réponse à votre question : ${question.title}`,
  text: `Bonjour,\n\nQuelqu’un a répondu à la question de « ${question.teamName} » :\n\n${question.title}\n\nLa réponse est ici :\n\n${url}/mon-espace/questions/${question.id}\n\nElle vous suffit ? Dites-le d’un clic. Sinon, vous pouvez poser la question à nouveau.\n\n${farewell(question.season)}`,
})
