import type { Terminology } from '@essor/contracts'
import type { OutgoingMail } from '../../platform/mail/mail.ts'

interface MailSeason {
  name: string
  slug: string
  terminology: Terminology
}

export function resultsPublishedMail(
  to: string,
  season: MailSeason,
  team: { teamName: string; won: string[] },
  url: string,
): OutgoingMail {
  const word = season.terminology.team
  const news =
    team.won.length > 0
      ? `Toutes nos félicitations : votre ${word}, « ${team.teamName} », reçoit ${team.won.map((title) => `« ${title} »`).join(' et ')} !`
      : `Merci à votre ${word}, « ${team.teamName} », pour son travail et pour son pitch.`
  return {
    to,
    subject: `Les résultats sont publiés : ${season.name}`,
    text: `Bonjour,\n\nLes résultats de « ${season.name} » sont publiés.\n\n${news}\n\nVous pouvez les lire ici :\n\n${url}/saisons/${season.slug}/resultats\n\nÀ bientôt,\nL’organisation de « ${season.name} »`,
  }
}
