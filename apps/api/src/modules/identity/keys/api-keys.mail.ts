import type { KeyScope } from '@essor/contracts'
import { frenchDay } from '../../../platform/mail/french-moment.ts'
import type { OutgoingMail } from '../../../platform/mail/mail.ts'

const inWords: Record<KeyScope, string> = {
  read: 'lire ce que vous pouvez lire',
  write: 'lire et modifier ce que vous pouvez lire et modifier',
  team_problems: 'faire répartir des personnes entre des projets',
}

/** Who may change may read: said once. A key that opens one small thing says that it is all. */
function said(scopes: readonly KeyScope[]): string {
  if (scopes.every((scope) => scope === 'team_problems')) return `${inWords.team_problems}, et rien d’autre`
  return scopes
    .filter((scope) => scope !== 'read' || !scopes.includes('write'))
    .map((scope) => inWords[scope])
    .join(' ; ')
}

/** Where somebody else made it, this is how its person learns. */
export const keyMadeMail = (
  to: string,
  key: { name: string; scopes: readonly KeyScope[]; beginning: string; expiresAt: Date },
  publicUrl: string,
): OutgoingMail => ({
  to,
  subject: 'Une clé d’API a été créée sur votre compte Essor',
  text: [
    'Bonjour,',
    `Une clé d’API vient d’être créée sur votre compte. Un programme qui la possède agit en votre nom.`,
    [
      `Nom : ${key.name}`,
      `Début de la clé : ${key.beginning}…`,
      `Elle permet de : ${said(key.scopes)}`,
      `Valable jusqu’au : ${frenchDay(key.expiresAt, 'Europe/Paris')}`,
    ].join('\n'),
    'Si c’est bien vous, il n’y a rien à faire.',
    `Si ce n’est pas vous, retirez-la tout de suite, puis changez votre mot de passe si vous en avez un :\n\n${publicUrl}/mon-espace/compte/cles`,
    'L’équipe d’Essor',
  ].join('\n\n'),
})
