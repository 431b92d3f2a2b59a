import type { EnrolmentStatus, PersonCategory } from '@essor/contracts'

/** The words of files that people open in a spreadsheet; each is understood again on import. */
export const categoryLabels: Record<PersonCategory, string> = {
  student: 'Étudiant·e',
  professional: 'Professionnel·le',
  resident: 'Habitant·e',
  social_worker: 'Travail social',
  job_seeker: 'En recherche d’emploi',
  retired: 'À la retraite',
  other: 'Autre',
}

export const statusLabels: Record<EnrolmentStatus, string> = {
  applied: 'Demande reçue',
  waiting: 'Sur liste d’attente',
  offered: 'Place proposée',
  confirmed: 'Confirmée',
  checked_in: 'Présente',
  withdrawn: 'Retirée',
  no_show: 'Absente',
  lapsed: 'Place non acceptée à temps',
}
