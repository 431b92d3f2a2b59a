import { skillFamilies, wordsOf } from '@essor/contracts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../../seasons/index.ts'
import type { Submission } from './submissions.repository.ts'

type MailSeason = Pick<Season, 'name' | 'terminology'>
type MailSubmission = Pick<Submission, 'id' | 'title' | 'structure' | 'summary' | 'framing' | 'wantedSkills'>

const skillNames = new Map(skillFamilies.flatMap(({ skills }) => skills.map(({ code, fr }) => [code, fr] as const)))

const copyOf = (
  { title, structure, summary, framing, wantedSkills }: MailSubmission,
  { terminology }: MailSeason,
): string =>
  [
    ['Titre', title],
    [`Votre ${terminology.structure}`, structure],
    ['En quelques mots', summary],
    ['Le problème, et ce qui le montre', framing.problem],
    ['Qui en bénéficie', framing.beneficiaries],
    ['Qui s’en sert', framing.users],
    ['Qui paie', framing.payers],
    ['Ce que la société y gagne', framing.benefit],
    ['Ce qui existera à la fin', framing.deliverable],
    [
      'Compétences recherchées',
      wantedSkills.map(({ skill, count }) => `${skillNames.get(skill) ?? skill} (${count})`).join(', '),
    ],
  ]
    .map(([label, value]) => `${label} :\n${value}`)
    .join('\n\n')

const pageOf = (submission: MailSubmission, url: string) => `${url}/mon-espace/projets/${submission.id}`

export const receiptMail = (to: string, season: MailSeason, submission: MailSubmission, url: string): OutgoingMail => ({
  to,
  subject: `Projet bien déposé : ${submission.title}`,
  text: `Bonjour,\n\nVotre projet « ${submission.title} » est déposé pour « ${season.name} ». Gardez ce message : c’est votre accusé de réception.\n\nVous pouvez encore le modifier jusqu’à la date limite, puis suivre la réponse ici :\n\n${pageOf(submission, url)}\n\nVoici la copie de votre dossier.\n\n${copyOf(submission, season)}\n\nÀ bientôt,\nL’organisation de « ${season.name} »`,
})

export const reviewsAssignedMail = (to: string, season: MailSeason, url: string): OutgoingMail => ({
  to,
  subject: `Des projets à relire : ${season.name}`,
  text: `Bonjour,\n\nL’organisation de « ${season.name} » vous confie la relecture de projets. Vous les trouverez ici, et d’autres pourront s’y ajouter :\n\n${url}/mon-espace/relectures\n\nSi vous connaissez de près les ${wordsOf(season.terminology).structures} qui proposent ces projets, dites-le depuis la fiche : quelqu’un d’autre les relira.\n\nMerci de votre aide,\nL’organisation de « ${season.name} »`,
})
