import type { CorrectionKind } from '@essor/contracts'
import { frenchMoment } from '../../../platform/mail/french-moment.ts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'
import type { Season } from '../../seasons/index.ts'

type MailSeason = Pick<Season, 'name' | 'terminology'>

const kinds: Record<CorrectionKind, string> = {
  incorrect: 'Quelque chose ne semble pas exact.',
  incomplete: 'Il manque quelque chose.',
  outdated: 'Quelque chose n’est plus à jour.',
}

const partNames: Readonly<Record<string, string>> = {
  title: 'le titre',
  summary: 'le résumé',
  wantedSkills: 'les compétences recherchées',
  'framing.problem': 'le problème',
  'framing.evidence': 'ce qui le montre',
  'framing.beneficiaries': 'qui en bénéficie',
  'framing.users': 'qui s’en sert',
  'framing.payers': 'qui paie',
  'framing.benefit': 'ce que la société y gagne',
  'framing.horizon': 'un besoin borné, ou qui dure',
  'framing.withinTime': 'ce qui peut être fait dans le temps donné',
  'framing.deliverable': 'ce qui existera à la fin',
}

const partName = (part: string, { terminology }: MailSeason): string =>
  part === 'structure' ? `votre ${terminology.structure}` : (partNames[part] ?? 'une réponse du formulaire')

/** Says nothing of the file itself: mails are read over shoulders. What is asked about a restricted one is read on Essor. */
export function correctionAskedMail(
  to: string,
  season: MailSeason,
  asked: { kind: CorrectionKind; parts: readonly string[]; message: string; answerBy: Date },
  {
    timeZone,
    submissionId,
    restricted,
    url,
  }: { timeZone: string; submissionId: string; restricted: boolean; url: string },
): OutgoingMail {
  const parts = [...new Set(asked.parts.map((part) => partName(part, season)))]
  const what = restricted
    ? 'Votre dossier est confidentiel : ce qui est demandé se lit sur Essor seulement.'
    : `${kinds[asked.kind]}\n\n${asked.message}`
  const where = !restricted && parts.length > 0 ? `\n\nCela concerne : ${parts.join(' ; ')}.` : ''
  return {
    to,
    subject: `Une précision sur votre dossier : ${season.name}`,
    text: `Bonjour,\n\nLe comité de « ${season.name} » lit votre dossier et vous demande une correction. ${what}${where}\n\nVotre dossier reste déposé. Vous pouvez le corriger et le renvoyer jusqu’au ${frenchMoment(asked.answerBy, timeZone)}, ici :\n\n${url}/mon-espace/projets/${submissionId}\n\nMerci,\nL’organisation de « ${season.name} »`,
  }
}

export const correctionCancelledMail = (
  to: string,
  season: MailSeason,
  submissionId: string,
  url: string,
): OutgoingMail => ({
  to,
  subject: `Plus de correction à faire : ${season.name}`,
  text: `Bonjour,\n\nLa correction que nous vous avions demandée n’est plus nécessaire. Le comité de « ${season.name} » continue la lecture de votre dossier tel qu’il est :\n\n${url}/mon-espace/projets/${submissionId}\n\nÀ bientôt,\nL’organisation de « ${season.name} »`,
})

export const correctionAnsweredMail = (to: string, season: MailSeason, page: string): OutgoingMail => ({
  to,
  subject: `Un dossier corrigé est revenu : ${season.name}`,
  text: `Bonjour,\n\nUn dossier de « ${season.name} » pour lequel vous aviez demandé une correction est revenu. Ce qui a changé y est montré :\n\n${page}\n\nÀ bientôt,\nEssor`,
})
