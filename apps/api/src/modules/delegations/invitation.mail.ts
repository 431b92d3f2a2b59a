import type { Role } from '@essor/contracts'
import type { OutgoingMail } from '../../platform/mail/mail.ts'
import { invitationDays } from './invitation.rules.ts'

const roleNames: Record<Role, string> = {
  network_admin: 'administrer le réseau',
  delegation_admin: 'administrer la délégation',
  organiser: 'organiser',
  facilitator: 'faciliter le travail en commun',
  coach: 'accompagner un projet du début à la fin',
  mentor: 'répondre aux questions dans vos domaines',
  reviewer: 'lire et évaluer des projets',
  juror: 'participer au jury',
}

export const invitationMail = (to: string, role: Role, placeName: string, link: string): OutgoingMail => ({
  to,
  subject: `Invitation : ${placeName}`,
  text: `Bonjour,\n\nVous êtes invité·e à ${roleNames[role]} pour « ${placeName} » sur Essor.\n\nPour accepter, ouvrez ce lien dans les ${invitationDays} jours :\n\n${link}\n\nIl ne sert qu’une fois et n’est que pour vous. Si cette invitation ne vous dit rien, ignorez ce message.\n\nL’équipe d’Essor`,
})
