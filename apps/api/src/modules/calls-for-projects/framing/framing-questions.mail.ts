import type { FramingTopic } from '@essor/contracts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'

/** The questions of the canvas as mails call them. */
export const topicNames: Record<FramingTopic, string> = {
  title: 'le nom du projet',
  structure: 'le nom de la structure',
  summary: 'le projet en deux phrases',
  'framing.problem': 'le problème',
  'framing.evidence': 'ce qui montre le problème',
  'framing.beneficiaries': 'qui en bénéficie',
  'framing.users': 'qui s’en sert',
  'framing.payers': 'qui paie',
  'framing.benefit': 'ce que la société y gagne',
  'framing.horizon': 'ce qu’il y aura après',
  'framing.withinTime': 'ce qu’on peut faire dans le temps donné',
  'framing.deliverable': 'ce qui existera à la fin',
  wantedSkills: 'les compétences recherchées',
  other: 'le dossier',
}

interface Question {
  about: FramingTopic
  text: string
  askedByName: string
  submissionId: string
}

/** Of a restricted file a mail says nothing: neither who asks, nor what. */
export const questionMail = (
  to: string,
  season: { id: string; name: string },
  question: Question,
  restricted: boolean,
  url: string,
): OutgoingMail => ({
  to,
  subject: `Une question vous attend : ${season.name}`,
  text: `Bonjour,\n\n${
    restricted
      ? 'Une personne qui prépare un projet vous demande de l’aide. Son dossier est confidentiel : sa question se lit sur Essor seulement.'
      : `${question.askedByName} prépare un projet et vous demande de l’aide sur une question : ${topicNames[question.about]}.\n\n« ${question.text} »`
  }\n\nPour lui répondre :\n\n${url}/pilotage/saisons/${season.id}/appels/demandes-aide\n\nVotre réponse lui parviendra par e-mail et s’affichera à côté de la question.\n\nMerci,\nEssor`,
})

export const answerMail = (
  to: string,
  season: { name: string },
  question: Question & { answer: string },
  restricted: boolean,
  url: string,
): OutgoingMail => ({
  to,
  subject: `Une réponse à votre question : ${season.name}`,
  text: `Bonjour,\n\n${
    restricted
      ? 'L’organisation a répondu à votre question. Vous lirez la réponse sur Essor.'
      : `Vous demandiez de l’aide sur une question de votre dossier : ${topicNames[question.about]}.\n\n« ${question.text} »\n\nVoici la réponse de l’organisation :\n\n« ${question.answer} »`
  }\n\nPour reprendre votre dossier :\n\n${url}/mon-espace/projets/${question.submissionId}/dossier\n\nÀ bientôt,\nL’organisation de « ${season.name} »`,
})
